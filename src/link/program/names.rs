//! What names stand for: imports, and names that are bound to other names.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Binding, Event, Expr, ExprId, Expressions, Facts, Function};
use crate::link::program::bound::BoundNames;
use crate::link::program::last_name;
use crate::pack::{Callee, Fit, Pack};

/// How many names may stand for one another in a row.
const MAX_ALIASES: usize = 4;

/// The imports and aliases of all regions.
#[derive(Debug, Default)]
pub struct Names<'a> {
    regions: Vec<Region<'a>>,
    /// By the name that is bound.
    shared_bindings: FxHashMap<Cow<'a, str>, Vec<Bound>>,
    /// What functions give that give a stream or logger, by their names.
    given: FxHashMap<&'a str, Vec<Bound>>,
}

/// What a name is bound to in a module, by its path there.
#[derive(Debug)]
struct Bound {
    /// A region of the module.
    region: u32,
    value: ExprId,
}

/// What the names of one region stand for.
#[derive(Debug)]
struct Region<'a> {
    module: &'a str,
    expressions: &'a Expressions,
    imports: FxHashMap<&'a str, &'a str>,
    /// By the last name of what is bound, wherever in the region that is.
    bindings: BoundNames,
    /// Variables alone, by the function that they are known in; those of the whole region by none.
    variables: BoundNames,
}

impl Region<'_> {
    fn add(&mut self, function: Option<usize>, target: ExprId, value: ExprId) {
        self.bindings.add(self.expressions, None, target, value);
        if matches!(self.expressions.get(target), Expr::Name(name) if !name.contains('.')) {
            self.variables
                .add(self.expressions, function, target, value);
        }
    }
}

impl<'a> Names<'a> {
    /// Adds the next region's imports and bindings; of several bindings for one name the first counts.
    pub fn add(&mut self, facts: &'a Facts, pack: &'a Pack) {
        let module = pack.module(&facts.path);
        let number = u32::try_from(self.regions.len()).unwrap_or(u32::MAX);
        let mut region = Region {
            module,
            expressions: &facts.expressions,
            imports: FxHashMap::default(),
            bindings: BoundNames::default(),
            variables: BoundNames::default(),
        };
        for import in &facts.imports {
            region.imports.insert(&import.alias, &import.path);
        }
        for (function, binding) in bindings(facts, pack) {
            let target = facts.expressions.last_name(binding.target);
            let bound = last_alternative(&facts.expressions, pack, binding.value);
            let value = facts.expressions.last_name(bound);
            let (Some(target), Some(value)) = (target, value) else {
                continue;
            };
            if target != value {
                let shared = self.shared_bindings.entry(target).or_default();
                let is_of_module = |known: &Bound| {
                    let known = self.regions.get(known.region as usize);
                    known.is_none_or(|known| known.module == module)
                };
                if !shared.last().is_some_and(is_of_module) {
                    shared.push(Bound {
                        region: number,
                        value: bound,
                    });
                }
                region.add(function, binding.target, bound);
            }
        }
        self.regions.push(region);
        self.add_given(number, facts, pack);
    }

    /// Adds the functions of a region that give a stream or logger which they get elsewhere.
    fn add_given(&mut self, region: u32, facts: &'a Facts, pack: &Pack) {
        for function in &facts.functions {
            let returned = function.events.iter().filter_map(|event| match event {
                Event::Return(value, _) => Some(*value),
                _ => None,
            });
            let is_call = |value: &ExprId| matches!(facts.expressions.get(*value), Expr::Call(_));
            for value in returned.filter(is_call) {
                let Some(path) = facts.expressions.path(value) else {
                    continue;
                };
                let imported = self.imported(region as usize, &path);
                if pack.is_printed_on(imported.as_deref().unwrap_or(&path)) {
                    let known = self.given.entry(&function.name).or_default();
                    known.push(Bound { region, value });
                }
            }
        }
    }

    /// A dotted path with the names that stand for others replaced: `log.error` becomes
    /// `logging.getLogger().error` where `log` was bound so. A plain name is a variable of this function or
    /// of the whole region; objects may be fields, too, and are known wherever they were bound.
    pub fn resolve(&self, region: usize, function: Option<usize>, path: &str) -> String {
        let replaced = if path.contains('.') {
            None
        } else {
            self.imported(region, path)
                .or_else(|| self.variable(region, function, path))
        };
        let path = replaced.as_deref().unwrap_or(path);
        match path.rsplit_once('.') {
            Some((object, name)) => format!("{}.{name}", self.resolve_object(region, object)),
            None => path.to_owned(),
        }
    }

    fn resolve_object<'s>(&'s self, region: usize, object: &'s str) -> Cow<'s, str> {
        let mut path = Cow::Borrowed(object);
        let mut seen = Vec::new();
        let mut module = None;
        while seen.len() < MAX_ALIASES {
            let import = self.imported(region, &path);
            if let Some(import) = &import {
                module = Some(import.clone());
            }
            // The last name of what comes from elsewhere may be another thing's here.
            let next = import
                .or_else(|| module.is_none().then(|| self.bound_here(region, &path))?)
                .or_else(|| self.bound_elsewhere(module.as_deref(), &path));
            let Some(next) = next.filter(|next| *next != path && !seen.contains(next)) else {
                break;
            };
            seen.push(std::mem::replace(&mut path, next));
        }
        self.given_by(region, &path).unwrap_or(path)
    }

    /// The path with an import at its beginning replaced, if it begins with one.
    pub fn imported(&self, region: usize, path: &str) -> Option<Cow<'_, str>> {
        let end = path.find(['.', '(']).unwrap_or(path.len());
        let (first, rest) = path.split_at(end);
        let import = self.regions[region].imports.get(first)?;
        (*import != first).then(|| match rest {
            "" => Cow::Borrowed(*import),
            _ => Cow::Owned(format!("{import}{rest}")),
        })
    }

    /// The path that a variable is bound to which a function knows.
    pub fn variable(
        &self,
        region: usize,
        function: Option<usize>,
        name: &str,
    ) -> Option<Cow<'a, str>> {
        let region = &self.regions[region];
        let known = |function| region.variables.get(region.expressions, function, name);
        let own = function.and_then(|function| known(Some(function)));
        region.expressions.path(own.or_else(|| known(None))?)
    }

    fn bound_here(&self, region: usize, path: &str) -> Option<Cow<'a, str>> {
        self.bound_to(region, last_name(path))
    }

    /// What a name is bound to in another region; of an imported one only the module that it comes from
    /// is meant.
    fn bound_elsewhere(&self, import: Option<&str>, path: &str) -> Option<Cow<'a, str>> {
        let bindings = self.shared_bindings.get(last_name(path))?;
        let module = import.and_then(|import| import.rsplit_once('.'));
        let module = module.map(|(module, _)| last_name(module));
        let mut bindings = bindings.iter();
        let region = |bound: &Bound| &self.regions[bound.region as usize];
        let is_meant = |bound: &&Bound| module.is_none_or(|module| module == region(bound).module);
        let bound = bindings.find(is_meant)?;
        region(bound).expressions.path(bound.value)
    }

    /// The stream or logger that a function gives which is called by its plain name, or by that of its module.
    fn given_by(&self, region: usize, path: &str) -> Option<Cow<'a, str>> {
        let called = path.strip_suffix("()")?;
        let (module, name) = match called.rsplit_once('.') {
            Some((module, name)) => (last_name(module), name),
            None => (self.regions[region].module, called),
        };
        let is_meant = |given: &&Bound| self.regions[given.region as usize].module == module;
        let given = self.given.get(name)?.iter().find(is_meant)?;
        let path = self.regions[given.region as usize]
            .expressions
            .path(given.value)?;
        let imported = self.imported(given.region as usize, &path);
        Some(
            imported
                .map(|path| path.into_owned().into())
                .unwrap_or(path),
        )
    }

    /// Whether a path such as `module.function` begins with an imported name.
    pub fn is_imported(&self, region: usize, path: &str) -> bool {
        let first = path.split(['.', '(']).next().unwrap_or(path);
        self.regions[region].imports.contains_key(first)
    }

    /// The path that a name of this region is bound to, if it is bound to one.
    pub fn bound_to(&self, region: usize, name: &str) -> Option<Cow<'a, str>> {
        let region = &self.regions[region];
        let value = region.bindings.get(region.expressions, None, name)?;
        region.expressions.path(value)
    }
}

/// The last of several values where something prints on it, which is what the program itself brings: in
/// `given or sys.stderr` the stream. Of other objects, any of the values may be meant.
fn last_alternative(expressions: &Expressions, pack: &Pack, value: ExprId) -> ExprId {
    let last = |value: &ExprId| match expressions.get(*value) {
        Expr::Choice(branches) => branches.last().copied(),
        _ => None,
    };
    let last = std::iter::successors(last(&value), last).last();
    let prints = |last: &ExprId| {
        expressions
            .path(*last)
            .is_some_and(|path| pack.prints_on(&path))
    };
    last.filter(prints).unwrap_or(value)
}

/// All bindings of a region, each with the function whose own variable it binds, if it does.
fn bindings<'a>(
    facts: &'a Facts,
    pack: &'a Pack,
) -> impl Iterator<Item = (Option<usize>, &'a Binding)> {
    let functions = || facts.functions.iter().enumerate();
    let of_bodies = functions().flat_map(move |(index, function)| {
        let owns = own_variables(function, pack);
        let own = move |binding: &Binding| match facts.expressions.get(binding.target) {
            Expr::Name(name) => owns(name).then_some(index),
            _ => None,
        };
        let bindings = function.bindings();
        bindings.map(move |binding| (own(binding), binding))
    });
    let constants = facts.constants.iter().map(|binding| (None, binding));
    let defaults = functions().flat_map(|(index, function)| {
        let defaults = function.defaults.iter();
        defaults.map(move |binding| (Some(index), binding))
    });
    of_bodies.chain(constants).chain(defaults)
}

/// Whether a name that a function binds is one of its own.
fn own_variables<'a>(function: &'a Function, pack: &Pack) -> impl Fn(&str) -> bool + use<'a> {
    let declared = function.parameters.iter().chain(function.locals.iter());
    let declared: FxHashSet<&str> = declared.collect();
    // The top level of a file has no name.
    let declares = pack.bindings_declare && !function.name.is_empty();
    move |name| {
        let is_shared = || function.shared.iter().any(|shared| shared == name);
        declared.contains(name) || declares && !is_shared()
    }
}

impl Pack {
    /// Whether some sink is a method of an object with this path.
    fn is_printed_on(&self, object: &str) -> bool {
        let mut known = self.sinks.iter().flat_map(|sink| &sink.callee.on);
        known.any(|on| !on.is_any() && on.matches(object))
    }

    /// Whether an object with this path certainly is a stream or logger.
    fn prints_on(&self, object: &str) -> bool {
        let is_sure = |callee: &Callee| {
            let mut calls = callee.calls.iter();
            calls.any(|(name, _)| {
                let fit = callee.fits(&format!("{object}.{name}"));
                matches!(fit, Some(Fit::Sure(_)))
            })
        };
        self.sinks.iter().any(|sink| is_sure(&sink.callee))
    }
}
