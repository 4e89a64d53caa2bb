//! Many keywords over many logs: what each keyword hits on normal days, and whether a zero means
//! anything.
//!
//! A keyword hits a line as Sigma's keywords do in an engine that searches raw text: anywhere in the
//! line, any text for `*`, exactly one character for `?`, letters of either case. Case is folded for
//! ASCII; other letters match as they are written, because engines differ there. A byte that is not
//! UTF-8 is one character. Lines are read as [`crate::logs::normalise()`] makes them, and to
//! [`crate::logs::LINE_CAP`].
//!
//! A line is *covered* if some pattern mined from the application explains it, that is, hits it; it
//! counts for the one with most letters. A pattern with less than [`COVERAGE_LETTERS`] letters of
//! literal text, or with less than half of them in one piece, explains nothing: any program could have
//! written it.

mod count;
mod counter;
mod coverage;
mod distinct;
mod feed;
mod fragments;
mod grams;
mod lines;
mod looks;
mod matcher;
mod programs;
mod report;
mod tally;

use rayon::prelude::*;

use crate::level::Level;
use crate::logs::{LogSet, Source, Unread};
use crate::pattern::Pattern;
use crate::progress::{Progress, Step};

pub use distinct::DISTINCT_CAP;
pub use matcher::COVERAGE_LETTERS;
pub use report::{
    ENOUGH_LINES, Example, Hits, LOW_COVERAGE, LevelSeen, ProgramSeen, Report, Summary,
    SummaryLine, TEXT_CAP,
};

use matcher::Matcher;
use tally::{Job, Tally};

/// How many programs are named where the one that was asked for wrote nothing.
const NAMED: usize = 10;

/// Logs whose beginnings show what is frequent in them, and the bytes of each beginning.
const SAMPLED_LOGS: usize = 4;
const SAMPLE: u64 = 64 << 10;

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
    /// The program that was asked for wrote none of the lines.
    #[error("no line of these logs names the program '{program}'; {named}")]
    NoProgram {
        /// As it was asked for.
        program: String,
        /// Some that there are, the most frequent first, or that there is none.
        named: String,
    },
}

/// A message of the application that may explain lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The message as a log shows it.
    pub pattern: Pattern,
    /// Its level, where one is known.
    pub level: Option<Level>,
}

/// What a caller may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// How many example lines a keyword keeps, the first ones in reading order.
    pub examples: usize,
    /// Count only lines that name this program, as syslog and the journal do.
    pub program: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            examples: 3,
            program: None,
        }
    }
}

/// Counts the lines that each of `keywords` hits and the lines that `known`, the messages mined from
/// the application, explain.
///
/// Logs are read side by side on rayon's threads, and the blocks of one log too; the report is the
/// same for any number of them. Its hits are in the order of `keywords`. `progress` gets one
/// [`Step::Reading`].
pub fn crosscheck(
    keywords: &[Pattern],
    known: &[Known],
    logs: &LogSet,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Report, Error> {
    let starts = logs.sources().iter().take(SAMPLED_LOGS);
    let sample = starts
        .map(|log| log.start(SAMPLE))
        .collect::<Vec<_>>()
        .concat();
    let matcher = Matcher::new(keywords, known, &sample)?;
    let job = Job {
        matcher: &matcher,
        options,
        progress,
    };
    progress.begin(Step::Reading, logs.size());
    let sources = logs.sources();
    let tally = (0..sources.len())
        .into_par_iter()
        .map(|number| tally::of_source(number, &sources[number], job))
        .reduce(Tally::default, |left, right| left.join(right, options));
    progress.end();
    if tally.lines == 0 {
        return Err(no_lines(sources, &unread(logs, tally.unread)));
    }
    if let Some(program) = options.program.as_ref().filter(|_| tally.own == 0) {
        return Err(Error::NoProgram {
            program: program.clone(),
            named: named(&tally.programs.largest(NAMED)),
        });
    }
    Ok(report(keywords, known, &matcher, logs, options, tally))
}

fn named(programs: &[String]) -> String {
    if programs.is_empty() {
        return "they name no program at all: leave --program out".to_owned();
    }
    format!("those that lines name: {}", programs.join(", "))
}

fn report(
    keywords: &[Pattern],
    known: &[Known],
    matcher: &Matcher,
    logs: &LogSet,
    options: &Options,
    mut tally: Tally,
) -> Report {
    let names: Vec<&str> = logs.sources().iter().map(Source::name).collect();
    let hits = keywords.iter().enumerate().map(|(index, keyword)| {
        let count = tally.counts.remove(&index).unwrap_or_default();
        Hits::new(keyword.to_string(), count, &names)
    });
    Report {
        hits: hits.collect(),
        summary: coverage::summary(&tally, known, matcher.explaining(), options),
        unread: unread(logs, tally.unread),
    }
}

/// What could not be listed, then what could not be read, in the order of the logs.
fn unread(logs: &LogSet, mut read: Vec<(usize, Unread)>) -> Vec<Unread> {
    read.sort_by_key(|(source, _)| *source);
    let read = read.into_iter().map(|(_, unread)| unread);
    logs.unread().iter().cloned().chain(read).collect()
}

fn no_lines(sources: &[Source], unread: &[Unread]) -> Error {
    let unread = unread.iter().map(|unread| format!(" ({unread})"));
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
