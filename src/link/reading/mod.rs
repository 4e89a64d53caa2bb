//! One function, read along the ways through it: what it prints, and what its callers must know.

pub mod aliases;
pub mod by_name;
pub mod calls;
pub mod characters;
pub mod defaults;
pub mod env;
pub mod evaluate;
pub mod exceptions;
pub mod keep;
pub mod known;
pub mod stores;
pub mod summary;

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Binding, Event, Expr, ExprId, Facts, Function};
use crate::link::message::collect::Finding;
use crate::link::program::store::Store;
use crate::link::program::{FunctionId, Program};
use crate::link::reading::env::Ways;
use crate::link::reading::evaluate::Scope;
use crate::link::reading::known::Known;
use crate::link::reading::summary::{Out, Summary, Way};
use crate::link::value::{Atom, Line, MAX_PATH, Value};
use crate::pack::Pack;

/// How many places where a function returns are told apart.
const MAX_RETURNS: usize = 4096;

/// The state of one reading.
pub struct Reading<'p, 'a> {
    pub program: &'p Program<'a>,
    pub known: Known<'p>,
    pub region: usize,
    pub id: FunctionId,
    pub facts: &'a Facts,
    pub function: &'a Function,
    pub pack: &'a Pack,
    pub ways: Ways<'a>,
    /// Whether what happens now happens only where the application is debugged.
    pub debug_only: bool,
    /// The call that is read now.
    pub current: Option<ExprId>,
    /// The functions around what happens now, inside the one that is read.
    pub inside: Vec<&'a str>,
    /// Lines that have reached a sink and say something, or may.
    pub emitted: usize,
    pub read: Read,
    /// Names of parameters into which something is written.
    written: FxHashSet<String>,
    returns: Vec<Value>,
}

/// What was read of a function.
#[derive(Debug, Default)]
pub struct Read {
    pub summary: Summary,
    /// Messages that have no unknown part of a caller's in them.
    pub findings: Vec<Finding>,
    /// Stores whose text it prints, each on its best way.
    pub printed: FxHashMap<Store, Way>,
    /// Fields in which it builds texts of its own.
    pub contained: Vec<String>,
}

impl Read {
    /// A store's text is printed.
    pub fn note_printed(&mut self, store: Store, way: Way) {
        match self.printed.entry(store) {
            Entry::Vacant(free) => {
                free.insert(way);
            }
            Entry::Occupied(mut known) if way.rank() < known.get().rank() => {
                known.insert(way);
            }
            Entry::Occupied(_) => {}
        }
    }
}

/// Reads a function with what is known of the others.
pub fn read(program: &Program<'_>, known: Known<'_>, id: FunctionId) -> Read {
    let (facts, function) = program.function(id);
    let region = program.region(id);
    let mut reading = Reading {
        program,
        known,
        region,
        id,
        facts,
        function,
        pack: program.pack(region),
        ways: Ways::new(&function.parameters),
        debug_only: false,
        current: None,
        inside: Vec::new(),
        emitted: 0,
        read: Read::default(),
        written: FxHashSet::default(),
        returns: Vec::new(),
    };
    for event in &function.events {
        reading.step(event);
    }
    reading.finish()
}

impl<'a> Reading<'_, 'a> {
    fn step(&mut self, event: &'a Event) {
        match event {
            Event::Call {
                call, debug_only, ..
            } => {
                self.debug_only = *debug_only;
                self.current = Some(*call);
                self.call(*call);
            }
            Event::Bind(binding) => self.bind(binding),
            Event::Return(value, line) => self.give_back(*value, *line),
            Event::Leave if self.inside.is_empty() => self.ways.leave_early(),
            Event::Leave => {}
            Event::Raise(raised) => self.raise(*raised),
            Event::RaiseText(text, line) => {
                self.raise_text(*text, *line);
                self.raise(None);
            }
            Event::Closure(closure) => {
                self.ways.branch();
                self.ways.arm();
                self.inside.push(&closure.name);
                closure.events.iter().for_each(|event| self.step(event));
                self.inside.pop();
                self.ways.join();
            }
            Event::Branch => self.ways.branch(),
            Event::Arm => self.ways.arm(),
            Event::Join => self.ways.join(),
        }
    }

    fn raise(&mut self, raised: Option<ExprId>) {
        if let Some(raised) = raised {
            self.raise_unknown(raised);
        }
        if self.inside.is_empty() {
            self.ways.leave();
        }
    }

    fn give_back(&mut self, value: ExprId, line: u32) {
        if !self.inside.is_empty() {
            return;
        }
        let value = self.value(value);
        self.error_text(&value, line);
        if self.returns.len() < MAX_RETURNS {
            self.returns.push(value);
        }
        self.ways.leave();
    }

    fn bind(&mut self, binding: &Binding) {
        let Some(place) = self.facts.expressions.path(binding.target) else {
            return self.copy_characters(binding);
        };
        let mut value = self.value(binding.value);
        if binding.append {
            value = self
                .value(binding.target)
                .concat(&value)
                .from(crate::link::Construct::BuiltString);
        }
        self.error_attribute(&place, &value, binding.line);
        self.keep(&place, &value, binding.line);
        match self.facts.expressions.get(binding.target) {
            Expr::Name(_) => {
                self.note_alias(&place, binding);
                self.ways.now_mut().set(&place, value);
            }
            _ => self.put(&place, value),
        }
    }

    /// Text is put where a place lies: callers see what is written into a parameter, not what its name stands for
    /// from then on.
    pub fn put(&mut self, place: &str, value: Value) {
        let root = place.split('.').next().unwrap_or(place);
        if !self.written.contains(root) {
            self.written.insert(root.to_owned());
        }
        self.ways.now_mut().set(place, value);
    }

    fn finish(mut self) -> Read {
        self.print_defaults();
        let end = std::mem::replace(&mut self.ways, Ways::new(&self.function.parameters)).end();
        for (place, value) in end.iter() {
            let (root, path) = place.split_at(place.find('.').unwrap_or(place.len()));
            let Some(index) = self.function.parameters.position(root) else {
                self.leave_to_caller(root, place, value);
                continue;
            };
            let is_near = path.matches('.').count() <= MAX_PATH;
            let is_left = self.function.is_macro || self.written.contains(root);
            if is_near && is_left && says_something(value) && !is_itself(value, index, path) {
                self.read.summary.outs.push(Out {
                    index,
                    path: path.to_owned(),
                    value: value.clone(),
                });
            }
        }
        if !self.returns.is_empty() {
            let returns = Value::union(std::mem::take(&mut self.returns));
            self.read.summary.returns = Some(returns).filter(|value| !value.is_hole());
        }
        self.read
    }

    /// A name in a macro that is not its own is its caller's.
    fn leave_to_caller(&mut self, root: &str, place: &str, value: &Value) {
        let is_callers = self.function.is_macro && !self.function.locals.contains(root);
        if is_callers && says_something(value) {
            let bound = (place.to_owned(), value.clone());
            self.read.summary.binds.push(bound);
        }
    }

    /// What an expression can print here.
    pub fn value(&self, id: ExprId) -> Value {
        self.scope().value(id)
    }

    pub fn scope(&self) -> Scope<'_> {
        Scope {
            program: self.program,
            known: self.known,
            region: self.region,
            caller: Some(self.id),
            env: self.ways.now(),
            evaluated: self.ways.evaluated(),
            depth: 0,
        }
    }
}

/// Whether a caller learns anything from a value.
pub fn says_something(value: &Value) -> bool {
    value.has_text() || value.lines().iter().any(Line::has_parameter)
}

fn is_itself(value: &Value, index: usize, path: &str) -> bool {
    match value.only_atom() {
        Some(Atom::Parameter(parameter)) => {
            parameter.index == index && *parameter.path == *path && parameter.format.is_none()
        }
        _ => false,
    }
}
