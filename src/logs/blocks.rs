//! Bytes to blocks of whole lines, in constant memory.

use std::io::{self, ErrorKind, Read};
use std::sync::{Arc, Mutex, PoisonError};

use memchr::{memchr, memchr_iter, memrchr};

/// How many bytes of a line are kept. A longer line is still one line; what stands behind this
/// many bytes is counted as read, but never shown or matched.
pub const LINE_CAP: usize = 1 << 20;

/// Bytes of a block, unless a line is longer: few enough to stay in a core's cache, and enough that what an
/// archive is unpacked with seldom moves from one core to another.
const BLOCK: usize = 512 << 10;

/// Whole lines of a log that follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The lines with their ends (`\n` or `\r\n`); the last one of a log needs none, and one that was
    /// cut at [`LINE_CAP`] has none and stands alone.
    pub text: Vec<u8>,
    /// The number of the first line in its log, from 1.
    pub first_line: u64,
    /// How many lines there are.
    pub lines: u64,
    /// Bytes that were read for these lines: more than there is text where a line was cut.
    pub bytes: u64,
}

/// Buffers of blocks that were searched, for blocks to come: new memory costs time.
#[derive(Debug, Clone, Default)]
pub struct Spare(Arc<Mutex<Vec<Vec<u8>>>>);

impl Spare {
    /// Takes a buffer of which nobody needs the text.
    pub fn give(&self, text: Vec<u8>) {
        // What a long line needed is not kept, nor what was never filled.
        if (BLOCK..=2 * BLOCK).contains(&text.capacity()) {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.push(text);
        }
    }

    fn take(&self) -> Vec<u8> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.pop().unwrap_or_default()
    }
}

/// The blocks of one log, in order. After an error there are none; what was read before it has been
/// given.
pub struct Blocks<'a> {
    reader: Box<dyn Read + Send + 'a>,
    /// What was read beyond the last block.
    rest: Vec<u8>,
    spare: Spare,
    next_line: u64,
    ended: bool,
    failed: Option<io::Error>,
    packed: bool,
}

impl<'a> Blocks<'a> {
    /// The blocks of `reader`, which need not be buffered.
    pub fn new(reader: impl Read + Send + 'a) -> Self {
        Blocks {
            reader: Box::new(reader),
            rest: Vec::new(),
            spare: Spare::default(),
            next_line: 1,
            ended: false,
            failed: None,
            packed: false,
        }
    }

    /// The same of a reader that has more to do than to read.
    pub(super) fn packed(self, packed: bool) -> Self {
        Blocks { packed, ..self }
    }

    /// Whether it takes much time to get a block, because it must be unpacked.
    pub fn is_packed(&self) -> bool {
        self.packed
    }

    /// Where to give buffers back.
    pub fn spare(&self) -> Spare {
        self.spare.clone()
    }

    /// Lines up to the last line end in the next bytes; more bytes where these have no line end.
    fn read(&mut self) -> Block {
        let mut text = self.spare.take();
        let mut filled = self.rest.len();
        text.resize(text.len().max(filled), 0);
        text[..filled].copy_from_slice(&self.rest);
        self.rest.clear();
        let mut wanted = BLOCK;
        let mut cut = 0;
        while !self.ended {
            filled = self.fill(&mut text, filled, wanted);
            if self.ended {
                break;
            }
            if let Some(end) = memrchr(b'\n', &text[..filled]) {
                self.rest.extend_from_slice(&text[end + 1..filled]);
                filled = end + 1;
                break;
            }
            if wanted == LINE_CAP {
                cut = self.skip_line();
                break;
            }
            wanted = (2 * wanted).min(LINE_CAP);
        }
        text.truncate(filled);
        let first_line = self.next_line;
        let ends = memchr_iter(b'\n', &text).count() as u64;
        let lines = ends + u64::from(!text.is_empty() && !text.ends_with(b"\n"));
        self.next_line += lines;
        let bytes = text.len() as u64 + cut;
        Block {
            text,
            first_line,
            lines,
            bytes,
        }
    }

    /// Reads until there are `wanted` bytes, or notes that there are no more. The first `filled` ones are
    /// there; says how many are then.
    fn fill(&mut self, text: &mut Vec<u8>, mut filled: usize, wanted: usize) -> usize {
        text.resize(text.len().max(wanted), 0);
        while filled < wanted && !self.ended {
            match self.reader.read(&mut text[filled..wanted]) {
                Ok(0) => self.ended = true,
                Ok(count) => filled += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    self.failed = Some(error);
                }
            }
        }
        filled
    }

    /// Skips the rest of a line, with its end, and says how long it was.
    fn skip_line(&mut self) -> u64 {
        let mut skipped = 0;
        let mut text = Vec::new();
        while !self.ended {
            let filled = self.fill(&mut text, 0, BLOCK);
            if let Some(end) = memchr(b'\n', &text[..filled]) {
                self.rest.extend_from_slice(&text[end + 1..filled]);
                return skipped + end as u64 + 1;
            }
            skipped += filled as u64;
        }
        skipped
    }
}

impl Iterator for Blocks<'_> {
    type Item = io::Result<Block>;

    fn next(&mut self) -> Option<io::Result<Block>> {
        if !self.ended || !self.rest.is_empty() {
            let block = self.read();
            if block.bytes > 0 {
                return Some(Ok(block));
            }
        }
        self.failed.take().map(Err)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn blocks(reader: impl Read + Send) -> Vec<Block> {
        Blocks::new(reader).map(Result::unwrap).collect()
    }

    #[test]
    fn the_last_line_needs_no_end_and_nothing_is_no_block() {
        let [block] = &blocks(&b"one\r\n\nlast"[..])[..] else {
            panic!("one block");
        };
        assert_eq!(block.text, b"one\r\n\nlast");
        assert!(blocks(&b""[..]).is_empty());
    }

    #[test]
    fn a_line_of_fifty_megabytes_is_one_line_and_only_its_start_is_kept() {
        let long = io::repeat(b'x').take(50 << 20);
        let found = blocks((&b"first\n"[..]).chain(long).chain(&b"\nnext\n"[..]));
        let shape: Vec<_> = found
            .iter()
            .map(|block| (block.text.len(), block.first_line, block.bytes))
            .collect();
        assert_eq!(shape, [(6, 1, 6), (LINE_CAP, 2, (50 << 20) + 1), (5, 3, 5)]);
        assert!(
            found
                .iter()
                .all(|block| block.text.capacity() <= 2 * LINE_CAP)
        );
    }

    #[test]
    fn a_line_as_long_as_the_cap_is_whole() {
        for length in [LINE_CAP - 1, LINE_CAP, LINE_CAP + 1] {
            let text = [vec![b'x'; length], b"\nnext".to_vec()].concat();
            let found = blocks(&text[..]);
            let bytes: u64 = found.iter().map(|block| block.bytes).sum();
            assert_eq!(bytes, text.len() as u64);
            assert_eq!(found.last().unwrap().first_line, 2, "{length}");
        }
    }

    #[test]
    fn an_error_in_the_middle_of_a_line_comes_after_that_line() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("broken"))
            }
        }
        let mut blocks = Blocks::new((&b"whole\nha"[..]).chain(Broken));
        assert_eq!(blocks.next().unwrap().unwrap().text, b"whole\nha");
        assert!(blocks.next().unwrap().is_err());
        assert!(blocks.next().is_none());
    }

    #[test]
    fn a_signal_while_a_log_is_read_loses_nothing() {
        struct Disturbed<'a>(&'a [u8], bool);
        impl Read for Disturbed<'_> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                self.1 = !self.1;
                let count = into.len().min(2);
                if self.1 {
                    return Err(ErrorKind::Interrupted.into());
                }
                self.0.read(&mut into[..count])
            }
        }
        let found = blocks(Disturbed(b"one\nlast", false));
        assert_eq!(found[0].text, b"one\nlast");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn blocks_are_the_text_cut_at_line_ends(lines in proptest::collection::vec(0usize..90_000, 1..20)) {
            let text = lines.iter().map(|&length| "y".repeat(length) + "\n").collect::<String>();
            let found = blocks(text.as_bytes());
            let mut line = 1;
            for block in &found {
                prop_assert_eq!(block.first_line, line);
                prop_assert_eq!(block.text.last(), Some(&b'\n'));
                line += memchr_iter(b'\n', &block.text).count() as u64;
            }
            let whole: Vec<u8> = found.into_iter().flat_map(|block| block.text).collect();
            prop_assert_eq!(whole, text.into_bytes());
        }
    }
}
