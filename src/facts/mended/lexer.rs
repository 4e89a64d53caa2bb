//! A text in pieces: code, what is no code, and lines for the compiler.

use std::ops::Range;

use crate::facts::tokens::{comment_length, literal_length};
use crate::pack::{Conditionals, Pack};

/// What a piece of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// A line for the compiler, with the lines that it goes on with.
    Directive,
    /// Code that opens and closes nothing.
    Plain,
    /// A byte of code that opens or closes something, or ends a line.
    Sign(u8),
    /// A comment or literal.
    Skipped,
}

pub(super) struct Lexer<'r> {
    text: &'r str,
    rules: &'r Conditionals,
    comments: &'r [(String, String)],
    /// For each byte, whether more than plain code may begin with it.
    speaks: [bool; 256],
    at: usize,
    begins_line: bool,
}

impl<'r> Lexer<'r> {
    pub fn new(text: &'r str, pack: &'r Pack, rules: &'r Conditionals) -> Self {
        let comments = pack.macros.as_ref();
        let comments = comments.map_or(&[][..], |macros| &macros.comments);
        Self {
            text,
            rules,
            comments,
            speaks: speaking(comments, &rules.directive),
            at: 0,
            begins_line: true,
        }
    }

    /// The piece that begins here, and its length.
    fn piece(&mut self, rest: &str, byte: u8) -> (Piece, usize) {
        if self.begins_line && rest.starts_with(&self.rules.directive) {
            return (Piece::Directive, directive_length(rest));
        }
        let is_plain = |byte: &u8| !self.speaks[usize::from(*byte)];
        let plain = &rest.as_bytes()[..rest.bytes().take_while(is_plain).count()];
        if !plain.is_empty() {
            self.begins_line &= plain.iter().all(u8::is_ascii_whitespace);
            return (Piece::Plain, plain.len());
        }
        self.begins_line = byte == b'\n' || self.begins_line && byte.is_ascii_whitespace();
        match self.skipped(rest) {
            Some(length) => (Piece::Skipped, length),
            None => (Piece::Sign(byte), 1),
        }
    }

    /// The length of the comment or literal that begins here.
    fn skipped(&self, rest: &str) -> Option<usize> {
        let literal = || rest.starts_with(['"', '\'']).then(|| literal_length(rest));
        comment_length(rest, self.comments).or_else(literal)
    }
}

impl Iterator for Lexer<'_> {
    type Item = (Piece, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let begin = self.at;
        let byte = *self.text.as_bytes().get(begin)?;
        let (piece, length) = self.piece(&self.text[begin..], byte);
        self.at += length;
        Some((piece, begin..self.at))
    }
}

/// For each byte, whether a directive, comment, literal, bracket or line may begin or end with it. All
/// such bytes are ASCII, so that no piece cuts a character.
fn speaking(comments: &[(String, String)], directive: &str) -> [bool; 256] {
    let words = comments.iter().map(|(begin, _)| begin.as_str());
    let first = words
        .chain([directive])
        .filter_map(|word| word.bytes().next());
    let mut speaks = [false; 256];
    for byte in first.chain(*b"\"'()[]{}\n").filter(u8::is_ascii) {
        speaks[usize::from(byte)] = true;
    }
    speaks
}

/// Up to the end of the line that does not go on with the next one.
fn directive_length(rest: &str) -> usize {
    let mut length = 0;
    for line in rest.split_inclusive('\n') {
        length += line.len();
        if !line.trim_end_matches(['\n', '\r']).ends_with('\\') {
            break;
        }
    }
    length
}
