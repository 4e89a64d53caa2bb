//! What one keyword hit.

use super::distinct::Distinct;
use super::report::TEXT_CAP;
use crate::logs::Day;

/// The lines that a keyword hit.
#[derive(Debug, Default)]
pub(super) struct Count {
    pub(super) lines: u64,
    pub(super) files: u64,
    pub(super) first: Option<Place>,
    pub(super) last: Option<Place>,
    /// The first lines, in order.
    pub(super) examples: Vec<(Position, String)>,
    pub(super) seen: Seen,
}

/// A line among all logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    /// The number of the log.
    pub(super) source: usize,
    /// The number of the line in it.
    pub(super) line: u64,
}

/// A line and its time stamp as written, empty if it has none.
#[derive(Debug)]
pub(super) struct Place {
    position: Position,
    pub(super) stamp: Vec<u8>,
}

/// On which days and hosts something was seen.
#[derive(Debug, Default)]
pub(super) struct Seen {
    days: Distinct,
    hosts: Distinct,
}

impl Count {
    /// Takes a line that was hit for the first or the last one, if it is.
    pub(super) fn offer(&mut self, position: Position, stamp: &[u8]) {
        Place::keep(&mut self.first, position, stamp, |place| position < place);
        Place::keep(&mut self.last, position, stamp, |place| position > place);
    }

    /// Whether a line at or behind this position may be one of the first `examples`.
    pub(super) fn wants(&self, position: Position, examples: usize) -> bool {
        let is_early = |(last, _): &(Position, _)| position < *last;
        self.examples.len() < examples || self.examples.last().is_some_and(is_early)
    }

    /// Keeps the text of a line that was hit, if it is one of the first `examples`.
    pub(super) fn example(&mut self, position: Position, text: &[u8], examples: usize) {
        let start = &text[..text.len().min(TEXT_CAP)];
        let text = String::from_utf8_lossy(start).into_owned();
        self.keep_examples(vec![(position, text)], examples);
    }

    /// Both together.
    pub(super) fn join(&mut self, other: Count, examples: usize) {
        self.lines += other.lines;
        self.files += other.files;
        for place in [other.first, other.last].into_iter().flatten() {
            self.offer(place.position, &place.stamp);
        }
        self.keep_examples(other.examples, examples);
        self.seen.join(other.seen);
    }

    fn keep_examples(&mut self, more: Vec<(Position, String)>, most: usize) {
        self.examples.extend(more);
        self.examples.sort_by_key(|(position, _)| *position);
        self.examples.truncate(most);
    }
}

impl Place {
    /// Takes another place if there is none yet, or it is better than the one that is kept.
    fn keep(
        kept: &mut Option<Place>,
        position: Position,
        stamp: &[u8],
        is_better: impl Fn(Position) -> bool,
    ) {
        match kept {
            Some(place) if is_better(place.position) => {
                place.position = position;
                place.stamp.clear();
                place.stamp.extend_from_slice(stamp);
            }
            Some(_) => {}
            None => {
                let stamp = stamp.to_vec();
                *kept = Some(Place { position, stamp });
            }
        }
    }
}

impl Seen {
    pub(super) fn day(&mut self, day: Day) {
        self.days
            .add(u64::from(day.month) << 8 | u64::from(day.day));
    }

    /// Adds a host by the hash of its name.
    pub(super) fn host(&mut self, host: u64) {
        self.hosts.add(host);
    }

    pub(super) fn join(&mut self, other: Seen) {
        self.days.join(other.days);
        self.hosts.join(other.hosts);
    }

    pub(super) fn days(&self) -> u64 {
        self.days.count()
    }

    pub(super) fn hosts(&self) -> u64 {
        self.hosts.count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(lines: &[u64], examples: usize) -> Count {
        let mut count = Count::default();
        for line in lines {
            let position = Position {
                source: 0,
                line: *line,
            };
            count.lines += 1;
            count.offer(position, format!("at {line}").as_bytes());
            if count.wants(position, examples) {
                count.example(position, format!("line {line}").as_bytes(), examples);
            }
        }
        count
    }

    #[test]
    fn the_first_lines_are_the_examples_and_times_in_whatever_order_they_come() {
        for lines in [[1, 2, 3, 4], [4, 3, 2, 1], [3, 1, 4, 2]] {
            let mut joined = counted(&lines[2..], 2);
            joined.join(counted(&lines[..2], 2), 2);
            for count in [counted(&lines, 2), joined] {
                let texts: Vec<_> = count
                    .examples
                    .iter()
                    .map(|(_, text)| text.as_str())
                    .collect();
                assert_eq!(
                    (texts, count.lines),
                    (vec!["line 1", "line 2"], 4),
                    "{lines:?}"
                );
                let places = [&count.first, &count.last];
                let stamps = places.map(|place| &place.as_ref().unwrap().stamp[..]);
                assert_eq!(stamps, [&b"at 1"[..], b"at 4"], "{lines:?}");
            }
            assert_eq!(counted(&lines, 0).examples, []);
        }
    }

    #[test]
    fn an_example_is_not_longer_than_a_person_reads() {
        let mut count = Count::default();
        let position = Position { source: 0, line: 1 };
        count.example(position, &b"x".repeat(TEXT_CAP + 1), 1);
        assert_eq!(count.examples[0].1.len(), TEXT_CAP);
    }
}
