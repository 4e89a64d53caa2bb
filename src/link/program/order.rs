//! The order of the fix-point: callees before callers, mutual recursion together.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use rayon::prelude::*;

use crate::link::program::initialisers::Initialisers;
use crate::link::program::{FunctionId, Program};

/// The call graph, in the order in which it is read.
#[derive(Default)]
pub struct Order {
    /// Groups of functions that call one another, each after the groups that it calls; in a group most
    /// callees stand before their callers.
    pub groups: Vec<Vec<FunctionId>>,
    /// The group of each function.
    pub group_of: Vec<usize>,
    /// The groups by their place, those first that call none, then those that call only these, and so on:
    /// what stands on one level does not call one another.
    pub levels: Vec<Vec<usize>>,
    /// For each function, those that its calls can mean, sorted.
    pub callees: Vec<Vec<FunctionId>>,
    /// For each function, those that make the constants which it names, sorted.
    makers: Vec<Vec<FunctionId>>,
    /// For each function, whether another one calls it.
    pub called: Vec<bool>,
}

impl Order {
    /// The functions of which one must be known before a function is read.
    pub fn asked_by(&self, id: FunctionId) -> impl Iterator<Item = &FunctionId> + Clone {
        self.callees[id].iter().chain(&self.makers[id])
    }
}

/// The order of a program's functions.
pub fn order(program: &Program<'_>) -> Order {
    let callees: Vec<_> = program
        .function_ids()
        .into_par_iter()
        .map(|caller| callees(program, caller))
        .collect();
    let initialisers = Initialisers::of(program);
    let makers: Vec<_> = program
        .function_ids()
        .into_par_iter()
        .map(|id| initialisers.asked_by(id))
        .collect();
    let asked: Vec<_> = callees
        .iter()
        .zip(&makers)
        .map(|(callees, makers)| [callees.as_slice(), makers].concat())
        .collect();
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    for _ in program.function_ids() {
        graph.add_node(());
    }
    for (caller, callees) in asked.iter().enumerate() {
        for callee in callees {
            graph.add_edge(NodeIndex::new(caller), NodeIndex::new(*callee), ());
        }
    }
    let mut finished_at = vec![0; asked.len()];
    for (at, id) in finished(&asked, program.function_ids())
        .into_iter()
        .enumerate()
    {
        finished_at[id] = at;
    }
    let sorted = |component: Vec<NodeIndex>| {
        let mut ids: Vec<_> = component.into_iter().map(NodeIndex::index).collect();
        ids.sort_unstable_by_key(|id| finished_at[*id]);
        ids
    };
    let groups: Vec<_> = kosaraju_scc(&graph).into_iter().map(sorted).collect();
    let mut called = vec![false; callees.len()];
    for (caller, callees) in callees.iter().enumerate() {
        for callee in callees.iter().filter(|callee| **callee != caller) {
            called[*callee] = true;
        }
    }
    let mut group_of = vec![0; callees.len()];
    for (place, group) in groups.iter().enumerate() {
        group.iter().for_each(|id| group_of[*id] = place);
    }
    Order {
        levels: levels(&groups, &asked),
        group_of,
        groups,
        makers,
        callees,
        called,
    }
}

/// The groups by how many stand below one another at the most; each stands behind those that it calls.
fn levels(groups: &[Vec<FunctionId>], callees: &[Vec<FunctionId>]) -> Vec<Vec<usize>> {
    let mut levels: Vec<Vec<usize>> = Vec::new();
    // Counted from 1: of the functions of the group itself none has a level yet.
    let mut level_of = vec![0; callees.len()];
    for (place, group) in groups.iter().enumerate() {
        let called = group.iter().flat_map(|id| &callees[*id]);
        let level = called.map(|callee| level_of[*callee]).max().unwrap_or(0);
        group.iter().for_each(|id| level_of[*id] = level + 1);
        if levels.len() <= level {
            levels.push(Vec::new());
        }
        levels[level].push(place);
    }
    levels
}

/// What is reached in a graph from some places, with these.
pub fn reached(next: &[Vec<usize>], from: Vec<usize>) -> Vec<bool> {
    let mut reached = vec![false; next.len()];
    let mut todo = from;
    while let Some(place) = todo.pop() {
        if !std::mem::replace(&mut reached[place], true) {
            todo.extend(&next[place]);
        }
    }
    reached
}

/// The graph with all edges turned round.
pub fn turned(next: &[Vec<FunctionId>]) -> Vec<Vec<FunctionId>> {
    let mut turned = vec![Vec::new(); next.len()];
    for (from, all) in next.iter().enumerate() {
        for to in all {
            turned[*to].push(from);
        }
    }
    turned
}

/// What a walk through a graph reaches from some places, each when it is finished: from callers to callees, inside a
/// circle too most callees come before their callers.
fn finished(next: &[Vec<usize>], from: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut finished = Vec::with_capacity(next.len());
    let mut seen = vec![false; next.len()];
    for start in from {
        let mut open = vec![(start, 0)];
        while let Some((place, at)) = open.pop() {
            if at == 0 && std::mem::replace(&mut seen[place], true) {
                continue;
            }
            match next[place].get(at) {
                Some(inner) => open.extend([(place, at + 1), (*inner, 0)]),
                None => finished.push(place),
            }
        }
    }
    finished
}

/// The functions that a function's calls can mean.
fn callees(program: &Program<'_>, caller: FunctionId) -> Vec<FunctionId> {
    let region = program.region(caller);
    let calls = program.function(caller).1.calls();
    let meant = calls.filter_map(|call| program.meant(region, Some(caller), call));
    let mut callees = Vec::new();
    meant.for_each(|meant| callees.extend(&meant.callees));
    callees.sort_unstable();
    callees.dedup();
    callees
}
