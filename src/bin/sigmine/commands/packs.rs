//! `sigmine packs`: the languages that sigmine reads, and whether their packs hold.

use std::io::Write;
use std::path::Path;

use annotate_snippets::Level;
use sigmine::corpus::Shelf;
use sigmine::display::escape;
use sigmine::pack;
use sigmine::proof::{self, Finding};

use crate::args::{Common, Packs, PacksAction};
use crate::exit_code::Code;
use crate::failure::Failure;
use crate::output;
use crate::snippet::{self, Lines};

pub fn run(options: &Packs, common: &Common) -> Result<Code, Failure> {
    let own = common.packs.as_deref();
    match &options.action {
        PacksAction::List => list(own),
        PacksAction::Check { dir } => check(dir.as_deref().or(own)),
    }
}

fn list(own: Option<&Path>) -> Result<Code, Failure> {
    let packs = pack::load(&Shelf::queries(own))?;
    output::write(|out| {
        for pack in &packs {
            let files: Vec<String> = pack.files.iter().map(ToString::to_string).collect();
            writeln!(
                out,
                "{}: {}; {} sinks, {} builders, {} patterns",
                pack.name,
                files.join(" "),
                pack.sinks.len(),
                pack.builders.len(),
                pack.shapes.pattern_count()
            )?;
        }
        Ok(())
    })?;
    Ok(Code::Done)
}

fn check(own: Option<&Path>) -> Result<Code, Failure> {
    let proof = proof::check(own)?;
    output::write(|out| {
        for finding in &proof.findings {
            writeln!(out, "{}\n", rendered(finding))?;
        }
        for pack in &proof.packs {
            writeln!(
                out,
                "{}: {} fixtures; exercised: {} patterns, {} alternatives, {} sinks, {} builders",
                pack.name,
                pack.fixtures,
                pack.patterns,
                pack.alternatives,
                pack.sinks,
                pack.builders
            )?;
        }
        Ok(())
    })?;
    Ok(if proof.findings.is_empty() {
        Code::Done
    } else {
        Code::Found
    })
}

fn rendered(finding: &Finding) -> String {
    let title = escape(&finding.fault.to_string());
    let file = &finding.file;
    match finding.span {
        Some(span) => {
            let place = span.start..span.end;
            snippet::at(
                Level::ERROR,
                &title,
                &file.shown,
                &Lines::of(&file.text),
                place,
            )
        }
        None => snippet::of_file(Level::ERROR, &title, &file.shown),
    }
}
