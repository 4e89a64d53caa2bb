//! The oracle over every draft that a test makes: `check-rule --strict` must be silent on it.

#![allow(
    dead_code,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "each test binary asks in its own way"
)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{LazyLock, Mutex};

use serde_json::json;

/// `batch.py`, which answers as long as this test binary runs: to start it takes longer than to ask.
struct Judge {
    process: Child,
    asked: ChildStdin,
    answers: BufReader<ChildStdout>,
}

static JUDGE: LazyLock<Mutex<Option<Judge>>> = LazyLock::new(|| Mutex::new(start()));

#[allow(
    clippy::zombie_processes,
    reason = "it ends with this binary, when nobody can ask any more"
)]
fn start() -> Option<Judge> {
    let oracle = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle");
    let mut process = Command::new(oracle.join("python"))
        .arg(oracle.join("batch.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (asked, answers) = (process.stdin.take()?, process.stdout.take()?);
    Some(Judge {
        process,
        asked,
        answers: BufReader::new(answers),
    })
}

/// What it says of a rule file, without `strict` only what SigmaHQ's CI refuses. `None`, and a word on
/// it, where its packages cannot be had; in CI they must be.
pub fn said(rule: &Path, strict: bool) -> Option<Vec<String>> {
    let mut judge = JUDGE.lock().unwrap_or_else(|broken| broken.into_inner());
    let Judge {
        process,
        asked,
        answers,
    } = judge.as_mut()?;
    let request = json!({"rule": rule.canonicalize().unwrap(), "strict": strict});
    // A process that is gone says so by giving no answer.
    let _ = writeln!(asked, "{request}");
    let mut answer = String::new();
    if answers.read_line(&mut answer).unwrap() > 0 {
        return Some(serde_json::from_str(&answer).unwrap());
    }
    let ended = process.wait().unwrap();
    assert!(
        std::env::var_os("CI").is_none(),
        "the oracle must run in CI: {ended}"
    );
    println!("SKIPPED: the oracle needs python3 with venv and its packages: {ended}");
    *judge = None;
    None
}

/// Fails unless the oracle is silent on the rule file.
pub fn accepts(rule: &Path) {
    let said = said(rule, true).unwrap_or_default();
    assert!(
        said.is_empty(),
        "{said:#?}\n{}",
        fs::read_to_string(rule).unwrap()
    );
}

/// Fails unless the oracle is silent on the rule of a draft that was not written.
pub fn accepts_text(name: &str, rule: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("{name}.yml"));
    fs::write(&path, rule).unwrap();
    accepts(&path);
}

/// Fails unless the oracle is silent on all drafts in a folder and below: rules with evidence beside
/// them. Returns how many there are.
pub fn accepts_drafts_below(folder: &Path) -> usize {
    let mut drafts = 0;
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            drafts += accepts_drafts_below(&path);
        } else if let Some(rule) = rule_of(&path) {
            accepts(&rule);
            drafts += 1;
        }
    }
    drafts
}

/// The rule that a file is the evidence of.
fn rule_of(evidence: &Path) -> Option<PathBuf> {
    let name = evidence
        .file_name()?
        .to_str()?
        .strip_suffix(".evidence.yml")?;
    Some(evidence.with_file_name(format!("{name}.yml")))
}
