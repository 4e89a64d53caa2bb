//! The candidates against sample logs.

use std::collections::HashMap;

use super::{Error, Mined};
use crate::crosscheck::{self, Options, Report, crosscheck};
use crate::logs::LogSet;
use crate::pattern::Pattern;
use crate::progress::Progress;
use crate::score;

/// Counts what the keyword of every candidate hits, and lets the hits speak against the candidates:
/// they are ranked anew. Coverage is counted with all patterns that were mined.
///
/// # Errors
/// [`Error::Crosscheck`] where there is nothing to count in.
pub fn check(mined: &mut Mined, logs: &LogSet, progress: &dyn Progress) -> Result<Report, Error> {
    let mut keywords: Vec<Pattern> = mined.candidates.iter().map(|c| c.keyword.clone()).collect();
    keywords.sort();
    keywords.dedup();
    let report = crosscheck(
        &keywords,
        &mined.patterns,
        logs,
        Options::default(),
        progress,
    )?;
    let hits: HashMap<&str, u64> = report
        .hits
        .iter()
        .map(|hits| (hits.keyword.as_str(), hits.hits))
        .collect();
    let of_keyword =
        |keyword: &Pattern| hits.get(keyword.to_string().as_str()).copied().unwrap_or(0);
    score::weigh_samples(&mut mined.candidates, of_keyword, &mined.words);
    Ok(report)
}

/// The part of a report that speaks of these keywords, in their order. Keywords that a person edited
/// are not in it yet: they are counted now, if the logs can be read again.
pub(super) fn for_keywords(
    report: &Report,
    keywords: &[Pattern],
    logs: &LogSet,
    progress: &dyn Progress,
) -> Result<Report, crosscheck::Error> {
    let written: Vec<String> = keywords.iter().map(Pattern::to_string).collect();
    let known = |written: &String| report.hits.iter().find(|hits| hits.keyword == *written);
    let missing: Vec<Pattern> = (keywords.iter().zip(&written))
        .filter(|(_, written)| known(written).is_none())
        .map(|(keyword, _)| keyword.clone())
        .collect();
    let can_count = !missing.is_empty() && logs.size().is_some();
    let counted = if can_count {
        crosscheck(&missing, &[], logs, Options::default(), progress)?.hits
    } else {
        Vec::new()
    };
    let hits = written.iter().filter_map(|written| {
        let now = || counted.iter().find(|hits| hits.keyword == *written);
        known(written).or_else(now).cloned()
    });
    Ok(Report {
        hits: hits.collect(),
        summary: report.summary,
        unread: report.unread.clone(),
    })
}
