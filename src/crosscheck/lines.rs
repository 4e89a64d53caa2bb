//! A block of log text, with its lines found and its letters folded.

use memchr::memchr_iter;

use super::grams::PADDING;

/// Lines by their index, from 0, as they are and in ASCII lower case.
#[derive(Default)]
pub(super) struct Lines {
    text: Vec<u8>,
    folded: Vec<u8>,
    starts: Vec<u32>,
}

impl Lines {
    /// Takes another block; buffers are used again.
    pub(super) fn set(&mut self, text: Vec<u8>) {
        self.folded.clear();
        self.folded.extend_from_slice(&text);
        self.folded.make_ascii_lowercase();
        self.folded.resize(text.len() + PADDING, b'\n');
        self.starts.clear();
        self.starts.push(0);
        self.starts
            .extend(memchr_iter(b'\n', &text).map(|end| end as u32 + 1));
        if !text.ends_with(b"\n") {
            self.starts.push(text.len() as u32 + 1);
        }
        self.text = text;
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// All lines in lower case, with [`PADDING`] behind them.
    pub(super) fn folded(&self) -> &[u8] {
        &self.folded
    }

    /// The line with this place in it, which is likely `guess` or one soon behind it.
    pub(super) fn line_at(&self, at: usize, guess: usize) -> usize {
        let mut line = guess;
        if self.starts[line] as usize > at {
            line = self.starts.partition_point(|&start| start as usize <= at) - 1;
        }
        while self.starts[line + 1] as usize <= at {
            line += 1;
        }
        line
    }

    /// A line without its end.
    pub(super) fn line(&self, line: usize) -> &[u8] {
        self.part(line, &self.text)
    }

    /// The same in lower case.
    pub(super) fn folded_line(&self, line: usize) -> &[u8] {
        self.part(line, &self.folded)
    }

    fn part<'a>(&self, line: usize, of: &'a [u8]) -> &'a [u8] {
        let start = self.starts[line] as usize;
        let part = &of[start..self.starts[line + 1] as usize - 1];
        part.strip_suffix(b"\r").unwrap_or(part)
    }
}
