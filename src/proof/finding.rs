//! What is wrong with a pack or a fixture, and where.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::corpus::DataFile;
use crate::span::Span;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub fault: Fault,
    /// The file that it is in.
    pub file: Arc<DataFile>,
    /// The place; `None` where the file as a whole is meant.
    pub span: Option<Span>,
}

/// What can be wrong. Texts are quoted as they stand in their file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No fixture holds what this pattern of a query matches: its first line.
    DeadPattern(String),
    /// The same for an alternative inside `[…]`, in a pattern that does match.
    DeadAlternative(String),
    /// Without this entry of `sinks` or `builders` every fixture prints the same: its calls.
    DeadCalls(String),
    /// A fixture's line does not print what its comment states.
    Missing(String),
    /// A fixture's line prints what no comment states.
    Noisy(String),
    /// A fixture's comment does not have the form of a statement.
    Malformed,
    /// A fixture that no pack reads.
    Unread,
    /// A pack without fixtures.
    NoFixtures,
}

impl Finding {
    pub(super) fn of_file(file: &Arc<DataFile>, fault: Fault) -> Self {
        Finding {
            fault,
            file: file.clone(),
            span: None,
        }
    }

    /// A finding at a range of bytes.
    pub(super) fn at(file: &Arc<DataFile>, place: Range<usize>, fault: Fault) -> Self {
        let before = file.text.get(..place.start).unwrap_or_default();
        let span = Span {
            start: place.start,
            end: place.end,
            line: before.matches('\n').count() + 1,
        };
        Finding {
            fault,
            file: file.clone(),
            span: Some(span),
        }
    }

    /// A finding at what stands on a line, counted from 1.
    pub(super) fn on_line(file: &Arc<DataFile>, line: usize, fault: Fault) -> Self {
        let mut lines = file.text.split_inclusive('\n');
        let start = lines.by_ref().take(line - 1).map(str::len).sum::<usize>();
        let written = lines.next().unwrap_or_default();
        let indent = written.len() - written.trim_start().len();
        Finding::at(
            file,
            start + indent..start + written.trim_end().len(),
            fault,
        )
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::DeadPattern(text) => {
                write!(f, "dead pattern, nothing in the fixtures matches it: {text}")
            }
            Fault::DeadAlternative(text) => write!(
                f,
                "dead alternative, nothing in the fixtures matches it: {text}"
            ),
            Fault::DeadCalls(calls) => {
                write!(f, "dead calls, the fixtures print the same without: {calls}")
            }
            Fault::Missing(printed) => write!(f, "missing, the line does not print: {printed}"),
            Fault::Noisy(printed) => write!(f, "noisy, no comment states: {printed}"),
            Fault::Malformed => {
                f.write_str("a comment that is not: >> PATTERN [level sink construct] or [level sink construct debug]")
            }
            Fault::Unread => f.write_str(
                "no language pack reads this fixture: is it in its pack's folder, and among its files?",
            ),
            Fault::NoFixtures => f.write_str(
                "this language pack has no fixtures; see queries/README.md for where they lie",
            ),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file.shown)?;
        if let Some(span) = self.span {
            write!(f, ":{}", span.line)?;
        }
        write!(f, ": {}", self.fault)
    }
}
