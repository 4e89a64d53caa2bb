//! `sigmine crosscheck`: what keywords hit in logs of normal operation.

use std::collections::HashSet;
use std::io::Write;

use sigmine::crosscheck::{self, ENOUGH_LINES, Hits, LevelSeen, Options, Report, Summary};
use sigmine::display::counted;

use crate::args::{Common, Crosscheck, Format};
use crate::commands::logs;
use crate::exit_code::Code;
use crate::failure::Failure;
use crate::inputs::{self, Checked};
use crate::progress::Bars;
use crate::table::Rows;
use crate::{diagnostics, output};

pub fn run(options: &Crosscheck, common: &Common) -> Result<Code, Failure> {
    if options.logs.list_logs {
        return logs::list();
    }
    if options.logs.paths.is_empty() {
        let what = "no logs given; name some with --logs, or see --list-logs";
        return Err(Failure::Usage(what.to_owned()));
    }
    let all = checked(options)?;
    let logs = inputs::logs(&options.logs.paths)?;
    let kept = Options {
        examples: options.examples,
        program: options.logs.program.clone(),
    };
    let bars = Bars::new(common);
    let report = crosscheck::crosscheck(&all.keywords, &all.known, &logs, &kept, &bars)?;
    match options.format {
        Format::Table => output::write(|out| table(&report, out))?,
        Format::Jsonl => output::write(|out| Ok(report.write_jsonl(out)?))?,
    }
    summary(&report, common.quiet);
    let any_hit = report.hits.iter().any(|hits| hits.hits > 0);
    let found = if options.fail_on_hits && any_hit {
        Code::Found
    } else {
        Code::Done
    };
    Ok(found.max(diagnostics::unread(&report.unread)))
}

/// What all inputs ask for; a keyword of several counts once.
fn checked(options: &Crosscheck) -> Result<Checked, Failure> {
    let mut all = Checked::default();
    let mut seen = HashSet::new();
    for path in &options.inputs {
        let Checked { keywords, known } = inputs::checked(path)?;
        let new = |keyword: &_| seen.insert(Clone::clone(keyword));
        all.keywords.extend(keywords.into_iter().filter(new));
        all.known.extend(known);
    }
    Ok(all)
}

fn table(report: &Report, out: &mut impl Write) -> Result<(), Failure> {
    let mut rows = Rows::new(
        &[
            "hits", "one in", "files", "keyword", "seen", "first", "last",
        ],
        3,
    );
    let mut hits: Vec<&Hits> = report.hits.iter().collect();
    hits.sort_by_key(|hits| std::cmp::Reverse(hits.hits));
    for hit in hits {
        let stamp = |stamp: &Option<String>| stamp.clone().unwrap_or_default();
        let one_in = hit.one_in(&report.summary);
        rows.push([
            hit.hits.to_string(),
            one_in.map(|lines| lines.to_string()).unwrap_or_default(),
            hit.files.to_string(),
            hit.keyword.clone(),
            seen(hit, &report.summary),
            stamp(&hit.first),
            stamp(&hit.last),
        ]);
        for example in &hit.examples {
            let text = format!("  {}:{}: {}", example.file, example.line, example.text);
            let mut row = [const { String::new() }; 7];
            row[3] = text;
            rows.push(row);
        }
    }
    write!(out, "{}", rows.render())?;
    Ok(())
}

/// On how many of the days and hosts of the logs a keyword was seen, in words.
fn seen(hits: &Hits, all: &Summary) -> String {
    let days = match (hits.days, all.days) {
        _ if hits.hits == 1 => Some("once".to_owned()),
        (0, _) | (_, 0..=1) => None,
        (days, all) if days == all => Some("every day".to_owned()),
        (days, all) => Some(format!("on {days} of {all} days")),
    };
    let hosts = (hits.hosts > 0 && all.hosts > 1)
        .then(|| format!("on {} of {} hosts", hits.hosts, all.hosts));
    let parts: Vec<String> = days.into_iter().chain(hosts).collect();
    parts.join(", ")
}

/// Says how much was read, and how far a zero can be trusted.
pub fn summary(report: &Report, quiet: bool) {
    let summary = &report.summary;
    if !quiet {
        let hit = report.hits.iter().filter(|hits| hits.hits > 0).count();
        let lines = counted(summary.lines, "line");
        let files = counted(summary.files, "file");
        diagnostics::note(format!(
            "{hit} of {} keywords hit; {lines} in {files} read",
            report.hits.len()
        ));
    }
    let Some(coverage) = summary.coverage else {
        if !quiet {
            diagnostics::note(
                "a rule does not say what else its application prints, so whether these lines come from it is not known; 'mine --format jsonl' and 'draft' know",
            );
        }
        return;
    };
    share(summary, coverage, quiet);
    if let (false, Some(program)) = (quiet, &summary.program)
        && !program.asked
    {
        let covered = program.covered as f64 / program.lines.max(1) as f64 * 100.0;
        diagnostics::note(format!(
            "of the {} lines of '{}', {covered:.1} % are explained; --program narrows the check to them",
            program.lines, program.name
        ));
    }
    levels(summary, quiet);
}

/// Says how many of the lines are the application's own.
fn share(summary: &Summary, coverage: f64, quiet: bool) {
    let share = coverage * 100.0;
    let lines = counted(summary.counted(), "line");
    if !summary.is_of_application() {
        diagnostics::warning(format!(
            "only {share:.1} % of {lines} come from this application: '0 hits' says little; give more of its own logs"
        ));
    } else if !quiet {
        diagnostics::note(format!(
            "{share:.1} % of {lines} come from this application"
        ));
        if !summary.says_enough() {
            diagnostics::note(format!(
                "only {} of its own: '0 hits' says little; from {ENOUGH_LINES} on, what they do not hold is called unlikely",
                counted(summary.covered, "line")
            ));
        }
    }
}

/// Says which messages were seen, and which levels the logs do not hold.
fn levels(summary: &Summary, quiet: bool) {
    let absent: Vec<&str> = (summary.levels.iter())
        .filter(|level| level.seen == 0)
        .filter_map(|level| Some(level.level?.name()))
        .collect();
    if !quiet {
        let by_level = summary.levels.iter().filter(|level| level.seen > 0).map(
            |LevelSeen {
                 level,
                 messages,
                 seen,
                 ..
             }| {
                let level = level.map_or("unknown", |level| level.name());
                format!("{level} {seen} of {messages}")
            },
        );
        let by_level: Vec<String> = by_level.collect();
        diagnostics::note(format!(
            "{} of {} messages seen ({})",
            summary.seen,
            summary.messages,
            by_level.join(", ")
        ));
    }
    let says_much = summary
        .levels
        .iter()
        .any(|level| level.seen > 0 && level.level.is_some());
    if says_much && !absent.is_empty() && !quiet {
        diagnostics::note(format!(
            "no message at level {} was seen: '0 hits' of one says little if that level is not logged",
            absent.join(", ")
        ));
    }
}
