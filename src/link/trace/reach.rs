//! From which functions a sink can be reached at all, whatever is handed over.

use crate::facts::Event;
use crate::link::program::order::Order;
use crate::link::program::{FunctionId, Program, last_name};

/// For each function, whether it, or one that it calls, calls a sink or raises an exception.
pub(super) fn reaching(program: &Program<'_>, order: &Order) -> Vec<bool> {
    let mut reaching: Vec<bool> = program
        .function_ids()
        .map(|id| calls_sink(program, id))
        .collect();
    for group in &order.groups {
        let reaches = |id: &FunctionId| {
            let mut callees = order.callees[*id].iter();
            reaching[*id] || callees.any(|callee| reaching[*callee])
        };
        if group.iter().any(reaches) {
            group.iter().for_each(|id| reaching[*id] = true);
        }
    }
    reaching
}

fn calls_sink(program: &Program<'_>, id: FunctionId) -> bool {
    let function = program.function(id).1;
    let region = program.region(id);
    let is_sink = |call| {
        let meant = program.meant(region, Some(id), call);
        let called = meant.as_ref().and_then(|meant| meant.called.as_ref());
        called.is_some_and(|called| {
            let name = last_name(&called.path);
            let says_so = program.pack(region).is_likely_sink(name);
            called.output.is_some() || says_so && !program.is_function(name)
        })
    };
    let raises = |event: &Event| matches!(event, Event::Raise(_) | Event::RaiseText(..));
    function.events.iter().any(raises) || function.calls().any(is_sink)
}
