//! Counting one log, and adding up two.

use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;

use super::Options;
use super::matcher::{Matcher, Scratch};
use super::report::{Example, Summary, TEXT_CAP};
use crate::logs::{Lines, Normaliser, Part, STAMP_WITHIN, Source, Unread};
use crate::progress::Progress;

/// Counts over some logs that follow one another. Keywords are known by their index; those without
/// a hit are absent, so that many logs and many keywords stay small.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) counts: BTreeMap<usize, Count>,
    pub(super) summary: Summary,
    pub(super) unread: Vec<Unread>,
}

/// What one keyword hit. Of its first and last line the start is kept: looking for a time stamp on
/// every line would cost more than all else.
#[derive(Debug, Default)]
pub(super) struct Count {
    pub(super) lines: u64,
    pub(super) files: u64,
    pub(super) first: Vec<u8>,
    pub(super) last: Vec<u8>,
    pub(super) examples: Vec<Example>,
}

/// Reads one log to its end, or to where it breaks off.
pub(super) fn of_source(
    source: &Source,
    matcher: &Matcher,
    options: Options,
    progress: &dyn Progress,
) -> Tally {
    let mut tally = source
        .parts()
        .par_iter()
        .map(|part| of_part(part, source, matcher, options, progress))
        .reduce(Tally::default, |left, right| {
            let right = right.moved(left.summary.lines);
            left.then(right, options)
        });
    tally.summary.files = tally.summary.files.min(1);
    for count in tally.counts.values_mut() {
        count.files = 1;
    }
    tally.unread.dedup();
    tally
}

fn of_part(
    part: &Part<'_>,
    source: &Source,
    matcher: &Matcher,
    options: Options,
    progress: &dyn Progress,
) -> Tally {
    let mut tally = Tally::default();
    let read = part.lines(progress).and_then(|mut lines| {
        tally.summary.files = 1;
        let read = tally.read(&mut lines, source.name(), matcher, options);
        tally.summary.bytes = lines.bytes();
        read
    });
    if let Err(error) = read {
        tally.unread.push(source.unread(&error));
    }
    tally
}

impl Tally {
    /// This tally, and that of the logs after it.
    pub(super) fn then(mut self, next: Tally, options: Options) -> Tally {
        for (keyword, count) in next.counts {
            let sum = self.counts.entry(keyword).or_default();
            sum.add_later(count, options);
        }
        self.summary.lines += next.summary.lines;
        self.summary.bytes += next.summary.bytes;
        self.summary.files += next.summary.files;
        self.summary.covered += next.summary.covered;
        self.unread.extend(next.unread);
        self
    }

    /// The same as it counts behind so many lines of the same log.
    fn moved(mut self, lines: u64) -> Tally {
        let examples = self
            .counts
            .values_mut()
            .flat_map(|count| &mut count.examples);
        examples.for_each(|example| example.line += lines);
        self
    }

    fn read(
        &mut self,
        lines: &mut Lines<'_>,
        file: &str,
        matcher: &Matcher,
        options: Options,
    ) -> io::Result<()> {
        let mut normaliser = Normaliser::default();
        let mut scratch = Scratch::new(matcher);
        while let Some(line) = lines.next_line()? {
            let text = normaliser.text(line);
            self.summary.lines += 1;
            let found = matcher.scan(text, &mut scratch);
            self.summary.covered += u64::from(found.covered);
            let line = Line {
                file,
                number: self.summary.lines,
                text,
            };
            for &keyword in found.keywords {
                self.counts.entry(keyword).or_default().add(&line, options);
            }
        }
        Ok(())
    }
}

struct Line<'a> {
    file: &'a str,
    number: u64,
    text: &'a [u8],
}

impl Count {
    fn add(&mut self, line: &Line<'_>, options: Options) {
        let stamped = line.start(STAMP_WITHIN);
        if self.lines == 0 {
            self.first.extend_from_slice(stamped);
        }
        self.last.clear();
        self.last.extend_from_slice(stamped);
        self.lines += 1;
        if self.examples.len() < options.examples {
            self.examples.push(Example {
                file: line.file.to_owned(),
                line: line.number,
                text: String::from_utf8_lossy(line.start(TEXT_CAP)).into_owned(),
            });
        }
    }

    /// Adds what the same keyword hit in later lines; there is at least one.
    fn add_later(&mut self, later: Count, options: Options) {
        if self.lines == 0 {
            self.first = later.first;
        }
        self.last = later.last;
        self.lines += later.lines;
        self.files += later.files;
        let room = options.examples.saturating_sub(self.examples.len());
        self.examples.extend(later.examples.into_iter().take(room));
    }
}

impl Line<'_> {
    fn start(&self, length: usize) -> &[u8] {
        &self.text[..self.text.len().min(length)]
    }
}
