//! How the file is written: what yamllint asks for with SigmaHQ's settings, and the trade mark.

use super::{Check, File, Problem, Run};
use crate::sigma::keyword::TRADE_MARK;
use crate::sigma::quoting;
use crate::sigma::yaml::{Kind, Node, Quotes, Value};
use crate::span::Span;

pub(super) const CHECKS: &[Check] = &[
    Check::warning("text-byte-order-mark", Run::Text(byte_order_mark)),
    Check::error("text-hidden-character", Run::Text(hidden_character)),
    Check::error("text-line-end", Run::Text(line_end)),
    Check::warning("text-carriage-return", Run::Text(carriage_return)),
    Check::error("text-last-line", Run::Text(last_line)),
    Check::error("text-trailing-blank", Run::Text(trailing_blank)),
    Check::error("text-empty-lines", Run::Text(empty_lines)),
    Check::error("text-document-start", Run::Text(document_start)),
    Check::error("text-tab", Run::Text(tab)),
    Check::error("text-indentation", Run::File(indentation)),
    Check::error(
        "text-comment",
        Run::File(|file| comment(file.text, &file.root)),
    ),
    Check::error("trade-mark", Run::Text(trade_mark)),
];

const BYTE_ORDER_MARK: char = '\u{feff}';
/// Empty lines in a row that yamllint lets pass.
const MAX_EMPTY_LINES: usize = 2;
const INDENTATION: usize = 4;

/// Lines with their places, line ends cut off.
fn lines(text: &str) -> impl Iterator<Item = (Span, &str)> {
    let mut start = 0;
    text.split_inclusive('\n')
        .enumerate()
        .map(move |(index, whole)| {
            let line = whole.trim_end_matches(['\r', '\n']);
            let span = Span {
                start,
                end: start + line.len(),
                line: index + 1,
            };
            start += whole.len();
            (span, line)
        })
}

fn problems(text: &str, message: &str, is_bad: impl Fn(&str) -> bool) -> Vec<Problem> {
    lines(text)
        .filter(|(_, line)| is_bad(line))
        .map(|(span, _)| Problem::new(span, message))
        .collect()
}

fn byte_order_mark(text: &str) -> Vec<Problem> {
    let span = Span {
        start: 0,
        end: BYTE_ORDER_MARK.len_utf8(),
        line: 1,
    };
    let found = text.starts_with(BYTE_ORDER_MARK);
    found
        .then(|| {
            Problem::new(
                span,
                "the file begins with a byte order mark: save it as plain UTF-8",
            )
        })
        .into_iter()
        .collect()
}

fn hidden_character(text: &str) -> Vec<Problem> {
    let is_hidden = |c: char| !quoting::is_printable(c) && !matches!(c, '\t' | '\r');
    let body = |line: &str| line.trim_start_matches(BYTE_ORDER_MARK).contains(is_hidden);
    problems(
        text,
        "a character on this line does not show, or breaks the line: delete it",
        body,
    )
}

/// SigmaHQ's yamllint looks at the first line alone.
fn line_end(text: &str) -> Vec<Problem> {
    let found = lines(text).next().filter(|_| first_ends_with_return(text));
    let message = "a carriage return: save the file with Unix line ends (LF)";
    found
        .map(|(span, _)| Problem::new(span, message))
        .into_iter()
        .collect()
}

fn first_ends_with_return(text: &str) -> bool {
    text.split_inclusive('\n')
        .next()
        .is_some_and(|line| line.ends_with("\r\n"))
}

fn carriage_return(text: &str) -> Vec<Problem> {
    let at = text.find('\r').filter(|_| !first_ends_with_return(text));
    at.map(|at| {
        let line = text[..at].matches('\n').count() + 1;
        let span = Span {
            start: at,
            end: at + 1,
            line,
        };
        Problem::new(
            span,
            "a carriage return: save the file with Unix line ends (LF)",
        )
    })
    .into_iter()
    .collect()
}

fn last_line(text: &str) -> Vec<Problem> {
    let last = lines(text).last();
    let missing = last.filter(|_| !text.ends_with('\n'));
    missing
        .map(|(span, _)| Problem::new(span, "the last line has no line end: add one"))
        .into_iter()
        .collect()
}

fn trailing_blank(text: &str) -> Vec<Problem> {
    let message = "blanks at the end of the line: delete them";
    problems(text, message, |line| line.ends_with([' ', '\t']))
}

fn empty_lines(text: &str) -> Vec<Problem> {
    let mut run = 0;
    let mut found = Vec::new();
    for (span, line) in lines(text) {
        run = if line.is_empty() { run + 1 } else { 0 };
        if run == MAX_EMPTY_LINES + 1 {
            let message = format!("more than {MAX_EMPTY_LINES} empty lines in a row: delete some");
            found.push(Problem::new(span, message));
        }
    }
    found
}

fn document_start(text: &str) -> Vec<Problem> {
    let message = "a document marker: a rule is one document, delete the line";
    problems(text, message, |line| {
        line == "---" || line.starts_with("--- ")
    })
}

fn tab(text: &str) -> Vec<Problem> {
    let indented = |line: &str| line[..line.len() - line.trim_start().len()].contains('\t');
    let message = "a tab in the indentation: use 4 spaces a level";
    problems(text, message, |line| {
        indented(line) && !line.trim().is_empty()
    })
}

fn indentation(file: &File<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut open = vec![&file.root];
    while let Some(node) = open.pop() {
        open.extend(node.items());
        for (key, value) in node.entries() {
            open.push(value);
            if is_badly_indented(file.text, key, value) {
                let name = key.scalar().unwrap_or_default();
                let message = format!("indent by {INDENTATION} spaces below `{name}`");
                found.push(Problem::new(value.span, message));
            }
        }
    }
    found
}

/// Only lists and maps that start on a line of their own count. A list may stand right below its key.
fn is_badly_indented(text: &str, key: &Node, value: &Node) -> bool {
    let first = match &value.value {
        Value::List(items) => items.first(),
        Value::Map(entries) => entries.first().map(|(key, _)| key),
        _ => None,
    };
    let Some(first) = first.filter(|first| first.span.line > key.span.line) else {
        return false;
    };
    let column = blanks_before(text, first.span.start);
    let below = value.kind() == Kind::List && column == key.column;
    !below && column != key.column + INDENTATION
}

/// How many blanks the line begins with that holds this byte.
fn blanks_before(text: &str, byte: usize) -> usize {
    let line = text[..byte].rfind('\n').map_or(0, |end| end + 1);
    text[line..].bytes().take_while(|b| *b == b' ').count()
}

fn comment(text: &str, root: &Node) -> Vec<Problem> {
    let blocks = multi_line_scalars(root);
    let in_block = |at: usize| {
        blocks
            .iter()
            .any(|span| (span.start..span.end).contains(&at))
    };
    lines(text)
        .filter(|(_, line)| {
            let comment = line.trim_start().strip_prefix('#');
            comment.is_some_and(|rest| !rest.is_empty() && !rest.starts_with([' ', '#', '!']))
        })
        .filter(|(span, line)| !in_block(span.start + line.len() - line.trim_start().len()))
        .map(|(span, _)| Problem::new(span, "a comment without a blank after `#`: add one"))
        .collect()
}

fn multi_line_scalars(root: &Node) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        open.extend(node.items());
        open.extend(node.entries().iter().map(|(_, value)| value));
        if matches!(node.value, Value::Scalar(_, quotes) if quotes != Quotes::None) {
            found.push(node.span);
        }
    }
    found
}

fn trade_mark(text: &str) -> Vec<Problem> {
    let message = "SigmaHQ's CI refuses this trade mark anywhere in a rule: reword the line";
    problems(text, message, |line| line.contains(TRADE_MARK))
}
