//! Which functions only programs beside the server run: its tools, clients and test drivers.

use super::order::{Order, turned};
use super::program::{FunctionId, Program};
use crate::facts::{Event, Expr, ExprId, Facts, Function};

/// For each function, whether all ways to it begin in a program that serves nobody, where another program
/// of the tree does. What no program is seen to reach may be a part of any.
pub(super) fn beside(program: &Program<'_>, order: &Order) -> Vec<bool> {
    let ids = program.function_ids();
    let next: Vec<_> = ids.clone().map(|id| next(program, order, id)).collect();
    let serving: Vec<_> = ids.clone().filter(|id| serves(program, *id)).collect();
    let leads_to_serving = reached(&turned(&next), serving);
    let entries = ids.clone().filter(|id| program.is_entry(*id));
    let (servers, others): (Vec<_>, Vec<_>) = entries.partition(|id| leads_to_serving[*id]);
    if servers.is_empty() {
        return vec![false; ids.len()];
    }
    let by_others = reached(&next, others);
    let elsewhere = ids.clone().filter(|id| !by_others[*id]);
    let by_the_rest = reached(&next, elsewhere.chain(servers).collect());
    ids.map(|id| by_others[id] && !by_the_rest[id]).collect()
}

/// Whether a function makes a call that only a server makes.
fn serves(program: &Program<'_>, id: FunctionId) -> bool {
    let serving = &program.pack(program.region(id)).serving;
    program
        .called_names(id)
        .iter()
        .any(|name| serving.iter().any(|serving| serving == name))
}

/// The functions that are called in a function, or named there to be called later.
fn next(program: &Program<'_>, order: &Order, id: FunctionId) -> Vec<FunctionId> {
    let (facts, function) = program.function(id);
    let region = program.region(id);
    let name = |value| match facts.expressions.get(value) {
        Expr::Name(name) if program.is_function(name) => Some(name),
        _ => None,
    };
    let named = values(facts, function).into_iter().filter_map(name);
    let mut next = order.callees[id].clone();
    next.extend(named.flat_map(|name| program.definitions(region, name)));
    next
}

/// What a function hands to calls and binds.
fn values(facts: &Facts, function: &Function) -> Vec<ExprId> {
    let mut values = Vec::new();
    for event in function.all_events() {
        match event {
            Event::Bind(binding) => values.push(binding.value),
            Event::Call { call, .. } => {
                if let Expr::Call(call) = facts.expressions.get(*call) {
                    values.extend(call.arguments.iter().map(|argument| argument.value));
                }
            }
            _ => {}
        }
    }
    values
}

/// What is reached from some functions, with these.
fn reached(next: &[Vec<FunctionId>], from: Vec<FunctionId>) -> Vec<bool> {
    let mut reached = vec![false; next.len()];
    let mut todo = from;
    while let Some(id) = todo.pop() {
        if !std::mem::replace(&mut reached[id], true) {
            todo.extend(&next[id]);
        }
    }
    reached
}
