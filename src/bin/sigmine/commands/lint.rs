//! `sigmine lint`: SigmaHQ's checks, offline.

use std::io::Write;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use jiff::ZonedDateTime;
use sigmine::sigma::{self, Finding, Severity};

use crate::args::Lint;
use crate::exit_code::Code;
use crate::failure::Failure;
use crate::{inputs, output};

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
    let end = finding.span.end.min(text.len());
    let place = AnnotationKind::Primary.span(finding.span.start.min(end)..end);
    let snippet = Snippet::source(text).path(path).annotation(place);
    let title = format!("{} [{}]", finding.message, finding.check);
    let report = [level.primary_title(title.as_str()).element(snippet)];
    let renderer = if console::colors_enabled() {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&report)
}
