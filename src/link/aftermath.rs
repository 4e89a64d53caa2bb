//! What happens after a statement, where nothing else can happen in between.

use super::interpret::Reading;
use super::order::Order;
use super::program::{FunctionId, Program, last_name};
use crate::facts::{Call, Event, Expr, ExprId, Facts};

/// How many of the calls behind a statement are named.
const NAMED: usize = 4;

/// What happens after a statement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Aftermath {
    /// The calls that follow in any case, in order.
    pub then: Vec<String>,
    /// Whether one of them, or the statement's own, ends the process.
    pub ends_process: bool,
}

impl Reading<'_, '_> {
    /// What happens after the call that is read now.
    pub fn aftermath(&self) -> Aftermath {
        let own = self.current.and_then(|id| call_of(self.facts, id));
        let following = straight(self.facts, self.rest);
        let names = following
            .iter()
            .filter_map(|call| self.facts.expressions.path(call.callee))
            .take(NAMED);
        let ends = |call: &Call| call_ends(self.program, self.id, call, self.known.ending);
        Aftermath {
            then: names.map(|path| last_name(&path).to_owned()).collect(),
            ends_process: own.is_some_and(ends) || following.iter().any(|call| ends(call)),
        }
    }
}

/// For each function, whether it ends the process whatever way is gone through it.
pub(super) fn ending(program: &Program<'_>, order: &Order) -> Vec<bool> {
    let mut ending = vec![false; order.callees.len()];
    for id in order.groups.iter().flatten() {
        let (facts, function) = program.function(*id);
        let calls = straight(facts, &function.events);
        ending[*id] = (calls.into_iter()).any(|call| call_ends(program, *id, call, &ending));
    }
    ending
}

/// Whether a call ends the process: one of the language's own, or whatever function it can mean.
fn call_ends(program: &Program<'_>, caller: FunctionId, call: &Call, ending: &[bool]) -> bool {
    let region = program.region(caller);
    let path = program.facts[region].expressions.path(call.callee);
    let path = path.map(|path| program.resolve(region, &path));
    let endings = &program.pack(region).endings;
    let is_primitive = path.as_ref().is_some_and(|path| endings.contains(path));
    let callees = program.callees(region, Some(caller), call, path.as_deref());
    is_primitive || !callees.is_empty() && callees.iter().all(|callee| ending[*callee])
}

/// The next calls that happen in any case, up to where the arm, or the way through the function, ends.
fn straight<'f>(facts: &'f Facts, events: &[Event]) -> Vec<&'f Call> {
    let mut calls = Vec::new();
    let mut depth = 0;
    for event in events {
        match event {
            Event::Branch => depth += 1,
            Event::Join if depth > 0 => depth -= 1,
            Event::Arm | Event::Join if depth == 0 => break,
            Event::Return(..) | Event::Raise(_) if depth == 0 => break,
            Event::Call { call, .. } if depth == 0 => {
                calls.extend(call_of(facts, *call));
            }
            _ => {}
        }
    }
    calls
}

fn call_of(facts: &Facts, id: ExprId) -> Option<&Call> {
    match facts.expressions.get(id) {
        Expr::Call(call) => Some(call),
        _ => None,
    }
}
