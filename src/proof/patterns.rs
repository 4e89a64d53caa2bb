//! Which patterns of a pack's query, and which alternatives inside them, the fixtures exercise.

use std::ops::Range;
use std::sync::Arc;

use streaming_iterator::StreamingIterator;
use tree_sitter::{Node, Parser, Query, QueryCursor};

use super::fixture::Fixture;
use super::{Fault, Finding, alternatives};
use crate::corpus::DataFile;
use crate::pack::{self, Pack};

/// The parts of a query.
pub(super) struct Parts {
    pub patterns: Vec<Part>,
    pub alternatives: Vec<Part>,
}

/// A pattern or an alternative.
pub(super) struct Part {
    place: Range<usize>,
    pub is_exercised: bool,
}

/// Runs the query over the whole tree of each fixture. The replacement text of macros is not parsed for
/// it: what can stand there can stand outside too.
///
/// # Errors
/// [`pack::Error::Query`] if tree-sitter refuses the query once its alternatives are marked.
pub(super) fn exercise(pack: &Pack, fixtures: &[Fixture]) -> Result<Parts, pack::Error> {
    let text = &pack.facts_file.text;
    let mut parts = Parts::of(&pack.query()?, text);
    let places: Vec<_> = parts
        .alternatives
        .iter()
        .map(|it| it.place.clone())
        .collect();
    let marked = alternatives::marked(text, &places);
    let query = pack::compile(&pack.grammar, &pack.facts_file.shown, &marked)?;
    let mut parser = Parser::new();
    for fixture in fixtures {
        let text = &fixture.file.text;
        let is_set = parser.set_language(&pack.grammar).is_ok();
        if let Some(tree) = parser.parse(text, None).filter(|_| is_set) {
            parts.see(&query, tree.root_node(), text);
        }
    }
    Ok(parts)
}

impl Parts {
    fn of(query: &Query, text: &str) -> Self {
        let patterns = (0..query.pattern_count())
            .map(|at| query.start_byte_for_pattern(at)..query.end_byte_for_pattern(at));
        Parts {
            patterns: patterns.map(Part::new).collect(),
            alternatives: alternatives::find(text)
                .into_iter()
                .map(Part::new)
                .collect(),
        }
    }

    /// Notes what matches below a node; `marked` is the query with its alternatives marked.
    fn see(&mut self, marked: &Query, node: Node<'_>, text: &str) {
        let numbers: Vec<_> = marked
            .capture_names()
            .iter()
            .map(|name| alternatives::number(name))
            .collect();
        let mut cursor = QueryCursor::new();
        let mut matches = cursor.matches(marked, node, text.as_bytes());
        while let Some(found) = matches.next() {
            self.patterns[found.pattern_index].is_exercised = true;
            for capture in found.captures() {
                if let Some(number) = numbers[capture.index as usize] {
                    self.alternatives[number].is_exercised = true;
                }
            }
        }
    }

    /// The dead parts; of those that lie in one another only the outermost.
    pub fn findings(&self, file: &Arc<DataFile>) -> Vec<Finding> {
        let patterns = self.patterns.iter().map(|part| (part, true));
        let alternatives = self.alternatives.iter().map(|part| (part, false));
        let mut dead: Vec<_> = patterns
            .chain(alternatives)
            .filter(|(part, _)| !part.is_exercised)
            .collect();
        dead.sort_by_key(|(part, is_pattern)| {
            (
                part.place.start,
                !is_pattern,
                std::cmp::Reverse(part.place.end),
            )
        });
        let mut end = 0;
        let mut findings = Vec::new();
        for (part, is_pattern) in dead {
            if part.place.start >= end {
                end = part.place.end;
                findings.push(part.finding(file, is_pattern));
            }
        }
        findings
    }
}

impl Part {
    fn new(place: Range<usize>) -> Self {
        Part {
            place,
            is_exercised: false,
        }
    }

    /// The finding that it is dead, at its first line.
    fn finding(&self, file: &Arc<DataFile>, is_pattern: bool) -> Finding {
        let text = file.text.get(self.place.clone()).unwrap_or_default();
        let line = text.lines().next().unwrap_or_default().trim_end();
        let place = self.place.start..self.place.start + line.len();
        let fault = if is_pattern {
            Fault::DeadPattern(line.to_owned())
        } else {
            Fault::DeadAlternative(line.to_owned())
        };
        Finding::at(file, place, fault)
    }
}
