//! What each call means, worked out once: it depends on the program's names alone, and reading asks for it
//! again and again.

use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::facts::{Expr, ExprId, Facts};
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
    /// Region by region and call by call: the function around it from which was asked first, and the number of what it
    /// means there. Most calls stand in one function.
    known: Vec<Box<[AtomicU64]>>,
    /// The same for other functions around a call; outside of all, [`NOWHERE`].
    further: Memo<(u32, ExprId), u32>,
    /// Each meaning once, in parts by their hashes: most calls mean what others mean, also in other regions.
    distinct: Vec<RwLock<Distinct>>,
}

/// Some of the meanings, by their order.
#[derive(Debug, Default)]
struct Distinct {
    all: Vec<Arc<Meant>>,
    /// Their places.
    known: HashTable<u32>,
}

/// More than threads, so that few wait for one another.
const PARTS: u32 = 256;

/// Stands for no function.
const NOWHERE: u32 = u32::MAX;

/// In the place of a call for which nobody asked.
const UNASKED: u64 = u64::MAX;

impl Meanings {
    /// Knows nothing yet of these regions.
    pub fn of(facts: &[Facts]) -> Self {
        let calls = facts.iter().map(|facts| facts.expressions.call_count());
        let unasked = |count| (0..count).map(|_| AtomicU64::new(UNASKED)).collect();
        Meanings {
            known: calls.map(unasked).collect(),
            further: Memo::of_parts(facts.len()),
            distinct: (0..PARTS).map(|_| RwLock::default()).collect(),
        }
    }

    /// What a call means in a function, if that was asked before.
    fn get(&self, asked: &Asked) -> Option<Arc<Meant>> {
        let known = self.known[asked.region][asked.call].load(Ordering::Acquire);
        if known == UNASKED {
            return None;
        }
        let number = match parts(known) {
            (around, number) if around == asked.around => number,
            _ => self.further.get(asked.region, &(asked.around, asked.id))?,
        };
        let part = self.distinct[(number % PARTS) as usize].read();
        let part = part.unwrap_or_else(PoisonError::into_inner);
        part.all.get((number / PARTS) as usize).cloned()
    }

    /// Remembers what a call means.
    fn keep(&self, asked: &Asked, meant: Meant) -> Arc<Meant> {
        let (number, meant) = self.number(meant);
        let place = &self.known[asked.region][asked.call];
        let first = u64::from(asked.around) << 32 | u64::from(number);
        let is_first = place.compare_exchange(UNASKED, first, Ordering::AcqRel, Ordering::Acquire);
        if is_first.is_err() {
            let question = (asked.around, asked.id);
            self.further.keep(asked.region, question, number);
        }
        meant
    }

    /// The number of a meaning, and the one that is kept.
    fn number(&self, meant: Meant) -> (u32, Arc<Meant>) {
        let hash = FxBuildHasher.hash_one(&meant);
        let part_number = u32::try_from(hash % u64::from(PARTS)).unwrap_or_default();
        let part = self.distinct[part_number as usize].write();
        let mut part = part.unwrap_or_else(PoisonError::into_inner);
        let Distinct { all, known } = &mut *part;
        let is_it = |place: &u32| *all[*place as usize] == meant;
        let place = known.find(hash, is_it).copied();
        let place = place.unwrap_or_else(|| {
            let place = u32::try_from(all.len()).unwrap_or(u32::MAX);
            all.push(Arc::new(meant));
            let hash_of = |place: &u32| FxBuildHasher.hash_one(&all[*place as usize]);
            known.insert_unique(hash, place, hash_of);
            place
        });
        (place * PARTS + part_number, all[place as usize].clone())
    }
}

/// The function and the number of a meaning that stand together.
fn parts(known: u64) -> (u32, u32) {
    let part = |known: u64| u32::try_from(known & u64::from(u32::MAX)).unwrap_or_default();
    (part(known >> 32), part(known))
}

/// A call, seen from the function around it.
struct Asked {
    region: usize,
    around: u32,
    id: ExprId,
    /// Which of the region's calls it is.
    call: usize,
}

impl Program<'_> {
    /// What a call means in a function, or outside of all; `None` for an expression that is no call.
    pub fn meant(
        &self,
        region: usize,
        caller: Option<FunctionId>,
        id: ExprId,
    ) -> Option<Arc<Meant>> {
        let expressions = &self.facts[region].expressions;
        let asked = Asked {
            region,
            around: caller.map_or(NOWHERE, |caller| u32::try_from(caller).unwrap_or(NOWHERE)),
            id,
            call: expressions.call_number(id)?,
        };
        if let Some(known) = self.meanings.get(&asked) {
            return Some(known);
        }
        let Expr::Call(call) = expressions.get(id) else {
            return None;
        };
        let called = Called::of(self, region, caller, &call);
        let path = called.as_ref().map(|called| called.path.as_str());
        let callees = self.callees(region, caller, &call, path);
        let meant = Meant { called, callees };
        Some(self.meanings.keep(&asked, meant))
    }
}
