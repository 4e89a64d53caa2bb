//! Counting one log, and adding up two. Nothing depends on the order in which blocks and logs come, so
//! that any number of threads counts the same.

use std::io;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Options;
use super::count::{Count, Seen};
use super::counter::Counter;
use super::feed::Feed;
use super::matcher::Matcher;
use super::programs::Programs;
use crate::logs::{Block, Blocks, Source, Unread};
use crate::progress::Progress;

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
        Ok(blocks) => of_blocks(number, source, blocks, job),
        Err(error) => Tally {
            unread: vec![(number, source.unread(&error))],
            ..Tally::default()
        },
    };
    tally.files = u64::from(tally.lines > 0);
    tally.counts.values_mut().for_each(|count| count.files = 1);
    tally
}

/// What is only read is searched by the same thread, so that it does not go from core to core; unpacking
/// stays with one thread.
fn of_blocks(number: usize, source: &Source, blocks: Blocks<'_>, job: Job<'_>) -> Tally {
    let spare = blocks.spare();
    let counter = || Counter::new(number, spare.clone(), job);
    let count = |counter: &mut Counter<'_>, block: io::Result<Block>| match block {
        Ok(block) => counter.read(block),
        Err(error) => counter.broke_off(source.unread(&error)),
    };
    let join = |left: Tally, right| left.join(right, job.options);
    if !blocks.is_packed() {
        let add = |mut counter, block| {
            count(&mut counter, block);
            counter
        };
        let counters = blocks.par_bridge().fold(counter, add);
        return counters.map(Counter::counted).reduce(Tally::default, join);
    }
    let threads = rayon::current_num_threads();
    let feed = Feed::new(blocks, threads);
    let of_thread = |_| {
        let mut own = None;
        for block in feed.hand() {
            count(own.get_or_insert_with(counter), block);
        }
        own.map_or_else(Tally::default, Counter::counted)
    };
    let threads = (0..threads).into_par_iter().with_max_len(1);
    threads.map(of_thread).reduce(Tally::default, join)
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
