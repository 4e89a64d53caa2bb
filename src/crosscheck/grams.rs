//! A search for many texts at once that looks only at every few bytes.
//!
//! A text of `m` bytes holds `m - q + 1` groups of `q` bytes (grams). Whoever looks at a gram at every
//! `m - q + 1`st byte meets one of them wherever the text stands, so a table of all grams of all texts
//! says where a text may be, and only there the text is compared. Long texts are looked for with long
//! grams at wide steps, short ones apart from them, or one short text would set the pace for all. The
//! shortest of the short ones, as many as that takes, are left to a vectorised search that looks at every
//! byte (Teddy).

use std::collections::HashMap;

use aho_corasick::Span;
use aho_corasick::packed::{Config, MatchKind, Searcher};

/// Bytes that must follow the text that is searched; what they are does not matter.
pub(super) const PADDING: usize = 8;

/// The shortest text of each class, and its grams' length. The last class takes what is left.
const CLASSES: [(usize, usize); 4] = [(LONG, 6), (6, 4), (4, 4), (1, 1)];

/// Slots of the table for each gram, as a power of two: one in so many looks goes further in vain.
const SPARSE: u32 = 7;

/// The words of 64 bits of a table of the largest size: 32 KiB stay in a core's first cache.
const LARGEST: usize = 1 << 14;

/// The shortest text that is not short.
const LONG: usize = 10;

/// Texts for the vectorised search, which gets slower with each: at most 64.
const SHORT: usize = 16;

/// The compiled texts.
pub(super) struct Grams {
    texts: Vec<Vec<u8>>,
    short: Option<Short>,
    classes: Vec<Class>,
}

/// The shortest texts.
struct Short {
    searcher: Searcher,
    /// For each text of the search, its index and that of all texts that it begins with: the search
    /// gives the longest that begins at a place.
    begins_with: Vec<Vec<usize>>,
}

/// Texts that are looked for with the same step.
struct Class {
    step: usize,
    mask: u64,
    shift: u32,
    /// One bit a slot: whether a gram has it. Of the words only as many are used as there are slots.
    filled: Box<[u64; LARGEST]>,
    /// Where the entries of a bucket begin; its slots are [`SPARSE`] to the power of two.
    buckets: Vec<u32>,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    gram: u64,
    text: u32,
    /// Where the gram stands in the text.
    offset: u32,
}

impl Grams {
    /// Takes texts of at least one byte, in lower case, and some of what will be searched.
    pub(super) fn new(texts: Vec<Vec<u8>>, sample: &[u8]) -> Self {
        let sample = sample.to_ascii_lowercase();
        let mut by_length: Vec<usize> = (0..texts.len()).collect();
        by_length.sort_by_key(|&index| texts[index].len());
        let least = by_length.partition_point(|&index| texts[index].len() < LONG);
        let least = least.min(SHORT);
        let short = Short::new(&texts, &by_length[..least]);
        let mut left = &by_length[if short.is_some() { least } else { 0 }..];
        let mut classes = Vec::new();
        for (shortest, width) in CLASSES {
            let first = left.partition_point(|&index| texts[index].len() < shortest);
            let (shorter, members) = left.split_at(first);
            left = shorter;
            if !members.is_empty() {
                classes.push(Class::new(&texts, members, width, &sample));
            }
        }
        Grams {
            texts,
            short,
            classes,
        }
    }

    /// Calls `found` with the index of a text and the place where it stands, once for each place: the
    /// short ones, then class after class, each from the front to the back. Behind `text` there are [`PADDING`] bytes more.
    pub(super) fn find(&self, text: &[u8], mut found: impl FnMut(usize, usize)) {
        if let Some(short) = &self.short {
            short.find(text, &mut found);
        }
        for class in &self.classes {
            class.find(text, &mut |entry, at| {
                let wanted = &self.texts[entry.text as usize];
                let start = at.wrapping_sub(entry.offset as usize);
                let stands = text
                    .get(start..)
                    .is_some_and(|text| text.starts_with(wanted));
                if stands {
                    found(entry.text as usize, start);
                }
            });
        }
    }
}

impl Short {
    /// `None` where there are none, or the processor has no such search.
    fn new(texts: &[Vec<u8>], members: &[usize]) -> Option<Self> {
        let mut builder = Config::new()
            .match_kind(MatchKind::LeftmostLongest)
            .builder();
        let searcher = builder
            .extend(members.iter().map(|&index| &texts[index]))
            .build()?;
        let begins_with = |&text: &usize| {
            let begins = |other: &usize| texts[text].starts_with(&texts[*other]);
            members.iter().copied().filter(begins).collect()
        };
        Some(Short {
            searcher,
            begins_with: members.iter().map(begins_with).collect(),
        })
    }

    fn find(&self, text: &[u8], found: &mut impl FnMut(usize, usize)) {
        let mut from = 0;
        while let Some(place) = self.searcher.find_in(text, Span::from(from..text.len())) {
            for &index in &self.begins_with[place.pattern().as_usize()] {
                found(index, place.start());
            }
            // Texts may overlap.
            from = place.start() + 1;
        }
    }
}

impl Class {
    fn new(texts: &[Vec<u8>], members: &[usize], width: usize, sample: &[u8]) -> Self {
        let shortest = members.iter().map(|&text| texts[text].len()).min();
        let step = shortest.unwrap_or(width) - width + 1;
        let entries = entries(texts, members, width, step, sample);
        let slots = entries.len().next_power_of_two().ilog2() + SPARSE;
        let slots = slots.clamp(12, 6 + LARGEST.ilog2());
        let mut class = Class {
            step,
            mask: u64::MAX >> (64 - 8 * width),
            shift: 64 - slots,
            filled: Box::new([0; LARGEST]),
            buckets: vec![0; (1 << (slots - SPARSE)) + 1],
            entries: Vec::new(),
        };
        class.fill(entries);
        class
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

    fn find(&self, text: &[u8], found: &mut impl FnMut(&Entry, usize)) {
        let mut at = 0;
        while let Some(bytes) = text.get(at..).and_then(<[u8]>::first_chunk) {
            let gram = u64::from_le_bytes(*bytes) & self.mask;
            let slot = slot(gram, self.shift);
            if self.filled(slot) == 1 {
                self.compare(gram, slot, at, found);
            }
            at += self.step;
        }
    }

    /// 1 if a gram has this slot.
    #[inline]
    fn filled(&self, slot: usize) -> u64 {
        self.filled[(slot >> 6) % LARGEST] >> (slot & 63) & 1
    }

    /// Out of the way of the loop, which comes here seldom.
    #[cold]
    fn compare(&self, gram: u64, slot: usize, at: usize, found: &mut impl FnMut(&Entry, usize)) {
        for entry in self.bucket(slot) {
            if entry.gram == gram {
                found(entry, at);
            }
        }
    }

    fn bucket(&self, slot: usize) -> &[Entry] {
        let bucket = slot >> SPARSE;
        &self.entries[self.buckets[bucket] as usize..self.buckets[bucket + 1] as usize]
    }
}

/// Grams that follow one another in each text, as many as a step is wide: those that are rarest in the
/// sample and that the fewest texts share, because texts are compared wherever one of their grams
/// stands.
fn entries(
    texts: &[Vec<u8>],
    members: &[usize],
    width: usize,
    step: usize,
    sample: &[u8],
) -> Vec<Entry> {
    let grams = |text: usize| texts[text].windows(width).map(gram);
    let mut met = HashMap::<u64, usize>::new();
    for gram in members.iter().flat_map(|&text| grams(text)) {
        *met.entry(gram).or_default() += 1;
    }
    for gram in sample.windows(width).map(gram) {
        met.entry(gram).and_modify(|count| *count += 1);
    }
    let mut entries = Vec::new();
    for &text in members {
        let grams: Vec<u64> = grams(text).collect();
        let met = |window: &[u64]| window.iter().map(|gram| met[gram]).sum::<usize>();
        let windows = grams.windows(step).enumerate();
        let Some((first, window)) = windows.min_by_key(|(_, window)| met(window)) else {
            continue;
        };
        entries.extend((first..).zip(window).map(|(offset, &gram)| Entry {
            gram,
            text: text as u32,
            offset: offset as u32,
        }));
    }
    entries
}

/// Fibonacci hashing: the upper bits of the product depend on all bytes of the gram.
fn slot(gram: u64, shift: u32) -> usize {
    (gram.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> shift) as usize
}

/// Up to eight bytes as a number.
fn gram(bytes: &[u8]) -> u64 {
    let mut whole = [0; 8];
    whole[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(whole)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_place_of_every_text_is_found_once(
            texts in proptest::collection::btree_set("[ab]{1,20}", 1..12), line in "[ab]{0,80}",
        ) {
            let texts: Vec<Vec<u8>> = texts.into_iter().map(String::into_bytes).collect();
            let mut expected = Vec::new();
            for (index, text) in texts.iter().enumerate() {
                let places = 0..line.len();
                expected.extend(places.filter(|&at| line.as_bytes()[at..].starts_with(text)).map(|at| (index, at)));
            }
            let padded = format!("{line}{}", "\n".repeat(PADDING));
            let mut found = Vec::new();
            Grams::new(texts, line.as_bytes()).find(padded.as_bytes(), |text, at| found.push((text, at)));
            found.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
