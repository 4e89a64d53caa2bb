//! What each call means, worked out once: it depends on the program's names alone, and reading asks for it
//! again and again.

use std::sync::Arc;

use super::called::Called;
use super::memo::Memo;
use super::program::{FunctionId, Program};
use crate::facts::{Expr, ExprId};

/// What a call means.
#[derive(Debug)]
pub(super) struct Meant {
    /// What is called; `None` where that has no name.
    pub called: Option<Called>,
    /// The functions of the program that it can mean.
    pub callees: Vec<FunctionId>,
}

impl Meant {
    /// The name of what is called, aliases resolved.
    pub fn path(&self) -> Option<&str> {
        self.called.as_ref().map(|called| called.path.as_str())
    }
}

/// What calls mean that were asked for, by the function around them.
pub(super) type Meanings = Memo<(Option<FunctionId>, ExprId), Arc<Meant>>;

impl Program<'_> {
    /// What a call means in a function, or outside of all; `None` for an expression that is no call.
    pub fn meant(
        &self,
        region: usize,
        caller: Option<FunctionId>,
        id: ExprId,
    ) -> Option<Arc<Meant>> {
        let place = (caller, id);
        if let Some(known) = self.meanings.get(region, &place) {
            return Some(known);
        }
        let Expr::Call(call) = self.facts[region].expressions.get(id) else {
            return None;
        };
        let called = Called::of(self, region, call);
        let path = called.as_ref().map(|called| called.path.as_str());
        let callees = self.callees(region, caller, call, path);
        let meant = Arc::new(Meant { called, callees });
        self.meanings.keep(region, place, meant.clone());
        Some(meant)
    }
}
