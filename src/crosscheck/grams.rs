//! A search for many texts at once that looks only at every few bytes.
//!
//! A text of `m` bytes holds `m - 3` groups of four bytes (grams). Whoever looks at a gram at every
//! `m - 3`rd byte meets one of them wherever the text stands, so a table of grams of all texts says where
//! a text may be, and only there texts are compared (`looks.rs`). The shortest text sets the pace for all;
//! what is too short for that is left to searches that look at every byte.

use aho_corasick::packed::{Config, MatchKind, Searcher};
use aho_corasick::{AhoCorasick, Input, Span};

use super::looks::{Long, pace};

pub(super) use super::looks::PADDING;

/// Short texts for the vectorised search (Teddy), which gets slower with each.
const FEW: usize = 64;

/// The compiled texts.
pub(super) struct Grams {
    texts: Vec<Vec<u8>>,
    short: Option<Short>,
    long: Option<Long>,
}

/// Texts that are too short for steps.
enum Short {
    Few {
        searcher: Box<Searcher>,
        /// For each text of the search, its index and that of all texts that it begins with: the search
        /// gives the longest that begins at a place.
        begins_with: Vec<Vec<usize>>,
    },
    Many {
        searcher: AhoCorasick,
        members: Vec<usize>,
    },
}

impl Grams {
    /// Takes texts of at least one byte, in lower case, and some of what will be searched.
    pub(super) fn new(texts: Vec<Vec<u8>>, sample: &[u8]) -> Self {
        let lengths: Vec<usize> = texts.iter().map(Vec::len).collect();
        let (shortest, step) = pace(&lengths);
        let is_short = |index: &usize| lengths[*index] < shortest;
        let (short, long): (Vec<_>, Vec<_>) = (0..texts.len()).partition(is_short);
        Grams {
            short: Short::new(&texts, short),
            long: Long::new(&texts, &long, step, &sample.to_ascii_lowercase()),
            texts,
        }
    }

    /// Calls `found` with the index of a text and where it begins, once wherever it stands: the short
    /// ones, then the others, each nearly from the front to the back. Behind `text` there are [`PADDING`]
    /// bytes more.
    pub(super) fn find(&self, text: &[u8], mut found: impl FnMut(usize, usize)) {
        if let Some(short) = &self.short {
            short.find(text, &mut found);
        }
        if let Some(long) = &self.long {
            long.find(text, |look| {
                let wanted = &self.texts[look.text];
                let stands = || {
                    text.get(look.start..)
                        .is_some_and(|text| text.starts_with(wanted))
                };
                if look.surely || stands() {
                    found(look.text, look.start);
                }
            });
        }
    }
}

impl Short {
    fn new(texts: &[Vec<u8>], members: Vec<usize>) -> Option<Self> {
        if members.is_empty() {
            return None;
        }
        let own = || members.iter().map(|&index| &texts[index]);
        if members.len() <= FEW {
            let mut builder = Config::new()
                .match_kind(MatchKind::LeftmostLongest)
                .builder();
            // There is none where the processor has no such search.
            if let Some(searcher) = builder.extend(own()).build() {
                let begins_with = |&text: &usize| {
                    let begins = |other: &usize| texts[text].starts_with(&texts[*other]);
                    members.iter().copied().filter(begins).collect()
                };
                return Some(Short::Few {
                    searcher: Box::new(searcher),
                    begins_with: members.iter().map(begins_with).collect(),
                });
            }
        }
        // It fails only for more texts than there can be.
        let searcher = AhoCorasick::new(own()).ok()?;
        Some(Short::Many { searcher, members })
    }

    fn find(&self, text: &[u8], found: &mut impl FnMut(usize, usize)) {
        match self {
            Short::Few {
                searcher,
                begins_with,
            } => {
                let mut from = 0;
                while let Some(place) = searcher.find_in(text, Span::from(from..text.len())) {
                    for &index in &begins_with[place.pattern().as_usize()] {
                        found(index, place.start());
                    }
                    // Texts may overlap.
                    from = place.start() + 1;
                }
            }
            Short::Many { searcher, members } => {
                // In order of their ends.
                for place in searcher.find_overlapping_iter(Input::new(text)) {
                    found(members[place.pattern().as_usize()], place.start());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::crosscheck::looks::LONG;

    /// Checks that each occurrence of each text in a block is found once.
    fn check(texts: Vec<Vec<u8>>, block: &[u8]) -> Result<(), TestCaseError> {
        let mut expected = Vec::new();
        for (index, text) in texts.iter().enumerate() {
            let starts = (0..block.len()).filter(|&at| block[at..].starts_with(text));
            expected.extend(starts.map(|at| (index, at)));
        }
        let padded = [block, &[b'\n'; PADDING]].concat();
        let mut found = Vec::new();
        Grams::new(texts, block).find(&padded, |text, at| found.push((text, at)));
        found.sort_unstable();
        prop_assert_eq!(expected, found);
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn every_place_of_every_text_is_found_once(
            texts in proptest::collection::btree_set("[ab]{1,20}", 1..12), block in "[ab]{0,80}",
        ) {
            check(texts.into_iter().map(String::into_bytes).collect(), block.as_bytes())?;
        }

        #[test]
        fn texts_of_any_bytes_are_found(
            texts in proptest::collection::btree_set(proptest::collection::vec(0xfe_u8.., 1..12), 1..200),
            block in proptest::collection::vec(0xfe_u8.., 0..3000),
        ) {
            check(texts.into_iter().collect(), &block)?;
        }

        #[test]
        fn long_texts_are_found_wherever_they_stand(
            lengths in proptest::collection::vec(LONG - 2..3 * PADDING, 1..4), gaps in proptest::collection::vec(0usize..600, 1..12),
        ) {
            let texts: Vec<Vec<u8>> = (b'a'..).zip(lengths).map(|(letter, length)| vec![letter; length]).collect();
            let mut block = Vec::new();
            for (index, gap) in gaps.into_iter().enumerate() {
                block.extend(vec![b'-'; gap]);
                block.extend(&texts[index % texts.len()]);
            }
            check(texts, &block)?;
        }
    }
}
