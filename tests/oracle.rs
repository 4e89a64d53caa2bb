//! The second opinion: SigmaHQ's own tools, and readers that are not ours (`tests/oracle`).

#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

#[path = "oracle/agreement.rs"]
mod agreement;
#[path = "lint/cases.rs"]
mod cases;
#[path = "lint/defects.rs"]
mod defects;
#[path = "support/judge.rs"]
mod judge;
#[path = "support/oracle.rs"]
mod python;
#[path = "oracle/readback.rs"]
mod readback;
#[path = "support/strategies.rs"]
mod strategies;
mod support;

use std::path::PathBuf;

use sigmine::corpus::Shelf;
use sigmine::emit::{DraftInput, Metadata, Split, draft, split, write};
use sigmine::sigma::{Logsource, RuleLevel};
use sigmine::sink::Sink;
use support::{all_accepted, checkout, input, metadata, report};

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
    for (metadata, keywords) in drafts() {
        let keywords: Vec<&str> = keywords.iter().map(String::as_str).collect();
        let mut accepted = all_accepted(&keywords);
        accepted[0].candidate.message.sink = Sink::Client;
        let (provenance, report) = (checkout(), report(&[(keywords[0], 3)], 1200, 0.7));
        for (part, accepted) in split(&accepted, Split::Sink) {
            let input = DraftInput {
                part: part.as_ref(),
                report: Some(&report),
                ..input(&metadata, &accepted, &provenance)
            };
            let draft = draft(&input, &Shelf::templates(None)).unwrap();
            judge::accepts(&write(&draft, dir.path(), false).unwrap().rule);
        }
    }
}

/// The drafts are judged by one process that runs on; whoever checks a rule by hand takes this program.
#[test]
fn check_rule_says_what_the_judge_of_the_drafts_says() {
    let dir = tempfile::tempdir().unwrap();
    let rule = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let good = rule(cases::NAME, cases::GOOD);
    let noted = rule(
        "lnx_other_name.yml",
        &cases::GOOD.replace("Detects", "Finds"),
    );
    for (path, is_silent) in [(good, true), (noted, false)] {
        let Some(said) = judge::said(&path, true) else {
            return;
        };
        let strict = PathBuf::from("--strict");
        let by_hand = python::run("check-rule", &[strict, path]).unwrap();
        assert_eq!(by_hand.status.success(), is_silent);
        assert_eq!(said.is_empty(), is_silent, "{said:?}");
    }
}

/// Drafts that differ in what SigmaHQ's tools look at.
fn drafts() -> Vec<(Metadata, Vec<String>)> {
    let owned = |keywords: &[&str]| {
        keywords
            .iter()
            .map(|keyword| (*keyword).to_owned())
            .collect()
    };
    let plain: Vec<String> = owned(&["syscall * out of bounds", "couldn't handle sandbox event"]);
    let mut listed = metadata("sshd");
    listed.level = Some(RuleLevel::High);
    let mut application = metadata("An example: 'application'");
    application.logsource = Logsource {
        category: Some("application".into()),
        product: Some("python".into()),
        ..Logsource::default()
    };
    vec![
        (metadata("exampled"), owned(HOSTILE)),
        (metadata("vsftpd"), reference()),
        (listed, plain.clone()),
        (application, plain),
    ]
}

/// The keywords of the published rule that everyone knows.
fn reference() -> Vec<String> {
    let text = include_str!("projects/vsftpd.decisions.yml");
    let file: serde_json::Value = serde_yaml::from_str(text).unwrap();
    let decisions = file["decisions"].as_array().unwrap();
    let keyword = |decision: &serde_json::Value| decision["keyword"].as_str().unwrap().to_owned();
    decisions.iter().map(keyword).collect()
}
