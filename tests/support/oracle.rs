//! SigmaHQ's own tools and readers that are not ours, in the Python of `tests/oracle`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What `tests/oracle/python` exits with when the packages cannot be had.
const NO_PACKAGES: i32 = 3;

/// A file of `tests/oracle`.
pub fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/oracle")
        .join(name)
}

/// Runs a program of `tests/oracle`; `None`, and a word on it, where its packages cannot be had. In CI
/// they must be.
pub fn run(program: &str, arguments: &[PathBuf]) -> Option<Output> {
    let answer = Command::new(file(program)).args(arguments).output();
    match answer {
        Ok(answer) if answer.status.code() != Some(NO_PACKAGES) => Some(answer),
        missing => {
            assert!(
                std::env::var_os("CI").is_none(),
                "the oracle must run in CI: {missing:?}"
            );
            println!("SKIPPED: the oracle needs python3 with venv and its packages: {missing:?}");
            None
        }
    }
}

/// What a script of `tests/oracle` answers, one JSON value a line.
pub fn ask(script: &str, arguments: &[PathBuf]) -> Option<Vec<serde_json::Value>> {
    let mut all = vec![file(script)];
    all.extend_from_slice(arguments);
    let answer = run("python", &all)?;
    let errors = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{script}: {errors}");
    let text = String::from_utf8(answer.stdout).unwrap();
    Some(
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
    )
}

/// Writes requests for a script, one JSON value a line.
pub fn requests(folder: &Path, requests: &[serde_json::Value]) -> PathBuf {
    let path = folder.join("requests.jsonl");
    let lines: Vec<String> = requests.iter().map(ToString::to_string).collect();
    std::fs::write(&path, lines.join("\n")).unwrap();
    path
}
