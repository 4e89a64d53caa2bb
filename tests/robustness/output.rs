//! Rows 24 to 26 at the program's outputs: what stands in the way is said before work is lost, and what is
//! there stays.

use std::fs;

use crate::run::{Desk, Ended};

const SHUT: &str = "void f(void) { syslog(3, \"the door is shut for ever\"); }\n";

fn draft(desk: &Desk, more: &str) -> Ended {
    desk.run(&format!(
        "draft source --no-input --accept 5 --app doors --date 2026-01-02 --quiet --out out {more}"
    ))
}

/// The error of a draft for which something is in the way; nothing is written beside it.
fn refused(desk: &Desk, more: &str) -> String {
    let ended = draft(desk, more.trim());
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
    ended.stderr
}

#[test]
fn row_25_a_file_in_the_place_of_the_folder_is_an_error_that_names_it() {
    let desk = Desk::with("door.c", SHUT);
    desk.write("out", "mine");
    let said = refused(&desk, "--force");
    assert!(said.contains("out"), "{said}");
    assert_eq!(fs::read_to_string(desk.path("out")).unwrap(), "mine");
}

#[test]
fn row_25_an_existing_draft_is_only_overwritten_when_asked_for() {
    let desk = Desk::with("door.c", SHUT);
    let first = draft(&desk, "--author Ada");
    assert_eq!(first.code, 0, "{}", first.stderr);
    let rule = desk.path(first.stdout.lines().next().unwrap());
    let written = fs::read_to_string(&rule).unwrap();
    let said = refused(&desk, "--author Grace");
    assert!(said.contains("--force"), "{said}");
    assert_eq!(fs::read_to_string(&rule).unwrap(), written);
    let forced = draft(&desk, "--author Grace --force");
    assert_eq!(forced.code, 0, "{}", forced.stderr);
    assert!(fs::read_to_string(&rule).unwrap().contains("Grace"));
}

#[test]
fn row_25_a_folder_in_the_place_of_a_file_is_an_error_with_and_without_force() {
    let desk = Desk::with("door.c", SHUT);
    let first = draft(&desk, "--author Ada");
    let rule = desk.path(first.stdout.lines().next().unwrap());
    fs::remove_file(&rule).unwrap();
    fs::create_dir(&rule).unwrap();
    for force in ["--author Ada", "--force"] {
        let said = refused(&desk, force);
        let name = rule.file_name().unwrap().to_str().unwrap();
        assert!(said.contains(name), "{said}");
    }
}

#[test]
fn row_25_a_result_that_finds_no_room_is_an_error() {
    let desk = Desk::with("door.c", SHUT);
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else { return };
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_sigmine"))
        .args(["mine", "source", "--format", "jsonl"])
        .current_dir(desk.path(""))
        .stdout(full)
        .output()
        .unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(run.status.code(), Some(2), "{said}");
    assert!(said.contains("is there room on the disk?"), "{said}");
}

/// A limit on the size of files stands for the full disk.
#[test]
fn row_25_a_draft_that_finds_no_room_is_an_error_that_names_it_and_leaves_no_part_of_a_file() {
    let long = |n: usize| {
        format!(
            "syslog(3, \"the {n}th door {} is shut\");",
            "x".repeat(90 + n)
        )
    };
    let calls: String = (0..40).map(long).collect();
    let desk = Desk::with("door.c", format!("void f(void) {{ {calls} }}"));
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" draft source --no-input --accept 40 \
        --app doors --date 2026-01-02 --quiet --out out";
    let run = std::process::Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_sigmine")])
        .current_dir(desk.path(""))
        .output()
        .unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    assert_eq!(
        (run.status.code(), run.stdout.len()),
        (Some(2), 0),
        "{said}"
    );
    assert!(said.contains("out/"), "{said}");
    let left = fs::read_dir(desk.path("out"))
        .into_iter()
        .flatten()
        .flatten();
    for file in left {
        assert_eq!(file.metadata().unwrap().len(), 0, "{:?}", file.path());
    }
}

#[test]
fn row_25_a_folder_that_may_not_be_written_is_an_error_before_anything_is_asked() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with("door.c", SHUT);
    fs::create_dir(desk.path("out")).unwrap();
    fs::set_permissions(desk.path("out"), fs::Permissions::from_mode(0o555)).unwrap();
    let ended = desk.run_without_privileges(
        "draft source --no-input --accept 5 --app doors --date 2026-01-02 --quiet --out out",
    );
    fs::set_permissions(desk.path("out"), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""));
    let said = &ended.stderr;
    assert!(
        said.contains("out") && said.contains("cannot write"),
        "{said}"
    );
}

#[test]
fn row_26_a_decision_file_that_cannot_be_used_ends_the_run_and_stays_as_it_is() {
    let desk = Desk::with("door.c", SHUT);
    for (text, place) in [
        ("version: 1\napplication: doors\ndecisions: 7\n", ":3: "),
        ("version: 9\napplication: doors\ndecisions: []\n", ":1: "),
        ("version: 1\napplication: gates\ndecisions: []\n", ":2: "),
        (
            "version: 1\napplication: doors\ndecisions:\n- \u{0}\n",
            ":4: ",
        ),
    ] {
        desk.write("own.yml", text);
        let said = refused(&desk, "--decisions own.yml");
        assert!(said.contains(&format!("own.yml{place}")), "{said}");
        assert_eq!(fs::read_to_string(desk.path("own.yml")).unwrap(), text);
        assert!(
            !desk.path("out").exists() || fs::read_dir(desk.path("out")).unwrap().next().is_none()
        );
    }
}
