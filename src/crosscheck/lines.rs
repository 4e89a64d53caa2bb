//! A block of log text with its letters folded, and the lines in it.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memrchr};

use super::grams::PADDING;

/// Text as it is and in ASCII lower case.
#[derive(Default)]
pub(super) struct Lines {
    text: Vec<u8>,
    folded: Vec<u8>,
}

impl Lines {
    /// Takes another block, and gives back the text of the one before.
    pub(super) fn set(&mut self, text: Vec<u8>) -> Vec<u8> {
        self.folded.clear();
        self.folded.extend(text.iter().map(u8::to_ascii_lowercase));
        self.folded.resize(text.len() + PADDING, b'\n');
        std::mem::replace(&mut self.text, text)
    }

    /// Bytes of the block.
    pub(super) fn size(&self) -> usize {
        self.text.len()
    }

    /// All lines in lower case, with [`PADDING`] behind them.
    pub(super) fn folded(&self) -> &[u8] {
        &self.folded
    }

    /// Where the line stands that `at` is in, without `\n`. Some line begins at `from`, at or before it.
    pub(super) fn line_around(&self, at: usize, from: usize) -> Range<usize> {
        let start = memrchr(b'\n', &self.text[from..at]).map_or(from, |end| from + end + 1);
        let end = memchr(b'\n', &self.text[at..]).map_or(self.text.len(), |end| at + end);
        start..end
    }

    /// How many lines begin behind the first place and not behind the second.
    pub(super) fn lines_between(&self, from: usize, to: usize) -> u64 {
        memchr_iter(b'\n', &self.text[from..to]).count() as u64
    }

    /// The text of a line without its end.
    pub(super) fn text(&self, line: Range<usize>) -> &[u8] {
        without_return(&self.text[line])
    }

    /// The same in lower case.
    pub(super) fn folded_text(&self, line: Range<usize>) -> &[u8] {
        without_return(&self.folded[line])
    }
}

fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_line_of_each_place_is_found(
            lengths in proptest::collection::vec(prop_oneof![0usize..9, 0usize..2000], 1..20),
            ended: bool,
            steps in proptest::collection::vec(0usize..4000, 1..20),
        ) {
            let lines: Vec<String> = lengths.iter().map(|&length| "x".repeat(length)).collect();
            let text = lines.join("\n") + if ended { "\n" } else { "" };
            let mut block = Lines::default();
            block.set(text.clone().into());
            prop_assert_eq!(block.folded().len(), text.len() + PADDING);
            let (mut at, mut from) = (0, 0);
            for step in steps {
                at += step;
                if at >= text.len() {
                    break;
                }
                let line = block.line_around(at, from);
                let number = text[..at].matches('\n').count();
                prop_assert_eq!(block.lines_between(0, line.start), number as u64);
                prop_assert_eq!(line.len(), lengths[number]);
                prop_assert!(line.start <= at && at <= line.end);
                from = line.start;
            }
        }
    }
}
