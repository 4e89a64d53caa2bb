//! What functions give to variables of files and fields of classes that begin with a constant.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Constant;
use crate::facts::{Binding, Expr, ExprId, Expressions, Facts, Function};
use crate::link::program::{FunctionId, MAX_DEFINITIONS, Program, last_name};

/// Bindings in functions, by the last name of what gets a value. Only names that constants have, or fields of
/// constants, are of interest.
#[derive(Debug, Default)]
pub struct Assigned<'a> {
    by_name: FxHashMap<&'a str, Vec<(FunctionId, &'a Binding)>>,
}

/// What a place of the program is given later.
pub enum Given {
    /// These values, each with its region, which are literals.
    Texts(Vec<(usize, ExprId)>),
    /// Something that is not known, too.
    Unknown,
}

impl<'a> Assigned<'a> {
    /// Gathers the bindings of all functions.
    pub fn of(program: &Program<'a>) -> Self {
        let mut names: FxHashSet<&str> = program.constants.keys().copied().collect();
        for facts in program.facts {
            names.extend(fields_of_constants(facts));
        }
        let mut assigned = Assigned::default();
        for id in program.function_ids() {
            let (facts, function) = program.function(id);
            let declares = program.pack(program.region(id)).bindings_declare;
            for binding in function.bindings().filter(|_| !function.name.is_empty()) {
                let name = match facts.expressions.get(binding.target) {
                    Expr::Name(name) if !is_own(function, name, declares) => name,
                    Expr::Member { name, .. } => name,
                    _ => continue,
                };
                if names.contains(name) {
                    let known = assigned.by_name.entry(name).or_default();
                    known.push((id, binding));
                }
            }
        }
        assigned
    }

    fn to(&self, name: &str) -> &[(FunctionId, &'a Binding)] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }
}

/// Whether a name that a function binds is its own variable.
fn is_own(function: &Function, name: &str, declares: bool) -> bool {
    let is_declared = function.parameters.contains(name) || function.locals.contains(name);
    is_declared || declares && !function.shared.contains(name)
}

/// Names of the fields that constants of a region give values to where they begin.
fn fields_of_constants(facts: &Facts) -> impl Iterator<Item = &str> {
    let lists =
        facts
            .constants
            .iter()
            .filter_map(|constant| match facts.expressions.get(constant.value) {
                Expr::List(items) => Some(items),
                _ => None,
            });
    let names = lists.flatten().filter_map(|item| item.name);
    names.map(|name| facts.expressions.symbol(name))
}

/// Whether an expression is made of literal texts alone.
fn is_literal(expressions: &Expressions, id: ExprId) -> bool {
    match expressions.get(id) {
        Expr::Text(_) => true,
        Expr::Concatenation(parts) | Expr::Choice(parts) => {
            parts.iter().all(|part| is_literal(expressions, *part))
        }
        _ => false,
    }
}

impl<'a> Program<'a> {
    /// What functions give to a constant's variable or field, which then is none.
    pub(super) fn given_to(&self, name: &str, constants: &[&Constant<'a>]) -> Given {
        let all = self.assigned.to(name).iter();
        self.given(all.filter(|(id, binding)| {
            let is_meant = |constant: &&Constant<'a>| self.means(*id, binding.target, constant);
            constants.iter().any(is_meant)
        }))
    }

    /// What functions give to a field of a constant, at a place such as `table.field` of a region.
    pub fn given_to_entry(&self, region: usize, place: &str) -> Given {
        let root = place.split('.').next().unwrap_or(place);
        let all = self.assigned.to(last_name(place)).iter();
        self.given(all.filter(|(id, binding)| {
            let (facts, function) = self.function(*id);
            facts.expressions.path(binding.target).as_deref() == Some(place)
                && !self.is_own(self.region(*id), function, root)
                && self.shares_variable(self.region(*id), region, root)
        }))
    }

    fn given<'b>(&self, bindings: impl Iterator<Item = &'b (FunctionId, &'b Binding)>) -> Given {
        let mut texts = Vec::new();
        for (id, binding) in bindings {
            let region = self.region(*id);
            let is_known = is_literal(&self.facts[region].expressions, binding.value);
            if !is_known || binding.append || texts.len() == MAX_DEFINITIONS {
                return Given::Unknown;
            }
            texts.push((region, binding.value));
        }
        Given::Texts(texts)
    }

    /// Whether what a function binds is the variable or field that a constant of the same name begins.
    fn means(&self, id: FunctionId, target: ExprId, constant: &Constant<'a>) -> bool {
        let (facts, function) = self.function(id);
        let region = self.region(id);
        match (facts.expressions.get(target), constant.class) {
            (Expr::Name(name), None) => self.shares_variable(region, constant.region, name),
            (Expr::Name(_), Some(class)) => {
                !self.pack(region).bindings_declare
                    && self.is_related(region, function, class, constant)
            }
            (Expr::Member { object, .. }, Some(class)) => {
                let object = facts.expressions.path(object).unwrap_or_default();
                self.pack(region).means_this(&object, function)
                    && self.is_related(region, function, class, constant)
                    || self.is_of_family(region, &object, class, constant)
            }
            (Expr::Member { object, .. }, None) => {
                let object = facts.expressions.path(object).unwrap_or_default();
                self.names.is_imported(region, &object)
                    && self.module_of(constant.region) == last_name(&object)
            }
            _ => false,
        }
    }

    /// Whether a variable of a file that a function of one region names is that of another: one that its own region
    /// does not declare is declared where both can see it.
    fn shares_variable(&self, region: usize, of: usize, name: &str) -> bool {
        let is_elsewhere = || {
            let same_language = self.facts[region].pack == self.facts[of].pack;
            same_language && !self.pack(region).bindings_declare && !self.is_global(region, name)
        };
        region == of || is_elsewhere()
    }

    fn module_of(&self, region: usize) -> &str {
        self.pack(region).module(&self.facts[region].path)
    }

    fn is_related(
        &self,
        region: usize,
        function: &Function,
        class: &str,
        constant: &Constant<'a>,
    ) -> bool {
        let own = function.class.as_deref();
        own.is_some_and(|own| self.is_of_family(region, own, class, constant))
    }

    /// Whether a path means a class that shares its fields with the one in whose body a constant stands.
    fn is_of_family(
        &self,
        region: usize,
        path: &str,
        class: &str,
        constant: &Constant<'a>,
    ) -> bool {
        let family = |region, path| Some(self.classes.family(self.class(region, path)?));
        let own = family(region, path);
        own.is_some() && own == family(constant.region, class)
    }
}
