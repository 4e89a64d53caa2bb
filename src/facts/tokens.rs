//! Text as a preprocessor sees it: names, literals, comments and signs.

use crate::pack::Macros;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Name,
    Number,
    /// A literal in double quotes.
    Text,
    /// One in single quotes.
    Character,
    Comment,
    /// White space inside a line, or an end of a line that the next one continues.
    Space,
    /// The end of a line.
    Line,
    /// The operator that joins names.
    Paste,
    /// The operator that makes a text of an argument as it is written.
    Stringify,
    /// Any other character.
    Sign,
}

/// A piece of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    pub kind: Kind,
    /// Where it begins.
    pub at: usize,
    pub text: &'t str,
}

impl Token<'_> {
    /// Where it ends.
    pub fn end(&self) -> usize {
        self.at + self.text.len()
    }

    /// Whether it only parts others.
    pub fn is_blank(&self) -> bool {
        matches!(self.kind, Kind::Comment | Kind::Space | Kind::Line)
    }
}

/// All pieces of a text; together they are the text.
pub(super) fn tokens<'t>(text: &'t str, rules: &'t Macros) -> impl Iterator<Item = Token<'t>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let (kind, length) = first(rest, rules)?;
        let token = Token {
            kind,
            at,
            text: &rest[..length],
        };
        at += length;
        Some(token)
    })
}

fn first(rest: &str, rules: &Macros) -> Option<(Kind, usize)> {
    let first = rest.chars().next()?;
    let length_while = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
    let plain = || match first {
        '\n' => (Kind::Line, 1),
        '"' => (Kind::Text, literal_length(rest)),
        '\'' => (Kind::Character, literal_length(rest)),
        c if is_of_name(c) && !c.is_ascii_digit() => (Kind::Name, length_while(is_of_name)),
        c if c.is_ascii_digit() => (Kind::Number, length_while(is_of_name)),
        c if is_space(c) => (Kind::Space, length_while(is_space)),
        c => (Kind::Sign, c.len_utf8()),
    };
    let comment = comment_length(rest, &rules.comments).map(|length| (Kind::Comment, length));
    let special = comment
        .or_else(|| continuation(rest))
        .or_else(|| operator(rest, rules));
    let special = special.filter(|(_, length)| *length > 0);
    Some(special.unwrap_or_else(plain))
}

/// The length of the comment that begins here; the end of a line is no part of it.
pub(super) fn comment_length(rest: &str, comments: &[(String, String)]) -> Option<usize> {
    comments.iter().find_map(|(begin, end)| {
        let inside = begins(rest, begin).then(|| &rest[begin.len()..])?;
        let length = inside
            .find(end.as_str())
            .map_or(inside.len(), |at| at + end.trim_end().len());
        Some(begin.len() + length)
    })
}

fn continuation(rest: &str) -> Option<(Kind, usize)> {
    let ends = ["\\\n", "\\\r\n"];
    let end = ends.iter().find(|end| begins(rest, end))?;
    Some((Kind::Space, end.len()))
}

/// An operator may begin like another one: the longer is tried first.
fn operator(rest: &str, rules: &Macros) -> Option<(Kind, usize)> {
    let paste = rules.paste.iter().map(|it| (Kind::Paste, &it.operator));
    let stringify = rules.stringify.iter();
    let stringify = stringify.map(|it| (Kind::Stringify, &it.operator));
    let mut operators = paste.chain(stringify);
    let (kind, operator) = operators.find(|(_, operator)| begins(rest, operator))?;
    Some((kind, operator.len()))
}

/// Whether a text begins so: most differ in the first byte, which is seen faster than all of them are compared.
fn begins(text: &str, with: &str) -> bool {
    text.bytes().next() == with.bytes().next() && text.starts_with(with)
}

/// The length of the literal that begins here, which ends with its line at the latest.
pub(super) fn literal_length(rest: &str) -> usize {
    let mut characters = rest.char_indices();
    let Some((_, quote)) = characters.next() else {
        return 0;
    };
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => {
                characters.next();
            }
            '\n' => return at,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn is_space(c: char) -> bool {
    c.is_whitespace() && c != '\n'
}

/// Whether a character may stand in a name.
pub(super) fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}
