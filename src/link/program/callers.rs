//! Which function leads to another one in any case.

use petgraph::algo::dominators::simple_fast;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::link::program::order::Order;
use crate::link::program::references::References;
use crate::link::program::{FunctionId, Program};

/// For each function, the nearest that every call of it goes through: `check_seal` may be called in three places and
/// only ever for `handle_letter`. What is named without being called is called by anyone.
pub fn leading(
    program: &Program<'_>,
    order: &Order,
    references: &References<'_>,
) -> Vec<Option<FunctionId>> {
    let ids = program.function_ids();
    let outside = NodeIndex::new(ids.len());
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    for _ in 0..=ids.len() {
        graph.add_node(());
    }
    let is_handed = handed(order, references);
    for id in ids.clone() {
        let node = NodeIndex::new(id);
        for callee in &order.callees[id] {
            graph.add_edge(node, NodeIndex::new(*callee), ());
        }
        if is_handed[id] || !order.called[id] || program.is_entry(id) {
            graph.add_edge(outside, node, ());
        }
    }
    let dominators = simple_fast(&graph, outside);
    let leading = |id| {
        let nearest = dominators.immediate_dominator(NodeIndex::new(id))?;
        (nearest != outside).then(|| nearest.index())
    };
    ids.map(leading).collect()
}

/// For each function, whether one names it that does not call it.
fn handed(order: &Order, references: &References<'_>) -> Vec<bool> {
    let mut handed = vec![false; order.callees.len()];
    for (callees, named) in order.callees.iter().zip(&references.by_function) {
        for id in named.iter().filter(|id| callees.binary_search(id).is_err()) {
            handed[*id] = true;
        }
    }
    handed
}
