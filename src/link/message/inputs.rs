//! What functions read: lines of a file that an administrator wrote, or what a peer sent.

use crate::input::Input;
use crate::link::program::order::Order;
use crate::link::program::{FunctionId, Program};

/// For each function, what it reads; `callers` are those of each. One that is called only where the same is read is given that.
pub fn inputs(
    program: &Program<'_>,
    order: &Order,
    callers: &[Vec<FunctionId>],
) -> Vec<Option<Input>> {
    let ids = program.function_ids();
    let mut inputs: Vec<_> = ids.map(|id| read(program, order, id)).collect();
    for id in order.groups.iter().rev().flatten() {
        if inputs[*id].is_none() {
            let callers = callers[*id].iter().filter(|caller| *caller != id);
            let reads =
                |caller: &FunctionId| inputs[*caller].filter(|_| !program.is_entry(*caller));
            inputs[*id] = same(callers.map(reads)).flatten();
        }
    }
    inputs
}

/// What a function reads: many a program opens a file here and reads its lines in a function for that.
fn read(program: &Program<'_>, order: &Order, id: FunctionId) -> Option<Input> {
    let pack = program.pack(program.region(id));
    let called = program.called_names(id);
    let callees = order.callees[id].iter();
    pack.input(&called, || {
        let further = callees.flat_map(|callee| program.called_names(*callee));
        further.collect()
    })
}

/// What all of several are, if they are the same.
fn same<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}
