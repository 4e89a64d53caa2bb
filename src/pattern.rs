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

/// Pieces in order. Neighbouring texts are one, neighbouring wildcards are one, no text is empty
/// and no text holds a control character (a log line cannot show it: it counts as [`Piece::Any`]).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pattern {
    pieces: Vec<Piece>,
}

impl Pattern {
    /// Joins, merges and cleans the pieces; blanks at the outer edges go.
    pub fn new(pieces: impl IntoIterator<Item = Piece>) -> Self {
        let mut joined = Joined::default();
        for piece in pieces {
            match piece {
                Piece::Text(text) => joined.text(&text),
                other => joined.wildcard(other),
            }
        }
        let mut pattern = Pattern {
            pieces: joined.pieces,
        };
        pattern.trim_blanks();
        pattern
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

    fn trim_blanks(&mut self) {
        if let Some(Piece::Text(text)) = self.pieces.first_mut() {
            *text = text.trim_start().to_owned();
            if text.is_empty() {
                self.pieces.remove(0);
            }
        }
        if let Some(Piece::Text(text)) = self.pieces.last_mut() {
            *text = text.trim_end().to_owned();
            if text.is_empty() {
                self.pieces.pop();
            }
        }
    }
}

#[derive(Default)]
struct Joined {
    pieces: Vec<Piece>,
}

impl Joined {
    fn text(&mut self, text: &str) {
        for (index, run) in text.split(char::is_control).enumerate() {
            if index > 0 {
                self.wildcard(Piece::Any);
            }
            if run.is_empty() {
                continue;
            }
            match self.pieces.last_mut() {
                Some(Piece::Text(last)) => last.push_str(run),
                _ => self.pieces.push(Piece::Text(run.to_owned())),
            }
        }
    }

    fn wildcard(&mut self, piece: Piece) {
        match (self.pieces.last(), &piece) {
            (Some(Piece::Any), Piece::Any) => {}
            _ => self.pieces.push(piece),
        }
    }
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
        Ok(Pattern::new(pieces))
    }
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
