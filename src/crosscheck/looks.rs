//! The part of the search that looks at every few bytes: a table of grams, and what stands around them.

use rustc_hash::FxHashMap;

/// Bytes that must follow the text that is searched; what they are does not matter.
pub(super) const PADDING: usize = 32;

/// Bytes of a gram.
const GRAM: usize = 4;

/// Bytes of a word.
const WORD: usize = size_of::<u64>();

/// The shortest text that always has a gram for each place in a step.
pub(super) const LONG: usize = 2 * GRAM - 1;

/// Places in a step for which texts lack a gram, at most. There they have one with each byte that may
/// stand behind the text, or before it: two places a text.
const LACKING: usize = 64;
const LACKING_EACH: usize = 2;

/// Slots of the table for each gram, as a power of two: one in so many looks goes further in vain.
const SPARSE: u32 = 7;

/// Slots that share their list of entries, as a power of two.
const SHARED: u32 = 5;

/// The words of 64 bits of a table of the largest size: 128 KiB stay in a core's second cache.
const LARGEST: usize = 1 << 14;

/// A gram in the sample counts as one that so many texts share.
const IN_THE_SAMPLE: usize = 64;

/// Looks of which the promising ones are noted before any is followed up.
const LOOKS: usize = 256;

/// Entries of a bucket that are compared without a branch, and room for those of all looks.
const FEW_ENTRIES: usize = 4;
const PAIRS: usize = FEW_ENTRIES * LOOKS;

/// Texts that are looked for by their grams.
pub(super) struct Long {
    step: usize,
    shift: u32,
    /// One bit a slot: whether a gram has it. Of the words only as many are used as there are slots.
    filled: Box<[u64; LARGEST]>,
    /// Where the entries of a bucket begin; its slots are [`SHARED`] to the power of two.
    buckets: Vec<u32>,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    /// The text from the gram on, and the text before it, as far as they fit: most texts are told apart
    /// so.
    behind: u64,
    before: u64,
    gram: u32,
    text: u32,
    /// Where the gram stands in the text; less than 0 if it begins with another byte.
    offset: i32,
    /// How many bits of `behind` and of `before` are of something else.
    behind_free: u8,
    before_free: u8,
    /// Whether they hold the whole text.
    whole: bool,
}

/// A text that may stand somewhere.
pub(super) struct Look {
    /// Its index.
    pub(super) text: usize,
    /// Where it would begin.
    pub(super) start: usize,
    /// Whether all of it was compared.
    pub(super) surely: bool,
}

impl Long {
    pub(super) fn new(
        texts: &[Vec<u8>],
        members: &[usize],
        step: usize,
        sample: &[u8],
    ) -> Option<Self> {
        if members.is_empty() {
            return None;
        }
        let entries = entries(texts, members, step, sample);
        let slots = entries.len().next_power_of_two().ilog2() + SPARSE;
        let slots = slots.clamp(12, 6 + LARGEST.ilog2());
        let mut long = Long {
            step,
            shift: 32 - slots,
            filled: Box::new([0; LARGEST]),
            buckets: vec![0; (1 << (slots - SHARED)) + 1],
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
            self.buckets[(slot >> SHARED) + 1] += 1;
        }
        let mut sum = 0;
        for bucket in &mut self.buckets {
            sum += *bucket;
            *bucket = sum;
        }
        self.entries = entries;
    }

    /// Calls `found` with each text that may stand around a look.
    #[inline]
    pub(super) fn find(&self, text: &[u8], mut found: impl FnMut(Look)) {
        let mut places = [0; LOOKS];
        let mut pairs = [(0, 0); PAIRS];
        let mut start = 0;
        for part in text.chunks(self.step * LOOKS) {
            let noted = self.note(part, &mut places);
            let mut paired = 0;
            for &place in &places[..noted] {
                let at = start + self.step * place as usize;
                if !self.pair(text, at, &mut pairs, &mut paired) {
                    self.compare(text, at, &mut found);
                }
            }
            let paired = self.keep_equal(text, &mut pairs, paired);
            for &(at, entry) in &pairs[..paired] {
                let entry = &self.entries[entry as usize];
                found(entry.look(at as usize, entry.whole));
            }
            start += part.len();
        }
    }

    /// Pairs a look with all entries of its bucket, if they are few without a branch on how many; else with
    /// those that may stand there. Not where these are more than [`FEW_ENTRIES`], or the block begins or
    /// ends nearby.
    #[inline]
    fn pair(
        &self,
        text: &[u8],
        at: usize,
        pairs: &mut [(u32, u32); PAIRS],
        paired: &mut usize,
    ) -> bool {
        let Some((before, behind)) = around(text, at) else {
            return false;
        };
        let [start, end] = self.bucket(behind as u32);
        if end - start <= FEW_ENTRIES {
            for entry in 0..FEW_ENTRIES {
                pairs[(*paired + entry) % PAIRS] = (at as u32, (start + entry) as u32);
            }
            *paired += end - start;
            return true;
        }
        let mut like = 0;
        for entry in start..end {
            if self.entries[entry].is_like(Some(before), behind) {
                if like == FEW_ENTRIES {
                    return false;
                }
                pairs[(*paired + like) % PAIRS] = (at as u32, entry as u32);
                like += 1;
            }
        }
        *paired += like;
        true
    }

    /// Moves the pairs whose words are equal to the front, and says how many they are. Again nobody could
    /// foresee a branch.
    #[inline]
    fn keep_equal(&self, text: &[u8], pairs: &mut [(u32, u32); PAIRS], paired: usize) -> usize {
        let mut kept = 0;
        for index in 0..paired.min(PAIRS) {
            let (at, entry) = pairs[index];
            let Some((before, behind)) = around(text, at as usize) else {
                break;
            };
            pairs[kept % PAIRS] = (at, entry);
            kept += usize::from(self.entries[entry as usize].is_like(Some(before), behind));
        }
        kept
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
    fn compare(&self, text: &[u8], at: usize, found: &mut impl FnMut(Look)) {
        let Some(bytes) = text.get(at..).and_then(<[u8]>::first_chunk) else {
            return;
        };
        let behind = u64::from_le_bytes(*bytes);
        // At the very front of a block there are too few bytes before a look.
        let before = text[..at]
            .last_chunk()
            .map(|bytes| u64::from_le_bytes(*bytes));
        let [start, end] = self.bucket(behind as u32);
        for entry in &self.entries[start..end] {
            if entry.is_like(before, behind) {
                found(entry.look(at, entry.whole && before.is_some()));
            }
        }
    }

    /// Where the entries are that may have this gram.
    #[inline]
    fn bucket(&self, gram: u32) -> [usize; 2] {
        let bucket = slot(gram, self.shift) >> SHARED;
        [bucket, bucket + 1].map(|bucket| self.buckets[bucket] as usize)
    }
}

/// The words before and behind a place, if there are both.
#[inline]
fn around(text: &[u8], at: usize) -> Option<(u64, u64)> {
    let bytes: &[u8; 2 * WORD] = text.get(at.checked_sub(WORD)?..)?.first_chunk()?;
    let both = u128::from_le_bytes(*bytes);
    Some((both as u64, (both >> u64::BITS) as u64))
}

/// Up from which length texts can be met in steps, and the widest step for these.
pub(super) fn pace(lengths: &[usize]) -> (usize, usize) {
    let mut shortest = LONG - LACKING_EACH..=LONG;
    let found = shortest.find_map(|shortest| Some((shortest, step(lengths, shortest)?)));
    found.unwrap_or((LONG, GRAM))
}

/// The widest step in which all texts that are not shorter than `shortest` are met; none, if too many of
/// them lack grams.
fn step(lengths: &[usize], shortest: usize) -> Option<usize> {
    let long = || lengths.iter().filter(|length| **length >= shortest);
    let first = long().min()?;
    let lacking = |step: usize| {
        long()
            .map(|length| (step + GRAM - 1).saturating_sub(*length))
            .sum::<usize>()
    };
    let steps = GRAM..=(first + LACKING_EACH + 1 - GRAM).min(PADDING);
    steps.rev().find(|step| lacking(*step) <= LACKING)
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
        met.entry(gram).and_modify(|count| *count += IN_THE_SAMPLE);
    }
    let mut entries = Vec::new();
    for &text in members {
        let mut add =
            |offset: i32, gram: u32| entries.push(Entry::new(text, &texts[text], offset, gram));
        let grams: Vec<u32> = grams(text).collect();
        let met = |window: &[u32]| window.iter().map(|gram| met[gram]).sum::<usize>();
        let windows = grams.windows(step).enumerate();
        let (first, own) = windows
            .min_by_key(|(_, window)| met(window))
            .unwrap_or((0, &grams[..]));
        for (offset, &gram) in (first as i32..).zip(own) {
            add(offset, gram);
        }
        let any = || 0..=u32::from(u8::MAX);
        if own.len() < step {
            let end = word(&texts[text][grams.len()..]) as u32;
            any().for_each(|last| add(grams.len() as i32, end | last << 24));
        }
        if own.len() + 1 < step {
            let start = word(&texts[text][..GRAM - 1]) as u32;
            any().for_each(|first| add(-1, start << 8 | first));
        }
    }
    entries
}

impl Entry {
    fn new(index: usize, text: &[u8], offset: i32, gram: u32) -> Self {
        let foreign = [gram as u8];
        let (before, behind) = match usize::try_from(offset) {
            Ok(offset) => (
                &text[offset.saturating_sub(WORD)..offset],
                text[offset..].to_vec(),
            ),
            Err(_) => (&b""[..], [&foreign, text].concat()),
        };
        let length = behind.len().min(WORD);
        Entry {
            behind: word(&behind[..length]),
            before: word(before).unbounded_shl(free(before.len())),
            gram,
            text: index as u32,
            offset,
            behind_free: free(length) as u8,
            before_free: free(before.len()) as u8,
            whole: before.len() + length == text.len() + usize::from(offset < 0),
        }
    }

    fn look(&self, at: usize, surely: bool) -> Look {
        Look {
            text: self.text as usize,
            start: at.wrapping_add_signed(-self.offset as isize),
            surely,
        }
    }

    /// Whether the text may stand between these words, of which the first one may be unknown.
    #[inline]
    fn is_like(&self, before: Option<u64>, behind: u64) -> bool {
        let behind_differs = (self.behind ^ behind) << self.behind_free;
        let before = before.unwrap_or(self.before);
        let before_differs = (self.before ^ before).unbounded_shr(self.before_free.into());
        (behind_differs | before_differs | u64::from(self.gram ^ behind as u32)) == 0
    }
}

/// The bits of a word that so many bytes leave.
fn free(bytes: usize) -> u32 {
    u64::BITS - 8 * bytes as u32
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
    let mut whole = [0; WORD];
    whole[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Any narrower step finds the same and takes longer, so no other test would notice.
    #[test]
    fn the_step_is_as_wide_as_the_texts_allow() {
        let of = |length: usize, texts: usize| pace(&vec![length; texts]);
        assert_eq!(of(4, 1), (7, 4), "no text that is long enough");
        assert_eq!(of(5, 1), (5, 4));
        assert_eq!(of(6, 1), (5, 5));
        assert_eq!(of(10, 1), (5, 9), "two places lack a gram");
        assert_eq!(of(10, 64), (5, 8), "one place");
        assert_eq!(of(10, 65), (5, 7), "none");
        assert_eq!(of(5, 65), (7, 4));
        assert_eq!(of(90, 1), (5, PADDING));
        assert_eq!(pace(&[4, 6, 90]), (5, 5), "the shortest sets the pace");
    }

    /// Which grams stand for a text changes nothing that is found either.
    #[test]
    fn grams_are_those_that_few_texts_share_and_the_sample_lacks() {
        let texts = ["sharedabcdefg", "sharedhijklmn"].map(|text| text.as_bytes().to_vec());
        let offsets = |sample: &[u8]| -> Vec<i32> {
            let entries = entries(&texts, &[0, 1], GRAM, sample);
            let of_first = entries.iter().filter(|entry| entry.text == 0);
            of_first.map(|entry| entry.offset).collect()
        };
        assert_eq!(offsets(b""), [3, 4, 5, 6]);
        assert_eq!(offsets(b"edab dabc"), [6, 7, 8, 9]);
    }
}
