//! What a person sees of one candidate: lines that fit the terminal.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use sigmine::crosscheck::Report;
use sigmine::curate::{Current, Verdict, View};
use sigmine::display::escape;
use sigmine::link::Site;
use sigmine::pattern::Pattern;
use sigmine::score::Candidate;
use sigmine::source;

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
        let mut lines = vec![(0, heading(view))];
        if let Some(current) = &view.current {
            lines.extend(self.candidate(current));
        }
        fit(lines, height, width)
    }

    fn candidate(&self, current: &Current<'_>) -> Vec<(Expendable, String)> {
        let candidate = current.candidate;
        let message = &candidate.message;
        let mut lines = vec![
            (0, format!("  message  {}", message.pattern)),
            (0, format!("  keyword  {}", current.keyword())),
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
        lines.extend(self.hits(current.keyword()));
        lines
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

    /// With several source folders, a site's path begins with its folder's name. A site may come
    /// from a foreign file of candidates: what does not lie in a source folder is never shown.
    fn read(&self, file: &str) -> Option<String> {
        let mut places = self.sources.iter().flat_map(|source| {
            let beside = source.parent().unwrap_or(Path::new("")).join(file);
            let inside = [source.join(file), beside, source.clone()];
            inside.into_iter().filter_map(|path| {
                let path = path.canonicalize().ok()?;
                let is_source = path.is_file() && path.starts_with(source.canonicalize().ok()?);
                is_source.then_some(path)
            })
        });
        let mut bytes = Vec::new();
        File::open(places.next()?)
            .ok()?
            .take(source::Options::MAX_FILE_SIZE)
            .read_to_end(&mut bytes)
            .ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn hits(&self, keyword: &Pattern) -> Vec<(Expendable, String)> {
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
        let Some(index) = self.by_keyword.get(&keyword.to_string()) else {
            let line = "  edited: its hits are counted when the draft is written";
            return vec![(0, line.to_owned())];
        };
        let hits = &report.hits[*index];
        if hits.hits == 0 {
            return vec![(0, format!("  0 hits in sample logs ({trust})"))];
        }
        let mut lines = vec![(0, format!("  {} HITS in sample logs ({trust})", hits.hits))];
        lines.extend(
            hits.examples
                .first()
                .map(|example| (2, format!("    {}", example.text))),
        );
        lines
    }
}

/// What is decided on the candidates, a line each, at most `height` lines.
pub fn decided(view: &View<'_>, height: usize) -> String {
    let lines = view.candidates.iter().filter_map(|candidate| {
        let decision = view.decisions.get(&candidate.fingerprint)?;
        let (verdict, text) = match decision.decision {
            Verdict::Accept => ("accepted", &decision.keyword),
            Verdict::Reject => ("rejected", &candidate.message.pattern),
        };
        Some(format!("{} {verdict} {text}", candidate.rank))
    });
    let mut lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return "nothing is decided yet".to_owned();
    }
    let all = lines.len();
    if all > height {
        lines.truncate(height.saturating_sub(1));
        let more = all - lines.len();
        lines.push(format!("and {more} more: the decision file holds all"));
    }
    lines.join("\n")
}

fn heading(view: &View<'_>) -> String {
    let counts = format!("{} accepted, {} rejected", view.accepted, view.rejected);
    let Some(current) = &view.current else {
        let all = view.candidates.len();
        return format!("all {all} candidates were seen ({counts})");
    };
    let decided = match current.decision.map(|decision| decision.decision) {
        Some(Verdict::Accept) => ", this one accepted",
        Some(Verdict::Reject) => ", this one rejected",
        None => "",
    };
    let (position, rank) = (current.position, current.candidate.rank);
    let rank = if rank == position {
        String::new()
    } else {
        format!(", rank {rank}")
    };
    format!(
        "{position} of {}{rank} ({counts}{decided})",
        view.candidates.len()
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

/// Drops the most expendable lines until the rest fits, last ones first, and says so.
fn fit(mut lines: Vec<(Expendable, String)>, height: usize, width: usize) -> Vec<String> {
    if lines.len() > height {
        let all = lines.len();
        // The line that says so needs a place, too.
        while lines.len() >= height.max(2) {
            let most = lines.iter().map(|(expendable, _)| *expendable).max();
            let last = lines
                .iter()
                .rposition(|(expendable, _)| Some(*expendable) == most);
            lines.remove(last.unwrap_or_default());
        }
        let left_out = all - lines.len();
        lines.push((0, format!("  ({left_out} lines left out: no room)")));
    }
    let cut = |line: String| console::truncate_str(&escape(&line), width, "…").into_owned();
    lines.into_iter().map(|(_, line)| cut(line)).collect()
}

/// The lines of a text, broken between words so that each has at most `width` columns.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines() {
        lines.push(String::new());
        for word in paragraph.split_inclusive(' ') {
            let last = lines.last().map_or("", String::as_str);
            let together =
                console::measure_text_width(last) + console::measure_text_width(word.trim_end());
            if together > width {
                lines.push(String::new());
            }
            if let Some(last) = lines.last_mut() {
                last.push_str(word);
            }
        }
    }
    let cut = |line: String| console::truncate_str(line.trim_end(), width, "…").into_owned();
    lines
        .into_iter()
        .map(cut)
        .filter(|line| !line.is_empty())
        .collect()
}
