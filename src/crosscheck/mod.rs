//! Many keywords over many logs: what each keyword hits on normal days, and whether a zero means
//! anything.
//!
//! A keyword hits a line as Sigma's keywords do in an engine that searches raw text: anywhere in the
//! line, any text for `*`, exactly one character for `?`, letters of either case. Case is folded for
//! ASCII; other letters match as they are written, because engines differ there. A byte that is not
//! UTF-8 is one character. Lines are read as [`crate::logs::Normaliser`] gives them, and to
//! [`crate::logs::LINE_CAP`].
//!
//! A line is *covered* if some pattern mined from the application explains it, that is, hits it. A
//! pattern with less than [`COVERAGE_LETTERS`] letters of literal text explains nothing: any program
//! could have written it.

mod fragments;
mod matcher;
mod report;
mod tally;

use rayon::prelude::*;

use crate::logs::{LogSet, Source};
use crate::pattern::Pattern;
use crate::progress::{Progress, Step};

pub use matcher::COVERAGE_LETTERS;
pub use report::{Example, Hits, Report, Summary, SummaryLine, TEXT_CAP};

use matcher::Matcher;
use tally::Tally;

/// What keeps a cross-check from an answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A keyword that hits every line.
    #[error(
        "keyword '{keyword}': it has no text besides wildcards and would hit every line; remove it"
    )]
    NoText {
        /// Its written form.
        keyword: String,
    },
    /// More text than the search can hold.
    #[error("the keywords are too many to search for at once; cross-check them in parts: {0}")]
    TooMany(#[from] aho_corasick::BuildError),
    /// No hits in no lines would look like a clean log.
    #[error(
        "{logs}: no line in {count} log(s), so nothing was checked; give logs of normal operation{unread}"
    )]
    NoLines {
        /// The first log.
        logs: String,
        /// How many there are.
        count: usize,
        /// What could not be read, in brackets; empty if there was nothing.
        unread: String,
    },
}

/// What a caller may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many example lines a keyword keeps, the first ones in reading order.
    pub examples: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { examples: 3 }
    }
}

/// Counts the lines that each of `keywords` hits and the lines that `coverage`, the patterns mined
/// from the application, explains.
///
/// Logs are read side by side on rayon's threads; the report is the same for any number of them. Its
/// hits are in the order of `keywords`. `progress` gets one [`Step::Reading`].
pub fn crosscheck(
    keywords: &[Pattern],
    coverage: &[Pattern],
    logs: &LogSet,
    options: Options,
    progress: &dyn Progress,
) -> Result<Report, Error> {
    let matcher = Matcher::new(keywords, coverage)?;
    progress.begin(Step::Reading, logs.size());
    let tally = logs
        .sources()
        .par_iter()
        .map(|source| tally::of_source(source, &matcher, options, progress))
        .reduce(Tally::default, |left, right| left.then(right, options));
    progress.end();
    let report = Report::new(keywords, tally, logs);
    if report.summary.lines == 0 {
        return Err(no_lines(logs.sources(), &report));
    }
    Ok(report)
}

fn no_lines(sources: &[Source], report: &Report) -> Error {
    let unread = report.unread.iter().map(|unread| format!(" ({unread})"));
    Error::NoLines {
        logs: sources
            .first()
            .map(Source::name)
            .unwrap_or_default()
            .to_owned(),
        count: sources.len(),
        unread: unread.collect(),
    }
}
