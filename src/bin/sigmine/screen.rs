//! What a person sees of one candidate: lines that fit the terminal.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use sigmine::crosscheck::Report;
use sigmine::curate::{Verdict, View};
use sigmine::display::escape;
use sigmine::link::Site;
use sigmine::score::Candidate;

/// Lines of source before and after a site.
const CONTEXT: usize = 2;

/// Reasons that are shown, strongest first.
const REASONS: usize = 6;

/// How much a line matters where not all fit: the greatest goes first.
type Expendable = u8;

/// Draws candidates.
pub struct Screen {
    sources: Vec<PathBuf>,
    report: Option<Report>,
    by_keyword: HashMap<String, usize>,
}

impl Screen {
    /// `sources` are the folders that sites lie in; the report tells what keywords hit.
    pub fn new(sources: &[PathBuf], report: Option<Report>) -> Self {
        let hits = report.iter().flat_map(|report| &report.hits).enumerate();
        let by_keyword = hits
            .map(|(index, hits)| (hits.keyword.clone(), index))
            .collect();
        Screen {
            sources: sources.to_vec(),
            report,
            by_keyword,
        }
    }

    /// The lines of one screen, at most `height` of at most `width` columns.
    pub fn draw(&self, view: &View<'_>, height: usize, width: usize) -> Vec<String> {
        let candidate = view.candidate;
        let message = &candidate.message;
        let mut lines: Vec<(Expendable, String)> = vec![
            (0, heading(view)),
            (0, format!("  message  {}", message.pattern)),
            (
                0,
                format!(
                    "  keyword  {}",
                    view.decision.map_or(&candidate.keyword, |d| &d.keyword)
                ),
            ),
            (0, format!("  score    {:.2}", candidate.score)),
        ];
        lines.extend(reasons(candidate));
        let level = message.level.map_or("unknown", |level| level.name());
        let facts = format!(
            "  level {level}, sink {:?}, certainty {:?}",
            message.sink, message.certainty
        );
        lines.push((1, facts.to_lowercase()));
        if let Some(site) = message.sites.first() {
            lines.push((0, place(site, message.sites.len())));
            lines.extend(self.source_around(site).into_iter().map(|line| (3, line)));
        }
        lines.extend(self.hits(candidate));
        fit(lines, height, width)
    }

    fn source_around(&self, site: &Site) -> Vec<String> {
        let Some(text) = self.read(&site.file) else {
            return Vec::new();
        };
        let first = site.line.saturating_sub(CONTEXT + 1);
        let numbered = text.lines().enumerate().skip(first).take(2 * CONTEXT + 1);
        let shown = numbered.map(|(index, line)| {
            let mark = if index + 1 == site.line { '>' } else { ' ' };
            format!("  {mark} {:>5} {}", index + 1, line.replace('\t', "    "))
        });
        shown.collect()
    }

    /// With several source folders, a site's path begins with its folder's name.
    fn read(&self, file: &str) -> Option<String> {
        let candidates = self.sources.iter().flat_map(|source| {
            let beside = source.parent().unwrap_or(Path::new(""));
            [source.join(file), beside.join(file), source.clone()]
        });
        let path = candidates.into_iter().find(|path| path.is_file())?;
        Some(String::from_utf8_lossy(&std::fs::read(path).ok()?).into_owned())
    }

    fn hits(&self, candidate: &Candidate) -> Vec<(Expendable, String)> {
        let Some(report) = &self.report else {
            return vec![(
                2,
                "  no sample logs: --logs tells whether normal operation prints this".to_owned(),
            )];
        };
        let summary = &report.summary;
        let trust = format!(
            "{} lines, {:.1} % of them this application's",
            summary.lines,
            summary.coverage * 100.0
        );
        let hits = self
            .by_keyword
            .get(&candidate.keyword.to_string())
            .map(|index| &report.hits[*index]);
        let Some(hits) = hits.filter(|hits| hits.hits > 0) else {
            return vec![(0, format!("  0 hits in sample logs ({trust})"))];
        };
        let mut lines = vec![(0, format!("  {} HITS in sample logs ({trust})", hits.hits))];
        lines.extend(
            hits.examples
                .first()
                .map(|example| (2, format!("    {}", example.text))),
        );
        lines
    }
}

fn heading(view: &View<'_>) -> String {
    let decided = match view.decision.map(|decision| decision.decision) {
        Some(Verdict::Accept) => ", this one accepted",
        Some(Verdict::Reject) => ", this one rejected",
        None => "",
    };
    format!(
        "{} of {} ({} accepted, {} rejected{decided})",
        view.candidate.rank, view.candidates, view.accepted, view.rejected
    )
}

fn reasons(candidate: &Candidate) -> Vec<(Expendable, String)> {
    let shown = candidate.reasons.iter().take(REASONS).enumerate();
    shown
        .map(|(index, reason)| {
            let expendable = if index < 3 { 1 } else { 4 };
            (
                expendable,
                format!(
                    "    {:+.2} {}: {}",
                    reason.weight, reason.signal, reason.detail
                ),
            )
        })
        .collect()
}

fn place(site: &Site, sites: usize) -> String {
    let function = site
        .function
        .as_ref()
        .map(|function| format!(" in {function}"))
        .unwrap_or_default();
    let via = if site.via.is_empty() {
        site.callee.clone()
    } else {
        site.via.join(" > ")
    };
    let more = if sites > 1 {
        format!(", and {} more sites", sites - 1)
    } else {
        String::new()
    };
    format!(
        "  {}:{}{function}, through {via}{more}",
        site.file, site.line
    )
}

/// Drops the most expendable lines until the rest fits, last ones first.
fn fit(mut lines: Vec<(Expendable, String)>, height: usize, width: usize) -> Vec<String> {
    while lines.len() > height {
        let most = lines
            .iter()
            .map(|(expendable, _)| *expendable)
            .max()
            .unwrap_or(0);
        let Some(last) = lines
            .iter()
            .rposition(|(expendable, _)| *expendable == most)
        else {
            break;
        };
        lines.remove(last);
    }
    let cut = |line: String| console::truncate_str(&escape(&line), width, "…").into_owned();
    lines.into_iter().map(|(_, line)| cut(line)).collect()
}
