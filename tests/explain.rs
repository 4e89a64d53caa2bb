//! `explain` as the library gives it: what is asked for, and what is found.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sigmine::job::{self, Explained, MineOptions, Why};
use sigmine::link::{Loss, Query, Step};
use sigmine::progress::Silent;

const LETTERBOX: &str = "examples/letterbox/source";

fn explain(source: &Path, asked: &str) -> Explained {
    let sources = [source.to_owned()];
    job::explain(&sources, asked, &MineOptions::default(), &Silent).unwrap()
}

fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn explaining_mines_what_mining_mines() {
    let source = PathBuf::from(LETTERBOX);
    let explained = explain(&source, "sandbox");
    let mined = job::mine(&[source], &MineOptions::default(), &Silent).unwrap();
    assert_eq!(explained.mined.known, mined.known);
    assert_eq!(explained.mined.candidates, mined.candidates);
    assert!(!explained.messages.is_empty());
}

/// A candidate is what `mine` shows, so asking for its text must find it, with its rank and its way.
#[test]
fn every_candidate_is_found_by_its_text_and_by_each_of_its_places() {
    let source = PathBuf::from(LETTERBOX);
    let mined = job::mine(
        std::slice::from_ref(&source),
        &MineOptions::default(),
        &Silent,
    )
    .unwrap();
    for candidate in mined.candidates.iter().step_by(20) {
        let site = &candidate.message.sites[0];
        for asked in [
            candidate.message.pattern.to_string(),
            format!("{}:{}", site.file, site.line),
        ] {
            let explained = explain(&source, &asked);
            let found = explained.messages.iter().find(|explanation| {
                let known = explanation.candidate.as_ref();
                known.is_some_and(|known| known.rank == candidate.rank)
            });
            let chains = &found.unwrap().trace.chains;
            assert!(
                chains.iter().all(|chain| !chain.links.is_empty()),
                "{asked}"
            );
        }
    }
}

#[test]
fn a_place_may_be_named_from_the_source_or_from_here_or_by_its_end() {
    let tree = tree(&[
        ("log.c", "int plain;\n"),
        (
            "net/log.c",
            "void f(void) { syslog(3, \"socket is gone\"); }\n",
        ),
        ("net/send.c", "int sent;\n"),
    ]);
    let files = |asked: &str| match explain(tree.path(), asked).query {
        Query::Line { files, .. } => files,
        Query::Text(_) => Vec::new(),
    };
    assert_eq!(files("log.c:1"), ["log.c"]);
    assert_eq!(files("./net/log.c:1"), ["net/log.c"]);
    assert_eq!(files("send.c:1"), ["net/send.c"]);
    let from_here = format!("{}/net/send.c:1", tree.path().display());
    assert_eq!(files(&from_here), ["net/send.c"]);
    assert!(files("other.c:1").is_empty());
    assert!(files("log.c: 1").is_empty());
}

#[test]
fn a_line_holds_what_starts_on_it_also_where_its_call_starts_above() {
    let tree = tree(&[(
        "a.c",
        "void f(int n)\n{\n    syslog(3,\n        \"socket %d \"\n        \"is gone\", n);\n}\n",
    )]);
    for line in 3..=5 {
        let explained = explain(tree.path(), &format!("a.c:{line}"));
        let found: Vec<_> = explained.messages.iter().collect();
        assert_eq!(found.len(), 1, "line {line}");
        assert_eq!(
            found[0].trace.message.pattern.to_string(),
            "socket * is gone"
        );
    }
    assert!(explain(tree.path(), "a.c:6").messages.is_empty());
}

/// The same text twice: in a log, and where it is lost. Both must be told apart.
#[test]
fn a_text_that_is_a_message_elsewhere_is_still_none_where_it_is_lost() {
    let tree = tree(&[(
        "a.c",
        "void f(void) { syslog(3, \"socket is gone\"); }\nvoid g(void) { paint(\"socket is gone\"); }\n",
    )]);
    let explained = explain(tree.path(), "socket is gone");
    assert_eq!(explained.messages.len(), 1);
    assert_eq!(explained.messages[0].trace.chains.len(), 1);
    assert_eq!(explained.broken.len(), 1);
    assert_eq!(explained.broken[0].literal.place.line, 2);
    let Step::Handed { callee, loss, .. } = &explained.broken[0].step else {
        panic!("{:?}", explained.broken[0].step);
    };
    assert_eq!((callee.name.as_str(), loss), ("paint", &Loss::NotInSource));
}

#[test]
fn a_text_in_a_file_that_is_left_out_or_skipped_is_named_with_the_reason() {
    let tree = tree(&[
        ("a.c", "int plain;\n"),
        (
            "vendor/b.c",
            "void f(void) { syslog(3, \"socket is gone\"); }\n",
        ),
        (
            "c.c",
            &format!(
                "/* {} */ void g(void) {{ syslog(3, \"door is shut\"); }}",
                "x".repeat(2000)
            ),
        ),
    ]);
    let mut options = MineOptions::default();
    options.source.max_file_size = 1000;
    let sources = [tree.path().to_owned()];
    let why = |asked: &str| {
        let explained = job::explain(&sources, asked, &options, &Silent).unwrap();
        explained
            .elsewhere
            .into_iter()
            .map(|found| found.why)
            .next()
    };
    assert!(matches!(why("socket is gone"), Some(Why::LeftOut(_))));
    assert!(matches!(why("vendor/b.c:1"), Some(Why::LeftOut(_))));
    assert!(matches!(why("door is shut"), Some(Why::Skipped(_))));
    assert!(why("nowhere to be found").is_none());
}

#[test]
fn what_could_steer_a_terminal_is_shown_escaped() {
    let tree = tree(&[(
        "a\u{1b}[2J.c",
        "void f(void) { paint(\"red\u{202e} alert\"); syslog(3, \"socket\u{202e} is gone\"); }\n",
    )]);
    for asked in ["gone", "alert", "nothing"] {
        let output = Command::new(env!("CARGO_BIN_EXE_sigmine"))
            .args(["explain", &tree.path().display().to_string(), asked])
            .output()
            .unwrap();
        let shown = [output.stdout, output.stderr].concat();
        let shown = String::from_utf8(shown).unwrap();
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
    }
}
