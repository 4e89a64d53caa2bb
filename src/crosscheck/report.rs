//! What a cross-check found, and its form as JSON lines.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::tally::{Count, Tally};
use crate::logs::{LogSet, Unread, timestamp};
use crate::pattern::Pattern;

/// Bytes of an example's line that are kept.
pub const TEXT_CAP: usize = 512;

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Lines read.
    pub lines: u64,
    /// Bytes read, unpacked, line ends included.
    pub bytes: u64,
    /// Logs that were opened.
    pub files: u64,
    /// Lines that some pattern of the application explains.
    pub covered: u64,
    /// `covered` as a share of `lines`, from 0 to 1.
    pub coverage: f64,
}

/// The last line of `crosscheck --format jsonl`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SummaryLine {
    /// The logs as a whole.
    pub summary: Summary,
}

impl Report {
    /// Writes one JSON object a keyword, then the summary, a line each.
    pub fn write_jsonl(&self, out: &mut dyn Write) -> io::Result<()> {
        for hits in &self.hits {
            serde_json::to_writer(&mut *out, hits)?;
            out.write_all(b"\n")?;
        }
        let summary = self.summary;
        serde_json::to_writer(&mut *out, &SummaryLine { summary })?;
        out.write_all(b"\n")
    }

    pub(super) fn new(keywords: &[Pattern], tally: Tally, logs: &LogSet) -> Self {
        let Tally {
            mut counts,
            mut summary,
            unread,
        } = tally;
        if summary.lines > 0 {
            summary.coverage = summary.covered as f64 / summary.lines as f64;
        }
        let hits = keywords.iter().enumerate().map(|(index, keyword)| {
            let count = counts.remove(&index).unwrap_or_default();
            Hits::new(keyword, count)
        });
        Report {
            hits: hits.collect(),
            summary,
            unread: [logs.unread(), &unread].concat(),
        }
    }
}

impl Hits {
    fn new(keyword: &Pattern, count: Count) -> Self {
        Hits {
            keyword: keyword.to_string(),
            hits: count.lines,
            files: count.files,
            first: timestamp(&count.first),
            last: timestamp(&count.last),
            examples: count.examples,
        }
    }
}
