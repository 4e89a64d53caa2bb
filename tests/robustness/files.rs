//! Rows 13 to 17 and 30: strange files, names, folders, packs and readers.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::process::Command;

use crate::run::{Desk, end};

const SHUT: &str = "void f(void) { syslog(3, \"the door is shut\"); }\n";
const OPEN: &str = "void f(void) { syslog(3, \"the door is open\"); }\n";

#[test]
fn row_13_links_pipes_and_sockets_are_not_followed_and_never_hang() {
    let desk = Desk::with("door.c", SHUT);
    desk.write("outside/open.c", OPEN);
    symlink(desk.path("source"), desk.path("source/loop")).unwrap();
    symlink(desk.path("outside"), desk.path("source/away")).unwrap();
    symlink(desk.path("outside/open.c"), desk.path("source/away.c")).unwrap();
    symlink(desk.path("nowhere.c"), desk.path("source/dangling.c")).unwrap();
    symlink("/dev/zero", desk.path("source/device.c")).unwrap();
    let _socket = UnixListener::bind(desk.path("source/socket.c")).unwrap();
    let made = Command::new("mkfifo")
        .arg(desk.path("source/pipe.c"))
        .status();
    assert!(made.unwrap().success());
    let ended = desk.mine();
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert_eq!(ended.patterns(), ["the door is shut"]);
}

/// What says which files are ignored is opened by its name, and comes from a stranger like all the rest.
#[test]
fn row_13_a_pipe_or_link_in_the_place_of_an_ignore_file_is_named_and_ignores_nothing() {
    for name in [".gitignore", "rooms/.gitignore", ".ignore", "rooms/.ignore"] {
        let desk = Desk::with("door.c", SHUT);
        desk.write("source/.git/HEAD", "ref: refs/heads/main\n");
        desk.write("source/rooms/open.c", OPEN);
        let path = desk.path("source").join(name);
        let make = [
            || Command::new("mkfifo"),
            || {
                let mut link = Command::new("ln");
                link.args(["-s", "/dev/zero"]);
                link
            },
        ];
        for make in make {
            assert!(make().arg(&path).status().unwrap().success());
            let ended = desk.mine();
            assert_eq!(ended.patterns(), ["the door is open", "the door is shut"]);
            let named = format!("{name}: is no file of this tree");
            assert!(ended.stderr.contains(&named), "{}", ended.stderr);
            assert_eq!(ended.code, 3);
            fs::remove_file(&path).unwrap();
        }
    }
}

#[test]
fn row_13_a_link_to_another_ignore_file_of_the_tree_ignores_as_that_one_does() {
    let desk = Desk::with("door.c", SHUT);
    desk.write("source/.git/HEAD", "ref: refs/heads/main\n");
    desk.write("source/yard/.gitignore", "open.c\n");
    desk.write("source/rooms/open.c", OPEN);
    symlink("../yard/.gitignore", desk.path("source/rooms/.gitignore")).unwrap();
    symlink("nowhere", desk.path("source/.ignore")).unwrap();
    let ended = desk.mine();
    assert_eq!(
        (ended.code, ended.patterns()),
        (0, vec!["the door is shut".to_owned()])
    );
}

#[test]
fn row_13_an_ignore_file_of_a_megabyte_is_named_and_what_git_keeps_aside_is_not_opened() {
    let desk = Desk::with("door.c", SHUT);
    desk.write("source/.git/HEAD", "ref: refs/heads/main\n");
    desk.write("source/rooms/.gitignore", "**/a/".repeat(200_000));
    fs::create_dir(desk.path("source/.git/info")).unwrap();
    let exclude = desk.path("source/.git/info/exclude");
    assert!(
        Command::new("mkfifo")
            .arg(exclude)
            .status()
            .unwrap()
            .success()
    );
    let ended = desk.mine();
    assert_eq!(ended.patterns(), ["the door is shut"]);
    let named = "rooms/.gitignore: is no file of this tree of at most 256 KiB";
    assert!(ended.stderr.contains(named), "{}", ended.stderr);
    assert!(ended.peak < 200, "{} MB", ended.peak);
}

/// What says where a tree comes from is looked for by name too.
#[test]
fn row_13_a_pipe_or_device_in_the_place_of_a_readme_or_of_what_git_keeps_is_not_opened() {
    let inside = [
        ".git/config",
        ".git/packed-refs",
        ".git/commondir",
        ".git/refs/heads/main",
        "README",
        "LICENSE",
    ];
    for names in [inside.as_slice(), &[".git"]] {
        for (program, more) in [("mkfifo", &[][..]), ("ln", &["-s", "/dev/zero"])] {
            let desk = Desk::with("door.c", SHUT);
            if names.len() > 1 {
                desk.write("source/.git/HEAD", "ref: refs/heads/main\n");
                fs::create_dir_all(desk.path("source/.git/refs/heads")).unwrap();
            }
            for name in names {
                let path = desk.path("source").join(name);
                let made = Command::new(program).args(more).arg(path).status();
                assert!(made.unwrap().success());
            }
            let ended = desk.run("draft source --no-input --accept 5 --out out --date 2026-01-02");
            assert_eq!(ended.code, 0, "{}", ended.stderr);
            assert!(ended.peak < 200, "{} MB", ended.peak);
        }
    }
}

#[test]
fn row_13_a_pipe_or_device_that_is_named_as_source_is_an_error_and_not_opened() {
    let desk = Desk::new();
    let pipe = desk.path("pipe.c");
    assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    symlink("/dev/zero", desk.path("zero.c")).unwrap();
    for name in ["pipe.c", "zero.c"] {
        let ended = desk.run(&format!("mine {name}"));
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
        assert!(ended.stderr.contains(name), "{}", ended.stderr);
    }
}

#[test]
fn row_13_what_may_not_be_read_is_named_and_the_run_is_partly_done() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with("door.c", SHUT);
    desk.write("source/secret.c", OPEN);
    let secret = desk.path("source/secret.c");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    let ended = desk.mine_without_privileges();
    assert_eq!(ended.code, 3);
    assert_eq!(ended.patterns(), ["the door is shut"]);
    let named = "secret.c: cannot be read";
    assert!(ended.stderr.contains(named), "{}", ended.stderr);
}

#[test]
fn row_13_a_folder_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with("door.c", SHUT);
    desk.write("source/cellar/open.c", OPEN);
    let cellar = desk.path("source/cellar");
    fs::set_permissions(&cellar, fs::Permissions::from_mode(0o000)).unwrap();
    let ended = desk.mine_without_privileges();
    fs::set_permissions(&cellar, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(ended.code, 3);
    assert_eq!(ended.patterns(), ["the door is shut"]);
    let named = "cellar: cannot be listed";
    assert!(ended.stderr.contains(named), "{}", ended.stderr);
}

#[test]
fn row_13_a_file_that_shrinks_or_goes_while_it_is_read_counts_as_it_was_found() {
    let desk = Desk::with("door.c", SHUT.repeat(1000));
    desk.write("source/gone.c", OPEN);
    let packs = sigmine::pack::load(&sigmine::corpus::Shelf::queries(None)).unwrap();
    let options = sigmine::source::Options::default();
    let tree = sigmine::source::walk(&desk.path("source"), &packs, &options).unwrap();
    desk.write("source/door.c", SHUT);
    fs::remove_file(desk.path("source/gone.c")).unwrap();
    let read = |index: usize| sigmine::source::read(&tree.files[index], &options);
    assert_eq!(read(0).unwrap().text, SHUT);
    let why = read(1).unwrap_err().why;
    assert!(why.contains("cannot be read"), "{why}");
}

/// Programs of these names say so where one of them is run.
#[test]
fn row_15_nothing_in_the_tree_is_run_and_no_program_is_started() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with("door.c", SHUT);
    let trap = format!("#!/bin/sh\necho run >> '{}'\n", desk.path("ran").display());
    let program = |path: &str| {
        desk.write(path, &trap);
        fs::set_permissions(desk.path(path), fs::Permissions::from_mode(0o755)).unwrap();
    };
    for name in ["git", "sh", "bash", "env", "cc", "python3", "less", "ssh"] {
        program(&format!("programs/{name}"));
    }
    for hook in ["post-checkout", "pre-commit", "fsmonitor-watchman"] {
        program(&format!("source/.git/hooks/{hook}"));
    }
    let config = "[core]\n\tfsmonitor = .git/hooks/fsmonitor-watchman\n\tpager = git\n\tsshCommand = ssh\n[filter \"x\"]\n\tclean = sh\n\tsmudge = sh\n[remote \"origin\"]\n\turl = ext::sh\n[include]\n\tpath = /dev/zero\n";
    desk.write("source/.git/config", config);
    desk.write("source/.git/HEAD", "ref: refs/heads/main\n");
    desk.write("source/.gitattributes", "*.c filter=x diff=x\n");
    let ended = Command::new(env!("CARGO_BIN_EXE_sigmine"))
        .args("draft source --no-input --accept 5 --out out --date 2026-01-02".split(' '))
        .current_dir(desk.path(""))
        .env("PATH", desk.path("programs"))
        .output()
        .unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(0), "{said}");
    assert!(!desk.path("ran").exists());
}

#[test]
fn row_14_strange_names_are_read_and_the_output_stays_one_json_object_a_line() {
    let desk = Desk::new();
    let names = [
        b"with space.c".to_vec(),
        b"with\nnew line.c".to_vec(),
        b"with \"quotes\" \\.c".to_vec(),
        b"not utf-8 \xff\xfe.c".to_vec(),
        "gr\u{fc}n \u{1f512}.c".as_bytes().to_vec(),
    ];
    for (index, name) in names.iter().enumerate() {
        let word = [
            "north door",
            "south gate",
            "east hatch",
            "west lock",
            "upper lid",
        ][index];
        let name = PathBuf::from(OsString::from_vec(name.clone()));
        let text = format!("void f(void) {{ syslog(3, \"the {word} is shut\"); }}");
        desk.write(PathBuf::from("source").join(name), text);
    }
    // Long, but so that the whole path stays below the 4,096 bytes of Linux.
    let long: PathBuf = std::iter::repeat_n("a".repeat(200), 18).collect();
    desk.write(PathBuf::from("source").join(long).join("deep.c"), SHUT);
    let ended = desk.mine();
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert_eq!(ended.candidates().len(), 6, "{}", ended.stdout);
    // The head, the row before weak candidates, and six candidates.
    assert_eq!(desk.run("mine source").stdout.lines().count(), 8);
}

#[test]
fn row_14_a_new_line_in_a_name_does_not_forge_a_line_of_its_own() {
    let desk = Desk::with("door.c", SHUT);
    desk.write("source/a\nerror: all is lost.c", b"\x7fELF");
    let said = desk.mine().stderr;
    assert!(
        !said.lines().any(|line| line.starts_with("error")),
        "{said}"
    );
}

#[test]
fn row_16_other_peoples_code_and_tests_are_left_out_and_counted() {
    let desk = Desk::with("door.c", SHUT);
    for path in ["vendor/a.c", "third_party/b/c.c", "node_modules/d.py"] {
        desk.write(format!("source/{path}"), OPEN);
    }
    for path in [
        "y.tab.c",
        "lex.yy.c",
        "mail.pb-c.c",
        "mail_pb2.py",
        "mail_pb.rb",
    ] {
        desk.write(format!("source/{path}"), OPEN);
    }
    for path in ["tests/e.c", "src/test_f.c", "examples/g.py", "fuzz/h.c"] {
        desk.write(format!("source/{path}"), OPEN);
    }
    let ended = desk.mine();
    assert_eq!(ended.patterns(), ["the door is shut"]);
    let counted = "8 files of third-party or generated code and 4 of tests and examples left out; --include-vendored reads them";
    assert!(ended.stderr.contains(counted), "{}", ended.stderr);
    let all = desk.run("mine source --format jsonl --include-vendored");
    assert_eq!(all.patterns(), ["the door is open", "the door is shut"]);
}

#[test]
fn row_16_what_is_hidden_or_ignored_is_counted_and_read_when_it_is_named() {
    let desk = Desk::with("door.c", SHUT);
    desk.write("source/.git/a.c", OPEN);
    desk.write("source/.gitignore", "/build/\n");
    for path in ["build/b.c", "build/c.c", ".hidden/d.py", ".e.c"] {
        desk.write(format!("source/{path}"), OPEN);
    }
    let ended = desk.mine();
    assert_eq!(
        (ended.code, ended.patterns()),
        (0, vec!["the door is shut".to_owned()])
    );
    let counted = "4 files that are hidden or ignored by version control left out";
    assert!(ended.stderr.contains(counted), "{}", ended.stderr);
    let named = desk.run("mine source/build source/.e.c --format jsonl");
    assert_eq!(named.patterns(), ["the door is open"]);
    assert!(
        named.stderr.contains("3 files of c read"),
        "{}",
        named.stderr
    );
    fs::remove_file(desk.path("source/door.c")).unwrap();
    let nothing = desk.mine();
    assert_eq!(nothing.code, 2);
    assert!(
        nothing
            .stderr
            .contains("all 4 source files here are hidden or ignored"),
        "{}",
        nothing.stderr
    );
}

#[test]
fn row_17_a_wrong_pack_ends_the_run_before_mining_with_file_line_and_column() {
    let pack = "grammar: c\nfiles: [\"*.cc\"]\nlevels: {}\nsinks: []\n";
    let facts = "(identifier) @name\n";
    for (pack, facts, said) in [
        (
            pack,
            "(identifier) @name\n(nonsense) @call\n",
            "facts.scm:2:2: ",
        ),
        (
            pack,
            "(identifier) @name\n(identifier) @nonsense\n",
            "facts.scm:2:14: ",
        ),
        (
            "grammar: c\nfiles: [\"*.cc\"]\nlevels: {}\nsinks: []\nnonsense: 1\n",
            facts,
            "at line 5 column 1",
        ),
    ] {
        let desk = Desk::with("door.c", SHUT);
        desk.write("packs/own/pack.yml", pack);
        desk.write("packs/own/facts.scm", facts);
        let ended = desk.run("mine source --packs packs");
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
        assert!(ended.stderr.contains("packs/own/"), "{}", ended.stderr);
        assert!(ended.stderr.contains(said), "{}", ended.stderr);
    }
}

#[test]
fn row_30_a_reader_that_goes_away_early_ends_the_run_quietly() {
    // More than a pipe holds, so that writing goes on after the reader has gone.
    let function = |n: usize| {
        let word: String = n
            .to_string()
            .bytes()
            .map(|digit| char::from(digit + 49))
            .collect();
        format!("void {word}(void) {{ syslog(3, \"the door {word} is shut\"); }}\n")
    };
    let desk = Desk::with("door.c", (0..500).map(function).collect::<String>());
    let mut child = desk.start("mine source --format jsonl");
    let mut first = String::new();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut first).unwrap();
    assert!(first.starts_with('{'), "{first}");
    drop(stdout);
    let ended = end(child);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(!ended.stderr.contains("error"), "{}", ended.stderr);
}

#[test]
fn row_30_every_command_that_prints_bears_a_reader_that_has_gone() {
    let desk = Desk::with("door.c", SHUT);
    desk.write("door.log", "the door is shut\n".repeat(9));
    desk.write("mined.jsonl", desk.mine().stdout);
    desk.write("rule.yml", "title: Door\n");
    for arguments in [
        "--help",
        "mine source",
        "mine source --explain",
        "crosscheck mined.jsonl --logs door.log",
        "explain source door",
        "lint rule.yml",
        "lint rule.yml --format json",
        "packs list",
        "completions bash",
        "draft source --no-input --accept 1 --out out",
    ] {
        let mut child = desk.start(arguments);
        // Before the first byte is written.
        drop(child.stdout.take());
        let ended = end(child);
        assert!(ended.code < 2, "{arguments}: {}", ended.stderr);
        assert!(!ended.stderr.contains("cannot write"), "{}", ended.stderr);
    }
}
