//! The second opinion: SigmaHQ's own tools on drafts (`tests/oracle/check-rule`).

#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod support;

use std::process::Command;

use sigmine::corpus::Shelf;
use sigmine::emit::{Metadata, draft, write};
use sigmine::sigma::{Logsource, RuleLevel};
use support::{all_accepted, checkout, input, metadata, report};

/// What `check-rule` exits with when the Python packages cannot be had.
const NO_PACKAGES: i32 = 3;

const HOSTILE: &[&str] = &[
    "couldn't open \"file\": # no & !tag @all %",
    r"path C:\temp\ is not \allowed\ here",
    r"a back\\slash before * a wildcard \\* here",
    "- leading dash and [brackets] {braces}",
    "yes: or no, null ~ 0x1f",
    "größter Fehler 龍 in \u{1f468}\u{200d}\u{1f469} שלום\u{200f} denied",
    "request \u{a0}with no-break\u{3000}blanks",
    "trailing colon:",
    "one ? character",
];

#[test]
fn sigmahqs_own_tools_have_nothing_to_say_about_our_drafts() {
    let dir = tempfile::tempdir().unwrap();
    let rules: Vec<_> = drafts()
        .into_iter()
        .map(|(metadata, keywords)| {
            let accepted = all_accepted(&keywords);
            let (provenance, report) = (checkout(), report(&[(keywords[0], 3)], 1200, 0.7));
            let mut input = input(&metadata, &accepted, &provenance);
            input.report = Some(&report);
            let draft = draft(&input, &Shelf::templates(None)).unwrap();
            write(&draft, dir.path(), false).unwrap().rule
        })
        .collect();
    let oracle = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/check-rule");
    let answer = Command::new(oracle).arg("--strict").args(&rules).output();
    let answer = match answer {
        Ok(answer) if answer.status.code() != Some(NO_PACKAGES) => answer,
        missing => {
            assert!(
                std::env::var_os("CI").is_none(),
                "the oracle must run in CI: {missing:?}"
            );
            println!("skipped: the oracle needs python3 with venv and its packages: {missing:?}");
            return;
        }
    };
    let said = String::from_utf8_lossy(&answer.stdout);
    assert!(
        answer.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&answer.stderr)
    );
}

/// Drafts that differ in what SigmaHQ's tools look at.
fn drafts() -> Vec<(Metadata, Vec<&'static str>)> {
    let plain = vec!["syscall * out of bounds", "couldn't handle sandbox event"];
    let mut listed = metadata("sshd");
    listed.level = Some(RuleLevel::High);
    let mut application = metadata("An example: 'application'");
    application.logsource = Logsource {
        category: Some("application".into()),
        product: Some("python".into()),
        ..Logsource::default()
    };
    vec![
        (metadata("exampled"), HOSTILE.to_vec()),
        (listed, plain.clone()),
        (application, plain),
    ]
}
