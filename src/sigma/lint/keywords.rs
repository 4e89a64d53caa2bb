//! The keywords of a rule.

use super::{Check, File, Problem, Run, Written, logsource};
use crate::pattern::{Pattern, Piece};
use crate::sigma::keyword::{self, MIN_LENGTH};
use crate::sigma::reader;
use crate::sigma::yaml::{Kind, Node, Quotes};
use crate::span::Span;

pub(super) const CHECKS: &[Check] = &[
    Check::error("keyword-control-character", Run::Keyword(control_character)),
    Check::error("keyword-number", Run::Keyword(number)),
    Check::warning("keyword-not-text", Run::Keyword(not_text)),
    Check::error("keyword-double-wildcard", Run::Keyword(double_wildcard)),
    Check::error("keyword-escaped-wildcard", Run::Keyword(escaped_wildcard)),
    Check::warning("keyword-empty", Run::Keyword(empty)),
    Check::warning("keyword-edge-wildcard", Run::Keyword(edge_wildcard)),
    Check::error("keyword-all-edge-wildcards", Run::File(all_edge_wildcards)),
    Check::warning("keyword-short", Run::Keyword(short)),
    Check::warning("keyword-quotes", Run::Keyword(quotes)),
    Check::error("keyword-unquoted", Run::File(unquoted)),
    Check::warning("keyword-modifier", Run::File(modifier)),
    Check::warning("keyword-twice", Run::File(twice)),
    Check::warning("keyword-covered", Run::File(covered)),
    Check::warning("keyword-beside-fields", Run::File(beside_fields)),
];

fn control_character(keyword: &Written<'_>) -> Option<String> {
    let found = keyword.text.chars().find(|c| c.is_control())?;
    let code = u32::from(found);
    Some(format!(
        "the keyword holds the control character U+{code:04X}: write `*` in its place, or cut there"
    ))
}

fn number(keyword: &Written<'_>) -> Option<String> {
    let digits = keyword.text.trim_start_matches(['+', '-']);
    let is_digit = |c: char| c.is_numeric() || c == '_';
    let found = keyword.kind == Kind::Text && !digits.is_empty() && digits.chars().all(is_digit);
    found.then(|| "a number in quotes is no keyword: take more of the message".to_owned())
}

fn not_text(keyword: &Written<'_>) -> Option<String> {
    let found = keyword.kind != Kind::Text;
    found.then(|| {
        "without quotes this is a number or a truth value, no text: take more of the message"
            .to_owned()
    })
}

fn double_wildcard(keyword: &Written<'_>) -> Option<String> {
    let found = unescaped(keyword.text).contains("**");
    found.then(|| "`**` matches what `*` matches: write one".to_owned())
}

/// The text with every escaped character blanked out.
fn unescaped(text: &str) -> String {
    text.replace(r"\\", "  ")
        .replace(r"\*", "  ")
        .replace(r"\?", "  ")
}

fn escaped_wildcard(keyword: &Written<'_>) -> Option<String> {
    let c = keyword::escaped_wildcard(&keyword.pattern)?;
    Some(format!(
        "a literal `{c}` is read differently by backends: cut the keyword there, or write `*` in its place"
    ))
}

fn is_empty(keyword: &Written<'_>) -> bool {
    keyword.pattern.texts().all(|text| text.trim().is_empty())
}

fn empty(keyword: &Written<'_>) -> Option<String> {
    is_empty(keyword).then(|| "this keyword matches every line: delete it".to_owned())
}

fn edge_wildcard(keyword: &Written<'_>) -> Option<String> {
    let found = !is_empty(keyword) && keyword::has_edge_wildcard(&keyword.pattern);
    found.then(|| {
        "a wildcard at the edge says nothing, a keyword matches inside a line anyway: delete it"
            .to_owned()
    })
}

/// SigmaHQ's CI refuses a list in which every keyword has no wildcard but at the same edges.
fn all_edge_wildcards(file: &File<'_>) -> Vec<Problem> {
    const EDGES: [&[bool]; 3] = [&[true, false, true], &[true, false], &[false, true]];
    let has_wildcards = |keyword: &Written<'_>, at: &[bool]| {
        let pieces = keyword.pattern.pieces();
        let is_any = pieces.iter().map(|piece| *piece == Piece::Any);
        keyword.kind == Kind::Text && is_any.eq(at.iter().copied())
    };
    let message = "every keyword of this list has a wildcard at the same edge: delete the wildcards, a keyword matches inside a line anyway";
    file.keyword_lists()
        .filter(|list| {
            EDGES
                .iter()
                .any(|at| list.iter().all(|(_, keyword)| has_wildcards(keyword, at)))
        })
        .filter_map(|list| Some(Problem::new(list.first()?.0, message)))
        .collect()
}

fn short(keyword: &Written<'_>) -> Option<String> {
    let found = !is_empty(keyword)
        && keyword.is_alone
        && keyword.kind == Kind::Text
        && keyword::literal_length(&keyword.pattern) < MIN_LENGTH;
    found.then(|| {
        format!("fewer than {MIN_LENGTH} characters match everywhere: take more of the message")
    })
}

fn quotes(keyword: &Written<'_>) -> Option<String> {
    let found = matches!(keyword.quotes, Quotes::Double | Quotes::Block);
    found.then(|| {
        "keywords stand in single quotes, where `\\` is no escape and `'` is doubled".to_owned()
    })
}

/// The search identifiers that hold at least one keyword.
fn lists<'a>(file: &'a File<'_>) -> impl Iterator<Item = &'a Node> {
    let is_keywords = |items: &[Node]| items.iter().any(|item| item.kind() == Kind::Text);
    reader::identifiers(&file.root)
        .map(|(_, value)| value)
        .filter(move |value| is_keywords(value.items()))
}

/// `- weird status: 5` is a map with the field `weird status`.
fn unquoted(file: &File<'_>) -> Vec<Problem> {
    lists(file)
        .flat_map(Node::items)
        .filter(|item| item.entries().iter().any(|(key, _)| has_blank(key)))
        .map(|item| {
            Problem::new(
                item.span,
                "without quotes this is a field and its value: put the keyword in single quotes",
            )
        })
        .collect()
}

fn has_blank(key: &Node) -> bool {
    key.scalar().is_some_and(|key| key.contains(' '))
}

fn modifier(file: &File<'_>) -> Vec<Problem> {
    reader::identifiers(&file.root)
        .flat_map(|(_, value)| value.entries())
        .filter(|(key, _)| {
            key.scalar()
                .is_some_and(|key| key.starts_with('|') && key != "|all")
        })
        .map(|(key, _)| {
            Problem::new(
                key.span,
                "keywords take no modifier but `'|all'`: write the keywords as a plain list",
            )
        })
        .collect()
}

/// The keywords of each list that hold any text.
fn patterns(file: &File<'_>) -> Vec<Vec<(Pattern, Span)>> {
    let has_text = |pattern: &Pattern| pattern.texts().any(|text| !text.trim().is_empty());
    let list = |keywords: Vec<(Span, Written<'_>)>| {
        keywords
            .into_iter()
            .map(|(span, keyword)| (keyword.pattern, span))
            .filter(|(pattern, _)| has_text(pattern))
            .collect()
    };
    file.keyword_lists().map(list).collect()
}

fn twice(file: &File<'_>) -> Vec<Problem> {
    let repeated = |list: Vec<(Pattern, Span)>| {
        let mut seen = std::collections::BTreeSet::new();
        list.into_iter()
            .filter(move |(pattern, _)| !seen.insert(keyword::folded(pattern)))
    };
    patterns(file)
        .into_iter()
        .flat_map(repeated)
        .map(|(pattern, span)| {
            let message =
                format!("`{pattern}` stands here a second time (case does not count): delete one");
            Problem::new(span, message)
        })
        .collect()
}

/// How many keywords of a list are compared with each other; the work is their square.
const MAX_COMPARED: usize = 500;

/// A comment behind the keyword says that it is meant.
fn covered(file: &File<'_>) -> Vec<Problem> {
    let has_comment = |problem: &Problem| {
        let behind = file.text[problem.span.end..].lines().next();
        behind.is_some_and(|behind| behind.trim_start().starts_with('#'))
    };
    let lists = patterns(file);
    let covered = lists.iter().flat_map(|list| covered_in(list));
    covered.filter(|problem| !has_comment(problem)).collect()
}

fn covered_in(list: &[(Pattern, Span)]) -> Vec<Problem> {
    let keywords = &list[..list.len().min(MAX_COMPARED)];
    let covering = |narrow: &Pattern| {
        keywords.iter().map(|(wide, _)| wide).find(|wide| {
            keyword::covers(wide, narrow) && keyword::folded(wide) != keyword::folded(narrow)
        })
    };
    keywords
        .iter()
        .filter_map(|(narrow, span)| {
            let wide = covering(narrow)?;
            let message = format!(
                "`{wide}` matches every line that this keyword matches: delete one of them, or say in a comment behind this one why both are meant"
            );
            Some(Problem::new(*span, message))
        })
        .collect()
}

/// Only where nothing but keywords is searched for.
fn beside_fields(file: &File<'_>) -> Vec<Problem> {
    let has_fields = logsource::of(file).is_some_and(|logsource| logsource.has_fields());
    let searches_fields = |value: &Node| {
        let maps = std::iter::once(value).chain(value.items());
        maps.flat_map(Node::entries)
            .any(|(key, _)| key.scalar().is_some_and(|key| !key.starts_with('|')))
    };
    let mut identifiers = reader::identifiers(&file.root).peekable();
    let first = identifiers.peek().map(|(key, _)| key.span);
    let bare = has_fields && !identifiers.any(|(_, value)| searches_fields(value));
    let message = "SigmaHQ lists fields for this log source: search in them, and keep keywords for logs without fields";
    first
        .filter(|_| bare)
        .map(|span| Problem::new(span, message))
        .into_iter()
        .collect()
}
