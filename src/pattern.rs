//! A message as it appears in a log: literal text, with a wildcard where a value is printed.
//!
//! The written form is that of a Sigma keyword (sigma-specification, "Escape Character"): `*` is any
//! text, `?` one character, `\*`, `\?` and `\\` the characters themselves, and a backslash before
//! anything else is just a backslash.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A part of a [`Pattern`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// Text that stands there as it is.
    Text(String),
    /// Any text, also none.
    Any,
    /// Exactly one character; only foreign rules have it, mining never makes one.
    One,
}

/// Pieces in order. Neighbouring texts are one, neighbouring wildcards are one, no text is empty, and but in
/// one that is read with [`Pattern::exact`] no text holds a control character (a log line cannot show it: it
/// counts as [`Piece::Any`]), and none a blank at the outer edges.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pattern {
    pieces: Vec<Piece>,
}

impl Pattern {
    /// Joins, merges and cleans the pieces; blanks and line ends at the outer edges go.
    pub fn new(pieces: impl IntoIterator<Item = Piece>) -> Self {
        let mut merged = merge(pieces);
        if let Some(Piece::Text(text)) = merged.last_mut() {
            text.truncate(text.trim_end_matches(is_invisible).len());
        }
        if let Some(Piece::Text(text)) = merged.first_mut() {
            text.drain(..text.len() - from_visible(text).len());
        }
        let is_unclean = |piece: &Piece| matches!(piece, Piece::Text(text) if has_controls(text));
        if merged.iter().any(is_unclean) {
            let pieces = merge(merged.into_iter().flat_map(without_controls));
            return Pattern { pieces };
        }
        merged.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
        Pattern { pieces: merged }
    }

    /// The written form as it stands in somebody's rule, with blanks at its edges and control characters: an
    /// engine matches them too.
    pub fn exact(written: &str) -> Self {
        let pieces = merge(pieces_of(written));
        Pattern { pieces }
    }

    /// The pieces in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The literal texts in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// How many letters the literal text has, over all pieces.
    pub fn letters(&self) -> usize {
        self.texts()
            .flat_map(str::chars)
            .filter(|c| c.is_alphabetic())
            .count()
    }

    /// How many words of two letters or more the literal text has.
    pub fn words(&self) -> usize {
        let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 2;
        self.texts()
            .flat_map(str::split_whitespace)
            .filter(is_word)
            .count()
    }

    /// The same pattern without wildcards (and the blanks before them) at its edges.
    pub fn without_edge_wildcards(&self) -> Pattern {
        let is_text = |piece: &Piece| matches!(piece, Piece::Text(_));
        let first = self
            .pieces
            .iter()
            .position(is_text)
            .unwrap_or(self.pieces.len());
        let last = self
            .pieces
            .iter()
            .rposition(is_text)
            .map_or(first, |i| i + 1);
        Pattern::new(self.pieces[first..last].iter().cloned())
    }
}

/// Whether a text has a control character; most have none, which their bytes tell faster.
fn has_controls(text: &str) -> bool {
    // In UTF-8 the control characters above ASCII begin with 0xC2.
    let may_be_one = |byte: u8| byte < b' ' || byte == 0x7F || byte == 0xC2;
    text.bytes().any(may_be_one) && text.contains(char::is_control)
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// A text from where something of it can be seen.
fn from_visible(mut text: &str) -> &str {
    while let Some(first) = text.chars().next().filter(|first| is_invisible(*first)) {
        text = behind_control(first, &text[first.len_utf8()..]);
    }
    text
}

/// Neighbouring texts as one, neighbouring wildcards as one, no empty text.
fn merge(pieces: impl IntoIterator<Item = Piece>) -> Vec<Piece> {
    let mut merged: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (merged.last_mut(), piece) {
            (_, Piece::Text(text)) if text.is_empty() => {}
            (Some(Piece::Text(last)), Piece::Text(text)) => last.push_str(&text),
            (Some(Piece::Any), Piece::Any) => {}
            (_, piece) => merged.push(piece),
        }
    }
    merged
}

/// A text with a wildcard for each of its control characters, and for what steers a terminal.
fn without_controls(piece: Piece) -> Vec<Piece> {
    let Piece::Text(text) = piece else {
        return vec![piece];
    };
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some(control) = rest.chars().find(|c| c.is_control()) {
        let (run, behind) = rest.split_once(control).unwrap_or((rest, ""));
        pieces.extend([Piece::Text(run.to_owned()), Piece::Any]);
        rest = behind_control(control, behind);
    }
    pieces.push(Piece::Text(rest.to_owned()));
    pieces
}

/// What stands behind a character that is not seen, with what belongs to it: how far a text's further lines are
/// indented in the source, a log need not show (Ruby's `<<~` and Java's blocks of text take that away).
fn behind_control(control: char, behind: &str) -> &str {
    match control {
        '\n' => behind.trim_start_matches(' '),
        '\u{1b}' => behind_sequence(behind).unwrap_or(behind),
        _ => behind,
    }
}

/// What stands behind a control sequence whose escape character was read, such as the `[31m` that makes text red
/// (ECMA-48, 5.4: parameter and intermediate bytes, and a final one).
fn behind_sequence(text: &str) -> Option<&str> {
    let sequence = text.strip_prefix('[')?;
    let is_inner = |c: char| matches!(c, ' '..='?');
    let last = sequence.trim_start_matches(is_inner);
    last.strip_prefix(|c: char| matches!(c, '@'..='~'))
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.pieces {
            match piece {
                Piece::Any => f.write_str("*")?,
                Piece::One => f.write_str("?")?,
                Piece::Text(text) => f.write_str(&escape_text(text))?,
            }
        }
        Ok(())
    }
}

/// A backslash needs a second one before a wildcard, before another backslash and at the end of a
/// text (a wildcard may follow there).
fn escape_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let ambiguous = match c {
            '*' | '?' => true,
            '\\' => matches!(characters.peek(), None | Some('*' | '?' | '\\')),
            _ => false,
        };
        if ambiguous {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

impl FromStr for Pattern {
    type Err = Infallible;

    fn from_str(written: &str) -> Result<Self, Infallible> {
        Ok(Pattern::new(pieces_of(written)))
    }
}

/// The pieces of a written form.
fn pieces_of(written: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut characters = written.chars().peekable();
    while let Some(c) = characters.next() {
        let wildcard = match c {
            '*' => Piece::Any,
            '?' => Piece::One,
            '\\' => {
                let escaped = characters.next_if(|next| matches!(next, '*' | '?' | '\\'));
                text.push(escaped.unwrap_or('\\'));
                continue;
            }
            other => {
                text.push(other);
                continue;
            }
        };
        pieces.push(Piece::Text(std::mem::take(&mut text)));
        pieces.push(wildcard);
    }
    pieces.push(Piece::Text(text));
    pieces
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        let Ok(pattern) = written.parse();
        Ok(pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(pieces: &[Piece]) -> String {
        Pattern::new(pieces.iter().cloned()).to_string()
    }

    fn text(text: &str) -> Piece {
        Piece::Text(text.to_owned())
    }

    #[test]
    fn what_colours_a_text_on_a_terminal_is_no_part_of_it() {
        let red = "keeper]\u{1b}[1;31m seal is broken\u{1b}[0m";
        assert_eq!(shown(&[text(red)]), "keeper]* seal is broken*");
        let red_from_the_first = "\u{1b}[1;31m seal is broken";
        assert_eq!(shown(&[text(red_from_the_first)]), "seal is broken");
        assert_eq!(shown(&[text("seal \u{1b}is broken")]), "seal *is broken");
        let no_sequence = "seal\u{1b}[1;\u{e9} is broken";
        assert_eq!(shown(&[text(no_sequence)]), "seal*[1;\u{e9} is broken");
    }

    #[test]
    fn edges_are_trimmed_and_control_characters_are_wildcards() {
        assert_eq!(shown(&[text("  gone\r\n")]), "gone");
        assert_eq!(
            shown(&[text("a\tb"), Piece::Any, Piece::Any, text("\n")]),
            "a*b*"
        );
        assert_eq!(shown(&[text("a "), text("b")]), "a b");
        assert_eq!(shown(&[text("a\n"), text("   b")]), "a*b");
        for control in ["\0", "\u{1f}", "\u{7f}", "\u{9b}"] {
            let alone = [text("a"), Piece::Any, text(control), Piece::Any, text("b")];
            assert_eq!(shown(&alone), "a*b", "{control:?}");
        }
    }

    #[test]
    fn nothing_but_blanks_is_nothing() {
        assert!(Pattern::new([text(" "), text("\n")]).is_empty());
        assert!(!Pattern::new([Piece::Any]).is_empty() && !Pattern::new([text("a")]).is_empty());
    }

    #[test]
    fn literal_wildcards_and_backslashes_are_escaped_as_sigma_reads_them() {
        assert_eq!(shown(&[text(r"a*b?c\d\*")]), r"a\*b\?c\d\\\*");
        assert_eq!(shown(&[text(r"c:\"), Piece::Any]), r"c:\\*");
    }

    proptest! {
        #[test]
        fn the_written_form_reads_back_as_the_same_pattern(
            pieces in prop::collection::vec(
                prop_oneof![".{0,8}".prop_map(Piece::Text), Just(Piece::Any), Just(Piece::One)],
                0..6,
            )
        ) {
            let pattern = Pattern::new(pieces);
            let Ok(read): Result<Pattern, _> = pattern.to_string().parse();
            prop_assert_eq!(read, pattern);
        }

        #[test]
        fn building_twice_changes_nothing(texts in prop::collection::vec(".{0,8}", 0..6)) {
            let once = Pattern::new(texts.into_iter().map(Piece::Text));
            prop_assert_eq!(Pattern::new(once.pieces().iter().cloned()), once);
        }
    }
}
