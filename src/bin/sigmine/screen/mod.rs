//! What a person sees of one candidate: lines that fit the terminal.

mod line;
mod message;
mod sources;

use sigmine::curate::{Current, Decision, Session, Verdict, View};
use sigmine::link::Site;
use sigmine::score::Candidate;

pub use line::{Line, Look, Size, width, wrapped};
pub use sources::Sources;

use crate::hits::{Counted, Hits};
use crate::wording::{self, counted};

/// How expendable the strongest reasons are; all others are more so.
const MAIN_REASONS: [Expendable; 3] = [1, 1, 2];

/// Candidates that are named where a keyword finds others, too.
const NAMED_OTHERS: usize = 3;

/// How much a line matters where not all fit: the greatest goes first.
pub type Expendable = u8;

/// What a screen shows besides where the review stands.
pub struct Beside<'a> {
    pub sources: &'a mut Sources,
    pub hits: &'a Hits,
    /// Which of the candidate's sites is shown.
    pub site: usize,
}

/// The lines of one screen, at most `size.rows` of at most `size.columns`.
pub fn draw(view: &View<'_>, beside: &mut Beside<'_>, size: Size) -> Vec<Line> {
    let mut lines = vec![(0, heading(view))];
    if let Some(current) = &view.current {
        lines.extend(candidate(view, current, beside, size.columns));
    }
    fit(lines, size)
}

/// What is decided, a line a candidate.
pub fn decided(view: &View<'_>) -> Vec<Line> {
    let lines = view.candidates.iter().filter_map(|candidate| {
        let decision = view.decisions.get(&candidate.fingerprint)?;
        let rank = Line::new(Look::Dim, &format!("{:>5} ", candidate.rank));
        Some(match decision.decision {
            Verdict::Accept => rank
                .with(Look::Good, "accepted ")
                .with(Look::Plain, &decision.keyword.to_string()),
            Verdict::Reject => rank
                .with(Look::Bad, "rejected ")
                .with(Look::Plain, &candidate.message.pattern.to_string()),
        })
    });
    lines.collect()
}

/// What has changed since decisions were made, a line a message; empty where nothing has.
pub fn news(session: &Session) -> Vec<Line> {
    let changed = session
        .changed()
        .into_iter()
        .flat_map(|(decision, candidate)| {
            let was = Line::new(Look::Warning, "  changed  ").with(
                Look::Dim,
                &format!("'{}' ({}), now", decision.decided_on(), past(decision)),
            );
            let now = format!("           '{}'", candidate.message.pattern);
            [was, Line::plain(&now)]
        });
    let mut lines: Vec<Line> = changed.collect();
    if !lines.is_empty() {
        lines.push(Line::plain(
            "  These come first: each decision stays as it is until you decide anew.",
        ));
    }
    lines.extend(session.moved().into_iter().map(|(decision, candidate)| {
        let text = format!(
            "'{}' ({}), now in {}",
            decision.pattern,
            past(decision),
            wording::whereabouts(candidate)
        );
        Line::new(Look::Warning, "  moved    ").with(Look::Plain, &text)
    }));
    let vanished = session.vanished().into_iter().map(|decision| {
        Line::new(Look::Warning, "  gone     ").with(
            Look::Plain,
            &format!("'{}' ({})", decision.pattern, past(decision)),
        )
    });
    let vanished: Vec<Line> = vanished.collect();
    if !vanished.is_empty() {
        lines.extend(vanished);
        lines.push(Line::plain(
            "  No undecided message reads so or nearly so; the decision file keeps what was decided.",
        ));
    }
    lines
}

fn past(decision: &Decision) -> &'static str {
    match decision.decision {
        Verdict::Accept => "accepted",
        Verdict::Reject => "rejected",
    }
}

fn heading(view: &View<'_>) -> Line {
    let counts = format!("{} accepted, {} rejected", view.accepted, view.rejected);
    let Some(current) = &view.current else {
        let all = view.candidates.len();
        return Line::new(
            Look::Strong,
            &format!("all {all} candidates were seen ({counts})"),
        );
    };
    let (position, rank) = (current.position, current.candidate.rank);
    let rank = if rank == position {
        String::new()
    } else {
        format!(", rank {rank}")
    };
    let place = format!("{position} of {}{rank}", view.candidates.len());
    let line = Line::new(Look::Strong, &place).with(Look::Dim, &format!(" ({counts}"));
    let line = match current.decision.map(|decision| decision.decision) {
        Some(Verdict::Accept) => line.with(Look::Good, ", this one accepted"),
        Some(Verdict::Reject) => line.with(Look::Bad, ", this one rejected"),
        None => line,
    };
    line.with(Look::Dim, ")")
}

fn candidate(
    view: &View<'_>,
    current: &Current<'_>,
    beside: &mut Beside<'_>,
    columns: usize,
) -> Vec<(Expendable, Line)> {
    let candidate = current.candidate;
    let message = &candidate.message;
    let mut lines: Vec<_> = earlier(current);
    lines.extend(message::message(
        &message.pattern,
        current.keyword(),
        columns,
    ));
    lines.extend(message::keyword(current.keyword(), columns));
    let level = message.level.map_or("unknown", |level| level.name());
    let facts = format!(
        "   level {level}, sink {:?}, certainty {:?}",
        message.sink, message.certainty
    );
    let weak = if candidate.weak { " (weak)" } else { "" };
    let score = field("score  ", &format!("{:.2}{weak}", candidate.score));
    lines.push((0, score.with(Look::Plain, &facts.to_lowercase())));
    lines.extend(reasons(candidate));
    if let Some(site) = message.sites.get(beside.site) {
        lines.push((0, place(site, (beside.site, message.sites.len()), columns)));
        lines.extend(beside.sources.around(site));
    }
    lines.extend(hits(beside.hits, current));
    lines.extend(others(view, current));
    lines
}

/// A line with a label.
fn field(label: &str, text: &str) -> Line {
    Line::new(Look::Name, &format!("  {label}  ")).with(Look::Plain, text)
}

/// What was decided earlier: by whom and when, and on which words if they have changed since.
fn earlier(current: &Current<'_>) -> Vec<(Expendable, Line)> {
    let Some(decision) = current.decision else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    if let Some(was) = current.was() {
        let was = format!("it has changed since: it was '{was}'");
        lines.push((0, Line::new(Look::Warning, &format!("  changed  {was}"))));
    }
    let by = decision.by.iter().map(|by| format!("by {by}"));
    let on = decision.at.iter().map(|at| format!("on {at}"));
    let why = decision
        .reason
        .iter()
        .map(|reason| format!("because: {reason}"));
    let said: Vec<String> = by.chain(on).chain(why).collect();
    if !said.is_empty() {
        lines.push((4, field("decided", &said.join(" "))));
    }
    lines
}

fn reasons(candidate: &Candidate) -> Vec<(Expendable, Line)> {
    let shown = candidate.reasons.iter().enumerate();
    let line = |(index, reason): (usize, &sigmine::score::Reason)| {
        let expendable = MAIN_REASONS.get(index).copied().unwrap_or(4);
        let look = if reason.weight < 0.0 {
            Look::Bad
        } else {
            Look::Good
        };
        let weight = Line::new(look, &format!("    {:+.2} ", reason.weight));
        let line = weight.with(
            Look::Plain,
            &format!("{}: {}", reason.signal, reason.detail),
        );
        (expendable, line)
    };
    shown.map(line).collect()
}

/// Where the site is, and the calls from there to the sink; where all do not fit, the first and the last.
fn place(site: &Site, (nth, sites): (usize, usize), columns: usize) -> Line {
    let function = site.function.as_ref();
    let function = function.map_or_else(String::new, |function| format!(" in {function}"));
    let level = site.level;
    let mut which = level.map_or_else(String::new, |level| format!(", at level {level}"));
    if sites > 1 {
        which += &format!(", site {} of {sites}: x shows the next", nth + 1);
    }
    let line = |via: &str| {
        Line::new(Look::Name, "  source   ")
            .with(Look::Strong, &format!("{}:{}", site.file, site.line))
            .with(Look::Plain, &format!("{function}, through {via}"))
            .with(Look::Dim, &which)
    };
    let whole = match site.via.as_slice() {
        [] => line(&site.callee),
        via => line(&via.join(" > ")),
    };
    match site.via.as_slice() {
        [first, _, .., last] if whole.width() > columns => line(&format!("{first} > … > {last}")),
        _ => whole,
    }
}

fn hits(hits: &Hits, current: &Current<'_>) -> Vec<(Expendable, Line)> {
    let label = || Line::new(Look::Name, "  samples  ");
    let trust = hits.summary().map(|summary| {
        format!(
            "{} lines, {:.1} % of them this application's",
            summary.lines,
            summary.coverage.unwrap_or_default() * 100.0
        )
    });
    let Some(trust) = trust else {
        let line = label().with(
            Look::Dim,
            "no sample logs: --logs tells whether normal operation prints this",
        );
        return vec![(2, line)];
    };
    let found = match hits.of(current.keyword()) {
        Counted::Not => {
            let line = "an edited keyword: the logs cannot be read again to count its hits";
            return vec![(0, label().with(Look::Warning, line))];
        }
        Counted::Soon => {
            let line = format!("counting its hits in {trust} …");
            return vec![(0, label().with(Look::Dim, &line))];
        }
        Counted::Now(found) => found,
    };
    if found.hits == 0 {
        let line = label().with(Look::Good, "0 hits in sample logs");
        return vec![(0, line.with(Look::Plain, &format!(" ({trust})")))];
    }
    let counted = format!("{} HITS in sample logs", found.hits);
    let line = label().with(Look::Bad, &counted);
    let mut lines = vec![(0, line.with(Look::Plain, &format!(" ({trust})")))];
    let example = found.examples.first();
    lines
        .extend(example.map(|example| (2, Line::new(Look::Dim, &format!("    {}", example.text)))));
    lines
}

/// What else an accepted keyword finds: this message by another one, other messages by this one.
fn others(view: &View<'_>, current: &Current<'_>) -> Vec<(Expendable, Line)> {
    let by = view.found_by().map(|(other, decision)| {
        let by = format!(
            "already by '{}', accepted at {}",
            decision.keyword, other.rank
        );
        (
            1,
            Line::new(Look::Name, "  found    ").with(Look::Warning, &by),
        )
    });
    by.into_iter().chain(also_found(view, current)).collect()
}

fn also_found(view: &View<'_>, current: &Current<'_>) -> Option<(Expendable, Line)> {
    let found = view.also_found(current.keyword());
    if found.is_empty() {
        return None;
    }
    let named = found.iter().take(NAMED_OTHERS).map(|other| {
        let decision = view.decisions.get(&other.fingerprint);
        let is_rejected = decision.is_some_and(|d| d.decision == Verdict::Reject);
        let rejected = if is_rejected { " (REJECTED)" } else { "" };
        format!("{} '{}'{rejected}", other.rank, other.message.pattern)
    });
    let named: Vec<String> = named.collect();
    let more = if found.len() > NAMED_OTHERS {
        ", …"
    } else {
        ""
    };
    let others = counted(found.len(), "other candidate");
    let line = Line::new(Look::Name, "  finds    ").with(Look::Warning, &others);
    let named = format!(" too: {}{more}", named.join(", "));
    Some((1, line.with(Look::Plain, &named)))
}

/// Drops the most expendable lines until the rest fits, last ones first, and says so.
fn fit(mut lines: Vec<(Expendable, Line)>, size: Size) -> Vec<Line> {
    if lines.len() > size.rows {
        let all = lines.len();
        // The line that says so needs a place, too.
        while lines.len() >= size.rows.max(2) {
            let most = lines.iter().map(|(expendable, _)| *expendable).max();
            let last = lines
                .iter()
                .rposition(|(expendable, _)| Some(*expendable) == most);
            lines.remove(last.unwrap_or_default());
        }
        let left_out = format!("  ({} lines left out: no room)", all - lines.len());
        lines.push((0, Line::new(Look::Dim, &left_out)));
    }
    lines
        .into_iter()
        .map(|(_, line)| line.cut(size.columns))
        .collect()
}
