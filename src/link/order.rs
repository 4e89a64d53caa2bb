//! The order of the fix-point: callees before callers, mutual recursion together.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::program::{FunctionId, Program, last_name};
use crate::facts::{Event, Expr};

/// Groups of functions that call one another, each after the groups that it calls.
pub(super) fn groups(program: &Program<'_>) -> Vec<Vec<FunctionId>> {
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    for _ in program.function_ids() {
        graph.add_node(());
    }
    for caller in program.function_ids() {
        let mut callees = callees(program, caller);
        callees.sort_unstable();
        callees.dedup();
        for callee in callees {
            graph.add_edge(NodeIndex::new(caller), NodeIndex::new(callee), ());
        }
    }
    let components = kosaraju_scc(&graph);
    let sorted = |component: Vec<NodeIndex>| {
        let mut ids: Vec<_> = component.into_iter().map(NodeIndex::index).collect();
        ids.sort_unstable();
        ids
    };
    components.into_iter().map(sorted).collect()
}

/// The functions that a function's calls can mean.
pub(super) fn callees(program: &Program<'_>, caller: FunctionId) -> Vec<FunctionId> {
    let (facts, function) = program.function(caller);
    let region = program.region(caller);
    let mut callees = Vec::new();
    for event in &function.events {
        if let Event::Call(id) = event
            && let Expr::Call(call) = facts.expressions.get(*id)
            && let Some(path) = facts.expressions.path(call.callee)
        {
            let name = program.resolve(region, &path);
            callees.extend(program.definitions(region, last_name(&name)));
        }
    }
    callees
}
