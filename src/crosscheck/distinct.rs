//! Counting different things in bounded memory.

/// How many different days or hosts are told apart; more are that many.
pub const DISTINCT_CAP: usize = 366;

/// A set of numbers (or hashes), sorted, of which only the size is asked. The least are kept, so that the
/// size does not depend on the order in which they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Distinct(Vec<u64>);

impl Distinct {
    pub(super) fn add(&mut self, thing: u64) {
        if let Err(at) = self.0.binary_search(&thing) {
            self.0.insert(at, thing);
            self.0.truncate(DISTINCT_CAP);
        }
    }

    pub(super) fn join(&mut self, other: Distinct) {
        other.0.into_iter().for_each(|thing| self.add(thing));
    }

    pub(super) fn count(&self) -> u64 {
        self.0.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_counted_once_up_to_the_cap_in_any_order() {
        let (mut up, mut down) = (Distinct::default(), Distinct::default());
        for number in 0..1_000 {
            up.add(number % 500);
            down.add(999 - number);
        }
        assert_eq!((up.count(), down.count()), (366, 366));
        assert_eq!(up, down);
        let mut joined = Distinct::default();
        (0..100).for_each(|number| joined.add(number));
        joined.join(up.clone());
        assert_eq!(joined, up);
        let mut few = Distinct::default();
        [7, 8, 7].into_iter().for_each(|number| few.add(number));
        assert_eq!(few.count(), 2);
    }
}
