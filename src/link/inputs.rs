//! What functions read: lines of a file that an administrator wrote, or what a peer sent.

use super::order::{Order, turned};
use super::program::{FunctionId, Program};
use crate::input::Input;

/// For each function, what it reads. One that is called only where lines of a file are read is given those
/// lines.
pub(super) fn inputs(program: &Program<'_>, order: &Order) -> Vec<Option<Input>> {
    let ids = program.function_ids();
    let mut inputs: Vec<_> = ids.map(|id| own(program, id)).collect();
    let callers = turned(&order.callees);
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
    let pack = program.pack(program.region(id));
    pack.input(&program.called_names(id))
}
