//! A pattern that may stand in a rule.

use std::fmt;

use serde::{Serialize, Serializer};

use super::quoting;
use crate::pattern::{Pattern, Piece};

/// The fewest characters of literal text a keyword must have; shorter ones match everything.
pub(super) const MIN_LENGTH: usize = 5;

/// Marks that SigmaHQ's CI allows nowhere in a rule file.
pub(super) const TRADE_MARK: &str = "ATT&CK";

/// A keyword that SigmaHQ's checks accept and that every backend which converts keyword rules
/// reads in the same way or wider.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Keyword(Pattern);

/// Why a pattern is no keyword. The text says what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No literal text.
    #[error("it is empty: give the text that the log shows")]
    Empty,
    /// A wildcard at the beginning or the end.
    #[error(
        "it begins or ends with a wildcard: leave it out, a keyword matches inside a line anyway"
    )]
    EdgeWildcard,
    /// Two wildcards in a row.
    #[error("it has two wildcards in a row: one `*` is enough")]
    WildcardRun,
    /// A literal `*` or `?`.
    #[error(
        "it has a literal `{0}`, which backends read differently: cut it there, or write `*` in its place"
    )]
    EscapedWildcard(char),
    /// A character that YAML or a log line cannot hold as it is.
    #[error(
        "it has the character {0}, which does not show: cut it there, or write `*` in its place"
    )]
    Unprintable(String),
    /// No letter at all, such as a number.
    #[error(
        "it has no letter, so it matches numbers and punctuation of any program: take more of the message"
    )]
    NoLetter,
    /// Fewer than five characters of literal text.
    #[error("it is shorter than 5 characters and would match everywhere: take more of the message")]
    Short,
    /// A trade mark that SigmaHQ's CI refuses.
    #[error("it has `ATT&CK`, which SigmaHQ's CI refuses anywhere in a rule: cut it there")]
    TradeMark,
}

impl Keyword {
    /// Takes a pattern whose written form is to be the keyword.
    ///
    /// # Errors
    /// The first reason for which SigmaHQ's CI, or a backend, would not read it as it is meant.
    pub fn new(pattern: Pattern) -> Result<Keyword, Refused> {
        let pieces = pattern.pieces();
        let literal: String = pattern.texts().collect();
        if literal.trim().is_empty() {
            return Err(Refused::Empty);
        }
        if has_edge_wildcard(&pattern) {
            return Err(Refused::EdgeWildcard);
        }
        if pieces
            .windows(2)
            .any(|pair| !is_text(&pair[0]) && !is_text(&pair[1]))
        {
            return Err(Refused::WildcardRun);
        }
        if let Some(c) = escaped_wildcard(&pattern) {
            return Err(Refused::EscapedWildcard(c));
        }
        if let Some(c) = literal.chars().find(|c| !is_visible(*c)) {
            return Err(Refused::Unprintable(format!("U+{:04X}", u32::from(c))));
        }
        if !literal.contains(char::is_alphabetic) {
            return Err(Refused::NoLetter);
        }
        if literal.chars().count() < MIN_LENGTH {
            return Err(Refused::Short);
        }
        if pattern.to_string().contains(TRADE_MARK) {
            return Err(Refused::TradeMark);
        }
        Ok(Keyword(pattern))
    }

    /// What it matches.
    pub fn pattern(&self) -> &Pattern {
        &self.0
    }

    /// The form for a rule's `keywords:` list: always in single quotes.
    pub fn quoted(&self) -> String {
        quoting::yaml_quoted(&self.0.to_string())
    }

    /// Whether every line that `other` matches is matched by this one too, in any case. A keyword
    /// with `?` covers only itself.
    pub fn covers(&self, other: &Keyword) -> bool {
        covers(&self.0, &other.0)
    }

    /// Whether it matches the same lines as `other`: case does not count.
    pub fn equals(&self, other: &Keyword) -> bool {
        self.folded() == other.folded()
    }

    /// Its written form in lower case: the same for keywords that match the same lines.
    pub fn folded(&self) -> String {
        folded(&self.0)
    }

    /// Whether it begins or ends inside a word of a message: an engine that searches for whole words
    /// does not find it there.
    pub fn cuts_word_of(&self, message: &Pattern) -> bool {
        let is_word = |edge: Option<char>| edge.is_some_and(char::is_alphanumeric);
        let begins_inside = |before: &str, text: &str, _: &str| {
            is_word(before.chars().next_back()) && is_word(text.chars().next())
        };
        let ends_inside = |_: &str, text: &str, behind: &str| {
            is_word(text.chars().next_back()) && is_word(behind.chars().next())
        };
        stands_only(self.0.texts().next(), message, begins_inside)
            || stands_only(self.0.texts().last(), message, ends_inside)
    }

    /// Whether it is sure to find this message, in any case: none of its texts reaches over a value,
    /// because nobody knows what will stand there.
    pub fn occurs_in(&self, message: &Pattern) -> bool {
        covers(&self.0, message)
    }
}

impl fmt::Display for Keyword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Keyword {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Whether the texts of `wide` stand in this order inside the texts of `narrow`, so that a line
/// matched by `narrow` is matched by `wide`.
pub(super) fn covers(wide: &Pattern, narrow: &Pattern) -> bool {
    if wide.pieces().contains(&Piece::One) {
        return folded(wide) == folded(narrow);
    }
    let texts: Vec<String> = narrow.texts().map(str::to_lowercase).collect();
    let (mut index, mut from) = (0, 0);
    wide.texts().map(str::to_lowercase).all(|wanted| {
        while let Some(text) = texts.get(index) {
            if let Some(at) = text[from..].find(&wanted) {
                from += at + wanted.len();
                return true;
            }
            (index, from) = (index + 1, 0);
        }
        false
    })
}

/// Whether the text stands in the message, and everywhere so as is asked: of what is before it in its
/// piece, of itself, and of what is behind it. Case does not count.
fn stands_only(
    text: Option<&str>,
    message: &Pattern,
    so: impl Fn(&str, &str, &str) -> bool,
) -> bool {
    let text = text.unwrap_or_default().to_lowercase();
    let wholes: Vec<String> = message.texts().map(str::to_lowercase).collect();
    let places = wholes.iter().flat_map(|whole| {
        let places = whole.match_indices(&text);
        places.map(|(at, found)| (&whole[..at], found, &whole[at + found.len()..]))
    });
    let so: Vec<bool> = places
        .map(|(before, found, behind)| so(before, found, behind))
        .collect();
    !so.is_empty() && so.into_iter().all(|so| so)
}

/// The written form in lower case: equal for keywords that match the same lines.
pub(super) fn folded(pattern: &Pattern) -> String {
    pattern.to_string().to_lowercase()
}

pub(super) fn has_edge_wildcard(pattern: &Pattern) -> bool {
    let pieces = pattern.pieces();
    let edges = [pieces.first(), pieces.last()];
    edges.into_iter().flatten().any(|edge| !is_text(edge))
}

pub(super) fn escaped_wildcard(pattern: &Pattern) -> Option<char> {
    pattern
        .texts()
        .flat_map(str::chars)
        .find(|c| matches!(c, '*' | '?'))
}

pub(super) fn literal_length(pattern: &Pattern) -> usize {
    pattern.texts().flat_map(str::chars).count()
}

fn is_text(piece: &Piece) -> bool {
    matches!(piece, Piece::Text(_))
}

/// A reviewer must see what the rule matches: no character that YAML refuses, and none that turns
/// the reading direction of what follows (UAX #9, explicit embeddings, overrides and isolates).
fn is_visible(c: char) -> bool {
    quoting::is_printable(c) && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyword(written: &str) -> Result<Keyword, Refused> {
        let Ok(pattern) = written.parse();
        Keyword::new(pattern)
    }

    #[test]
    fn a_wider_keyword_has_its_texts_in_the_same_order_and_nowhere_twice() {
        for (wide, narrow, expected) in [
            ("first*second", "first and second", true),
            ("first*second", "the first * second", true),
            ("second*first", "first and second", false),
            ("abc*cde", "abcde", false),
            ("abc*cde", "abccde", true),
            ("and*and", "first and second", false),
            ("FIRST", "first and second", true),
            ("f?rst", "f?rst", true),
            ("f?rst", "first", false),
        ] {
            let (Ok(wide_one), Ok(narrow_one)) = (wide.parse(), narrow.parse());
            assert_eq!(
                covers(&wide_one, &narrow_one),
                expected,
                "{wide} / {narrow}"
            );
        }
    }

    #[test]
    fn keywords_are_equal_whatever_their_case() {
        let [a, b, c] = ["Not Permitted", "not permitted", "not * permitted"]
            .map(|text| keyword(text).unwrap());
        assert!(a.equals(&b) && !a.equals(&c));
        assert_eq!(a.pattern().to_string(), "Not Permitted");
    }

    #[test]
    fn what_sigmahq_or_a_backend_would_not_take_is_refused() {
        for (written, refused) in [
            ("", Refused::Empty),
            ("*", Refused::Empty),
            ("*syscall not permitted", Refused::EdgeWildcard),
            ("syscall not permitted*", Refused::EdgeWildcard),
            ("syscall not permitted?", Refused::EdgeWildcard),
            ("syscall *? permitted", Refused::WildcardRun),
            (r"may not use \* here", Refused::EscapedWildcard('*')),
            ("left\u{202e}right", Refused::Unprintable("U+202E".into())),
            (
                "line\u{2028}separator",
                Refused::Unprintable("U+2028".into()),
            ),
            ("12345678", Refused::NoLetter),
            ("bug:", Refused::Short),
            ("see ATT&CK", Refused::TradeMark),
        ] {
            assert_eq!(keyword(written), Err(refused), "{written}");
        }
    }

    #[test]
    fn real_keywords_are_taken_and_quoted() {
        let taken = keyword(r"couldn't open C:\dir *: 5%").unwrap();
        assert_eq!(taken.quoted(), r"'couldn''t open C:\dir *: 5%'");
        assert!(keyword("größte 龍 Anzahl").is_ok());
        assert!(keyword("\u{1f468}\u{200d}\u{1f469} שלום\u{200f} denied").is_ok());
    }

    #[test]
    fn a_keyword_that_cuts_a_word_of_its_message_is_told_from_one_that_does_not() {
        let message: Pattern = "Access REFUSED by rule * and unrefused".parse().unwrap();
        for (written, cuts) in [
            ("refus", true),
            ("cess refused", true),
            ("refused by rule", false),
            ("access * and", false),
            ("access * unref", true),
            ("refused", false),
            ("by rule", false),
            ("is not there", false),
        ] {
            let keyword = keyword(written).unwrap();
            assert_eq!(keyword.cuts_word_of(&message), cuts, "{written}");
        }
    }

    #[test]
    fn a_shorter_keyword_covers_a_longer_one() {
        let covers = |a: &str, b: &str| keyword(a).unwrap().covers(&keyword(b).unwrap());
        assert!(covers("not permitted", "Syscall NOT permitted:"));
        assert!(covers("syscall * bounds", "syscall * out of bounds"));
        assert!(covers("syscall * bounds", "bad syscall 5 out of bounds"));
        assert!(!covers("bounds * syscall", "syscall * out of bounds"));
        assert!(!covers("syscall out", "syscall * out"));
        assert!(!covers("aaaaa * aaaaa", "aaaaa aaa"));
        assert!(!covers("error ? here", "error 5 here"));
    }
}
