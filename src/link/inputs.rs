//! What functions read: lines of a file that an administrator wrote, or what a peer sent.

use super::order::Order;
use super::program::{FunctionId, Program, last_name};
use crate::facts::Expr;
use crate::input::Input;

/// For each function, what it reads. One that is called only where lines of a file are read is given those
/// lines.
pub(super) fn inputs(program: &Program<'_>, order: &Order) -> Vec<Option<Input>> {
    let ids = program.function_ids();
    let mut inputs: Vec<_> = ids.clone().map(|id| own(program, id)).collect();
    let mut callers: Vec<Vec<FunctionId>> = vec![Vec::new(); ids.len()];
    for caller in ids {
        for callee in &order.callees[caller] {
            callers[*callee].push(caller);
        }
    }
    for id in order.groups.iter().rev().flatten() {
        let mut others = callers[*id].iter().filter(|caller| *caller != id);
        let is_given_lines = |caller: &FunctionId| {
            inputs[*caller] == Some(Input::File) && !program.is_entry(*caller)
        };
        if inputs[*id].is_none() && order.called[*id] && others.all(is_given_lines) {
            inputs[*id] = Some(Input::File);
        }
    }
    inputs
}

/// What a function's own calls read.
fn own(program: &Program<'_>, id: FunctionId) -> Option<Input> {
    let (facts, function) = program.function(id);
    let name = |call| match facts.expressions.get(call) {
        Expr::Call(call) => {
            let path = facts.expressions.path(call.callee)?;
            Some(last_name(&path).to_owned())
        }
        _ => None,
    };
    let names: Vec<String> = function.calls().into_iter().filter_map(name).collect();
    program.pack(program.region(id)).input(&names)
}
