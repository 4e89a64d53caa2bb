//! What a cross-check says about normal operation, in words.

use super::keywords::Group;
use crate::crosscheck::Report;
use crate::sigma::{Keyword, unfit_word};

/// Below this share of explained lines a sample log says little: it is mostly another program's.
pub(super) const TRUSTED_COVERAGE: f64 = 0.1;

/// Keywords that a false positive names at most.
const NAMED: usize = 3;

/// `Unknown`, `Unlikely`, or which keywords stand in logs of normal operation, and how often.
pub(super) fn default(report: Option<&Report>, groups: &[Group<'_>]) -> String {
    match (report, hits(report, groups)) {
        (Some(report), hits) if !hits.is_empty() => {
            in_normal_operation(hits, report.summary.counted())
        }
        _ if is_unlikely(report, groups) => "Unlikely".to_owned(),
        _ => "Unknown".to_owned(),
    }
}

/// Whether logs of the application were searched, and no keyword was found.
pub(super) fn is_unlikely(report: Option<&Report>, groups: &[Group<'_>]) -> bool {
    report.is_some_and(|report| report.summary.coverage >= TRUSTED_COVERAGE)
        && hits(report, groups).is_empty()
}

/// The keywords that were hit, with their hits.
fn hits<'a>(report: Option<&Report>, groups: &[Group<'a>]) -> Vec<(&'a Keyword, u64)> {
    let hits = groups.iter().filter_map(|group| {
        let hits = group.hits(report)?.hits;
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
