//! What was worked out once and is asked for again, by any thread.

use std::hash::Hash;
use std::sync::{PoisonError, RwLock};

use rustc_hash::FxHashMap;

/// Answers by question, in parts, such as one for each region: threads that ask different ones do not wait for one
/// another. An answer must depend on its question alone, so that it does not matter who asks first.
#[derive(Debug)]
pub struct Memo<Q, A>(Vec<RwLock<FxHashMap<Q, A>>>);

impl<Q: Eq + Hash, A: Clone> Memo<Q, A> {
    /// Knows nothing yet, in so many parts.
    pub fn of_parts(count: usize) -> Self {
        Memo((0..count).map(|_| RwLock::default()).collect())
    }

    /// The answer, if it was given before.
    pub fn get(&self, part: usize, question: &Q) -> Option<A> {
        let known = self.0[part].read();
        let known = known.unwrap_or_else(PoisonError::into_inner);
        known.get(question).cloned()
    }

    /// Remembers an answer.
    pub fn keep(&self, part: usize, question: Q, answer: A) {
        let known = self.0[part].write();
        let mut known = known.unwrap_or_else(PoisonError::into_inner);
        known.insert(question, answer);
    }
}
