//! The whole program by name: functions, constants, classes, and what names stand for.

pub mod assigned;
pub mod bound;
pub mod called;
pub mod callees;
pub mod callers;
pub mod classes;
pub mod functions;
pub mod handlers;
pub mod initialisers;
pub mod meant;
pub mod memo;
pub mod names;
pub mod order;
pub mod programs;
pub mod references;
pub mod store;

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

pub use crate::facts::last_name;
use crate::facts::{Event, Expr, ExprId, Facts, Function};
use crate::link::program::assigned::{Assigned, Given};
use crate::link::program::called::Primitives;
use crate::link::program::classes::{ClassId, Classes};
use crate::link::program::functions::Functions;
pub use crate::link::program::functions::{FunctionId, MAX_DEFINITIONS};
use crate::link::program::handlers::Handlers;
use crate::link::program::meant::Meanings;
use crate::link::program::memo::Memo;
use crate::link::program::names::Names;
use crate::link::value::Value;
use crate::pack::Pack;

/// All facts, indexed by name.
pub struct Program<'a> {
    pub packs: &'a [Pack],
    pub facts: &'a [Facts],
    pub names: Names<'a>,
    pub classes: Classes<'a>,
    pub handlers: Handlers<'a>,
    pub functions: Functions<'a>,
    constants: FxHashMap<&'a str, Vec<Constant<'a>>>,
    globals: FxHashSet<(usize, &'a str)>,
    /// Macros that stand for several arguments, with how many.
    listed: FxHashMap<&'a str, usize>,
    assigned: Assigned<'a>,
    /// By pack.
    primitives: Vec<Primitives<'a>>,
    /// Values of constants and tables that were asked for: large tables are asked for often.
    pub held: Memo<Asked, Value>,
    pub meanings: Meanings,
}

/// A name that is bound at the top level of a region, or in the body of a class.
#[derive(Debug, Clone, Copy)]
struct Constant<'a> {
    region: usize,
    class: Option<&'a str>,
    value: ExprId,
}

/// A constant that is asked for, with the class around who asks, what is asked of it, and how deep in other
/// constants.
pub type Asked = (String, Held, usize);

/// What is asked of a constant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Held {
    /// Its own text.
    Text,
    /// The texts of the table that it is, below this path of fields.
    Entries(String),
    /// All texts of the table, each with its place.
    Places,
}

impl<'a> Program<'a> {
    /// Indexes the facts; their order decides between equals, so it must not depend on chance.
    pub fn new(facts: &'a [Facts], packs: &'a [Pack]) -> Self {
        let mut program = Program {
            packs,
            facts,
            names: Names::default(),
            classes: Classes::default(),
            handlers: Handlers::default(),
            functions: Functions::of(facts, packs.len()),
            constants: FxHashMap::default(),
            globals: FxHashSet::default(),
            listed: FxHashMap::default(),
            assigned: Assigned::default(),
            primitives: packs.iter().map(Primitives::of).collect(),
            held: Memo::of_parts(facts.len()),
            meanings: Meanings::of(facts),
        };
        for (region, facts) in facts.iter().enumerate() {
            program.add_constants(region, facts);
            program.names.add(facts, &packs[facts.pack]);
            program.classes.add(region, facts, program.pack(region));
            program.add_methods(region, facts);
        }
        program.classes.connect(&program.names, facts, packs);
        program.handlers = Handlers::of(&program);
        program.assigned = Assigned::of(&program);
        program
    }

    fn add_methods(&mut self, region: usize, facts: &'a Facts) {
        for (id, function) in self.functions.of_region(region).zip(&facts.functions) {
            if let Some(class) = function
                .class
                .as_ref()
                .filter(|_| !function.name.is_empty())
            {
                self.classes.add_method(region, class, &function.name, id);
            }
        }
    }

    fn add_constants(&mut self, region: usize, facts: &'a Facts) {
        for binding in &facts.constants {
            let (class, name) = match facts.expressions.get(binding.target) {
                Expr::Name(name) => (None, name),
                Expr::Member { object, name } => match facts.expressions.get(object) {
                    Expr::Name(class) => (Some(class), name),
                    _ => continue,
                },
                _ => continue,
            };
            self.constants.entry(name).or_default().push(Constant {
                region,
                class,
                value: binding.value,
            });
        }
        let declared = facts.globals.iter().map(|name| (region, name.as_str()));
        self.globals.extend(declared);
        for listed in &facts.listed {
            self.listed.entry(&listed.name).or_insert(listed.count);
        }
    }

    /// All functions, region by region.
    pub fn function_ids(&self) -> std::ops::Range<FunctionId> {
        self.functions.ids()
    }

    /// A function and the facts of its region.
    pub fn function(&self, id: FunctionId) -> (&'a Facts, &'a Function) {
        self.functions.get(id)
    }

    /// The region that a function stands in.
    pub fn region(&self, id: FunctionId) -> usize {
        self.functions.region(id)
    }

    /// The pack of a region.
    pub fn pack(&self, region: usize) -> &'a Pack {
        &self.packs[self.facts[region].pack]
    }

    /// The calls of sinks and builders of a region's pack.
    pub fn primitives(&self, region: usize) -> &Primitives<'a> {
        &self.primitives[self.facts[region].pack]
    }

    /// Whether a program begins with this function, and not only one that tests its file.
    pub fn is_entry(&self, id: FunctionId) -> bool {
        let entry_points = &self.pack(self.region(id)).entry_points;
        let function = self.function(id).1;
        let is_built = |event: &Event| {
            matches!(
                event,
                Event::Call {
                    debug_only: false,
                    ..
                }
            )
        };
        entry_points.contains(&function.name) && function.events.iter().any(is_built)
    }

    /// The last name of what a call calls, as it is written there.
    pub fn called_name(&self, region: usize, call: ExprId) -> Option<Cow<'a, str>> {
        let expressions = &self.facts[region].expressions;
        match expressions.get(call) {
            Expr::Call(call) => expressions.last_name(call.callee),
            _ => None,
        }
    }

    /// The last names of all that a function calls.
    pub fn called_names(&self, id: FunctionId) -> Vec<Cow<'a, str>> {
        let calls = self.function(id).1.calls();
        let name = |call| self.called_name(self.region(id), call);
        calls.filter_map(name).collect()
    }

    /// For how many arguments a name stands that a call is given.
    pub fn arguments_of(&self, name: &str) -> usize {
        self.listed.get(name).copied().unwrap_or(1)
    }

    /// Whether a variable of this name is declared at the top level of a region.
    pub fn is_global(&self, region: usize, name: &str) -> bool {
        self.globals.contains(&(region, name))
    }

    /// A dotted path with the names that stand for others replaced, seen from a function. A plain name that
    /// the region defines as a function means that function, and one of a macro the macro, whatever a
    /// variable of the same name is bound to.
    pub fn resolve(&self, region: usize, caller: Option<FunctionId>, path: &str) -> String {
        let means_itself = |id| self.region(id) == region || self.function(id).1.is_macro;
        if self.functions.of_language(region, path).any(means_itself) {
            return path.to_owned();
        }
        let first = self.functions.of_region(region).start;
        let caller = caller.map(|caller| caller - first);
        self.names.resolve(region, caller, path)
    }

    /// The class that a dotted path means in a region.
    pub fn class(&self, region: usize, path: &str) -> Option<ClassId> {
        self.classes.find(&self.names, region, path)
    }

    /// Whether a class, known or not, is an error class.
    pub fn is_error(&self, region: usize, path: &str) -> bool {
        match self.class(region, path) {
            Some(class) => self.classes.is_error(class),
            None => self.pack(region).is_error_root(last_name(path)),
        }
    }

    /// Whether any function of the program has this name.
    pub fn is_function(&self, name: &str) -> bool {
        self.functions.is_any(name)
    }

    /// The functions of this name that are meant in this region.
    pub fn definitions(&self, region: usize, name: &str) -> Vec<FunctionId> {
        self.functions.meant(region, name)
    }

    /// What a constant at this place is bound to, each with its region. `class` is the one around the
    /// function that asks.
    pub fn constant(
        &self,
        region: usize,
        class: Option<&str>,
        place: &str,
    ) -> Vec<(usize, ExprId)> {
        let found = self.constants_at(region, class, place).into_iter();
        found.map(|found| (found.region, found.value)).collect()
    }

    /// What functions give to the variable or field that a constant at this place is the beginning of.
    pub fn given_later(&self, region: usize, class: Option<&str>, place: &str) -> Given {
        self.given_to(last_name(place), &self.constants_at(region, class, place))
    }

    fn constants_at(&self, region: usize, class: Option<&str>, place: &str) -> Vec<&Constant<'a>> {
        let (object, name) = match place.rsplit_once('.') {
            Some((object, name)) => (Some(object), name),
            None => (None, place),
        };
        let Some(all) = self.constants.get(name) else {
            return Vec::new();
        };
        let mut found = match object {
            None => self.plain_constants(region, class, name, all),
            Some(object) => self.constants_of(region, class, object, all),
        };
        found.truncate(MAX_DEFINITIONS);
        found
    }

    /// Constants of the class around, of this region, or else those from elsewhere. Where a region says what
    /// it imports, others are not meant.
    fn plain_constants<'c>(
        &self,
        region: usize,
        class: Option<&str>,
        name: &str,
        all: &'c [Constant<'a>],
    ) -> Vec<&'c Constant<'a>> {
        // Where a binding declares a name, only an object's name before it makes it a field.
        let class = class.filter(|_| !self.pack(region).bindings_declare);
        let mut here: Vec<_> = all.iter().filter(|found| found.region == region).collect();
        if here.iter().any(|found| found.class == class) {
            here.retain(|found| found.class == class);
        }
        let is_reachable =
            self.facts[region].imports.is_empty() || self.names.is_imported(region, name);
        if !here.is_empty() || !is_reachable {
            return here;
        }
        all.iter().filter(|found| found.class.is_none()).collect()
    }

    /// Fields of a class, or constants of a module.
    fn constants_of<'c>(
        &self,
        region: usize,
        class: Option<&str>,
        object: &str,
        all: &'c [Constant<'a>],
    ) -> Vec<&'c Constant<'a>> {
        let own = class.filter(|_| !object.contains('.'));
        let class = self
            .class(region, object)
            .or_else(|| own.and_then(|class| self.class(region, class)));
        if let Some(class) = class {
            let of = |base: &ClassId| -> Vec<&'c Constant<'a>> {
                let is_field = |found: &&Constant<'_>| {
                    found
                        .class
                        .is_some_and(|class| self.classes.is(*base, found.region, class))
                };
                all.iter().filter(is_field).collect()
            };
            let bases = self.classes.with_bases(class);
            return bases
                .iter()
                .map(of)
                .find(|found| !found.is_empty())
                .unwrap_or_default();
        }
        if self.names.is_imported(region, object) {
            return all.iter().filter(|found| found.class.is_none()).collect();
        }
        Vec::new()
    }
}
