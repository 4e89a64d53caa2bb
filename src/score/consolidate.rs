//! Near-identical messages become one.

use std::collections::BTreeMap;

use super::{general, variants};
use crate::link::Message;
use crate::pattern::{Pattern, Piece};

/// A pattern without what does not tell messages apart: case, numbers (they count as values), and
/// values and punctuation at the edges.
pub fn normalised(pattern: &Pattern) -> String {
    let values = without_numbers(pattern);
    let text: String = values
        .pieces()
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.to_lowercase(),
            Piece::Any | Piece::One => "\u{0}".to_owned(),
        })
        .collect();
    text.trim_matches(|c: char| !c.is_alphanumeric())
        .replace('\u{0}', "*")
}

/// Joins messages that are the same when normalised, and the variants of one.
pub(super) fn consolidate(messages: Vec<Message>) -> Vec<Message> {
    let statements = general::join_known_values(same(messages));
    let variants = variants::of_words(variants::of_statements(statements));
    // What variants have in common may be what another statement says.
    same(variants)
}

/// Joins messages that are the same when normalised, in the order of their names.
fn same(messages: Vec<Message>) -> Vec<Message> {
    let mut groups: BTreeMap<String, Vec<Message>> = BTreeMap::new();
    for message in messages {
        groups
            .entry(normalised(&message.pattern))
            .or_default()
            .push(message);
    }
    groups.into_values().filter_map(join).collect()
}

/// The first in the source gives its text, the best sink, level and way are kept, and all sites.
pub(super) fn join(mut group: Vec<Message>) -> Option<Message> {
    group.sort_by(|a, b| {
        a.sites
            .cmp(&b.sites)
            .then_with(|| a.pattern.cmp(&b.pattern))
    });
    let level = group.iter().filter_map(|message| message.level).min();
    let mut all = group.into_iter().map(|message| message.at_level(level));
    let mut joined = all.next()?;
    for other in all {
        joined.pattern = common(joined.pattern, &other.pattern);
        joined.sink = joined.sink.min(other.sink);
        joined.certainty = joined.certainty.min(other.certainty);
        joined.debug_only &= other.debug_only;
        joined.sites.extend(other.sites);
    }
    joined.sites.sort();
    joined.sites.dedup();
    Some(joined)
}

/// A pattern that stands for both of two that are the same when normalised.
fn common(first: Pattern, other: &Pattern) -> Pattern {
    let lower = |pattern: &Pattern| pattern.to_string().to_lowercase();
    if lower(&first) == lower(other) {
        return first;
    }
    let (inner, other) = (without_edges(&first), without_edges(other));
    if lower(&inner) == lower(&other) {
        return inner;
    }
    without_edges(&without_numbers(&inner))
}

fn without_numbers(pattern: &Pattern) -> Pattern {
    let mut pieces = Vec::new();
    for piece in pattern.pieces() {
        let Piece::Text(text) = piece else {
            pieces.push(Piece::Any);
            continue;
        };
        for (index, run) in text.split(|c: char| c.is_ascii_digit()).enumerate() {
            if index > 0 {
                pieces.push(Piece::Any);
            }
            pieces.push(Piece::Text(run.to_owned()));
        }
    }
    Pattern::new(pieces)
}

/// Without values and punctuation at the edges.
fn without_edges(pattern: &Pattern) -> Pattern {
    let is_edge = |c: char| !c.is_alphanumeric();
    let mut pieces = pattern.pieces().to_vec();
    while let Some(piece) = pieces.first_mut() {
        match piece {
            Piece::Text(text) if text.contains(|c| !is_edge(c)) => {
                *text = text.trim_start_matches(is_edge).to_owned();
                break;
            }
            _ => pieces.remove(0),
        };
    }
    while let Some(piece) = pieces.last_mut() {
        match piece {
            Piece::Text(text) if text.contains(|c| !is_edge(c)) => {
                *text = text.trim_end_matches(is_edge).to_owned();
                break;
            }
            _ => pieces.pop(),
        };
    }
    Pattern::new(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(written: &str) -> Pattern {
        let Ok(pattern) = written.parse();
        pattern
    }

    #[test]
    fn case_numbers_and_edges_do_not_tell_messages_apart() {
        let same = [
            "Bad state 17: *",
            "bad state 4",
            "* bad state *",
            "(BAD STATE 9).",
        ];
        let first = normalised(&pattern("bad state"));
        for written in same {
            assert_eq!(normalised(&pattern(written)), first, "{written}");
        }
        assert_ne!(normalised(&pattern("bad state of mind")), first);
    }

    #[test]
    fn the_common_pattern_stands_for_both() {
        let cases = [
            ("Access denied", "access denied", "Access denied"),
            ("Access denied.", "access denied: *", "Access denied"),
            ("slot 4 is bad", "Slot 17 is bad", "slot * is bad"),
            ("* bad: 4", "bad: 7", "bad"),
        ];
        for (first, other, wanted) in cases {
            assert_eq!(common(pattern(first), &pattern(other)), pattern(wanted));
        }
    }

    #[test]
    fn normalising_twice_changes_nothing() {
        for written in ["a 1 b 2 c", "x * y", "v1.2 *", "\\* literal 5"] {
            let joined = without_edges(&without_numbers(&pattern(written)));
            assert_eq!(normalised(&joined), normalised(&pattern(written)));
        }
    }
}
