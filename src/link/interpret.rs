//! One function, read along the ways through it: what it prints, and what its callers must know.

use super::collect::Finding;
use super::env::Ways;
use super::evaluate::Scope;
use super::program::{FunctionId, Program};
use super::summary::{Out, Summary};
use super::value::{Atom, Value};
use crate::facts::{Binding, Event, Facts, Function};
use crate::pack::Pack;

/// How many places where a function returns are told apart.
const MAX_RETURNS: usize = 4096;

/// The state of one reading.
pub(super) struct Reading<'p, 'a> {
    pub program: &'p Program<'a>,
    pub summaries: &'p [Summary],
    pub region: usize,
    pub facts: &'a Facts,
    pub function: &'a Function,
    pub pack: &'a Pack,
    pub ways: Ways<'a>,
    pub summary: Summary,
    pub findings: Vec<Finding>,
    returns: Vec<Value>,
}

/// Reads a function with what is known of the others: its summary, and the messages that have no
/// unknown part of a caller's in them.
pub(super) fn read(
    program: &Program<'_>,
    summaries: &[Summary],
    id: FunctionId,
) -> (Summary, Vec<Finding>) {
    let (facts, function) = program.function(id);
    let region = program.region(id);
    let mut reading = Reading {
        program,
        summaries,
        region,
        facts,
        function,
        pack: program.pack(region),
        ways: Ways::new(&function.parameters),
        summary: Summary::default(),
        findings: Vec::new(),
        returns: Vec::new(),
    };
    for event in &function.events {
        reading.step(event);
    }
    reading.finish()
}

impl Reading<'_, '_> {
    fn step(&mut self, event: &Event) {
        match event {
            Event::Call(id) => self.call(*id),
            Event::Bind(binding) => self.bind(binding),
            Event::Return(value) => {
                let value = self.value(*value);
                if self.returns.len() < MAX_RETURNS {
                    self.returns.push(value);
                }
                self.ways.leave();
            }
            Event::Raise(value, line) => {
                self.raise(*value, *line);
                self.ways.leave();
            }
            Event::Branch => self.ways.branch(),
            Event::Arm => self.ways.arm(),
            Event::Join => self.ways.join(),
        }
    }

    fn bind(&mut self, binding: &Binding) {
        let Some(place) = self.facts.expressions.path(binding.target) else {
            return;
        };
        let mut value = self.value(binding.value);
        if binding.append {
            value = self
                .value(binding.target)
                .concat(&value)
                .from(super::Construct::BuiltString);
        }
        self.ways.now_mut().set(place, value);
    }

    fn finish(mut self) -> (Summary, Vec<Finding>) {
        let end = std::mem::replace(&mut self.ways, Ways::new(&[])).end();
        for (place, value) in end.iter() {
            let (root, path) = place.split_at(place.find('.').unwrap_or(place.len()));
            let Some(index) = self
                .function
                .parameters
                .iter()
                .position(|parameter| parameter == root)
            else {
                continue;
            };
            if !value.is_hole() && !is_itself(value, index, path) {
                self.summary.outs.push(Out {
                    index,
                    path: path.to_owned(),
                    value: value.clone(),
                });
            }
        }
        if !self.returns.is_empty() {
            let returns = Value::union(std::mem::take(&mut self.returns));
            self.summary.returns = Some(returns).filter(|value| !value.is_hole());
        }
        (self.summary, self.findings)
    }

    /// What an expression can print here.
    pub fn value(&self, id: crate::facts::ExprId) -> Value {
        self.scope().value(id)
    }

    pub fn scope(&self) -> Scope<'_> {
        Scope {
            program: self.program,
            summaries: self.summaries,
            region: self.region,
            function: Some(self.function),
            env: self.ways.now(),
            depth: 0,
        }
    }
}

fn is_itself(value: &Value, index: usize, path: &str) -> bool {
    match value.only_atom() {
        Some(Atom::Parameter(parameter)) => {
            parameter.index == index && parameter.path == path && parameter.format.is_none()
        }
        _ => false,
    }
}
