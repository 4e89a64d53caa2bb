//! The whole job on projects that we did not write. `tests/projects/fetch` brings their sources from
//! their registries; without them these tests are skipped, but never in CI.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::path::{Path, PathBuf};
use std::process::Command;

use sigmine::job::{self, MineOptions};
use sigmine::progress::Silent;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The source of a project, or `None` where it was not fetched and may be missing.
fn source(project: &str) -> Option<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(ROOT).join("target"), PathBuf::from);
    let source = target.join("projects").join(project);
    if source.is_dir() {
        return Some(source);
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "{project} is missing in CI: tests/projects/fetch was not run"
    );
    eprintln!("SKIPPED: {project} is not there; tests/projects/fetch brings it");
    None
}

fn patterns(source: &Path) -> Vec<String> {
    let mined = job::mine(&[source.to_owned()], &MineOptions::default(), &Silent).unwrap();
    mined
        .known
        .iter()
        .map(|known| known.pattern.to_string())
        .collect()
}

/// Drafts a rule and gives it to SigmaHQ's own tools.
fn draft(project: &str, source: &Path, logs: &str) -> String {
    let out = tempfile::tempdir().unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_sigmine"))
        .args([
            "draft",
            "--no-input",
            "--accept",
            "12",
            "--app",
            project,
            "--logs",
            logs,
            "--out",
        ])
        .arg(out.path())
        .arg(source)
        .current_dir(ROOT)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let written = String::from_utf8(run.stdout).unwrap();
    let rule = written.lines().next().unwrap().to_owned();
    assert!(
        Path::new(written.lines().nth(1).unwrap()).is_file(),
        "a pull-request text beside it"
    );
    let oracle = Command::new(Path::new(ROOT).join("tests/oracle/check-rule"))
        .args(["--strict", &rule])
        .output()
        .unwrap();
    if oracle.status.code() == Some(3) && std::env::var_os("CI").is_none() {
        eprintln!("SKIPPED: the oracle's packages are not there");
    } else {
        let said = String::from_utf8_lossy(&oracle.stdout).into_owned();
        assert!(oracle.status.success(), "{said}");
    }
    std::fs::read_to_string(rule).unwrap()
}

#[test]
fn nginx_has_its_macros_formats_and_levels() {
    let Some(source) = source("nginx") else {
        return;
    };
    let patterns = patterns(&source);
    for wanted in [
        "client sent invalid method",
        "client intended to send too large body: * bytes",
        "unknown process * exited on signal *",
    ] {
        assert!(
            patterns.iter().any(|pattern| pattern == wanted),
            "not mined: {wanted}"
        );
    }
}

#[test]
fn pyftpdlib_has_its_log_calls_and_exceptions() {
    let Some(source) = source("pyftpdlib") else {
        return;
    };
    let patterns = patterns(&source);
    for wanted in [
        "AuthorizerError",
        "unhandled exception in instance *",
        "no such directory: *",
    ] {
        assert!(
            patterns.iter().any(|pattern| pattern == wanted),
            "not mined: {wanted}"
        );
    }
}

#[test]
fn drafts_on_real_projects_pass_the_oracle() {
    for (project, logs) in [
        ("nginx", "corpora/logs/nginx/error.log"),
        ("pyftpdlib", "corpora/logs/pyftpdlib/pyftpdlib.log"),
    ] {
        let Some(source) = source(project) else {
            continue;
        };
        let rule = draft(project, &source, logs);
        // One keyword may stand for two of the twelve.
        assert!(rule.matches("        - '").count() >= 8, "{rule}");
    }
}
