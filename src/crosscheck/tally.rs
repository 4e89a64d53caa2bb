//! Counting one log, and adding up two.

use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;

use super::Options;
use super::matcher::{Matcher, Scratch};
use super::report::{Example, Hits, Summary, TEXT_CAP};
use crate::logs::{Lines, Normaliser, Part, Source, Unread, timestamp};
use crate::progress::Progress;

/// Counts over some logs that follow one another. Keywords are known by their index; those without
/// a hit are absent, so that many logs and many keywords stay small.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) hits: BTreeMap<usize, Hits>,
    pub(super) summary: Summary,
    pub(super) unread: Vec<Unread>,
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
    for hits in tally.hits.values_mut() {
        hits.files = 1;
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
        for (index, hits) in next.hits {
            let sum = self.hits.entry(index).or_default();
            sum.hits += hits.hits;
            sum.files += hits.files;
            sum.first = sum.first.take().or(hits.first);
            sum.last = hits.last.or(sum.last.take());
            let room = options.examples.saturating_sub(sum.examples.len());
            sum.examples.extend(hits.examples.into_iter().take(room));
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
        let examples = self.hits.values_mut().flat_map(|hits| &mut hits.examples);
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
            for &keyword in found.keywords {
                let number = self.summary.lines;
                let line = Line { file, number, text };
                line.count(self.hits.entry(keyword).or_default(), options);
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

impl Line<'_> {
    fn count(&self, hits: &mut Hits, options: Options) {
        hits.hits += 1;
        if let Some(stamp) = timestamp(self.text) {
            hits.first.get_or_insert_with(|| stamp.clone());
            hits.last = Some(stamp);
        }
        if hits.examples.len() < options.examples {
            let start = &self.text[..self.text.len().min(TEXT_CAP)];
            hits.examples.push(Example {
                file: self.file.to_owned(),
                line: self.number,
                text: String::from_utf8_lossy(start).into_owned(),
            });
        }
    }
}
