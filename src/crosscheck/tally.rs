//! Counting one log, and adding up two. Nothing depends on the order in which blocks and logs come, so
//! that any number of threads counts the same.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Options;
use super::count::{Count, Position, Seen};
use super::lines::Lines;
use super::matcher::{Hit, Matcher, Role, Scratch};
use super::programs::{Programs, is_program};
use crate::logs::{Block, Source, Unread, header, normalised};
use crate::progress::Progress;

/// Lines of each block whose day and host are looked at, where no other reason asks for them.
const SAMPLED: usize = 16;

/// Counts over some logs. Keywords and known patterns are known by their index; those without a hit
/// are absent, so that many logs and many keywords stay small.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) counts: BTreeMap<usize, Count>,
    /// Lines that each known pattern explains.
    pub(super) explained: BTreeMap<usize, u64>,
    pub(super) lines: u64,
    pub(super) bytes: u64,
    pub(super) files: u64,
    /// Lines of the program that was asked for; all lines if none was.
    pub(super) own: u64,
    pub(super) seen: Seen,
    pub(super) programs: Programs,
    pub(super) unread: Vec<(usize, Unread)>,
}

/// What all threads count with.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub(super) matcher: &'a Matcher,
    pub(super) options: &'a Options,
    pub(super) progress: &'a dyn Progress,
}

/// Reads one log to its end, or to where it breaks off: one thread at a time reads (and unpacks) a
/// block, the others search theirs.
pub(super) fn of_source(number: usize, source: &Source, job: Job<'_>) -> Tally {
    let mut tally = match source.blocks(job.progress) {
        Ok(blocks) => blocks
            .par_bridge()
            .fold(
                || Counter::new(number, job),
                |mut counter, block| {
                    match block {
                        Ok(block) => counter.read(block),
                        Err(error) => counter.tally.unread.push((number, source.unread(&error))),
                    }
                    counter
                },
            )
            .map(|counter| counter.tally)
            .reduce(Tally::default, |left, right| left.join(right, job.options)),
        Err(error) => Tally {
            unread: vec![(number, source.unread(&error))],
            ..Tally::default()
        },
    };
    tally.files = u64::from(tally.lines > 0);
    tally.counts.values_mut().for_each(|count| count.files = 1);
    tally
}

impl Tally {
    /// Both together.
    pub(super) fn join(mut self, other: Tally, options: &Options) -> Tally {
        for (keyword, count) in other.counts {
            let sum = self.counts.entry(keyword).or_default();
            sum.join(count, options.examples);
        }
        for (known, lines) in other.explained {
            *self.explained.entry(known).or_default() += lines;
        }
        self.lines += other.lines;
        self.bytes += other.bytes;
        self.files += other.files;
        self.own += other.own;
        self.seen.join(other.seen);
        self.programs.join(other.programs);
        self.unread.extend(other.unread);
        self
    }
}

/// What one thread counts, and its buffers.
struct Counter<'a> {
    source: usize,
    job: Job<'a>,
    lines: Lines,
    scratch: Scratch,
    tally: Tally,
}

impl<'a> Counter<'a> {
    fn new(source: usize, job: Job<'a>) -> Self {
        Counter {
            source,
            job,
            lines: Lines::default(),
            scratch: Scratch::default(),
            tally: Tally::default(),
        }
    }

    fn read(&mut self, block: Block) {
        self.tally.bytes += block.bytes;
        self.lines.set(normalised(block.text));
        self.tally.lines += self.lines.len() as u64;
        let by_program = self.job.options.program.is_some();
        if !by_program {
            self.tally.own += self.lines.len() as u64;
        }
        // Who wrote a line is asked of all lines where it counts.
        let all = by_program || self.job.matcher.explains();
        let step = if all {
            1
        } else {
            self.lines.len().div_ceil(SAMPLED)
        };
        let mut scratch = std::mem::take(&mut self.scratch);
        let mut hits = self.job.matcher.search(&self.lines, &mut scratch);
        let mut sampled = 0;
        loop {
            let hit = hits.first().map_or(usize::MAX, |hit| hit.line as usize);
            let line = hit.min(sampled);
            if line >= self.lines.len() {
                break;
            }
            let count = hits
                .iter()
                .take_while(|hit| hit.line as usize == line)
                .count();
            let (own, rest) = hits.split_at(count);
            self.line(line, block.first_line + line as u64, own);
            hits = rest;
            if line == sampled {
                sampled += step;
            }
        }
        self.scratch = scratch;
    }

    /// Counts one line and what hits it.
    fn line(&mut self, line: usize, number: u64, hits: &[Hit]) {
        let Job {
            matcher, options, ..
        } = self.job;
        let text = self.lines.line(line);
        let header = header(text);
        if let Some(wanted) = &options.program {
            if !header
                .program
                .is_some_and(|program| is_program(program, wanted))
            {
                self.tally.programs.add(header.program, false);
                return;
            }
            self.tally.own += 1;
        }
        let day = header.stamp.map(|stamp| stamp.day);
        let host = header.host.map(Seen::host);
        self.tally.seen.add(day, host);
        let position = Position {
            source: self.source,
            line: number,
        };
        let mut explained = None;
        for hit in hits {
            match matcher.role(*hit) {
                Role::Keyword(keyword) => {
                    let count = self.tally.counts.entry(keyword).or_default();
                    count.add(position, text, header.stamp, options.examples);
                    count.seen.add(day, host);
                }
                // The first one explains the line best.
                Role::Explained(known) => explained = explained.or(Some(known)),
            }
        }
        if let Some(known) = explained {
            *self.tally.explained.entry(known).or_default() += 1;
        }
        if matcher.explains() {
            self.tally.programs.add(header.program, explained.is_some());
        }
    }
}
