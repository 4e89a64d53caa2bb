//! What names stand for: imports, and names that are bound to other names.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::program::last_name;
use crate::facts::{ExprId, Expressions, Facts, Function};
use crate::pack::Pack;

/// How many names may stand for one another in a row.
const MAX_ALIASES: usize = 4;

/// The imports and aliases of all regions.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    regions: Vec<Region<'a>>,
    /// By the name that is bound.
    shared_bindings: FxHashMap<Cow<'a, str>, Vec<Bound>>,
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
    bindings: FxHashMap<Cow<'a, str>, ExprId>,
}

impl<'a> Names<'a> {
    /// Adds the next region's imports and bindings; of several bindings for one name the first counts.
    pub fn add(&mut self, facts: &'a Facts, pack: &Pack) {
        let module = pack.module(&facts.path);
        let number = u32::try_from(self.regions.len()).unwrap_or(u32::MAX);
        let mut region = Region {
            module,
            expressions: &facts.expressions,
            imports: FxHashMap::default(),
            bindings: FxHashMap::default(),
        };
        for import in &facts.imports {
            region.imports.insert(&import.alias, &import.path);
        }
        let bound = facts.functions.iter().flat_map(Function::bindings);
        let defaults = facts
            .functions
            .iter()
            .flat_map(|function| &function.defaults);
        for binding in bound.chain(&facts.constants).chain(defaults) {
            let target = facts.expressions.last_name(binding.target);
            let value = facts.expressions.last_name(binding.value);
            let (Some(target), Some(value)) = (target, value) else {
                continue;
            };
            if target != value {
                let shared = self.shared_bindings.entry(target.clone()).or_default();
                let is_of_module = |known: &Bound| {
                    let known = self.regions.get(known.region as usize);
                    known.is_none_or(|known| known.module == module)
                };
                if !shared.last().is_some_and(is_of_module) {
                    shared.push(Bound {
                        region: number,
                        value: binding.value,
                    });
                }
                region.bindings.entry(target).or_insert(binding.value);
            }
        }
        self.regions.push(region);
    }

    /// A dotted path with the names that stand for others replaced: `log.error` becomes
    /// `logging.getLogger().error` where `log` was bound so.
    pub fn resolve(&self, region: usize, path: &str) -> String {
        let replaced = if path.contains('.') {
            None
        } else {
            self.replaced(region, path)
        };
        let path = replaced.as_deref().unwrap_or(path);
        match path.rsplit_once('.') {
            Some((object, name)) => format!("{}.{name}", self.resolve_object(region, object)),
            None => path.to_owned(),
        }
    }

    fn resolve_object(&self, region: usize, object: &str) -> String {
        let mut path = object.to_owned();
        let mut seen = Vec::new();
        let mut module = None;
        while seen.len() < MAX_ALIASES {
            let import = self.imported(region, &path);
            if let Some(import) = &import {
                module = Some(import.clone());
            }
            let next = import
                .or_else(|| self.bound_here(region, &path))
                .or_else(|| self.bound_elsewhere(module.as_deref(), &path));
            let Some(next) = next.filter(|next| *next != path && !seen.contains(next)) else {
                break;
            };
            seen.push(std::mem::replace(&mut path, next));
        }
        path
    }

    /// The path with an import at its beginning replaced, or what its last name is bound to here.
    fn replaced(&self, region: usize, path: &str) -> Option<String> {
        self.imported(region, path)
            .or_else(|| self.bound_here(region, path))
    }

    /// The path with an import at its beginning replaced, if it begins with one.
    pub fn imported(&self, region: usize, path: &str) -> Option<String> {
        let end = path.find(['.', '(']).unwrap_or(path.len());
        let (first, rest) = path.split_at(end);
        let import = self.regions[region].imports.get(first)?;
        (*import != first).then(|| format!("{import}{rest}"))
    }

    fn bound_here(&self, region: usize, path: &str) -> Option<String> {
        self.bound_to(region, last_name(path))
    }

    /// What a name is bound to in another region; of an imported one only the module that it comes from
    /// is meant.
    fn bound_elsewhere(&self, import: Option<&str>, path: &str) -> Option<String> {
        let bindings = self.shared_bindings.get(last_name(path))?;
        let module = import.and_then(|import| import.rsplit_once('.'));
        let module = module.map(|(module, _)| last_name(module));
        let mut bindings = bindings.iter();
        let region = |bound: &Bound| &self.regions[bound.region as usize];
        let is_meant = |bound: &&Bound| module.is_none_or(|module| module == region(bound).module);
        let bound = bindings.find(is_meant)?;
        region(bound).expressions.path(bound.value)
    }

    /// Whether a path such as `module.function` begins with an imported name.
    pub fn is_imported(&self, region: usize, path: &str) -> bool {
        let first = path.split(['.', '(']).next().unwrap_or(path);
        self.regions[region].imports.contains_key(first)
    }

    /// The path that a name of this region is bound to, if it is bound to one.
    pub fn bound_to(&self, region: usize, name: &str) -> Option<String> {
        let region = &self.regions[region];
        region.expressions.path(*region.bindings.get(name)?)
    }
}
