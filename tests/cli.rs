//! The command line as its users see it: each `tests/cli/*.trycmd` is a promise with transcripts.
//!
//! `TRYCMD=overwrite cargo test --test cli` writes what the program says now; read the difference.

#![allow(clippy::unwrap_used)]

#[path = "support/judge.rs"]
mod judge;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

const SIGMINE: &str = env!("CARGO_BIN_EXE_sigmine");
const LOG_LINE: &[u8] = b"Jan  2 10:00:01 house greeterd[7]: guest anna came in\n";

/// Transcripts are taken in a folder of their own that holds the fixtures, so that drafts can be
/// written beside them.
#[test]
fn transcripts_hold() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let desk = tempfile::tempdir().unwrap();
    for folder in [
        "decisions",
        "greeter",
        "doorkeeper",
        "logs",
        "rules",
        "packs",
    ] {
        copy(&fixtures.join(folder), &desk.path().join(folder));
    }
    copy(&fixtures.join("rules"), &desk.path().join("copied"));
    add_strange_inputs(desk.path());
    fs::write(
        desk.path().join("candidates.jsonl"),
        candidates(desk.path()),
    )
    .unwrap();
    std::env::set_current_dir(desk.path()).unwrap();
    let cases = trycmd::TestCases::new();
    cases
        .register_bin("sigmine", Path::new(SIGMINE))
        .env("NO_COLOR", "1")
        .case(fixtures.join("*.trycmd"));
    cases.run();
    std::env::set_current_dir(fixtures).unwrap();
    let drafts = judge::accepts_drafts_below(desk.path());
    assert!(
        drafts > 0,
        "the transcripts of `draft` leave their drafts on the desk"
    );
}

fn candidates(desk: &Path) -> Vec<u8> {
    Command::new(SIGMINE)
        .args(["mine", "greeter", "--format", "jsonl"])
        .current_dir(desk)
        .output()
        .unwrap()
        .stdout
}

/// Inputs that cannot be kept in a repository, or should not be.
fn add_strange_inputs(desk: &Path) {
    let write = |path: &str, bytes: &[u8]| {
        let path = desk.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write("letters/one.txt", b"Dear reader\n");
    write("only-tests/tests/test_door.c", b"int door;\n");
    write(
        "half/door.c",
        b"void f(void) { syslog(3, \"door is jammed\"); }\n",
    );
    write("half/image.c", b"\x7fELF\x02\x01\x01");
    write("empty.log", b"");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), Default::default());
    packed.write_all(&LOG_LINE.repeat(1000)).unwrap();
    let packed = packed.finish().unwrap();
    write("broken.log.gz", &packed[..packed.len() - 9]);
    fs::create_dir(desk.join("no-logs")).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
