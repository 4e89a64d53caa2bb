//! Readers that are not ours read from a draft exactly what was meant.

use std::collections::BTreeSet;
use std::fs;
use std::io::empty;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use sigmine::corpus::Shelf;
use sigmine::crosscheck::{Options, crosscheck};
use sigmine::emit::{Accepted, DraftInput, draft};
use sigmine::logs::LogSet;
use sigmine::pattern::{Pattern, Piece};
use sigmine::progress::Silent;
use sigmine::score;
use sigmine::sigma::{self, Keyword};

use crate::strategies::any_pattern;
use crate::support::{accepted, checkout, input, metadata, report};
use crate::{judge, python};

/// How many drafts are made; one Python process reads them all.
const DRAFTS: usize = 300;

/// A draft of arbitrary messages, and a log that holds each message as it would be printed.
struct Sample {
    accepted: Vec<Accepted>,
    name: String,
    rule: String,
    lines: Vec<String>,
}

#[test]
fn an_independent_reader_finds_the_meant_keywords_and_the_same_lines() {
    let folder = tempfile::tempdir().unwrap();
    let samples = samples();
    let mut requests = Vec::new();
    for (number, sample) in samples.iter().enumerate() {
        let own = folder.path().join(number.to_string());
        let path = own.join(&sample.name);
        fs::create_dir(&own).unwrap();
        fs::write(&path, &sample.rule).unwrap();
        judge::accepts(&path);
        requests.push(json!({"rule": path, "lines": sample.lines}));
    }
    let requests = python::requests(folder.path(), &requests);
    let Some(answers) = python::ask("readback.py", &[requests]) else {
        return;
    };
    assert_eq!(answers.len(), samples.len());
    for (sample, answer) in samples.iter().zip(answers) {
        compare(sample, answer.as_array().unwrap());
    }
}

fn compare(sample: &Sample, read: &[Value]) {
    let meant: Vec<&Keyword> = sample.accepted.iter().map(|taken| &taken.keyword).collect();
    let mut found = Vec::new();
    for entry in read {
        let keyword = meant.iter().find(|keyword| {
            json!(keyword.to_string()) == entry["text"]
                && pieces(keyword.pattern()) == entry["pieces"]
        });
        let keyword = keyword.unwrap_or_else(|| panic!("nobody meant {entry}\n{}", sample.rule));
        found.push(*keyword);
        let theirs: BTreeSet<u64> = numbers(&entry["lines"]);
        assert_eq!(
            theirs,
            lines_hit(keyword, &sample.lines),
            "{entry}\n{:#?}",
            sample.lines
        );
    }
    for (number, taken) in meant.iter().enumerate() {
        let finding = found.iter().position(|keyword| keyword.covers(taken));
        let finding = finding.unwrap_or_else(|| panic!("lost: {taken}\n{}", sample.rule));
        let lines = numbers(&read[finding]["lines"]);
        // Two lines a message: as it is printed, and the same in other letters.
        assert!(lines.is_superset(&BTreeSet::from([2 * number as u64, 2 * number as u64 + 1])));
    }
}

fn numbers(list: &Value) -> BTreeSet<u64> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|number| number.as_u64().unwrap())
        .collect()
}

/// The pieces as `readback.py` writes them.
fn pieces(pattern: &Pattern) -> Value {
    let written = pattern.pieces().iter().map(|piece| match piece {
        Piece::Text(text) => json!(["text", text]),
        Piece::Any => json!(["any", "*"]),
        Piece::One => json!(["one", "?"]),
    });
    written.collect()
}

/// The indices of the lines that our own matcher finds.
fn lines_hit(keyword: &Keyword, lines: &[String]) -> BTreeSet<u64> {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("app.log");
    fs::write(&log, lines.join("\n")).unwrap();
    let logs = LogSet::find(&[log], Box::new(empty())).unwrap();
    let all = Options {
        examples: usize::MAX,
        ..Options::default()
    };
    let report = crosscheck(&[keyword.pattern().clone()], &[], &logs, &all, &Silent).unwrap();
    report.hits[0]
        .examples
        .iter()
        .map(|example| example.line - 1)
        .collect()
}

fn samples() -> Vec<Sample> {
    let mut runner = TestRunner::deterministic();
    let strategy = prop::collection::vec(any_pattern(), 1..8);
    let mut samples = Vec::new();
    while samples.len() < DRAFTS {
        let messages = strategy.new_tree(&mut runner).unwrap().current();
        samples.extend(sample(&messages));
    }
    samples
}

/// `None` if no message gives a keyword.
fn sample(messages: &[Pattern]) -> Option<Sample> {
    let mut taken = Vec::new();
    let mut lines = Vec::new();
    for (number, message) in (1..).zip(messages) {
        // A person may take the whole message, if it is legal, or the part that sigmine proposes.
        let whole = accepted(message.clone(), number);
        let Some(accepted) = whole.or_else(|| accepted(score::cut(message)?, number)) else {
            continue;
        };
        let line = format!("app: {}", printed(message));
        lines.extend([line.clone(), swapped(&line)]);
        taken.push(accepted);
    }
    // Lines that are not quite a message.
    let broken: Vec<String> = lines
        .iter()
        .map(|line| line.chars().step_by(2).collect())
        .collect();
    lines.extend(broken);
    let metadata = metadata("exampled");
    let provenance = checkout();
    // What was hit is named among the false positives.
    let first = taken.first()?.keyword.to_string();
    let report = report(&[(&first, 2)], 100, 0.5);
    let input = DraftInput {
        report: Some(&report),
        ..input(&metadata, &taken, &provenance)
    };
    let draft = draft(&input, &Shelf::templates(None)).ok()?;
    sigma::read(&draft.rule, "draft.yml").unwrap();
    Some(Sample {
        accepted: taken,
        name: format!("{}.yml", draft.name),
        rule: draft.rule,
        lines,
    })
}

/// The message with something in the place of each value.
fn printed(message: &Pattern) -> String {
    let shown = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Any => "some value".to_owned(),
        Piece::One => "v".to_owned(),
    };
    message.pieces().iter().map(shown).collect()
}

/// ASCII letters in the other case.
fn swapped(line: &str) -> String {
    let swap = |c: char| {
        if c.is_ascii_lowercase() {
            c.to_ascii_uppercase()
        } else {
            c.to_ascii_lowercase()
        }
    };
    line.chars().map(swap).collect()
}
