//! Macros with arguments among the words before a function's name, `static void PRINTF_LIKE(1, 2) report(…) {`: what
//! they say is for the compiler, and the grammar takes the first of them for the function.

use std::ops::Range;

use super::lexer::Piece;
use crate::facts::tokens::is_of_name;
use crate::pack::Pack;

/// Finds such macros, piece by piece.
pub(super) struct Attributes<'r> {
    text: &'r str,
    has_heads: bool,
    head: Head,
    /// Where they stand.
    pub blanks: Vec<Range<usize>>,
}

/// What was read of what may be the head of a function.
#[derive(Default)]
struct Head {
    /// How many names stand outside of parentheses.
    names: usize,
    /// The last of them, if nothing stands behind it yet.
    last: Option<Range<usize>>,
    /// Where the name before the open parentheses begins.
    called: Option<Range<usize>>,
    /// The name before the last parentheses, if nothing stands behind them.
    closed: Option<Range<usize>>,
    /// Macros with their arguments, in order.
    macros: Vec<Range<usize>>,
}

impl<'r> Attributes<'r> {
    pub fn new(text: &'r str, pack: &Pack) -> Self {
        Self {
            text,
            has_heads: pack.function_heads.is_some(),
            head: Head::default(),
            blanks: Vec::new(),
        }
    }

    /// Takes the next piece, and how many brackets are open behind it.
    pub fn read(&mut self, piece: Piece, place: Range<usize>, depth: usize) {
        if !self.has_heads {
            return;
        }
        match (piece, depth) {
            (Piece::Plain, 0) => self.plain(place),
            (Piece::Sign(b'('), 1) => {
                self.head.closed = None;
                self.head.called = self.head.last.take();
            }
            (Piece::Sign(b')'), 0) => self.close(place.end),
            (Piece::Sign(b'{'), 1) => self.end(),
            (Piece::Directive | Piece::Sign(b'}'), 0) => self.head = Head::default(),
            _ => {}
        }
    }

    /// Code outside of all brackets.
    fn plain(&mut self, place: Range<usize>) {
        let code = &self.text[place.clone()];
        let from = code.rfind([';', '=', ',']).map_or(0, |at| at + 1);
        if from > 0 {
            self.head = Head::default();
        }
        let mut at = place.start + from;
        for part in code[from..].split_inclusive(|c| !is_of_name(c)) {
            let word = part.trim_end_matches(|c| !is_of_name(c));
            if !word.is_empty() {
                self.head.names += 1;
                self.head.last = Some(at..at + word.len());
                self.head.closed = None;
            }
            at += part.len();
        }
        if !code.trim_end().ends_with(is_of_name) && !code.trim().is_empty() {
            self.head.last = None;
        }
    }

    /// Parentheses close that nothing else is open around.
    fn close(&mut self, end: usize) {
        self.head.closed = self.head.called.take();
        if let Some(name) = &self.head.closed
            && self.head.names > 1
            && self.is_like_macro(name)
            && !self.is_type(name.end..end)
        {
            self.head.macros.push(name.start..end);
        }
    }

    /// A block follows: where it follows parentheses, the name before them is the function's.
    fn end(&mut self) {
        let head = std::mem::take(&mut self.head);
        if head.closed.is_some_and(|name| !self.is_like_macro(&name)) {
            self.blanks.extend(head.macros);
        }
    }

    /// Whether what stands in parentheses may be a type, as in `LIST_OF(struct job) next(…)`: grammars read that.
    fn is_type(&self, parentheses: Range<usize>) -> bool {
        let inside = self.text[parentheses].trim_matches(['(', ')', ' ']);
        let is_part = |c: char| is_of_name(c) || c == '*' || c.is_whitespace();
        inside.chars().all(is_part) && !inside.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a name is written as those of macros are, or as what only the compiler knows.
    fn is_like_macro(&self, name: &Range<usize>) -> bool {
        let name = &self.text[name.clone()];
        name.starts_with('_') || !name.contains(char::is_lowercase)
    }
}
