//! What log search engines read in different ways. Such a rule is right, so these are notes.
//!
//! Each line of the table comes from converting keyword rules to eleven backends with sigma-cli
//! 3.1.0 and reading the queries.

use super::{Check, Run, Written};
use crate::sigma::Keyword;
use crate::sigma::lists::Lists;
use crate::sigma::portability::Trait;
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
        is_alone: true,
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

fn question_mark(keyword: &Written<'_>) -> Option<String> {
    let message = "Splunk and Kusto widen `?` to any text: write `*`";
    note(Trait::One.is_in(keyword.text), message)
}

fn backslash(keyword: &Written<'_>) -> Option<String> {
    let message =
        "OpenSearch PPL drops `\\`, Splunk SPL2 does not escape it: write `*` in its place";
    note(Trait::Backslash.is_in(keyword.text), message)
}

fn double_quote(keyword: &Written<'_>) -> Option<String> {
    let message =
        "`\"` is easily broken when a query is pasted: write `*` in its place, or cut there";
    note(Trait::Quote.is_in(keyword.text), message)
}

fn percent(keyword: &Written<'_>) -> Option<String> {
    let message = "`%` is a wildcard in QRadar: write `*` in its place, or cut there";
    note(Trait::Percent.is_in(keyword.text), message)
}

fn edge_blank(keyword: &Written<'_>) -> Option<String> {
    let message = "term searches ignore a blank at the edge, others do not: trim the keyword";
    note(Trait::Edge.is_in(keyword.text), message)
}

fn not_ascii(keyword: &Written<'_>) -> Option<String> {
    let message = "engines fold the case of such letters differently: check the keyword in the engine you use";
    note(Trait::Letters.is_in(keyword.text), message)
}

fn generic_word(keyword: &Written<'_>) -> Option<String> {
    let word = keyword
        .text
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let found = keyword.is_alone && Lists::get().generic_words.contains(&word);
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
