//! The whole job on projects that we did not write. `tests/projects/fetch` brings their sources from
//! their registries; without them these tests are skipped, but never in CI.
#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout)]

#[path = "support/counter.rs"]
mod counter;
#[path = "projects/drafts.rs"]
mod drafts;
#[path = "support/judge.rs"]
mod judge;
#[path = "support/oracle.rs"]
mod python;
#[path = "projects/vsftpd.rs"]
mod vsftpd;

use std::path::{Path, PathBuf};

use sigmine::job::{self, MineOptions};
use sigmine::progress::Silent;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Where `tests/projects/fetch` puts a project's source.
fn place(project: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(ROOT).join("target"), PathBuf::from);
    target.join("projects").join(project)
}

/// The source of a project, or `None`, and a word on it, where it was not fetched. In CI it must be.
fn source(project: &str) -> Option<PathBuf> {
    let source = place(project);
    if source.is_dir() {
        return Some(source);
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "{project} is missing in CI: tests/projects/fetch was not run"
    );
    eprintln!(
        "SKIPPED: {project} is not at {}; tests/projects/fetch brings it",
        source.display()
    );
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
