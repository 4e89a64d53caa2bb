//! What each call means, worked out once: it depends on the program's names alone, and reading asks for it
//! again and again.

use std::hash::BuildHasher;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use crate::facts::{Expr, ExprId};
use crate::link::program::called::Called;
use crate::link::program::memo::Memo;
use crate::link::program::{FunctionId, Program};

/// What a call means.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Meant {
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

/// What calls mean that were asked for.
#[derive(Debug)]
pub struct Meanings {
    /// Region by region, by the function around a call; outside of all, [`NOWHERE`].
    known: Memo<(u32, ExprId), Arc<Meant>>,
    /// Each meaning once, in parts by their hashes: most calls mean what others mean, also in other regions.
    distinct: Memo<Arc<Meant>, Arc<Meant>>,
}

/// More than threads, so that few wait for one another.
const PARTS: usize = 256;

/// Stands for no function.
const NOWHERE: u32 = u32::MAX;

impl Meanings {
    /// Knows nothing yet of so many regions.
    pub fn of_regions(count: usize) -> Self {
        Meanings {
            known: Memo::of_parts(count),
            distinct: Memo::of_parts(PARTS),
        }
    }

    /// Remembers what a call means.
    fn keep(&self, region: usize, place: (u32, ExprId), meant: Meant) -> Arc<Meant> {
        let meant = Arc::new(meant);
        let hash = FxBuildHasher.hash_one(&meant);
        let part = usize::try_from(hash % PARTS as u64).unwrap_or_default();
        let known = self.distinct.get(part, &meant);
        let meant = known.unwrap_or_else(|| {
            self.distinct.keep(part, meant.clone(), meant.clone());
            meant
        });
        self.known.keep(region, place, meant.clone());
        meant
    }
}

impl Program<'_> {
    /// What a call means in a function, or outside of all; `None` for an expression that is no call.
    pub fn meant(
        &self,
        region: usize,
        caller: Option<FunctionId>,
        id: ExprId,
    ) -> Option<Arc<Meant>> {
        let around = caller.map_or(NOWHERE, |caller| u32::try_from(caller).unwrap_or(NOWHERE));
        let place = (around, id);
        if let Some(known) = self.meanings.known.get(region, &place) {
            return Some(known);
        }
        let Expr::Call(call) = self.facts[region].expressions.get(id) else {
            return None;
        };
        let called = Called::of(self, region, caller, &call);
        let path = called.as_ref().map(|called| called.path.as_str());
        let callees = self.callees(region, caller, &call, path);
        let meant = Meant { called, callees };
        Some(self.meanings.keep(region, place, meant))
    }
}
