//! `sigmine lint`: SigmaHQ's checks, offline.

use std::io::Write;

use annotate_snippets::Level;
use jiff::ZonedDateTime;
use sigmine::sigma::{self, Finding, Severity};

use crate::args::Lint;
use crate::exit_code::Code;
use crate::failure::Failure;
use crate::{inputs, output, snippet};

pub fn run(options: &Lint) -> Result<Code, Failure> {
    let today = ZonedDateTime::now().date();
    let mut code = Code::Done;
    for path in &options.rules {
        let text = inputs::text(path)?;
        let shown = path.display().to_string();
        let findings = sigma::lint(&text, &shown, today);
        if findings
            .iter()
            .any(|finding| finding.severity >= Severity::Warning)
        {
            code = Code::Found;
        }
        output::write(|out| {
            for finding in &findings {
                writeln!(out, "{}\n", rendered(finding, &text, &shown))?;
            }
            Ok(())
        })?;
    }
    Ok(code)
}

fn rendered(finding: &Finding, text: &str, path: &str) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = format!("{} [{}]", finding.message, finding.check);
    let place = finding.span.start..finding.span.end;
    snippet::at(level, &title, path, text, place)
}
