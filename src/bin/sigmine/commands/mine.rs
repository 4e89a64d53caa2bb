//! `sigmine mine`: an application's messages, ranked.

use std::io::Write;

use sigmine::job;
use sigmine::score::Candidate;

use crate::args::{Common, Mine, MineFormat};
use crate::exit_code::Code;
use crate::failure::Failure;
use crate::progress::Bars;
use crate::table::Rows;
use crate::{diagnostics, output};

/// Stands in a table before the first weak candidate.
const WEAK: &str = "--- weak: mostly everyday trouble ---";

/// Rows that a table shows without being asked for more.
const TABLE_ROWS: usize = 50;

pub fn run(options: &Mine, common: &Common) -> Result<Code, Failure> {
    let mined = job::mine(
        &options.tree.sources,
        &options.tree.options(common),
        &Bars::new(common),
    )?;
    let wanted: Vec<&Candidate> = mined
        .candidates
        .iter()
        .filter(|candidate| is_wanted(candidate, options))
        .collect();
    let shown = &wanted[..limit(options, wanted.len())];
    match options.format {
        MineFormat::Table => output::write(|out| table(shown, options.explain, out))?,
        MineFormat::Jsonl => output::write(|out| jsonl(shown, out))?,
        MineFormat::Csv => output::write(|out| csv(shown, out))?,
    }
    let code = diagnostics::mined(&mined, common.quiet);
    if shown.len() < wanted.len() && !common.quiet {
        diagnostics::note(format!(
            "{} of {} candidates shown; --limit 0 shows all",
            shown.len(),
            wanted.len()
        ));
    }
    Ok(code)
}

fn is_wanted(candidate: &Candidate, options: &Mine) -> bool {
    let message = &candidate.message;
    let level = options
        .level
        .is_none_or(|least| message.level.is_some_and(|level| level <= least));
    level && options.sink.is_none_or(|sink| message.sink == sink)
}

fn limit(options: &Mine, all: usize) -> usize {
    let default = if options.format == MineFormat::Table {
        TABLE_ROWS
    } else {
        0
    };
    match options.limit.unwrap_or(default) {
        0 => all,
        limit => limit.min(all),
    }
}

fn table(candidates: &[&Candidate], explain: bool, out: &mut impl Write) -> Result<(), Failure> {
    let mut rows = Rows::new(&["rank", "score", "level", "sink", "message", "site"], 4);
    let mut are_weak = false;
    for candidate in candidates {
        if candidate.weak && !are_weak {
            rows.push(["", "", "", "", WEAK, ""].map(str::to_owned));
            are_weak = true;
        }
        let message = &candidate.message;
        rows.push([
            candidate.rank.to_string(),
            format!("{:.2}", candidate.score),
            message.level.map_or("-", |level| level.name()).to_owned(),
            word(&message.sink),
            message.pattern.to_string(),
            site(candidate),
        ]);
        for reason in candidate.reasons.iter().filter(|_| explain) {
            let weight = format!("{:+.2}", reason.weight);
            let why = format!("  {}: {}", reason.signal, reason.detail);
            rows.push([
                String::new(),
                weight,
                String::new(),
                String::new(),
                why,
                String::new(),
            ]);
        }
    }
    write!(out, "{}", rows.render())?;
    Ok(())
}

fn jsonl(candidates: &[&Candidate], out: &mut impl Write) -> Result<(), Failure> {
    for candidate in candidates {
        serde_json::to_writer(&mut *out, candidate)?;
        writeln!(out)?;
    }
    Ok(())
}

fn csv(candidates: &[&Candidate], out: &mut impl Write) -> Result<(), Failure> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        "rank",
        "score",
        "level",
        "sink",
        "certainty",
        "pattern",
        "keyword",
        "file",
        "line",
        "function",
        "callee",
    ])?;
    for candidate in candidates {
        let message = &candidate.message;
        let site = message.sites.first();
        csv.write_record([
            candidate.rank.to_string(),
            candidate.score.to_string(),
            message
                .level
                .map(|level| level.name().to_owned())
                .unwrap_or_default(),
            word(&message.sink),
            word(&message.certainty),
            message.pattern.to_string(),
            candidate.keyword.to_string(),
            site.map(|site| site.file.clone()).unwrap_or_default(),
            site.map(|site| site.line.to_string()).unwrap_or_default(),
            site.and_then(|site| site.function.clone())
                .unwrap_or_default(),
            site.map(|site| site.callee.clone()).unwrap_or_default(),
        ])?;
    }
    csv.flush()?;
    Ok(())
}

fn site(candidate: &Candidate) -> String {
    let sites = &candidate.message.sites;
    let Some(first) = sites.first() else {
        return String::new();
    };
    match sites.len() {
        1 => format!("{}:{}", first.file, first.line),
        more => format!("{}:{} +{}", first.file, first.line, more - 1),
    }
}

/// A value's name in the output.
fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).ok();
    value
        .as_ref()
        .and_then(|value| value.as_str())
        .unwrap_or_default()
        .to_owned()
}
