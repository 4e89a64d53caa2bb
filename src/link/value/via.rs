//! The calls on a text's way to a sink.

use std::sync::Arc;

/// How many calls of a chain are named: of a longer one the first and the last.
const MAX_CHAIN: usize = 24;

/// Stands for the calls of a chain that are not named.
const ELIDED: &str = "…";

/// The calls from inside a function to the primitive, in order. Ways through one callee share their ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Via(Option<Arc<Call>>);

#[derive(Debug, PartialEq, Eq)]
struct Call {
    callee: Arc<str>,
    next: Via,
    /// How many calls the chain has from here on.
    length: usize,
}

impl Via {
    /// The chain of this one call.
    pub fn of(callee: Arc<str>) -> Self {
        Via::default().with_next_before(callee)
    }

    /// The chain with one more call before it, shortened in the middle where it is too long.
    pub fn after(&self, callee: &Arc<str>) -> Self {
        if self.len() < MAX_CHAIN {
            return self.clone().with_next_before(callee.clone());
        }
        let middle = MAX_CHAIN / 2;
        let first = std::iter::once(callee).chain(self.callees()).take(middle);
        let last = self.callees().skip(self.len() - middle + 1);
        let mut named: Vec<Arc<str>> = first.cloned().collect();
        named.push(ELIDED.into());
        named.extend(last.cloned());
        let named = named.into_iter().rev();
        named.fold(Via::default(), Via::with_next_before)
    }

    fn with_next_before(self, callee: Arc<str>) -> Self {
        let length = self.len() + 1;
        Via(Some(Arc::new(Call {
            callee,
            next: self,
            length,
        })))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// How many calls it has.
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |call| call.length)
    }

    /// What is called, in order.
    pub fn callees(&self) -> impl Iterator<Item = &Arc<str>> {
        let calls = std::iter::successors(self.0.as_deref(), |call| call.next.0.as_deref());
        calls.map(|call| &call.callee)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_chain_keeps_its_first_and_last_calls() {
        let chain = (0..100).rev().fold(Via::default(), |via, number| {
            via.after(&Arc::from(format!("f{number}")))
        });
        let callees: Vec<&str> = chain.callees().map(Arc::as_ref).collect();
        assert_eq!(callees.len(), chain.len());
        assert!(chain.len() <= MAX_CHAIN);
        assert_eq!((callees[0], callees[1]), ("f0", "f1"));
        assert_eq!(callees.last(), Some(&"f99"));
        assert_eq!(callees.iter().filter(|name| **name == ELIDED).count(), 1);
    }
}
