//! The review at a real terminal: the program runs in a pseudo-terminal, keys are pressed, and the
//! screen is read.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "prompt/ends.rs"]
mod ends;
#[path = "prompt/terminal.rs"]
mod terminal;

use std::fs;
use std::path::Path;

use terminal::{KEYS, Place, SOURCE, Terminal, last_screen, quietly};

#[test]
fn a_review_shows_a_candidate_with_its_reasons_its_place_and_its_source() {
    let place = Place::new();
    let mut terminal = place.review();
    let shown = terminal.wait_for_keys();
    for text in [
        "1 of 4",
        "message  sandbox refused",
        "keyword  ",
        "score ",
        "sandbox.c:",
        "no sample logs",
        "> ",
    ] {
        assert!(shown.contains(text), "{text} in {shown}");
    }
    let (code, said) = terminal.end_with("q");
    assert_eq!(code, 0);
    assert!(said.contains("0 accepted; kept in"), "{said}");
}

#[test]
fn each_key_decides_and_the_decision_is_on_disk_at_once() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.wait_for_keys();
    assert!(terminal.press("y").contains("2 of 4"));
    assert_eq!((place.accepted(), place.rejected()), (1, 0));
    assert!(terminal.press("n").contains("3 of 4"));
    assert_eq!((place.accepted(), place.rejected()), (1, 1));
    let list = terminal.press("l");
    assert!(
        list.contains("1 accepted ") && list.contains("2 rejected "),
        "{list}"
    );
    assert!(terminal.press("s").contains("4 of 4"));
    assert!(terminal.press("b").contains("3 of 4"));
    assert!(terminal.press("\u{1b}[C").contains("4 of 4"));
    assert!(terminal.press("\u{1b}[D").contains("3 of 4"));
    assert!(terminal.press("\r").contains("4 of 4"));
    assert!(terminal.press("b").contains("3 of 4"));
    assert!(terminal.press("u").contains("2 of 4"));
    assert_eq!((place.accepted(), place.rejected()), (1, 0));
    assert!(terminal.answer("g", "rank: ", "4").contains("4 of 4"));
    assert!(
        terminal
            .answer("g", "rank: ", "40")
            .contains("no candidate has rank 40")
    );
    assert!(
        terminal
            .answer("g", "rank: ", "four")
            .contains("'four' is no number")
    );
    assert!(
        terminal
            .press("d")
            .contains("all 4 candidates were seen (1 accepted, 3 rejected)")
    );
    assert!(
        terminal
            .press("y")
            .contains("all candidates were seen: undo")
    );
    assert!(terminal.press("u").contains("4 of 4"));
    assert!(terminal.press("a").contains("(4 accepted, 0 rejected)"));
    assert_eq!(terminal.end_with("q").0, 0);
    assert_eq!((place.accepted(), place.rejected()), (4, 0));
}

#[test]
fn an_edited_keyword_is_refused_with_a_reason_until_it_fits() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.wait_for_keys();
    let refused = terminal.answer("e", "keyword: ", "login failed");
    assert!(
        refused.contains("'login failed' does not occur"),
        "{refused}"
    );
    let refused = terminal.answer("e", "keyword: ", "dumps*");
    assert!(
        refused.contains("'dumps*' cannot be a keyword"),
        "{refused}"
    );
    let unchanged = terminal.answer("e", "keyword: ", "");
    assert!(unchanged.contains("nothing has changed"), "{unchanged}");
    assert_eq!(place.accepted(), 0);
    assert!(
        terminal
            .answer("e", "keyword: ", "memory dumps")
            .contains("2 of 4")
    );
    let shown = terminal.press("b");
    assert!(
        shown.contains("this one accepted") && shown.contains("keyword  memory dumps"),
        "{shown}"
    );
    terminal.press("y");
    terminal.end_with("q");
    assert!(place.decisions().contains("keyword: memory dumps\n"));
}

#[test]
fn help_lists_the_keys_and_a_key_that_does_nothing_says_so() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.wait_for_keys();
    assert!(terminal.press("x").contains("this key does nothing"));
    let help = terminal.press("?");
    for key in [
        "y accept",
        "n reject",
        "e edit",
        "u undo",
        "q save and leave",
    ] {
        assert!(help.contains(key), "{help}");
    }
    assert!(terminal.press("\u{1b}[A").contains("this key does nothing"));
    assert_eq!(terminal.end_with("q").0, 0);
    assert_eq!(place.accepted(), 0);
}

#[test]
fn a_draft_is_written_from_what_was_decided_at_the_prompt() {
    let place = Place::new();
    let mut terminal = place.draft();
    let shown = terminal.wait_for_keys();
    assert!(shown.contains("0 hits in sample logs ("), "{shown}");
    terminal.press("y");
    terminal.press("n");
    assert!(
        terminal
            .answer("e", "keyword: ", "login failed")
            .contains("does not occur")
    );
    terminal.answer("e", "keyword: ", "forbid new privileges");
    terminal.press("y");
    terminal.press("u");
    let edited = terminal.answer("g", "rank: ", "3");
    assert!(edited.contains("edited: its hits are counted"), "{edited}");
    let (code, said) = terminal.end_with("q");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("candidates accepted: 2"), "{said}");
    let first = "sandbox refused: memory dumps cannot be forbidden";
    assert_eq!(place.rule(), [first, "forbid new privileges"]);
}

#[test]
fn a_draft_that_is_left_with_nothing_accepted_says_so_and_keeps_the_decisions() {
    let place = Place::new();
    let mut terminal = place.draft();
    terminal.wait_for_keys();
    terminal.press("n");
    let (code, said) = terminal.end_with("q");
    assert_eq!(code, 2);
    assert!(said.contains("no keyword was accepted"), "{said}");
    assert_eq!((place.rejected(), place.rule().len()), (1, 0));
}

#[test]
fn what_was_said_before_the_first_screen_stays_to_be_read() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.wait_for_keys();
    terminal.press("y");
    terminal.end_with("q");
    let mined = fs::read_to_string(place.path("candidates.jsonl")).unwrap();
    let fewer: Vec<&str> = mined.lines().skip(1).collect();
    fs::write(place.path("fewer.jsonl"), fewer.join("\n")).unwrap();
    let (candidates, decisions) = (place.path("fewer.jsonl"), place.path("decisions.yml"));
    let mut terminal = Terminal::start(&["review", &candidates, "--decisions", &decisions]);
    let shown = terminal.wait_for_keys();
    assert!(
        last_screen(&shown).contains("no message now: sandbox refused"),
        "{shown}"
    );
    assert!(shown.contains("1 of 3, rank 2"), "{shown}");
    terminal.end_with("q");
    assert_eq!(place.accepted(), 1);
}

#[test]
fn every_screen_fits_the_terminal() {
    for (rows, columns) in [(15, 60), (60, 200), (10, 40)] {
        let place = Place::new();
        let mut terminal = place.review_at("xterm", (rows, columns));
        terminal.wait_for_keys();
        for key in ["?", "x", "s", "y", "n", "s", "?", "u"] {
            let shown = terminal.press(key);
            let screen = format!("{}{KEYS}", last_screen(&shown).replace("\r\u{1b}[H", ""));
            let lines: Vec<&str> = screen.lines().collect();
            assert!(lines.len() <= rows, "{rows} rows: {screen}");
            for line in lines {
                assert!(
                    console::measure_text_width(line) <= columns,
                    "{columns} columns: {line}"
                );
            }
        }
        let help = terminal.press("?");
        assert!(help.contains("q save and leave"), "{help}");
        assert_eq!(help.contains("lines left out"), rows < 60, "{help}");
        terminal.end_with("q");
    }
}

#[test]
fn a_terminal_that_can_only_print_lines_is_answered_with_enter() {
    let place = Place::new();
    let mut terminal = place.review_at("dumb", (24, 80));
    let mut shown = terminal.wait_for_keys();
    shown += &terminal.press("y\n");
    shown += &terminal.press("x\n");
    assert!(shown.contains("this key does nothing"), "{shown}");
    terminal.send("e\n");
    shown += &terminal.wait_for("keyword: ");
    shown += &terminal.press("processes cannot\n");
    assert!(shown.contains("3 of 4"), "{shown}");
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
    assert_eq!(terminal.end_with("q\n").0, 0);
    assert_eq!(place.accepted(), 2);
    assert!(place.decisions().contains("keyword: processes cannot\n"));
}

#[test]
fn without_a_terminal_the_prompt_names_what_to_use_instead() {
    let place = Place::new();
    let (candidates, out) = (place.candidates(), place.path("out"));
    for args in [
        &["review", &candidates][..],
        &["draft", SOURCE, "--out", &out],
    ] {
        let output = quietly(args);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(
            said.contains("no terminal") && said.contains("--no-input"),
            "{said}"
        );
        assert!(!Path::new(&out).exists());
    }
}

#[test]
fn foreign_candidates_show_no_file_outside_of_the_source() {
    let place = Place::new();
    let sources = place.path("sources");
    fs::create_dir(&sources).unwrap();
    let secret = place.path("secret");
    fs::write(&secret, "not for your eyes\n".repeat(2000)).unwrap();
    std::os::unix::fs::symlink(&secret, place.path("sources/link")).unwrap();
    let mined = quietly(&["mine", SOURCE, "--format", "jsonl", "--limit", "1"]);
    let mined = String::from_utf8(mined.stdout).unwrap();
    for file in [secret.as_str(), "../secret", "secret", "link"] {
        let mut candidate: serde_json::Value = serde_json::from_str(&mined).unwrap();
        candidate["sites"][0]["file"] = file.into();
        let candidates = place.path("foreign.jsonl");
        fs::write(&candidates, candidate.to_string()).unwrap();
        let decisions = place.path("decisions.yml");
        let mut terminal = Terminal::start(&[
            "review",
            &candidates,
            "--decisions",
            &decisions,
            "--source",
            &sources,
        ]);
        let shown = terminal.wait_for_keys();
        assert!(
            shown.contains("1 of 1") && !shown.contains("not for your eyes"),
            "{shown}"
        );
        terminal.end_with("q");
    }
}

#[test]
fn escapes_in_foreign_candidates_are_shown_and_not_obeyed() {
    let place = Place::new();
    let mined = quietly(&["mine", SOURCE, "--format", "jsonl", "--limit", "1"]);
    let mut candidate: serde_json::Value = serde_json::from_slice(&mined.stdout).unwrap();
    candidate["sites"][0]["file"] = "a\u{1b}]0;owned\u{7}.c".into();
    candidate["reasons"][0]["detail"] = "b\u{9b}31m\u{202e}".into();
    candidate["keyword"] = "forbidden \u{202e}gnp".into();
    let candidates = place.path("foreign.jsonl");
    fs::write(&candidates, candidate.to_string()).unwrap();
    let decisions = place.path("decisions.yml");
    let mut terminal = Terminal::start(&["review", &candidates, "--decisions", &decisions]);
    let mut shown = terminal.wait_for_keys();
    assert!(
        shown.contains(r"\u{1b}]0;owned") && shown.contains(r"\u{9b}31m"),
        "{shown}"
    );
    // It cannot be edited by sight, and not be accepted either.
    shown += &terminal.press("y");
    assert!(shown.contains("cannot be a keyword"), "{shown}");
    shown += &terminal.answer("e", "keyword: ", "cannot be forbidden");
    assert!(
        !shown.contains(['\u{9b}', '\u{202e}']) && !shown.contains("\u{1b}]"),
        "{shown:?}"
    );
    terminal.end_with("q");
    assert_eq!(place.accepted(), 1);
}
