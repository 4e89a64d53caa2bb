//! The whole program by name: functions, constants, classes, and what names stand for.

use std::collections::HashMap;

use crate::facts::{Class, Expr, ExprId, Facts, Function};
use crate::pack::Pack;

/// Definitions of one name that are looked at; more are somebody's naming habit, not one function.
const MAX_DEFINITIONS: usize = 4;

/// How many names may stand for one another in a row.
const MAX_ALIASES: usize = 4;

/// A function's number in its program.
pub(super) type FunctionId = usize;

/// All facts, indexed by name.
pub(super) struct Program<'a> {
    pub packs: &'a [Pack],
    pub facts: &'a [Facts],
    functions: Vec<(usize, usize)>,
    functions_by_name: HashMap<&'a str, Vec<FunctionId>>,
    constants: HashMap<&'a str, Vec<(usize, ExprId)>>,
    aliases: HashMap<(usize, String), String>,
    shared_aliases: HashMap<String, String>,
    classes: HashMap<&'a str, Vec<(usize, &'a Class)>>,
}

impl<'a> Program<'a> {
    /// Indexes the facts; their order decides between equals, so it must not depend on chance.
    pub fn new(facts: &'a [Facts], packs: &'a [Pack]) -> Self {
        let mut program = Program {
            packs,
            facts,
            functions: Vec::new(),
            functions_by_name: HashMap::new(),
            constants: HashMap::new(),
            aliases: HashMap::new(),
            shared_aliases: HashMap::new(),
            classes: HashMap::new(),
        };
        for (region, facts) in facts.iter().enumerate() {
            program.add_functions(region, facts);
            program.add_bindings(region, facts);
            for class in &facts.classes {
                program
                    .classes
                    .entry(&class.name)
                    .or_default()
                    .push((region, class));
            }
        }
        program
    }

    fn add_functions(&mut self, region: usize, facts: &'a Facts) {
        for (index, function) in facts.functions.iter().enumerate() {
            let id = self.functions.len();
            self.functions.push((region, index));
            if !function.name.is_empty() {
                self.functions_by_name
                    .entry(&function.name)
                    .or_default()
                    .push(id);
            }
        }
    }

    fn add_bindings(&mut self, region: usize, facts: &'a Facts) {
        for import in &facts.imports {
            self.aliases
                .insert((region, import.alias.clone()), import.path.clone());
        }
        for binding in &facts.constants {
            if let Expr::Name(name) = facts.expressions.get(binding.target) {
                self.constants
                    .entry(name)
                    .or_default()
                    .push((region, binding.value));
            }
        }
        let bound = facts.functions.iter().flat_map(Function::bindings);
        for binding in bound.chain(&facts.constants) {
            let target = facts.expressions.path(binding.target);
            let value = facts.expressions.path(binding.value);
            if let (Some(target), Some(value)) = (target, value) {
                let last = last_name(&target).to_owned();
                if last != value {
                    self.shared_aliases
                        .entry(last.clone())
                        .or_insert_with(|| value.clone());
                    self.aliases.entry((region, last)).or_insert(value);
                }
            }
        }
    }

    /// All functions, region by region.
    pub fn function_ids(&self) -> std::ops::Range<FunctionId> {
        0..self.functions.len()
    }

    /// A function and the facts of its region.
    pub fn function(&self, id: FunctionId) -> (&'a Facts, &'a Function) {
        let (region, index) = self.functions[id];
        (&self.facts[region], &self.facts[region].functions[index])
    }

    /// The region that a function stands in.
    pub fn region(&self, id: FunctionId) -> usize {
        self.functions[id].0
    }

    /// The pack of a region.
    pub fn pack(&self, region: usize) -> &'a Pack {
        &self.packs[self.facts[region].pack]
    }

    /// The functions that a call of this name in this region can mean: those of the same file if
    /// there are any, otherwise those of the same language, if they are few.
    pub fn definitions(&self, region: usize, name: &str) -> Vec<FunctionId> {
        let Some(all) = self.functions_by_name.get(name) else {
            return Vec::new();
        };
        let here: Vec<_> = all
            .iter()
            .copied()
            .filter(|id| self.region(*id) == region)
            .collect();
        if !here.is_empty() {
            return here.into_iter().take(MAX_DEFINITIONS).collect();
        }
        let pack = self.facts[region].pack;
        let same_language = |id: &FunctionId| self.facts[self.region(*id)].pack == pack;
        let found: Vec<_> = all
            .iter()
            .copied()
            .filter(same_language)
            .take(MAX_DEFINITIONS + 1)
            .collect();
        if found.len() > MAX_DEFINITIONS {
            Vec::new()
        } else {
            found
        }
    }

    /// What a constant of this name is bound to: in this region, or else wherever it is defined.
    pub fn constant(&self, region: usize, name: &str) -> Vec<(usize, ExprId)> {
        let Some(all) = self.constants.get(name) else {
            return Vec::new();
        };
        let here: Vec<_> = all
            .iter()
            .copied()
            .filter(|(other, _)| *other == region)
            .collect();
        let found = if here.is_empty() { all.clone() } else { here };
        found.into_iter().take(MAX_DEFINITIONS).collect()
    }

    /// A dotted path with the names that stand for others replaced: `log.error` becomes
    /// `logging.getLogger().error` where `log` was bound so.
    pub fn resolve(&self, region: usize, path: &str) -> String {
        let (object, name) = match path.rsplit_once('.') {
            Some((object, name)) => (Some(object), name),
            None => (None, path),
        };
        match object {
            None => self
                .aliases
                .get(&(region, name.to_owned()))
                .cloned()
                .unwrap_or_else(|| name.to_owned()),
            Some(object) => format!("{}.{name}", self.resolve_object(region, object)),
        }
    }

    fn resolve_object(&self, region: usize, object: &str) -> String {
        let mut path = object.to_owned();
        for _ in 0..MAX_ALIASES {
            let (first, rest) = path
                .split_once('.')
                .map_or((path.as_str(), None), |(f, r)| (f, Some(r)));
            let called = first.strip_suffix("()");
            let plain = called.unwrap_or(first).to_owned();
            let imported = self
                .aliases
                .get(&(region, plain.clone()))
                .filter(|alias| **alias != plain);
            let next = match imported {
                Some(alias) => {
                    let call = if called.is_some() { "()" } else { "" };
                    rest.map_or_else(
                        || format!("{alias}{call}"),
                        |rest| format!("{alias}{call}.{rest}"),
                    )
                }
                None => {
                    let last = last_name(&path).to_owned();
                    let here = self.aliases.get(&(region, last.clone()));
                    match here.or_else(|| self.shared_aliases.get(&last)) {
                        Some(alias)
                            if *alias != path && !alias.starts_with(&format!("{path}.")) =>
                        {
                            alias.clone()
                        }
                        _ => return path,
                    }
                }
            };
            if next == path {
                return path;
            }
            path = next;
        }
        path
    }

    /// Whether a class descends from an error class of its language, across files.
    pub fn is_error(&self, region: usize, name: &str) -> bool {
        let mut seen = vec![last_name(name).to_owned()];
        let mut at = 0;
        while let Some(next) = seen.get(at).cloned() {
            at += 1;
            match self.classes.get(next.as_str()) {
                Some(classes) => {
                    for base in classes.iter().flat_map(|(_, class)| &class.bases) {
                        let base = last_name(base).to_owned();
                        if !seen.contains(&base) && seen.len() < 64 {
                            seen.push(base);
                        }
                    }
                }
                None if self
                    .pack(region)
                    .error_roots
                    .iter()
                    .any(|root| root.matches(&next)) =>
                {
                    return true;
                }
                None => {}
            }
        }
        false
    }

    /// Whether a class of this name is defined in the tree.
    pub fn has_class(&self, name: &str) -> bool {
        self.classes.contains_key(last_name(name))
    }
}

/// The last name of a dotted path.
pub(super) fn last_name(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}
