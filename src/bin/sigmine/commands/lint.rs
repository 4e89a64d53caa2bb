//! `sigmine lint`: SigmaHQ's checks, offline.

use std::io::Write;
use std::path::Path;

use jiff::ZonedDateTime;
use sigmine::sigma::{self, Backend, Repository, Severity};

use crate::args::{Lint, LintFormat};
use crate::exit_code::Code;
use crate::failure::Failure;
use crate::findings::{self, Linted};
use crate::table::Rows;
use crate::{inputs, output};

pub fn run(options: &Lint) -> Result<Code, Failure> {
    if options.portability {
        return portability(options);
    }
    let repository = options.sigma_repo.as_deref().map(Repository::read);
    let repository = repository.transpose()?;
    let today = ZonedDateTime::now().date();
    let mut linted = Vec::new();
    for path in &options.rules {
        let (text, shown) = read(path)?;
        let findings = sigma::lint_among(&text, &shown, today, repository.as_ref());
        linted.push(Linted {
            path: shown,
            text,
            findings,
        });
    }
    output::write(|out| match options.format {
        LintFormat::Text => findings::text(&linted, out),
        LintFormat::Table => findings::table(&linted, out),
        LintFormat::Json => findings::json(&linted, out),
        LintFormat::Sarif => findings::sarif(&linted, out),
    })?;
    let mut found = linted.iter().flat_map(|linted| &linted.findings);
    // A note changes nothing that is found.
    Ok(if found.any(|finding| finding.severity > Severity::Note) {
        Code::Found
    } else {
        Code::Done
    })
}

fn read(path: &Path) -> Result<(String, String), Failure> {
    Ok((inputs::text(path)?, path.display().to_string()))
}

/// The table of one rule after the other. What counts as found is a keyword that an engine which takes
/// keyword rules reads otherwise.
fn portability(options: &Lint) -> Result<Code, Failure> {
    let mut code = Code::Done;
    for path in &options.rules {
        let (text, shown) = read(path)?;
        let rule = sigma::read(&text, &shown)?;
        let keywords: Vec<&str> = (rule.keywords.iter())
            .map(|keyword| &text[keyword.span.start..keyword.span.end])
            .collect();
        let mut rows = Rows::new(&["backend", "version", "as meant", "what it does"], 3);
        for backend in Backend::all() {
            let differing = add_backend(&mut rows, backend, &rule.keywords, &keywords);
            if backend.takes && differing > 0 {
                code = Code::Found;
            }
        }
        output::write(|out| {
            writeln!(out, "{}\n", sigmine::display::escape(&shown))?;
            Ok(writeln!(out, "{}", rows.render())?)
        })?;
    }
    Ok(code)
}

/// A row for the backend, and one for each keyword that it reads otherwise; how many these are.
fn add_backend(
    rows: &mut Rows,
    backend: &Backend,
    keywords: &[sigma::RuleKeyword],
    written: &[&str],
) -> usize {
    let differing: Vec<(&str, Vec<String>)> = keywords
        .iter()
        .zip(written)
        .map(|(keyword, text)| (*text, backend.differences(&keyword.text)))
        .filter(|(_, differences)| !differences.is_empty())
        .collect();
    let (all, found) = (keywords.len(), differing.len());
    let as_meant = if backend.takes { all - found } else { 0 };
    rows.push([
        backend.name.clone(),
        backend.version.clone(),
        format!("{as_meant} of {all}"),
        backend.search.clone(),
    ]);
    for (keyword, differences) in differing {
        let what = format!("{keyword}  {}", differences.join("; "));
        rows.push([String::new(), String::new(), String::new(), what]);
    }
    found
}
