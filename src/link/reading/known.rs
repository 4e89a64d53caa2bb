//! What is known of the program while a function is read.

use std::cell::{Cell, RefCell};

use rustc_hash::FxHashMap;

use crate::link::program::order::Order;
use crate::link::program::{Asked, FunctionId, Program};
use crate::link::reading::stores::Stores;
use crate::link::reading::summary::Summary;
use crate::link::value::Value;

/// What is known of the program so far.
#[derive(Clone, Copy)]
pub struct Known<'k> {
    pub summaries: &'k [Summary],
    /// The functions that call one another, while one of them is read.
    pub circle: Option<&'k Circle<'k>>,
    pub stores: &'k Stores,
    /// Whether a function is called by another one.
    pub called: &'k [bool],
}

/// A group of functions of whom not all is known yet.
pub struct Circle<'k> {
    group: usize,
    order: &'k Order,
    /// What is newly known of them.
    newer: &'k FxHashMap<FunctionId, Summary>,
    /// Whether one of them was asked for.
    is_asked: Cell<bool>,
    /// What constants hold that they make, as far as it is known now.
    held: RefCell<FxHashMap<(usize, Asked), Value>>,
}

impl<'k> Circle<'k> {
    /// For one reading of one function of a group.
    pub fn of(group: usize, order: &'k Order, newer: &'k FxHashMap<FunctionId, Summary>) -> Self {
        Circle {
            group,
            order,
            newer,
            is_asked: Cell::new(false),
            held: RefCell::default(),
        }
    }

    fn has(&self, id: FunctionId) -> bool {
        self.order.group_of[id] == self.group
    }
}

impl<'k> Known<'k> {
    /// What is known of a function.
    pub fn summary(&self, id: FunctionId) -> &'k Summary {
        let Some(circle) = self.circle.filter(|circle| circle.has(id)) else {
            return &self.summaries[id];
        };
        circle.is_asked.set(true);
        circle.newer.get(&id).unwrap_or(&self.summaries[id])
    }

    /// What a constant holds. It is kept for the whole program, unless a function made it that is not known to
    /// its end: then for this reading alone.
    pub fn held(
        &self,
        program: &Program<'_>,
        region: usize,
        asked: Asked,
        work_out: impl FnOnce() -> Value,
    ) -> Value {
        if let Some(known) = program.held.get(region, &asked) {
            return known;
        }
        let Some(circle) = self.circle else {
            let value = work_out();
            program.held.keep(region, asked, value.clone());
            return value;
        };
        let place = (region, asked);
        if let Some(known) = circle.held.borrow().get(&place) {
            circle.is_asked.set(true);
            return known.clone();
        }
        let was_asked = circle.is_asked.replace(false);
        let value = work_out();
        if circle.is_asked.get() {
            circle.held.borrow_mut().insert(place, value.clone());
        } else {
            circle.is_asked.set(was_asked);
            program.held.keep(region, place.1, value.clone());
        }
        value
    }
}
