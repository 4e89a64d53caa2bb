//! Why a text is, or is not, a candidate.

use std::collections::HashMap;
use std::path::PathBuf;

use super::mine::{Loaded, load};
use super::{Error, MineOptions, Mined};
use crate::crosscheck::COVERAGE_LETTERS;
use crate::link::{self, Broken, Literal, Place, Query, Trace, Traced};
use crate::pattern::Pattern;
use crate::progress::Progress;
use crate::score::{self, Candidate};
use crate::source::{self, Aside};
use crate::threads;

/// Files that mining did not read are looked into too, up to this size.
const ALL_FILES: source::Options = source::Options {
    max_file_size: 64 << 20,
    include_vendored: true,
};

/// Places that are named for a text that is in no literal.
const MAX_ELSEWHERE: usize = 5;

/// What is known of a text or a line.
#[derive(Debug)]
pub struct Explained {
    /// What was asked for.
    pub query: Query,
    /// Messages, those of the best candidates first.
    pub messages: Vec<Explanation>,
    /// Literals that are no part of a message.
    pub broken: Vec<Broken>,
    /// Where there are neither: places where the text stands all the same.
    pub elsewhere: Vec<Elsewhere>,
    /// And literals that are like it.
    pub nearest: Vec<Literal>,
    /// All that was mined.
    pub mined: Mined,
}

/// A message, and the candidate that it is.
#[derive(Debug)]
pub struct Explanation {
    /// The message with its ways.
    pub trace: Trace,
    /// The candidate that it became, alone or with others that are nearly the same; `None` where no part
    /// of it can stand in a rule.
    pub candidate: Option<Candidate>,
}

/// A place where a text stands, though no literal that was read holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The place.
    pub place: Place,
    /// Why it was not read.
    pub why: Why,
}

/// Why what stands in a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The file was read, but nothing is done there with a text that holds it.
    NoValue,
    /// The file was left out.
    LeftOut(Aside),
    /// The file was skipped, for this reason.
    Skipped(String),
    /// The file has fewer lines, this many.
    PastEnd(usize),
}

/// Says why a text of the sources is a candidate, or at which step it stopped being one. `asked` is
/// `FILE:LINE` where it ends so and the trees hold such a file, and otherwise a text: it is found in
/// either case, with `*` for anything.
///
/// # Errors
/// [`Error`] for data that cannot be loaded and for a tree in which there is nothing to read.
pub fn explain(
    sources: &[PathBuf],
    asked: &str,
    options: &MineOptions,
    progress: &dyn Progress,
) -> Result<Explained, Error> {
    threads::on_deep_stacks(|| explained(sources, asked, options, progress))?
}

fn explained(
    sources: &[PathBuf],
    asked: &str,
    options: &MineOptions,
    progress: &dyn Progress,
) -> Result<Explained, Error> {
    let loaded = load(sources, options, progress)?;
    let everything = everything(sources, &loaded)?;
    let mut query = query(asked, &everything);
    let mut traced = link::trace(&loaded.facts, &loaded.packs, &query);
    if let Some(message) = message_of_line(&query, asked, &traced) {
        query = Query::Text(message.clone());
        traced = link::trace(&loaded.facts, &loaded.packs, &query);
        traced.broken.clear();
        traced
            .traces
            .retain(|trace| trace.message.pattern == message);
    }
    let elsewhere = if traced.traces.is_empty() && traced.broken.is_empty() {
        elsewhere(&query, &everything, &loaded)
    } else {
        Vec::new()
    };
    let mined = loaded.mined(traced.messages);
    Ok(Explained {
        query,
        messages: explanations(traced.traces, &mined.candidates),
        broken: traced.broken,
        elsewhere,
        nearest: traced.nearest,
        mined,
    })
}

/// What is asked for may be a line of a log: the message with most letters that explains it, where no text
/// of the source holds the whole line.
fn message_of_line(query: &Query, asked: &str, traced: &Traced) -> Option<Pattern> {
    let is_line = matches!(query, Query::Text(_));
    if !is_line || !traced.traces.is_empty() || !traced.broken.is_empty() {
        return None;
    }
    let patterns = traced.messages.iter().map(|message| &message.pattern);
    let explaining = patterns
        .filter(|pattern| pattern.letters() >= COVERAGE_LETTERS)
        .filter(|pattern| Query::Text((*pattern).clone()).is_in(asked));
    explaining.max_by_key(|pattern| pattern.letters()).cloned()
}

/// The tree with the files that mining leaves out or skips.
fn everything(sources: &[PathBuf], loaded: &Loaded) -> Result<source::Tree, Error> {
    Ok(source::walk_all(sources, &loaded.packs, &ALL_FILES)?)
}

fn query(asked: &str, everything: &source::Tree) -> Query {
    line_of(asked, everything).unwrap_or_else(|| {
        let Ok(pattern) = asked.parse();
        Query::Text(pattern)
    })
}

/// A place that is asked for: of several files whose paths end so, all are meant, unless one has just
/// this path. A path may begin with the folder that was given as the source.
fn line_of(asked: &str, everything: &source::Tree) -> Option<Query> {
    let (file, line) = asked.rsplit_once(':')?;
    let line = line.parse().ok()?;
    let file = file.trim_start_matches("./");
    let ends = |path: &str, end: &str| {
        path.strip_suffix(end)
            .is_some_and(|before| before.ends_with('/'))
    };
    let paths = everything.files.iter().map(|file| &file.path);
    let mut files: Vec<String> = paths
        .filter(|path| *path == file || ends(path, file) || ends(file, path))
        .cloned()
        .collect();
    if files.iter().any(|path| path == file) {
        files = vec![file.to_owned()];
    }
    (!files.is_empty()).then_some(Query::Line { files, line })
}

/// Each message with its candidate, best first; those that are none come last.
fn explanations(traces: Vec<Trace>, candidates: &[Candidate]) -> Vec<Explanation> {
    let by_text: HashMap<String, &Candidate> = candidates
        .iter()
        .map(|candidate| (score::normalised(&candidate.message.pattern), candidate))
        .collect();
    let explanation = |trace: Trace| {
        let text = score::normalised(&trace.message.pattern);
        let variant = || candidates.iter().find(|one| one.stands_for(&trace.message));
        let candidate = by_text.get(&text).copied().or_else(variant).cloned();
        Explanation { trace, candidate }
    };
    let mut explanations: Vec<_> = traces.into_iter().map(explanation).collect();
    let rank = |explanation: &Explanation| {
        let candidate = explanation.candidate.as_ref();
        candidate.map_or(usize::MAX, |candidate| candidate.rank)
    };
    explanations.sort_by_key(rank);
    explanations
}

/// Where what is asked for stands in files, read or not.
fn elsewhere(query: &Query, everything: &source::Tree, loaded: &Loaded) -> Vec<Elsewhere> {
    let found = everything.files.iter().filter_map(|file| {
        let region = || source::read(file, &ALL_FILES).ok();
        let mut lines = None;
        let line = match query {
            Query::Line { files, line } => {
                files.contains(&file.path).then_some(())?;
                lines = region().map(|region| region.text.lines().count());
                *line
            }
            Query::Text(_) => {
                let region = region()?;
                let found = region.text.lines().position(|line| query.is_in(line));
                region.line + found?
            }
        };
        let why = match lines.filter(|lines| line > *lines) {
            Some(lines) => Why::PastEnd(lines),
            None => why(file, loaded),
        };
        let says_nothing = why == Why::NoValue && matches!(query, Query::Line { .. });
        (!says_nothing).then(|| Elsewhere {
            place: Place {
                file: file.path.clone(),
                line,
            },
            why,
        })
    });
    found.take(MAX_ELSEWHERE).collect()
}

fn why(file: &source::SourceFile, loaded: &Loaded) -> Why {
    let is_read = loaded.facts.iter().any(|facts| *facts.path == *file.path);
    let skipped = loaded
        .tree
        .skipped
        .iter()
        .find(|skipped| skipped.path == file.path);
    match skipped {
        _ if is_read => Why::NoValue,
        Some(skipped) => Why::Skipped(skipped.why.clone()),
        None => {
            source::aside(&file.path, &loaded.packs[file.pack]).map_or(Why::NoValue, Why::LeftOut)
        }
    }
}
