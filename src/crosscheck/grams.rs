//! A search for many texts at once that looks only at every few bytes.
//!
//! A text of `m` bytes holds `m - 3` groups of four bytes (grams). Whoever looks at a gram at every
//! `m - 3`rd byte meets one of them wherever the text stands, so a table of grams of all texts says where
//! a text may be, and only there texts are compared. The shortest text sets the pace for all; what is too
//! short for that is left to searches that look at every byte.

use aho_corasick::packed::{Config, MatchKind, Searcher};
use aho_corasick::{AhoCorasick, Input, Span};
use rustc_hash::FxHashMap;

/// Bytes that must follow the text that is searched; what they are does not matter.
pub(super) const PADDING: usize = 32;

/// Bytes of a gram.
const GRAM: usize = 4;

/// The shortest text that has a gram for each place in a step.
const LONG: usize = 2 * GRAM - 1;

/// Texts that lack one byte for that, at most; for the last place they have a gram with each byte there is.
const LACKING: usize = 64;

/// Slots of the table for each gram, as a power of two: one in so many looks goes further in vain.
const SPARSE: u32 = 7;

/// The words of 64 bits of a table of the largest size: 128 KiB stay in a core's second cache.
const LARGEST: usize = 1 << 14;

/// Looks of which the promising ones are noted before any is followed up.
const LOOKS: usize = 256;

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

/// Texts that are looked for by their grams.
struct Long {
    step: usize,
    shift: u32,
    /// One bit a slot: whether a gram has it. Of the words only as many are used as there are slots.
    filled: Box<[u64; LARGEST]>,
    /// Where the entries of a bucket begin; its slots are [`SPARSE`] to the power of two.
    buckets: Vec<u32>,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    gram: u32,
    text: u32,
    /// Where the gram stands in the text.
    offset: u32,
    /// The text from there on, and which bits of that are of it: most texts are told apart so.
    word: u64,
    counts: u64,
}

impl Grams {
    /// Takes texts of at least one byte, in lower case, and some of what will be searched.
    pub(super) fn new(texts: Vec<Vec<u8>>, sample: &[u8]) -> Self {
        let lacking = texts.iter().filter(|text| text.len() == LONG - 1).count();
        let shortest = LONG - usize::from(lacking <= LACKING);
        let is_short = |index: &usize| texts[*index].len() < shortest;
        let (short, long): (Vec<_>, Vec<_>) = (0..texts.len()).partition(is_short);
        Grams {
            short: Short::new(&texts, short),
            long: Long::new(&texts, &long, &sample.to_ascii_lowercase()),
            texts,
        }
    }

    /// Calls `found` with the index of a text and a place in it, once wherever it stands: the short ones,
    /// then the others, each from the front to the back. Behind `text` there are [`PADDING`] bytes more.
    pub(super) fn find(&self, text: &[u8], mut found: impl FnMut(usize, usize)) {
        if let Some(short) = &self.short {
            short.find(text, &mut found);
        }
        if let Some(long) = &self.long {
            long.find(text, |entry, at| {
                let wanted = &self.texts[entry.text as usize];
                let start = at.wrapping_sub(entry.offset as usize);
                let stands = text
                    .get(start..)
                    .is_some_and(|text| text.starts_with(wanted));
                if stands {
                    found(entry.text as usize, at);
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
                    found(members[place.pattern().as_usize()], place.end() - 1);
                }
            }
        }
    }
}

impl Long {
    fn new(texts: &[Vec<u8>], members: &[usize], sample: &[u8]) -> Option<Self> {
        let shortest = members.iter().map(|&text| texts[text].len()).min()?;
        let step = (shortest - GRAM + 1).clamp(GRAM, PADDING);
        let entries = entries(texts, members, step, sample);
        let slots = entries.len().next_power_of_two().ilog2() + SPARSE;
        let slots = slots.clamp(12, 6 + LARGEST.ilog2());
        let mut long = Long {
            step,
            shift: 32 - slots,
            filled: Box::new([0; LARGEST]),
            buckets: vec![0; (1 << (slots - SPARSE)) + 1],
            entries: Vec::new(),
        };
        long.fill(entries);
        Some(long)
    }

    fn fill(&mut self, mut entries: Vec<Entry>) {
        entries.sort_by_key(|entry| (slot(entry.gram, self.shift), entry.gram));
        for entry in &entries {
            let slot = slot(entry.gram, self.shift);
            self.filled[slot >> 6] |= 1 << (slot & 63);
            self.buckets[(slot >> SPARSE) + 1] += 1;
        }
        let mut sum = 0;
        for bucket in &mut self.buckets {
            sum += *bucket;
            *bucket = sum;
        }
        self.entries = entries;
    }

    fn find(&self, text: &[u8], mut found: impl FnMut(&Entry, usize)) {
        let mut places = [0; LOOKS];
        let mut start = 0;
        for part in text.chunks(self.step * LOOKS) {
            let noted = self.note(part, &mut places);
            for &place in &places[..noted] {
                self.compare(text, start + self.step * place as usize, &mut found);
            }
            start += part.len();
        }
    }

    /// Notes the looks that meet a gram's slot, and says how many. There is no branch, because nobody
    /// could foresee it.
    #[inline(never)]
    fn note(&self, text: &[u8], places: &mut [u32; LOOKS]) -> usize {
        let mut noted = 0;
        for (place, bytes) in (0..).zip(text.chunks_exact(self.step)) {
            // A step is as wide as a gram at least.
            let Some(bytes) = bytes.first_chunk() else {
                break;
            };
            let slot = slot(u32::from_le_bytes(*bytes), self.shift);
            places[noted % LOOKS] = place;
            noted += (self.filled[(slot >> 6) % LARGEST] >> (slot & 63) & 1) as usize;
        }
        noted
    }

    #[inline]
    fn compare(&self, text: &[u8], at: usize, found: &mut impl FnMut(&Entry, usize)) {
        let Some(bytes) = text.get(at..).and_then(<[u8]>::first_chunk) else {
            return;
        };
        let word = u64::from_le_bytes(*bytes);
        let bucket = slot(word as u32, self.shift) >> SPARSE;
        let [start, end] = [bucket, bucket + 1].map(|bucket| self.buckets[bucket] as usize);
        for entry in &self.entries[start..end] {
            if entry.gram == word as u32 && (entry.word ^ word) & entry.counts == 0 {
                found(entry, at);
            }
        }
    }
}

/// Grams that follow one another in each text, as many as a step is wide: those that are rarest in the
/// sample and that the fewest texts share, because texts are compared wherever one of their grams
/// stands.
fn entries(texts: &[Vec<u8>], members: &[usize], step: usize, sample: &[u8]) -> Vec<Entry> {
    let grams = |text: usize| texts[text].windows(GRAM).map(gram);
    let mut met = FxHashMap::<u32, usize>::default();
    for gram in members.iter().flat_map(|&text| grams(text)) {
        *met.entry(gram).or_default() += 1;
    }
    for gram in sample.windows(GRAM).map(gram) {
        met.entry(gram).and_modify(|count| *count += 1);
    }
    let mut entries = Vec::new();
    for &text in members {
        let mut add =
            |offset: usize, gram: u32| entries.push(Entry::new(text, &texts[text], offset, gram));
        let grams: Vec<u32> = grams(text).collect();
        let met = |window: &[u32]| window.iter().map(|gram| met[gram]).sum::<usize>();
        let windows = grams.windows(step).enumerate();
        if let Some((first, window)) = windows.min_by_key(|(_, window)| met(window)) {
            (first..)
                .zip(window)
                .for_each(|(offset, &gram)| add(offset, gram));
        } else {
            (0..)
                .zip(&grams)
                .for_each(|(offset, &gram)| add(offset, gram));
            let end = word(&texts[text][grams.len()..]) as u32;
            (0..=u32::from(u8::MAX)).for_each(|last| add(grams.len(), end | last << 24));
        }
    }
    entries
}

impl Entry {
    fn new(index: usize, text: &[u8], offset: usize, gram: u32) -> Self {
        let rest = &text[offset..];
        let length = rest.len().min(size_of::<u64>());
        Entry {
            gram,
            text: index as u32,
            offset: offset as u32,
            word: word(&rest[..length]),
            counts: u64::MAX >> (u64::BITS as usize - 8 * length),
        }
    }
}

/// Fibonacci hashing: the upper bits of the product depend on all bytes of the gram.
#[inline]
fn slot(gram: u32, shift: u32) -> usize {
    (gram.wrapping_mul(0x9e37_79b9) >> shift) as usize
}

fn gram(window: &[u8]) -> u32 {
    word(window) as u32
}

/// Up to eight bytes as a number.
fn word(bytes: &[u8]) -> u64 {
    let mut whole = [0; size_of::<u64>()];
    whole[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(whole)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Checks that each occurrence of each text in a block is found once, with a place in it.
    fn check(texts: Vec<Vec<u8>>, block: &[u8]) -> Result<(), TestCaseError> {
        let mut expected = Vec::new();
        for (index, text) in texts.iter().enumerate() {
            let starts = (0..block.len()).filter(|&at| block[at..].starts_with(text));
            expected.extend(starts.map(|at| (index, at..at + text.len())));
        }
        let padded = [block, &[b'\n'; PADDING]].concat();
        let mut found = Vec::new();
        Grams::new(texts, block).find(&padded, |text, at| found.push((text, at)));
        found.sort_unstable();
        let same =
            |((text, place), (found, at)): (&(usize, std::ops::Range<usize>), &(usize, usize))| {
                text == found && place.contains(at)
            };
        prop_assert_eq!(expected.len(), found.len(), "{:?} {:?}", expected, found);
        prop_assert!(
            expected.iter().zip(&found).all(same),
            "{:?} {:?}",
            expected,
            found
        );
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
            lengths in proptest::collection::vec(LONG..3 * PADDING, 1..4), gaps in proptest::collection::vec(0usize..600, 1..12),
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
