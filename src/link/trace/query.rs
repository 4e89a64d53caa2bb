//! What is asked for.

use std::collections::BTreeSet;

use super::{Literal, Message};
use crate::pattern::Pattern;

/// Letters and digits that a word has at least to be compared by.
const MIN_WORD: usize = 3;

/// A text, or a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// The texts of a pattern, in order, with anything before, between and behind them; in either case.
    Text(Pattern),
    /// All that starts on this line of one of these files.
    Line {
        /// The files, as sites show them.
        files: Vec<String>,
        /// The line, counted from 1.
        line: usize,
    },
}

impl Query {
    /// Whether a text holds what is asked for; never, where a place is.
    pub fn is_in(&self, text: &str) -> bool {
        let Query::Text(wanted) = self else {
            return false;
        };
        let text = text.to_lowercase();
        let mut rest = text.as_str();
        wanted.texts().all(|part| {
            let part = part.to_lowercase();
            let found = rest.find(&part);
            rest = found.map_or("", |at| &rest[at + part.len()..]);
            found.is_some()
        })
    }

    /// Whether a place is asked for, and it is this one.
    pub(super) fn is_at(&self, file: &str, line: usize) -> bool {
        match self {
            Query::Text(_) => false,
            Query::Line {
                files,
                line: wanted,
            } => *wanted == line && files.iter().any(|known| known == file),
        }
    }

    /// `lines` are those that a part of the literal begins on.
    pub(super) fn wants_literal(&self, literal: &Literal, lines: &[usize]) -> bool {
        let is_here = |line: &usize| self.is_at(&literal.place.file, *line);
        self.is_in(&plain(&literal.text)) || lines.iter().any(is_here)
    }

    pub(super) fn wants_message(&self, message: &Message) -> bool {
        let mut sites = message.sites.iter();
        self.is_in(&plain(&message.pattern)) || sites.any(|site| self.is_at(&site.file, site.line))
    }

    /// The literals that share the most words with what is asked for.
    pub(super) fn nearest<'l>(
        &self,
        literals: impl Iterator<Item = &'l Literal>,
        at_most: usize,
    ) -> Vec<Literal> {
        let Query::Text(wanted) = self else {
            return Vec::new();
        };
        let wanted = words(wanted);
        let mut near: Vec<(usize, &Literal)> = literals
            .map(|literal| (words(&literal.text).intersection(&wanted).count(), literal))
            .filter(|(shared, _)| *shared > 0)
            .collect();
        near.sort_by_key(|(shared, literal)| (usize::MAX - shared, literal.text.letters()));
        near.dedup_by(|(_, next), (_, kept)| next.text == kept.text);
        near.truncate(at_most);
        near.into_iter()
            .map(|(_, literal)| literal.clone())
            .collect()
    }
}

/// The texts with a star for what stands between them, nothing escaped.
fn plain(pattern: &Pattern) -> String {
    pattern.texts().collect::<Vec<_>>().join("*")
}

fn words(pattern: &Pattern) -> BTreeSet<String> {
    let words = pattern
        .texts()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    words
        .filter(|word| word.chars().count() >= MIN_WORD)
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Query;

    fn text(written: &str) -> Query {
        let Ok(pattern) = written.parse();
        Query::Text(pattern)
    }

    #[test]
    fn a_text_is_found_in_either_case_with_anything_for_a_star() {
        assert!(text("SEAL * forged").is_in("the seal of %s is forged"));
        assert!(text("seal").is_in("Seals"));
        assert!(!text("forged * seal").is_in("the seal of %s is forged"));
        assert!(!text("seal * seal").is_in("the seal"));
    }
}
