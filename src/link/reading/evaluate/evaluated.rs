//! What expressions were found to print, until what names hold changes.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::facts::ExprId;
use crate::link::reading::evaluate::Scope;
use crate::link::value::Value;

/// An expression of a region, seen so deep in other calls.
type Question = (usize, ExprId, usize);

/// Answers from one point of a function. Each way of asking for a call's result asks for its arguments, and a call
/// may mean several functions: without this, what calls in calls print takes the power of their number.
#[derive(Debug, Default)]
pub struct Evaluated(RefCell<FxHashMap<Question, Value>>);

impl Evaluated {
    /// The answer, worked out once.
    pub fn of(&self, question: Question, work_out: impl FnOnce() -> Value) -> Value {
        if let Some(known) = self.0.borrow().get(&question) {
            return known.clone();
        }
        let value = work_out();
        self.0.borrow_mut().insert(question, value.clone());
        value
    }

    /// Names hold something else now.
    pub fn forget(&mut self) {
        let known = self.0.get_mut();
        if !known.is_empty() {
            *known = FxHashMap::default();
        }
    }
}

impl Scope<'_> {
    /// What an expression can print that may ask for its parts more than once, and these for theirs.
    pub fn once(&self, id: ExprId, work_out: impl FnOnce() -> Value) -> Value {
        let question = (self.region, id, self.depth);
        self.evaluated.of(question, work_out)
    }
}
