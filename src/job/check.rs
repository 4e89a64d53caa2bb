//! The candidates against sample logs.

use std::collections::HashMap;

use super::{Error, Mined};
use crate::crosscheck::{self, Hits, Options, Report, crosscheck};
use crate::logs::LogSet;
use crate::pattern::Pattern;
use crate::progress::Progress;
use crate::score::{self, Samples, Share};

/// Counts what the keyword of every candidate hits, and lets the hits speak against the candidates:
/// they are ranked anew. Coverage is counted with all patterns that were mined.
///
/// # Errors
/// [`Error::Crosscheck`] where there is nothing to count in.
pub fn check(
    mined: &mut Mined,
    logs: &LogSet,
    options: &Options,
    progress: &dyn Progress,
) -> Result<Report, Error> {
    let mut keywords: Vec<Pattern> = mined.candidates.iter().map(|c| c.keyword.clone()).collect();
    keywords.sort();
    keywords.dedup();
    let report = crosscheck(&keywords, &mined.known, logs, options, progress)?;
    let hits = report.by_keyword();
    let all = &report.summary;
    let seen = |keyword: &Pattern| {
        let hits = hits.get(keyword.to_string().as_str());
        let share = |seen: fn(&Hits) -> u64, all: u64| Share {
            seen: hits.map_or(0, |hits| seen(hits)),
            all,
        };
        Samples {
            hits: hits.map_or(0, |hits| hits.hits),
            lines: all.counted(),
            days: share(|hits| hits.days, all.days),
            hosts: share(|hits| hits.hosts, all.hosts),
        }
    };
    score::weigh_samples(&mut mined.candidates, seen, &mined.words);
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
    let known = report.by_keyword();
    let missing: Vec<Pattern> = (keywords.iter().zip(&written))
        .filter(|(_, written)| !known.contains_key(written.as_str()))
        .map(|(keyword, _)| keyword.clone())
        .collect();
    let can_count = !missing.is_empty() && logs.size().is_some();
    let counted = if can_count {
        crosscheck(&missing, &[], logs, &as_before(report), progress)?.hits
    } else {
        Vec::new()
    };
    let now: HashMap<&str, &Hits> = counted.iter().map(|h| (h.keyword.as_str(), h)).collect();
    let hits = written.iter().filter_map(|written| {
        let written = written.as_str();
        known.get(written).or_else(|| now.get(written)).copied()
    });
    Ok(Report {
        hits: hits.cloned().collect(),
        summary: report.summary.clone(),
        unread: report.unread.clone(),
    })
}

/// The lines that count are the same as in an earlier report.
fn as_before(report: &Report) -> Options {
    let asked = report
        .summary
        .program
        .as_ref()
        .filter(|program| program.asked);
    Options {
        program: asked.map(|program| program.name.clone()),
        ..Options::default()
    }
}
