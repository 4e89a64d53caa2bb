//! The alternatives inside the `[…]` of a query, read off its text.
//!
//! tree-sitter says which pattern matched, but not by which of its alternatives. So each gets a capture
//! of its own: one run of the marked query shows which alternatives take part in a match.

use std::fmt::Write;
use std::ops::Range;

/// The name of each mark, with a number behind it. A pack's own captures are in the vocabulary, or begin
/// with `_`.
const MARK: &str = "alternative.";

/// The places of all alternatives, nested ones too, in the order of their ends. An alternative that is
/// itself an alternation stands for nothing but its own alternatives, and is left out.
///
/// Takes a query that tree-sitter accepts.
pub(super) fn find(query: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<Bracket> = Vec::new();
    let mut end_before = 0;
    for (token, place) in tokens(query) {
        match token {
            Token::Field => begin(&mut open, place.start),
            Token::Item => {
                begin(&mut open, place.start);
                found.extend(end(&mut open, place.end));
            }
            Token::Open(is_alternation) => {
                begin(&mut open, place.start);
                open.push(Bracket {
                    is_alternation,
                    begun: None,
                });
            }
            Token::Close => {
                let closed = open.pop();
                let alternative = end(&mut open, place.end);
                found.extend(alternative.filter(|_| closed.is_some_and(|it| !it.is_alternation)));
            }
            Token::Quantifier => {
                let is_in_alternation = open.last().is_some_and(|it| it.is_alternation);
                let last = found.last_mut().filter(|last| last.end == end_before);
                if let Some(last) = last.filter(|_| is_in_alternation) {
                    last.end = place.end;
                }
            }
        }
        end_before = place.end;
    }
    found
}

/// The query with a capture behind each of its alternatives. It stands before the captures that are there:
/// a node takes three, the first ones (`MAX_STEP_CAPTURE_COUNT` in tree-sitter's query.c).
pub(super) fn marked(query: &str, alternatives: &[Range<usize>]) -> String {
    let mut marked = String::with_capacity(query.len() * 2);
    let mut at = 0;
    for (number, alternative) in alternatives.iter().enumerate() {
        marked.push_str(&query[at..alternative.end]);
        // Writing to a String cannot fail.
        let _ = write!(marked, " @{MARK}{number} ");
        at = alternative.end;
    }
    marked.push_str(&query[at..]);
    marked
}

/// The number of the alternative that a capture marks.
pub(super) fn number(capture: &str) -> Option<usize> {
    capture.strip_prefix(MARK)?.parse().ok()
}

/// An open bracket.
struct Bracket {
    is_alternation: bool,
    /// Where the alternative that is being read begins.
    begun: Option<usize>,
}

fn begin(open: &mut [Bracket], start: usize) {
    if let Some(alternation) = open.last_mut().filter(|it| it.is_alternation) {
        alternation.begun.get_or_insert(start);
    }
}

fn end(open: &mut [Bracket], end: usize) -> Option<Range<usize>> {
    let start = open.last_mut()?.begun.take()?;
    Some(start..end)
}

/// What of a query's text tells alternatives apart.
enum Token {
    /// `(`, or `[` for an alternation.
    Open(bool),
    Close,
    /// A text in quotes, or a name.
    Item,
    /// The name of a field; what it holds follows.
    Field,
    Quantifier,
}

fn tokens(query: &str) -> Vec<(Token, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = query[at..].chars().next() {
        let rest = &query[at..];
        let (token, length) = match first {
            ';' => (None, rest.find('\n').unwrap_or(rest.len())),
            '@' => (None, 1 + word(&rest[1..])),
            '"' => (Some(Token::Item), quoted(rest)),
            '(' | '[' => (Some(Token::Open(first == '[')), 1),
            ')' | ']' => (Some(Token::Close), 1),
            '*' | '+' | '?' => (Some(Token::Quantifier), 1),
            _ if word(rest) > 0 && first != '.' => {
                let length = word(rest);
                let is_field = rest[length..].trim_start().starts_with(':');
                let token = if is_field { Token::Field } else { Token::Item };
                (Some(token), length)
            }
            other => (None, other.len_utf8()),
        };
        found.extend(token.map(|token| (token, at..at + length)));
        at += length;
    }
    found
}

/// The length of the name at the beginning of a text.
fn word(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && !"_-.".contains(c))
        .unwrap_or(text.len())
}

/// The length of the text in quotes at the beginning of a text.
fn quoted(text: &str) -> usize {
    let mut is_escaped = true; // the quote that opens it ends nothing
    let end = text.find(|c: char| {
        let ends = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::{find, marked, number};

    fn texts(query: &str) -> Vec<&str> {
        find(query).into_iter().map(|place| &query[place]).collect()
    }

    #[test]
    fn what_stands_in_no_brackets_has_no_alternatives() {
        assert!(texts("(a b: (c)? @x . (_)* (#eq? @x \"[y]\")) ; [z]\n\"d\" @e").is_empty());
    }

    #[test]
    fn nodes_texts_wildcards_and_fields_are_alternatives() {
        let query = "(a [(b) @x \"c\" _ name: (d e: (f)) @y.z] @w)";
        assert_eq!(texts(query), ["(b)", "\"c\"", "_", "name: (d e: (f))"]);
    }

    #[test]
    fn a_quantifier_belongs_to_its_alternative() {
        assert_eq!(texts("[(a)+ (b) * @x]? @y"), ["(a)+", "(b) *"]);
    }

    #[test]
    fn nested_alternatives_are_found_and_alternations_stand_for_theirs() {
        let query = "[(a [\"b\" (c)]?) [(d) (e)]* ((f) (g))]";
        let expected = [
            "\"b\"",
            "(c)",
            "(a [\"b\" (c)]?)",
            "(d)",
            "(e)",
            "((f) (g))",
        ];
        assert_eq!(texts(query), expected);
    }

    #[test]
    fn brackets_in_texts_and_comments_are_none() {
        let query = "[\"[\" \"\\\"]\" ; ] \"\n (a)]";
        assert_eq!(texts(query), ["\"[\"", "\"\\\"]\"", "(a)"]);
    }

    #[test]
    fn each_alternative_is_marked_before_its_own_captures() {
        let query = "[(a)? @x \"b\"] @y";
        let marked = marked(query, &find(query));
        assert_eq!(marked, "[(a)? @alternative.0  @x \"b\" @alternative.1 ] @y");
        assert_eq!(number("alternative.12"), Some(12));
        assert_eq!(number("string.content"), None);
    }
}
