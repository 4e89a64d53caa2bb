//! Which functions only programs beside the server run: its tools, clients and test drivers.

use rayon::prelude::*;

use crate::link::program::order::{Order, reached, turned};
use crate::link::program::references::References;
use crate::link::program::{FunctionId, Program};

/// For each function, whether only programs that serve nobody run it, where another program of the tree serves:
/// all ways to it begin in such a program, or its file is linked into no other one.
pub fn beside(program: &Program<'_>, order: &Order, references: &References<'_>) -> Vec<bool> {
    let ids = program.function_ids();
    let entries: Vec<_> = ids.clone().filter(|id| program.is_entry(*id)).collect();
    if entries.len() < 2 {
        return vec![false; ids.len()];
    }
    let leads_to_serving = leads_to_serving(program, references);
    let (servers, others): (Vec<_>, Vec<_>) = entries.iter().partition(|id| leads_to_serving[**id]);
    if servers.is_empty() {
        return vec![false; ids.len()];
    }
    let files = |of: &[FunctionId]| of.iter().map(|id| program.region(*id)).collect();
    let linked = references.linked(&entries, &servers);
    let by_files = only_reached(&linked, files(&others), files(&servers));
    let called = order.callees.iter().zip(&references.by_function);
    let next: Vec<_> = called
        .map(|(called, named)| [called.as_slice(), named].concat())
        .collect();
    let by_calls = only_reached(&next, others, servers);
    let offered = references.offered();
    ids.map(|id| by_calls[id] || by_files[program.region(id)] && !offered[id])
        .collect()
}

/// For each function, whether what it calls in the end is what only a server calls. What a pointer may point to
/// is not asked: that is nearly everything in a large tree.
fn leads_to_serving(program: &Program<'_>, references: &References<'_>) -> Vec<bool> {
    let ids = program.function_ids().into_par_iter();
    let serving = ids.filter(|id| serves(program, *id)).collect();
    reached(&turned(&references.by_function), serving)
}

/// Whether a function calls what only a server calls; a function of the tree that is named like that may be
/// something else.
fn serves(program: &Program<'_>, id: FunctionId) -> bool {
    let region = program.region(id);
    let pack = program.pack(region);
    let called = program.called_names(id);
    called.iter().any(|name| {
        let is_elsewhere = || program.definitions(region, name).is_empty();
        let is_known = pack.serving.iter().any(|serving| serving == name);
        is_known || pack.is_serving(name) && is_elsewhere()
    })
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
