//! What log search engines read in different ways: a warning where engines that take keyword rules
//! find different lines, a note where the text must be handled with care.
//!
//! Each line of the table comes from converting keyword rules to eleven backends with sigma-cli
//! 3.1.0 and reading the queries. What no engine should be given at all is among the checks of the
//! keywords.

use super::{Check, Run, Written};
use crate::sigma::lists::Lists;
use crate::sigma::portability::Trait;

pub(super) const CHECKS: &[Check] = &[
    Check::warning("portability-question-mark", Run::Keyword(question_mark)),
    Check::warning("portability-backslash", Run::Keyword(backslash)),
    Check::note("portability-double-quote", Run::Keyword(double_quote)),
    Check::warning("portability-percent", Run::Keyword(percent)),
    Check::warning("portability-edge-blank", Run::Keyword(edge_blank)),
    Check::note("portability-not-ascii", Run::Keyword(not_ascii)),
    Check::warning("portability-generic-word", Run::Keyword(generic_word)),
];

fn told(found: bool, message: &str) -> Option<String> {
    found.then(|| message.to_owned())
}

fn question_mark(keyword: &Written<'_>) -> Option<String> {
    let message = "Splunk and Kusto widen `?` to any text: write `*`";
    told(Trait::One.is_in(keyword.text), message)
}

fn backslash(keyword: &Written<'_>) -> Option<String> {
    let message =
        "OpenSearch PPL drops `\\`, Splunk SPL2 does not escape it: write `*` in its place";
    told(Trait::Backslash.is_in(keyword.text), message)
}

fn double_quote(keyword: &Written<'_>) -> Option<String> {
    let message =
        "`\"` is easily broken when a query is pasted: write `*` in its place, or cut there";
    told(Trait::Quote.is_in(keyword.text), message)
}

fn percent(keyword: &Written<'_>) -> Option<String> {
    let message =
        "`%` is a wildcard in Splunk SPL2 and QRadar: write `*` in its place, or cut there";
    told(Trait::Percent.is_in(keyword.text), message)
}

fn edge_blank(keyword: &Written<'_>) -> Option<String> {
    let message = "term searches ignore a blank at the edge, others do not: trim the keyword";
    told(Trait::Edge.is_in(keyword.text), message)
}

fn not_ascii(keyword: &Written<'_>) -> Option<String> {
    let message = "engines fold the case of such letters differently: check the keyword in the engine you use";
    told(Trait::Letters.is_in(keyword.text), message)
}

fn generic_word(keyword: &Written<'_>) -> Option<String> {
    let word = keyword
        .text
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let found = keyword.is_alone && Lists::get().generic_words.contains(&word);
    told(
        found,
        "every program prints this word: take more of the message",
    )
}
