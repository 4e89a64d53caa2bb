//! The README cannot rot: its transcripts are run, and its two commands are what they should be.
#![allow(clippy::unwrap_used)]

#[path = "support/judge.rs"]
mod judge;

use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The texts of the code blocks of a language, in order.
fn blocks(language: &str) -> Vec<String> {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let opening = format!("```{language}\n");
    let parts = readme.split(&opening).skip(1);
    parts
        .map(|part| part.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn its_transcripts_are_what_the_program_prints() {
    // A transcript shows a first run: nothing is decided yet.
    let _ = fs::remove_dir_all(Path::new(ROOT).join("target/readme"));
    let cases = trycmd::TestCases::new();
    cases.case("README.md");
    cases.run();
    let drafts = Path::new(ROOT).join("target/readme");
    assert_eq!(judge::accepts_drafts_below(&drafts), 1);
}

#[test]
fn two_commands_of_one_line_do_everything() {
    let commands = blocks("sh");
    assert_eq!(commands.len(), 2, "{commands:?}");
    assert!(
        commands
            .iter()
            .all(|command| command.trim_end().lines().count() == 1),
        "{commands:?}"
    );
    assert_eq!(commands[1].trim(), "cargo test");
}

#[test]
fn the_first_command_ends_in_a_rule() {
    let folder = tempfile::tempdir().unwrap();
    let command = blocks("sh").remove(0);
    let built = command.replace(
        "cargo run --release --quiet --",
        env!("CARGO_BIN_EXE_sigmine"),
    );
    assert_ne!(
        built, command,
        "the first command runs the program by cargo"
    );
    let out = folder.path().display().to_string();
    let output = Command::new("sh")
        .current_dir(ROOT)
        .args(["-c", &built.replace("target/letterbox", &out)])
        .output()
        .unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        shown.contains("title: Potentially Suspicious Letterbox Error Messages"),
        "{shown}"
    );
    assert_eq!(shown.matches("        - '").count(), 10, "{shown}");
    assert_eq!(judge::accepts_drafts_below(folder.path()), 1);
}
