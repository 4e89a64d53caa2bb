//! Files that a person names: by mistake they may be endless, never answer, or be something else.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use crate::run::{Desk, Ended};

const SHUT: &str = "void f(void) { syslog(3, \"the door is shut\"); }\n";

/// Megabytes, the program included.
const MEMORY: u64 = 250;

/// A refusal in one line that names the path; nothing comes out.
fn refused(ended: &Ended, path: &str, why: &str) {
    let said = &ended.stderr;
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{said}");
    assert!(said.contains(path) && said.contains(why), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(ended.peak <= MEMORY, "{} MB: {said}", ended.peak);
}

#[test]
fn what_is_endless_is_refused_where_a_rule_or_candidates_are_asked_for() {
    let desk = Desk::with("door.c", SHUT);
    desk.write("door.log", "the door is shut\n");
    desk.write("endless.jsonl", "{\"");
    // A hole, not a GiB.
    let path = desk.path("endless.jsonl");
    let file = fs::OpenOptions::new().append(true).open(path).unwrap();
    file.set_len(1 << 30).unwrap();
    let much = "it holds more than 4 MiB; name a file";
    refused(&desk.run("lint /dev/zero"), "/dev/zero", much);
    refused(&desk.run("lint --portability /dev/zero"), "/dev/zero", much);
    refused(
        &desk.run("crosscheck /dev/zero --logs door.log"),
        "/dev/zero",
        much,
    );
    let ended = desk.run("crosscheck endless.jsonl --logs door.log");
    refused(&ended, "endless.jsonl:1: ", "no candidate");
}

/// The densest texts that YAML has, as long as a rule may be.
#[test]
fn a_rule_as_long_as_it_may_be_is_read_in_little_memory() {
    let desk = Desk::new();
    for (name, line) in [
        ("list.yml", "- a\n"),
        ("map.yml", "? a\n"),
        ("flow.yml", "[a,["),
        ("keywords.yml", "a: [b]\n"),
    ] {
        desk.write(name, line.repeat((4 << 20) / line.len()));
        let ended = desk.run(&format!("lint {name}"));
        assert_eq!(ended.code, 1, "{}", ended.stderr);
        assert!(ended.peak <= 800, "{name}: {} MB", ended.peak);
    }
}

#[test]
fn pipes_and_devices_are_not_opened_as_decisions_or_in_a_folder_of_data() {
    let desk = Desk::with("door.c", SHUT);
    let make = |path: &str, is_pipe: bool| {
        let path = desk.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let _ = fs::remove_file(&path);
        if is_pipe {
            let made = Command::new("mkfifo").arg(path).status().unwrap();
            assert!(made.success());
        } else {
            symlink("/dev/zero", path).unwrap();
        }
    };
    let draft = "draft source --no-input --accept 1 --out out";
    for is_pipe in [true, false] {
        for path in [
            "packs/c.yml",
            "words/a.yml",
            "templates/rule.yml.j2",
            "own.yml",
        ] {
            make(path, is_pipe);
        }
        for (arguments, path) in [
            ("mine source --packs packs".to_owned(), "packs/c.yml"),
            ("packs check packs".to_owned(), "packs/c.yml"),
            ("mine source --words words".to_owned(), "words/a.yml"),
            (format!("{draft} --decisions own.yml"), "own.yml"),
        ] {
            refused(&desk.run(&arguments), path, "a pipe or a device, no file; ");
        }
        let ended = desk.run(&format!("{draft} --templates templates"));
        refused(&ended, "templates", "it holds neither rule.yml.j2 nor ");
    }
}
