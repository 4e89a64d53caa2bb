//! What stands on stderr beside a result.
#![allow(clippy::unwrap_used)]

use std::process::Command;

fn mine(more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sigmine"));
    command
        .args(["mine", "examples/letterbox/source", "--format", "jsonl"])
        .args(more)
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

#[cfg(target_os = "linux")]
#[test]
fn a_stderr_that_takes_nothing_does_not_spoil_the_result() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    let run = mine(&[]).stderr(full.unwrap()).output().unwrap();
    assert_eq!(run.status.code(), Some(0));
    assert!(!run.stdout.is_empty());
}

#[test]
fn verbose_tells_how_long_a_step_took_and_quiet_tells_nothing() {
    let said = |more: &[&str]| String::from_utf8(mine(more).output().unwrap().stderr).unwrap();
    assert!(said(&["--verbose"]).contains("reading source took"));
    assert!(!said(&[]).contains("took"));
    assert_eq!(said(&["--quiet"]), "");
}
