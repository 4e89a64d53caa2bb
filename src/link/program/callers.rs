//! Which function leads to another one in any case.

use crate::link::program::dominators::dominators;
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
    let is_handed = handed(order, references);
    let is_begun = |id: &FunctionId| is_handed[*id] || !order.called[*id] || program.is_entry(*id);
    let begun: Vec<_> = program.function_ids().filter(is_begun).collect();
    dominators(&order.callees, &begun)
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
