//! `sigmine crosscheck`: what keywords hit in logs of normal operation.

use std::io::Write;

use sigmine::crosscheck::{self, Hits, Options, Report};

use crate::args::{Common, Crosscheck, Format};
use crate::exit_code::Code;
use crate::failure::Failure;
use crate::inputs::{self, Checked};
use crate::progress::Bars;
use crate::table::Rows;
use crate::{diagnostics, output};

/// Below this share of explained lines, "0 hits" says little.
const LOW_COVERAGE: f64 = 0.1;

pub fn run(options: &Crosscheck, common: &Common) -> Result<Code, Failure> {
    let mut all = Checked::default();
    for path in &options.inputs {
        let Checked { keywords, patterns } = inputs::checked(path)?;
        all.keywords.extend(keywords);
        all.patterns.extend(patterns);
    }
    let logs = inputs::logs(&options.logs)?;
    let kept = Options {
        examples: options.examples,
    };
    let report = crosscheck::crosscheck(
        &all.keywords,
        &all.patterns,
        &logs,
        kept,
        &Bars::new(common),
    )?;
    match options.format {
        Format::Table => output::write(|out| table(&report, out))?,
        Format::Jsonl => output::write(|out| Ok(report.write_jsonl(out)?))?,
    }
    summary(&report, !all.patterns.is_empty(), common.quiet);
    let any_hit = report.hits.iter().any(|hits| hits.hits > 0);
    let found = if options.fail_on_hits && any_hit {
        Code::Found
    } else {
        Code::Done
    };
    Ok(found.max(diagnostics::unread(&report.unread)))
}

fn table(report: &Report, out: &mut impl Write) -> Result<(), Failure> {
    let mut rows = Rows::new(&["hits", "files", "keyword", "first", "last"], 2);
    let mut hits: Vec<&Hits> = report.hits.iter().collect();
    hits.sort_by_key(|hits| std::cmp::Reverse(hits.hits));
    for hit in hits {
        let stamp = |stamp: &Option<String>| stamp.clone().unwrap_or_default();
        rows.push([
            hit.hits.to_string(),
            hit.files.to_string(),
            hit.keyword.clone(),
            stamp(&hit.first),
            stamp(&hit.last),
        ]);
        for example in &hit.examples {
            let text = format!("  {}:{}: {}", example.file, example.line, example.text);
            rows.push([
                String::new(),
                String::new(),
                text,
                String::new(),
                String::new(),
            ]);
        }
    }
    write!(out, "{}", rows.render())?;
    Ok(())
}

/// Says how much was read, and how far a zero can be trusted.
pub fn summary(report: &Report, knows_patterns: bool, quiet: bool) {
    let summary = &report.summary;
    let share = summary.coverage * 100.0;
    if !quiet {
        let hit = report.hits.iter().filter(|hits| hits.hits > 0).count();
        diagnostics::note(format!(
            "{hit} of {} keywords hit; {} lines in {} files read",
            report.hits.len(),
            summary.lines,
            summary.files
        ));
    }
    if knows_patterns && summary.coverage < LOW_COVERAGE {
        diagnostics::warning(format!(
            "only {share:.1} % of these lines come from this application: '0 hits' says little; give more of its own logs"
        ));
    } else if knows_patterns && !quiet {
        diagnostics::note(format!(
            "{share:.1} % of these lines come from this application"
        ));
    }
}
