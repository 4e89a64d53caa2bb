//! What one thread counts in the blocks of one log.
//!
//! Lines that are hit are many, so little is done for each: which keywords hit it, on which day and
//! host. Which lines were the first and the last ones, and what stands in them, is looked at once a block.

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;

use super::count::{Count, Position};
use super::lines::Lines;
use super::matcher::{Hit, Met, Role};
use super::programs::is_program;
use super::tally::{Job, Tally};
use crate::logs::{Block, Day, Header, Spare, Unread, header, normalise};

/// Lines of each block whose day and host are looked at, where no other reason asks for them.
const SAMPLED: usize = 16;

/// Hosts that a thread knows again without a search.
const KNOWN_HOSTS: usize = u64::BITS as usize;

/// What one thread counts, and its buffers.
pub(super) struct Counter<'a> {
    source: usize,
    spare: Spare,
    job: Job<'a>,
    lines: Lines,
    /// Text before it was normalised.
    before: Vec<u8>,
    met: Vec<Met>,
    hits: Vec<Hit>,
    tally: Tally,
    all: Track,
    hosts: Hosts,
    /// For each keyword its place in `tracks`, plus one; 0 if it has no hit yet.
    places: Vec<u32>,
    tracks: Vec<Track>,
    /// The tracks that were hit in this block.
    touched: Vec<usize>,
    /// Lines of this block that may be examples: where they begin, and of which track.
    examples: Vec<(usize, usize)>,
}

/// What is counted for one keyword.
#[derive(Default)]
struct Track {
    keyword: usize,
    count: Count,
    last_day: Option<Day>,
    /// Of the hosts that are known again, those that were added.
    hosts: u64,
    /// Where the first and the last line begin that were hit in this block.
    block: Option<(usize, usize)>,
    /// How many examples may still come from this block.
    wanted: usize,
}

/// Hosts by the hashes of their names, each in the place that its hash has; what comes later to the same
/// place is not known again.
struct Hosts([Option<u64>; KNOWN_HOSTS]);

/// A line's host.
#[derive(Clone, Copy)]
struct Host {
    hash: u64,
    /// One bit, if it is known again.
    bit: u64,
}

impl<'a> Counter<'a> {
    pub(super) fn new(source: usize, spare: Spare, job: Job<'a>) -> Self {
        Counter {
            source,
            spare,
            job,
            lines: Lines::default(),
            before: Vec::new(),
            met: Vec::new(),
            hits: Vec::new(),
            tally: Tally::default(),
            all: Track::default(),
            hosts: Hosts([None; KNOWN_HOSTS]),
            places: vec![0; job.matcher.keywords()],
            tracks: Vec::new(),
            touched: Vec::new(),
            examples: Vec::new(),
        }
    }

    /// The log cannot be read any further.
    pub(super) fn broke_off(&mut self, why: Unread) {
        self.tally.unread.push((self.source, why));
    }

    /// All that was counted.
    pub(super) fn counted(mut self) -> Tally {
        self.tally.seen = self.all.count.seen;
        let tracks = self.tracks.into_iter();
        self.tally.counts = tracks.map(|track| (track.keyword, track.count)).collect();
        self.tally
    }

    pub(super) fn read(&mut self, block: Block) {
        self.tally.bytes += block.bytes;
        self.tally.lines += block.lines;
        let mut text = block.text;
        normalise(&mut text, &mut self.before);
        let before = self.lines.set(text);
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
        let (mut asked, mut from) = (0, 0);
        loop {
            let next = rest.first().map_or(usize::MAX, |met| met.at as usize);
            let at = next.min(asked);
            if at >= self.lines.size() {
                break;
            }
            let line = self.lines.line_around(at, from);
            let end = line.end;
            let own = rest.iter().take_while(|met| met.at as usize <= end);
            let (own, behind) = rest.split_at(own.count());
            self.line(line, block.first_line, own);
            rest = behind;
            from = end + 1;
            if end >= asked {
                asked = (asked + step).max(end + 1);
            }
        }
        self.met = met;
        self.settle(block.first_line);
    }

    /// Counts one line; `met` are the texts that stand in it.
    fn line(&mut self, line: Range<usize>, first_line: u64, met: &[Met]) {
        let Job {
            matcher, options, ..
        } = self.job;
        let header = header(self.lines.text(line.clone()));
        if let Some(wanted) = &options.program {
            let is_own = |program| is_program(program, wanted);
            if !header.program.is_some_and(is_own) {
                self.tally.programs.add(header.program, false);
                return;
            }
            self.tally.own += 1;
        }
        let (day, host) = when_and_where(&header, &mut self.hosts);
        self.all.see(day, host);
        let mut explained = None;
        let start = line.start;
        matcher.hits(self.lines.folded_text(line), start, met, &mut self.hits);
        for &hit in &self.hits {
            match matcher.role(hit) {
                Role::Keyword(keyword) => {
                    let index = track(&mut self.places[keyword], &mut self.tracks, keyword);
                    let track = &mut self.tracks[index];
                    track.count.lines += 1;
                    track.see(day, host);
                    if track.block.is_none() {
                        self.touched.push(index);
                        let position = Position {
                            source: self.source,
                            line: first_line,
                        };
                        let wants = track.count.wants(position, options.examples);
                        track.wanted = if wants { options.examples } else { 0 };
                    }
                    track.block = Some((track.block.map_or(start, |(first, _)| first), start));
                    if track.wanted > 0 {
                        track.wanted -= 1;
                        self.examples.push((start, index));
                    }
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

    /// Finds out which lines of the block were the first and the last ones, and keeps examples.
    fn settle(&mut self, first_line: u64) {
        let mut asked: Vec<(usize, usize, bool)> = Vec::new();
        for &index in &self.touched {
            if let Some((first, last)) = self.tracks[index].block.take() {
                asked.extend([(first, index, false), (last, index, false)]);
            }
        }
        asked.extend(
            self.examples
                .iter()
                .map(|&(start, index)| (start, index, true)),
        );
        asked.sort_unstable();
        self.touched.clear();
        self.examples.clear();
        let mut position = Position {
            source: self.source,
            line: first_line,
        };
        let mut from = 0;
        for (start, index, is_example) in asked {
            position.line += self.lines.lines_between(from, start);
            from = start;
            let text = self.lines.text(self.lines.line_around(start, start));
            let count = &mut self.tracks[index].count;
            if is_example {
                count.example(position, text, self.job.options.examples);
            } else {
                let stamp = header(text).stamp.map_or(&b""[..], |stamp| stamp.text);
                count.offer(position, stamp);
            }
        }
    }
}

fn track(place: &mut u32, tracks: &mut Vec<Track>, keyword: usize) -> usize {
    if *place == 0 {
        tracks.push(Track {
            keyword,
            ..Track::default()
        });
        *place = tracks.len() as u32;
    }
    *place as usize - 1
}

fn when_and_where(header: &Header<'_>, hosts: &mut Hosts) -> (Option<Day>, Option<Host>) {
    let day = header.stamp.map(|stamp| stamp.day);
    (day, header.host.map(|name| hosts.get(name)))
}

impl Track {
    /// Adds a line's day and host.
    fn see(&mut self, day: Option<Day>, host: Option<Host>) {
        if let Some(day) = day.filter(|day| self.last_day != Some(*day)) {
            self.count.seen.day(day);
            self.last_day = Some(day);
        }
        if let Some(Host { hash, bit }) = host.filter(|host| self.hosts & host.bit == 0) {
            self.count.seen.host(hash);
            self.hosts |= bit;
        }
    }
}

impl Hosts {
    /// So that a name is looked at once a line.
    fn get(&mut self, name: &[u8]) -> Host {
        let mut hasher = FxHasher::default();
        hasher.write(name);
        let hash = hasher.finish();
        let place = hash as usize % KNOWN_HOSTS;
        let known = *self.0[place].get_or_insert(hash) == hash;
        Host {
            hash,
            bit: u64::from(known) << place,
        }
    }
}
