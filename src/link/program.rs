//! The whole program by name: functions, constants, classes, and what names stand for.

use std::cell::RefCell;
use std::collections::HashMap;

use super::value::Value;
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
    imports: HashMap<(usize, &'a str), &'a str>,
    bindings: HashMap<(usize, String), String>,
    shared_bindings: HashMap<String, String>,
    classes: HashMap<&'a str, Vec<(usize, &'a Class)>>,
    /// Values of constants and tables that were asked for: large tables are asked for often.
    pub memo: RefCell<HashMap<(usize, String, Held), Value>>,
}

/// What is asked of a constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Held {
    /// Its own text.
    Text,
    /// The texts of the table that it is.
    Entries,
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
            imports: HashMap::new(),
            bindings: HashMap::new(),
            shared_bindings: HashMap::new(),
            classes: HashMap::new(),
            memo: RefCell::default(),
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
            self.imports.insert((region, &import.alias), &import.path);
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
        for binding in bound.chain(&facts.constants).chain(&facts.defaults) {
            let target = facts.expressions.path(binding.target);
            let value = facts.expressions.path(binding.value);
            if let (Some(target), Some(value)) = (target, value) {
                let last = last_name(&target).to_owned();
                if last != last_name(&value) {
                    self.shared_bindings
                        .entry(last.clone())
                        .or_insert_with(|| value.clone());
                    self.bindings.entry((region, last)).or_insert(value);
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
        while seen.len() < MAX_ALIASES {
            let Some(next) = self
                .replaced(region, &path)
                .or_else(|| self.bound_elsewhere(&path))
            else {
                break;
            };
            if next == path || seen.contains(&next) {
                break;
            }
            seen.push(std::mem::replace(&mut path, next));
        }
        path
    }

    /// The path with an import at its beginning replaced, or what its last name is bound to here.
    fn replaced(&self, region: usize, path: &str) -> Option<String> {
        let end = path.find(['.', '(']).unwrap_or(path.len());
        let (first, rest) = path.split_at(end);
        if let Some(import) = self
            .imports
            .get(&(region, first))
            .filter(|import| **import != first)
        {
            return Some(format!("{import}{rest}"));
        }
        self.bindings
            .get(&(region, last_name(path).to_owned()))
            .cloned()
    }

    fn bound_elsewhere(&self, path: &str) -> Option<String> {
        self.shared_bindings.get(last_name(path)).cloned()
    }

    /// Whether a path such as `module.function` begins with an imported name.
    pub fn is_imported(&self, region: usize, path: &str) -> bool {
        let first = path.split(['.', '(']).next().unwrap_or(path);
        self.imports.contains_key(&(region, first))
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
}

/// The last name of a dotted path.
pub(super) fn last_name(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}
