//! What log search engines read in different ways. Such a rule is right, so these are notes.
//!
//! Each line of the table comes from converting keyword rules to eleven backends with sigma-cli
//! 3.1.0 and reading the queries.

use super::{Check, Run, Written};
use crate::pattern::Piece;
use crate::sigma::Keyword;
use crate::sigma::lists::Lists;
use crate::sigma::yaml::{Kind, Quotes};

pub(super) const CHECKS: &[Check] = &[
    Check::note("portability-question-mark", Run::Keyword(question_mark)),
    Check::note("portability-backslash", Run::Keyword(backslash)),
    Check::note("portability-double-quote", Run::Keyword(double_quote)),
    Check::note("portability-percent", Run::Keyword(percent)),
    Check::note("portability-edge-blank", Run::Keyword(edge_blank)),
    Check::note("portability-not-ascii", Run::Keyword(not_ascii)),
    Check::note("portability-generic-word", Run::Keyword(generic_word)),
];

/// What engines read differently in a keyword, one sentence each; empty if all agree.
pub fn portability(keyword: &Keyword) -> Vec<String> {
    let text = keyword.to_string();
    let written = Written {
        text: &text,
        pattern: keyword.pattern().clone(),
        quotes: Quotes::Single,
        kind: Kind::Text,
    };
    let notes = CHECKS.iter().filter_map(|check| match check.run {
        Run::Keyword(run) => run(&written),
        Run::Text(_) | Run::File(_) => None,
    });
    notes.collect()
}

fn note(found: bool, message: &str) -> Option<String> {
    found.then(|| message.to_owned())
}

fn contains(keyword: &Written<'_>, c: char) -> bool {
    keyword.pattern.texts().any(|text| text.contains(c))
}

fn question_mark(keyword: &Written<'_>) -> Option<String> {
    let found = keyword.pattern.pieces().contains(&Piece::One);
    note(found, "Splunk and Kusto widen `?` to any text: write `*`")
}

fn backslash(keyword: &Written<'_>) -> Option<String> {
    let message =
        "OpenSearch PPL drops `\\`, Splunk SPL2 does not escape it: write `*` in its place";
    note(contains(keyword, '\\'), message)
}

fn double_quote(keyword: &Written<'_>) -> Option<String> {
    let message =
        "`\"` is easily broken when a query is pasted: write `*` in its place, or cut there";
    note(contains(keyword, '"'), message)
}

fn percent(keyword: &Written<'_>) -> Option<String> {
    note(
        contains(keyword, '%'),
        "`%` is a wildcard in QRadar: write `*` in its place, or cut there",
    )
}

fn edge_blank(keyword: &Written<'_>) -> Option<String> {
    let found = keyword.text != keyword.text.trim();
    note(
        found,
        "term searches ignore a blank at the edge, others do not: trim the keyword",
    )
}

fn not_ascii(keyword: &Written<'_>) -> Option<String> {
    let message = "engines fold the case of such letters differently: check the keyword in the engine you use";
    note(!keyword.pattern.to_string().is_ascii(), message)
}

fn generic_word(keyword: &Written<'_>) -> Option<String> {
    let word = keyword
        .text
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let found = Lists::get().generic_words.contains(&word);
    note(
        found,
        "every program prints this word: take more of the message",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyword_says_which_engines_disagree_about_it() {
        let notes = |written: &str| {
            let Ok(pattern) = written.parse();
            portability(&Keyword::new(pattern).unwrap())
        };
        assert_eq!(notes("request * out of bounds"), [""; 0]);
        let both = notes("request \"100%\" failed");
        assert_eq!(both.len(), 2);
        assert!(both[1].contains("QRadar"));
    }
}
