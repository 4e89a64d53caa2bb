//! What a cross-check found, and its form as JSON lines.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::count::Count;
use crate::level::Level;
use crate::logs::Unread;

/// Bytes of an example's line that are kept.
pub const TEXT_CAP: usize = 512;

/// Below this share of explained lines a log says little: it is mostly another program's.
pub const LOW_COVERAGE: f64 = 0.1;

/// Lines of the application after which a message in none of them is unlikely: it is then in less than one of
/// a hundred, with a certainty of 95 % (the rule of three).
pub const ENOUGH_LINES: u64 = 300;

/// The answer of a cross-check.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// One entry a keyword, in the order in which the keywords were given.
    pub hits: Vec<Hits>,
    /// The logs as a whole.
    pub summary: Summary,
    /// What was left out or broke off, in the order of the logs.
    pub unread: Vec<Unread>,
}

/// What one keyword hit. One line of `crosscheck --format jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Hits {
    /// The keyword, in Sigma's written form.
    pub keyword: String,
    /// Lines it hits.
    pub hits: u64,
    /// Logs with such a line.
    pub files: u64,
    /// The time stamp, as written, of the first line hit, in reading order; `None` if it has none.
    pub first: Option<String>,
    /// The time stamp of the last line hit.
    pub last: Option<String>,
    /// The first lines hit.
    pub examples: Vec<Example>,
    /// Different days on which a line was hit, up to [`super::DISTINCT_CAP`]; 0 if no time stamp is
    /// known.
    #[serde(default)]
    pub days: u64,
    /// Different hosts that wrote such a line, up to the same cap; 0 if none is known.
    #[serde(default)]
    pub hosts: u64,
}

/// One line that a keyword hits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The log.
    pub file: String,
    /// The line in it, counted from 1.
    pub line: u64,
    /// The first [`TEXT_CAP`] bytes of the text that was searched, made valid UTF-8.
    pub text: String,
}

/// The logs as a whole.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Lines read.
    pub lines: u64,
    /// Bytes read, unpacked, line ends included.
    pub bytes: u64,
    /// Logs in which there was a line.
    pub files: u64,
    /// Lines that some pattern of the application explains.
    pub covered: u64,
    /// `covered` as a share, from 0 to 1, of the lines that count: those of the program that was asked
    /// for, or else all. `None` where no message is known, as for a rule.
    pub coverage: Option<f64>,
    /// Different days of the lines, up to [`super::DISTINCT_CAP`], and different hosts. Of logs that
    /// are only searched for keywords some lines are looked at: those hit, and a sample.
    #[serde(default)]
    pub days: u64,
    /// See `days`.
    #[serde(default)]
    pub hosts: u64,
    /// Messages of the application that can explain a line.
    #[serde(default)]
    pub messages: u64,
    /// Those of them that explain one.
    #[serde(default)]
    pub seen: u64,
    /// The same for each level that such a message has, gravest first, `None` at the end.
    #[serde(default)]
    pub levels: Vec<LevelSeen>,
    /// The program that was asked for; else that of which most lines are explained, if lines name it.
    #[serde(default)]
    pub program: Option<ProgramSeen>,
}

/// What was seen of the messages of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelSeen {
    /// `None` for messages whose level is not known.
    pub level: Option<Level>,
    /// Messages of this level that can explain a line.
    pub messages: u64,
    /// Those of them that explain one.
    pub seen: u64,
    /// Lines that they explain.
    pub lines: u64,
}

/// Lines that name one program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgramSeen {
    /// Its name in the log.
    pub name: String,
    /// Its lines.
    pub lines: u64,
    /// Those of them that a pattern explains.
    pub covered: u64,
    /// Whether it was asked for, so that only its lines count.
    pub asked: bool,
}

/// The last line of `crosscheck --format jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SummaryLine {
    /// The logs as a whole.
    pub summary: Summary,
}

impl Report {
    /// The hits of each keyword, by its written form.
    pub fn by_keyword(&self) -> HashMap<&str, &Hits> {
        let hits = self.hits.iter();
        hits.map(|hits| (hits.keyword.as_str(), hits)).collect()
    }

    /// Writes one JSON object a keyword, then the summary, a line each.
    pub fn write_jsonl(&self, out: &mut dyn Write) -> io::Result<()> {
        for hits in &self.hits {
            serde_json::to_writer(&mut *out, hits)?;
            out.write_all(b"\n")?;
        }
        let summary = self.summary.clone();
        serde_json::to_writer(&mut *out, &SummaryLine { summary })?;
        out.write_all(b"\n")
    }
}

impl Summary {
    /// Whether the lines are the application's own to such a part that a message which they do not hold
    /// means anything.
    pub fn is_of_application(&self) -> bool {
        self.coverage.is_some_and(|share| share >= LOW_COVERAGE)
    }

    /// Whether they are also so many that such a message may be called unlikely.
    pub fn says_enough(&self) -> bool {
        self.is_of_application() && self.covered >= ENOUGH_LINES
    }

    /// Lines that count: those of the program that was asked for, or else all.
    pub fn counted(&self) -> u64 {
        let asked = self.program.as_ref().filter(|program| program.asked);
        asked.map_or(self.lines, |program| program.lines)
    }
}

impl Hits {
    /// Of how many lines one is hit, rounded; `None` without a hit.
    pub fn one_in(&self, summary: &Summary) -> Option<u64> {
        let half = self.hits / 2;
        (summary.counted() + half).checked_div(self.hits)
    }

    /// `names` are those of the logs by their number.
    pub(super) fn new(keyword: String, count: Count, names: &[&str]) -> Self {
        let stamp = |stamp: Vec<u8>| {
            let text = String::from_utf8_lossy(&stamp).into_owned();
            Some(text).filter(|text| !text.is_empty())
        };
        let example = |(position, text): (super::count::Position, String)| Example {
            file: names
                .get(position.source)
                .copied()
                .unwrap_or_default()
                .to_owned(),
            line: position.line,
            text,
        };
        Hits {
            keyword,
            hits: count.lines,
            files: count.files,
            days: count.seen.days(),
            hosts: count.seen.hosts(),
            first: count.first.and_then(|place| stamp(place.stamp)),
            last: count.last.and_then(|place| stamp(place.stamp)),
            examples: count.examples.into_iter().map(example).collect(),
        }
    }
}
