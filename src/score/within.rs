//! Finds which of very many texts stand in another one.
//!
//! An automaton of all of them takes fifty bytes of memory for each of theirs. Here each is known by the eight bytes of
//! it that are rarest in what is searched; an automaton is only made of those that have none of their own.

use aho_corasick::{AhoCorasick, BuildError};

/// Bytes by which a text is known.
const WINDOW: usize = 8;

/// Texts that are known by the same bytes at most: each place that has them is compared with all.
const MOST_ALIKE: usize = 32;

/// Numbers of buckets for each text.
const SPARE: usize = 4;

/// Texts to look for.
pub(crate) struct Within<'t> {
    texts: &'t [&'t str],
    /// How far the hash of a window is shifted to the right, for the bucket.
    shift: u32,
    /// Where a bucket begins in `known`; one more than there are buckets.
    begins: Vec<u32>,
    /// Texts by bucket, each with the place of its window.
    known: Vec<(u32, u32)>,
    automaton: AhoCorasick,
    /// The texts in the automaton.
    others: Vec<u32>,
}

impl<'t> Within<'t> {
    /// Prepares the search for these texts in what `searched` gives.
    pub fn new<'s>(
        texts: &'t [&'t str],
        searched: impl Iterator<Item = &'s str>,
    ) -> Result<Self, BuildError> {
        let bits = (SPARE * texts.len().max(1))
            .next_power_of_two()
            .ilog2()
            .max(1);
        let shift = u64::BITS - bits;
        let mut seen = vec![0_u32; 1 << bits];
        for (_, bucket) in searched.flat_map(|text| windows(text, shift)) {
            seen[bucket] = seen[bucket].saturating_add(1);
        }
        let rarest = |text: &&str| windows(text, shift).min_by_key(|(_, bucket)| seen[*bucket]);
        let mut places: Vec<_> = texts.iter().map(rarest).collect();
        let mut begins = vec![0_u32; (1 << bits) + 1];
        places
            .iter()
            .flatten()
            .for_each(|(_, bucket)| begins[*bucket] += 1);
        for place in &mut places {
            place.take_if(|(_, bucket)| begins[*bucket] as usize > MOST_ALIKE);
        }
        let others = (0..).zip(&places).filter(|(_, place)| place.is_none());
        let others: Vec<u32> = others.map(|(index, _)| index).collect();
        let (begins, known) = by_bucket(&places, begins.len());
        Ok(Within {
            automaton: AhoCorasick::new(others.iter().map(|index| texts[*index as usize]))?,
            texts,
            shift,
            begins,
            known,
            others,
        })
    }

    /// The numbers of those that stand in a text, in order.
    pub fn find(&self, text: &str) -> Vec<usize> {
        let known = windows(text, self.shift).flat_map(|(at, bucket)| {
            let bucket = self.begins[bucket] as usize..self.begins[bucket + 1] as usize;
            let stands = move |(index, before): &&(u32, u32)| {
                let begin = at.checked_sub(*before as usize);
                let from = begin.and_then(|begin| text.as_bytes().get(begin..));
                from.is_some_and(|from| from.starts_with(self.texts[*index as usize].as_bytes()))
            };
            self.known[bucket]
                .iter()
                .filter(stands)
                .map(|(index, _)| *index as usize)
        });
        let others = self.automaton.find_overlapping_iter(text);
        let others = others.map(|hit| self.others[hit.pattern().as_usize()] as usize);
        let mut found: Vec<usize> = known.chain(others).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The windows of a text: where each begins, and its bucket.
fn windows(text: &str, shift: u32) -> impl Iterator<Item = (usize, usize)> {
    // 2^64 divided by the golden ratio: its products spread over the upper bits.
    let bucket = move |window: &[u8; WINDOW]| {
        (u64::from_le_bytes(*window).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> shift) as usize
    };
    let windows = text.as_bytes().array_windows();
    windows.map(bucket).enumerate()
}

/// Where each bucket begins, and what is in it.
fn by_bucket(places: &[Option<(usize, usize)>], count: usize) -> (Vec<u32>, Vec<(u32, u32)>) {
    let mut ends = vec![0_u32; count];
    places
        .iter()
        .flatten()
        .for_each(|(_, bucket)| ends[*bucket] += 1);
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    let mut known = vec![(0, 0); sum as usize];
    for (index, place) in (0..).zip(places) {
        if let Some((at, bucket)) = place {
            ends[*bucket] -= 1;
            known[ends[*bucket] as usize] = (index, *at as u32);
        }
    }
    (ends, known)
}

#[cfg(test)]
mod tests {
    use super::{MOST_ALIKE, Within};

    fn found(texts: &[&str], text: &str) -> Vec<usize> {
        Within::new(texts, [text].into_iter()).unwrap().find(text)
    }

    #[test]
    fn each_text_that_stands_in_another_is_found_once() {
        let texts = [
            "door is shut",
            "is",
            "shut again",
            "the door",
            "door is open",
            "the door",
        ];
        let text = "the door is shut, the door is shut again";
        assert_eq!(found(&texts, text), [0, 1, 2, 3, 5]);
        assert_eq!(found(&texts, "doo"), [0; 0]);
        assert_eq!(found(&[], text), [0; 0]);
    }

    #[test]
    fn texts_whose_bytes_are_all_alike_are_found_too() {
        let texts: Vec<String> = (0..4 * MOST_ALIKE).map(|n| "a".repeat(n + 1)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let wanted: Vec<usize> = (0..MOST_ALIKE * 3).collect();
        assert_eq!(found(&texts, &"a".repeat(MOST_ALIKE * 3)), wanted);
    }
}
