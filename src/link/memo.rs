//! What was worked out once and is asked for again, by any thread.

use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

use rustc_hash::FxHashMap;

/// Answers by question, region by region: threads that read different regions do not wait for one another.
/// An answer must depend on its question alone, so that it does not matter who asks first.
#[derive(Debug)]
pub(super) struct Memo<Q, A>(Vec<RwLock<FxHashMap<Q, A>>>);

impl<Q: Eq + Hash, A: Clone> Memo<Q, A> {
    /// Knows nothing yet of so many regions.
    pub fn of_regions(count: usize) -> Self {
        Memo((0..count).map(|_| RwLock::default()).collect())
    }

    /// The answer, if it was given before.
    pub fn get(&self, region: usize, question: &Q) -> Option<A> {
        let known = self.0[region].read();
        let known = known.unwrap_or_else(PoisonError::into_inner);
        known.get(question).cloned()
    }

    /// Remembers an answer.
    pub fn keep(&self, region: usize, question: Q, answer: A) {
        let known = self.0[region].write();
        let mut known = known.unwrap_or_else(PoisonError::into_inner);
        known.insert(question, answer);
    }
}
