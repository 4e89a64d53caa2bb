//! What a cross-check says about normal operation, in words.

use super::keywords::Group;
use crate::crosscheck::Report;
use crate::sigma::{Keyword, unfit_word};

/// Keywords that a false positive names at most.
const NAMED: usize = 3;

/// `Unknown`, `Unlikely`, or which keywords stand in logs of normal operation, and how often.
pub(super) fn default(report: Option<&Report>, groups: &[Group<'_>]) -> String {
    let mut candidates = groups.iter().flat_map(|group| &group.candidates);
    match (report, hits(groups)) {
        (Some(report), hits) if !hits.is_empty() => {
            in_normal_operation(hits, report.summary.counted())
        }
        // Most weak ones are everyday trouble, though of other days.
        _ if candidates.any(|candidate| candidate.weak) => "Unknown".to_owned(),
        _ if lines_without(report, groups).is_some() => "Unlikely".to_owned(),
        _ => "Unknown".to_owned(),
    }
}

/// How many lines of the application none of the keywords was found in, if they are enough to say so.
pub(super) fn lines_without(report: Option<&Report>, groups: &[Group<'_>]) -> Option<u64> {
    let summary = &report?.summary;
    (summary.says_enough() && hits(groups).is_empty()).then_some(summary.covered)
}

/// The keywords that were hit, with their hits.
fn hits<'a>(groups: &[Group<'a>]) -> Vec<(&'a Keyword, u64)> {
    let hits = groups.iter().filter_map(|group| {
        let hits = group.hits?.hits;
        (hits > 0).then_some((group.keyword, hits))
    });
    hits.collect()
}

fn in_normal_operation(mut hits: Vec<(&Keyword, u64)>, lines: u64) -> String {
    let all = hits.len();
    // SigmaHQ's CI refuses some words here, and a keyword may hold one.
    hits.retain(|(keyword, _)| unfit_word(&keyword.to_string()).is_none());
    hits.sort_by_key(|(_, hits)| std::cmp::Reverse(*hits));
    hits.truncate(NAMED);
    let named = hits
        .iter()
        .map(|(keyword, hits)| format!("\"{keyword}\" {}", times(*hits)));
    let mut named: Vec<String> = named.collect();
    match all - named.len() {
        0 => {}
        1 => named.push("another of these messages".to_owned()),
        others => named.push(format!("{others} others of these messages")),
    }
    let named = in_words(&named);
    format!("Normal operation, which wrote {named} into {lines} lines of sample logs")
}

fn times(hits: u64) -> String {
    match hits {
        1 => "once".to_owned(),
        hits => format!("{hits} times"),
    }
}

fn in_words(parts: &[String]) -> String {
    match parts {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => parts.concat(),
    }
}
