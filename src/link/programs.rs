//! Which functions only programs beside the server run: its tools, clients and test drivers.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::order::{Order, turned};
use super::program::{FunctionId, Program};
use crate::facts::{Event, Expr, ExprId, Facts, Function};

/// Of so many functions of a file a server uses one, at the least, where the file belongs to a library.
const USED_OF_A_LIBRARY: usize = 3;

/// For each function, whether only programs that serve nobody run it, where another program of the tree serves:
/// all ways to it begin in such a program, or its file is linked into no other one.
pub(super) fn beside(program: &Program<'_>, order: &Order) -> Vec<bool> {
    let ids = program.function_ids();
    let entries: Vec<_> = ids.clone().filter(|id| program.is_entry(*id)).collect();
    if entries.len() < 2 {
        return vec![false; ids.len()];
    }
    let named: Vec<_> = ids
        .clone()
        .into_par_iter()
        .map(|id| named(program, id))
        .collect();
    let leads_to_serving = leads_to_serving(program, &named);
    let (servers, others): (Vec<_>, Vec<_>) = entries.iter().partition(|id| leads_to_serving[**id]);
    if servers.is_empty() {
        return vec![false; ids.len()];
    }
    let file = |id: &FunctionId| program.region(*id);
    let used = used(program, &named);
    let by_files = only_reached(
        &linked(program, &used, &entries, &servers),
        others.iter().map(file).collect(),
        servers.iter().map(file).collect(),
    );
    let offered = offered(program, &named, &used);
    let called = order.callees.iter();
    let next: Vec<_> = called
        .zip(named)
        .map(|(called, named)| [called.as_slice(), &named].concat())
        .collect();
    let by_calls = only_reached(&next, others, servers);
    ids.map(|id| by_calls[id] || by_files[program.region(id)] && !offered[id])
        .collect()
}

/// For each function, whether its file offers it to somebody outside of the tree, such as the loader of a module:
/// nothing names it, or only what is offered itself.
fn offered(
    program: &Program<'_>,
    named: &[Vec<FunctionId>],
    used: &[Vec<FunctionId>],
) -> Vec<bool> {
    let mut is_named = vec![false; named.len()];
    for id in named.iter().chain(used).flatten() {
        is_named[*id] = true;
    }
    let within = |(id, named): (FunctionId, &Vec<FunctionId>)| -> Vec<_> {
        let named = named.iter().copied();
        named
            .filter(|other| program.region(*other) == program.region(id))
            .collect()
    };
    let within: Vec<_> = named.iter().enumerate().map(within).collect();
    let ids = program.function_ids();
    let unnamed = ids.filter(|id| {
        let function = program.function(*id).1;
        !is_named[*id] && !function.name.is_empty() && !function.is_macro && !program.is_entry(*id)
    });
    reached(&within, unnamed.collect())
}

/// For each function, whether what it calls in the end is what only a server calls.
fn leads_to_serving(program: &Program<'_>, named: &[Vec<FunctionId>]) -> Vec<bool> {
    let ids = program.function_ids().into_par_iter();
    let serving = ids.filter(|id| serves(program, *id)).collect();
    reached(&turned(named), serving)
}

/// What is reached from some places alone: not from the rest, and not from what they do not reach either,
/// for that may be a part of any program.
fn only_reached(next: &[Vec<usize>], from: Vec<usize>, mut rest: Vec<usize>) -> Vec<bool> {
    let by_these = reached(next, from);
    rest.extend((0..next.len()).filter(|place| !by_these[*place]));
    let by_the_rest = reached(next, rest);
    let both = by_these.into_iter().zip(by_the_rest);
    both.map(|(these, rest)| these && !rest).collect()
}

/// For each file, those that are linked with it since it names their functions. A file that a program begins in
/// is linked with no other, unless servers use many of its functions: then that program only tries these out,
/// and what a tool's own file shares with a server is names.
fn linked(
    program: &Program<'_>,
    used: &[Vec<FunctionId>],
    entries: &[FunctionId],
    servers: &[FunctionId],
) -> Vec<Vec<usize>> {
    let files =
        |used: &[FunctionId]| -> Vec<usize> { used.iter().map(|id| program.region(*id)).collect() };
    let linked_without = |apart: &FxHashSet<usize>| -> Vec<Vec<usize>> {
        let others = |used: &Vec<FunctionId>| {
            let files = files(used).into_iter();
            files.filter(|file| !apart.contains(file)).collect()
        };
        used.iter().map(others).collect()
    };
    let mut apart: FxHashSet<usize> = files(entries).into_iter().collect();
    let served = reached(&linked_without(&apart), files(servers));
    let by_servers = used.iter().zip(served).filter(|(_, served)| *served);
    let by_servers: FxHashSet<_> = by_servers.flat_map(|(used, _)| used).copied().collect();
    apart.retain(|file| {
        let functions = program.functions_of(*file);
        let used = functions.clone().filter(|id| by_servers.contains(id));
        used.count() * USED_OF_A_LIBRARY < functions.count()
    });
    linked_without(&apart)
}

/// For each file, the functions that it names, in tables too.
fn used(program: &Program<'_>, named: &[Vec<FunctionId>]) -> Vec<Vec<FunctionId>> {
    let in_tables = |(file, facts): (usize, &Facts)| {
        let values = facts.constants.iter().map(|constant| constant.value);
        let names = values.flat_map(|value| facts.expressions.names(value));
        let names: FxHashSet<_> = names.collect();
        let functions = names
            .into_iter()
            .flat_map(|name| program.definitions(file, name));
        functions.collect::<Vec<_>>()
    };
    let mut used: Vec<_> = program.facts.iter().enumerate().map(in_tables).collect();
    for (id, named) in named.iter().enumerate() {
        used[program.region(id)].extend(named);
    }
    used
}

/// Whether a function calls what only a server calls; a function of the tree that is named like that may be
/// something else.
fn serves(program: &Program<'_>, id: FunctionId) -> bool {
    let region = program.region(id);
    let pack = program.pack(region);
    let called = program.called_names(id);
    called.iter().any(|name| {
        let is_elsewhere = || program.definitions(region, name).is_empty();
        pack.serving.iter().any(|serving| serving == name)
            || pack.is_serving(name) && is_elsewhere()
    })
}

/// The functions that a function names: to call them, or to have them called later.
fn named(program: &Program<'_>, id: FunctionId) -> Vec<FunctionId> {
    let (facts, function) = program.function(id);
    let is_own = |name: &str| {
        let mut own = function.parameters.iter().chain(&function.locals);
        own.any(|own| own == name)
    };
    let values = values(facts, function).into_iter();
    let handed = values.flat_map(|value| facts.expressions.names(value));
    let handed = handed.filter(|name| program.is_function(name) && !is_own(name));
    let called = program.called_names(id);
    let names: FxHashSet<_> = called
        .into_iter()
        .chain(handed.map(Cow::Borrowed))
        .collect();
    let region = program.region(id);
    names
        .iter()
        .flat_map(|name| program.definitions(region, name))
        .collect()
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
