//! A block of log text with its letters folded, and a walk over its lines.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memrchr};

use super::grams::PADDING;

/// Bytes in which lines are found one by one.
const FAR: usize = 1 << 10;

/// Text as it is and in ASCII lower case.
#[derive(Default)]
pub(super) struct Lines {
    text: Vec<u8>,
    folded: Vec<u8>,
}

/// A line of a block.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Counted from 0.
    pub(super) number: usize,
    /// Where it stands, without `\n`.
    pub(super) place: Range<usize>,
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

    pub(super) fn first(&self) -> Line {
        let place = 0..self.end_of(0);
        Line { number: 0, place }
    }

    /// The line with this place in it, which is `line` or one behind it.
    pub(super) fn line_at(&self, at: usize, mut line: Line) -> Line {
        // Many lines without a hit are counted at once.
        if at > line.place.end + FAR {
            let between = &self.text[line.place.end..at];
            let last = memrchr(b'\n', between).unwrap_or(0);
            line.number += memchr_iter(b'\n', &between[..last]).count();
            line.place.end += last;
        }
        while at > line.place.end {
            let start = line.place.end + 1;
            line.number += 1;
            line.place = start..self.end_of(start);
        }
        line
    }

    fn end_of(&self, at: usize) -> usize {
        memchr(b'\n', &self.text[at..]).map_or(self.text.len(), |end| at + end)
    }

    /// The text of a line without its end.
    pub(super) fn text(&self, line: &Line) -> &[u8] {
        without_return(&self.text[line.place.clone()])
    }

    /// The same in lower case.
    pub(super) fn folded_text(&self, line: &Line) -> &[u8] {
        without_return(&self.folded[line.place.clone()])
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
        fn a_walk_finds_the_line_of_each_place(
            lengths in proptest::collection::vec(prop_oneof![0usize..9, 0..2 * FAR], 1..20),
            ended: bool,
            steps in proptest::collection::vec(0usize..4 * FAR, 1..20),
        ) {
            let lines: Vec<String> = lengths.iter().map(|&length| "x".repeat(length)).collect();
            let text = lines.join("\n") + if ended { "\n" } else { "" };
            let mut block = Lines::default();
            block.set(text.clone().into());
            let mut line = block.first();
            let mut at = 0;
            for step in steps {
                at += step;
                if at >= text.len() {
                    break;
                }
                line = block.line_at(at, line);
                let number = text[..at].matches('\n').count();
                prop_assert_eq!(line.number, number);
                prop_assert_eq!(line.place.len(), lengths[number]);
                prop_assert!(line.place.start <= at && at <= line.place.end);
            }
        }
    }
}
