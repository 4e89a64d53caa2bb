//! Counting one log, and adding up two. Nothing depends on the order in which blocks and logs come, so
//! that any number of threads counts the same.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Options;
use super::count::{Count, Position, Seen};
use super::lines::{Line, Lines};
use super::matcher::{Matcher, Met, Role};
use super::programs::{Programs, is_program};
use crate::logs::{Block, Source, Spare, Unread, header, normalised};
use crate::progress::Progress;

/// Lines of each block whose day and host are looked at, where no other reason asks for them.
const SAMPLED: usize = 16;

/// Counts over some logs. Keywords and known patterns are known by their index; those without a hit
/// are absent, so that many logs and many keywords stay small.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) counts: FxHashMap<usize, Count>,
    /// Lines that each known pattern explains.
    pub(super) explained: FxHashMap<usize, u64>,
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
        Ok(blocks) => {
            let spare = blocks.spare();
            blocks
                .par_bridge()
                .fold(
                    || Counter::new(number, spare.clone(), job),
                    |mut counter, block| {
                        match block {
                            Ok(block) => counter.read(block),
                            Err(error) => {
                                counter.tally.unread.push((number, source.unread(&error)))
                            }
                        }
                        counter
                    },
                )
                .map(|counter| counter.tally)
                .reduce(Tally::default, |left, right| left.join(right, job.options))
        }
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
    spare: Spare,
    job: Job<'a>,
    lines: Lines,
    met: Vec<Met>,
    hits: Vec<u32>,
    tally: Tally,
}

impl<'a> Counter<'a> {
    fn new(source: usize, spare: Spare, job: Job<'a>) -> Self {
        Counter {
            source,
            spare,
            job,
            lines: Lines::default(),
            met: Vec::new(),
            hits: Vec::new(),
            tally: Tally::default(),
        }
    }

    fn read(&mut self, block: Block) {
        self.tally.bytes += block.bytes;
        self.tally.lines += block.lines;
        let before = self.lines.set(normalised(block.text));
        self.spare.give(before);
        let by_program = self.job.options.program.is_some();
        if !by_program {
            self.tally.own += block.lines;
        }
        // Who wrote a line is asked of all lines where it counts.
        let all = by_program || self.job.matcher.explains();
        let step = if all { 0 } else { self.lines.size() / SAMPLED };
        let mut met = std::mem::take(&mut self.met);
        self.job.matcher.meet(&self.lines, &mut met);
        let mut rest = &met[..];
        let mut asked = 0;
        let mut line = self.lines.first();
        loop {
            let next = rest.first().map_or(usize::MAX, |met| met.at as usize);
            let at = next.min(asked);
            if at >= self.lines.size() {
                break;
            }
            line = self.lines.line_at(at, line);
            let end = line.place.end;
            let own = rest.iter().take_while(|met| met.at as usize <= end);
            let (own, behind) = rest.split_at(own.count());
            self.line(&line, block.first_line, own);
            rest = behind;
            if end >= asked {
                asked = (asked + step).max(end + 1);
            }
        }
        self.met = met;
    }

    /// Counts one line; `met` are the texts that stand in it.
    fn line(&mut self, line: &Line, first_line: u64, met: &[Met]) {
        let Job {
            matcher, options, ..
        } = self.job;
        let text = self.lines.text(line);
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
            line: first_line + line.number as u64,
        };
        let mut explained = None;
        matcher.hits(self.lines.folded_text(line), met, &mut self.hits);
        for &hit in &self.hits {
            match matcher.role(hit) {
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
