//! The same input gives the same bytes, however many threads work and in whatever order the file
//! system lists what it holds.

#![allow(clippy::unwrap_used)]

#[path = "support/judge.rs"]
mod judge;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn letterbox(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples/letterbox")
        .join(part)
}

/// What the command prints.
fn sigmine(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_sigmine"))
        .args(arguments)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

fn mined(sources: &[&Path], threads: &str) -> String {
    let mut arguments = vec!["mine", "--format", "jsonl", "--threads", threads];
    arguments.extend(sources.iter().map(|source| source.to_str().unwrap()));
    sigmine(&arguments)
}

/// The files of a folder, by name.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let file = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().unwrap();
        (name, fs::read_to_string(entry.path()).unwrap())
    };
    entries.map(file).collect()
}

#[test]
fn row_31_mining_gives_the_same_bytes_with_any_number_of_threads() {
    let source = letterbox("source");
    let alone = mined(&[&source], "1");
    assert!(alone.lines().count() > 10, "{alone}");
    assert_eq!(alone, mined(&[&source], "8"));
    assert_eq!(alone, mined(&[&source], "64"));
}

#[test]
fn row_31_a_draft_is_the_same_bytes_with_any_number_of_threads() {
    let (source, logs) = (letterbox("source"), letterbox("logs"));
    let desk = tempfile::tempdir().unwrap();
    let drafts = ["1", "64"].map(|threads| {
        let out = desk.path().join(threads);
        let written = sigmine(&[
            "draft",
            source.to_str().unwrap(),
            "--logs",
            logs.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
            "--threads",
            threads,
            "--no-input",
            "--accept",
            "12",
            "--date",
            "2026-01-02",
        ]);
        let text = |path: &str| fs::read_to_string(path).unwrap();
        written.lines().map(text).collect::<Vec<_>>()
    });
    assert_eq!(drafts[0].len(), 3);
    assert_eq!(drafts[0], drafts[1]);
    assert_eq!(judge::accepts_drafts_below(desk.path()), 2);
}

#[test]
fn row_31_the_order_in_which_files_were_made_does_not_matter() {
    let source = contents(&letterbox("source"));
    let desk = tempfile::tempdir().unwrap();
    let copy = |name: &str, files: &mut dyn Iterator<Item = (&String, &String)>| {
        let folder = desk.path().join(name).join("letterbox");
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        mined(&[&folder], "4")
    };
    let forward = copy("forward", &mut source.iter());
    let backward = copy("backward", &mut source.iter().rev());
    assert_eq!(forward, backward);
}

#[test]
fn row_31_the_order_in_which_source_folders_are_given_does_not_matter() {
    let desk = tempfile::tempdir().unwrap();
    let folders = [".c", ".py"].map(|kind| {
        let folder = desk.path().join(format!("part{kind}"));
        fs::create_dir(&folder).unwrap();
        for (name, text) in contents(&letterbox("source")) {
            if name.ends_with(kind) {
                fs::write(folder.join(name), text).unwrap();
            }
        }
        folder
    });
    let [c, python] = &folders;
    assert_eq!(mined(&[c, python], "2"), mined(&[python, c], "2"));
}

#[test]
fn a_cache_changes_no_byte_also_after_an_edit() {
    let desk = tempfile::tempdir().unwrap();
    let (source, cache) = (desk.path().join("letterbox"), desk.path().join("cache"));
    fs::create_dir(&source).unwrap();
    for (name, text) in contents(&letterbox("source")) {
        fs::write(source.join(name), text).unwrap();
    }
    let [place, kept] = [&source, &cache].map(|path| path.to_str().unwrap());
    let with_cache = || sigmine(&["mine", "--format", "jsonl", "--cache", kept, place]);
    let before = mined(&[&source], "2");
    assert_eq!(with_cache(), before, "while the cache is filled");
    assert_eq!(with_cache(), before, "from the cache");

    let edited = source.join("token.c");
    let text = fs::read_to_string(&edited).unwrap();
    fs::write(&edited, text.replace("token", "passkey")).unwrap();
    let after = mined(&[&source], "2");
    assert_ne!(after, before);
    assert_eq!(with_cache(), after, "of a file that was edited");
}
