//! However a review ends, nothing that was decided is lost, and the terminal is as it was.

use std::path::Path;

use sigmine::curate::{DecisionFile, Error};

use super::terminal::{CTRL_C, CTRL_D, Place, SOURCE, last_screen, quietly};

#[test]
fn ctrl_c_keeps_what_is_decided_and_a_second_run_goes_on_there() {
    let place = Place::new();
    let mut terminal = place.draft();
    terminal.wait_for_keys();
    terminal.press("y");
    let (code, said) = terminal.end_with(CTRL_C);
    assert_eq!(code, 130);
    assert!(said.contains("what was decided is kept"), "{said}");
    assert_eq!((place.accepted(), place.rule().len()), (1, 0));

    let mut terminal = place.draft();
    let shown = terminal.wait_for_keys();
    let screen = last_screen(&shown);
    assert!(
        screen.contains("2 of ") && screen.contains("(1 accepted"),
        "{screen}"
    );
    assert_eq!(terminal.end_with("q").0, 0);
    assert_eq!(place.rule().len(), 1);
}

#[test]
fn ctrl_c_while_a_keyword_is_edited_ends_the_run_too() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.wait_for_keys();
    terminal.press("y");
    terminal.send("e");
    terminal.wait_for("keyword: ");
    let (code, said) = terminal.end_with(CTRL_C);
    assert_eq!(code, 130);
    assert!(said.contains("what was decided is kept"), "{said}");
    assert_eq!(place.accepted(), 1);
}

#[test]
fn a_signal_at_the_prompt_gives_the_terminal_back_and_keeps_what_is_decided() {
    for (name, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        for asking in [false, true] {
            let place = Place::new();
            let mut terminal = place.review();
            terminal.wait_for_keys();
            terminal.press("y");
            if asking {
                terminal.send("e");
                terminal.wait_for("keyword: ");
            }
            terminal.signal(name);
            let (ended, said) = terminal.end();
            assert_eq!(ended, code, "{name}");
            assert!(said.contains("what was decided is kept"), "{said}");
            assert_eq!(place.accepted(), 1);
        }
    }
}

#[test]
fn a_killed_run_leaves_a_whole_decision_file_with_all_that_was_answered() {
    for number in 0..10 {
        let place = Place::new();
        let mut terminal = place.review();
        terminal.wait_for_keys();
        terminal.press("y");
        // The more keys, the later in a save does the signal come.
        terminal.send(&"nu".repeat(number));
        terminal.signal("KILL");
        let (ended, _) = terminal.end_anyhow();
        assert_eq!(ended, 137);
        let path = place.path("decisions.yml");
        DecisionFile::open(Path::new(&path), "unnamed").unwrap();
        assert!(place.accepted() == 1, "{}", place.decisions());
    }
}

#[test]
fn a_closed_terminal_ends_the_run_and_keeps_what_is_decided() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.wait_for_keys();
    terminal.press("y");
    drop(terminal);
    let path = place.path("decisions.yml");
    // The run that has ended does not hold the file any more.
    let mut opened = DecisionFile::open(Path::new(&path), "unnamed");
    for _ in 0..600 {
        if !matches!(opened, Err(Error::InUse { .. })) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
        opened = DecisionFile::open(Path::new(&path), "unnamed");
    }
    assert_eq!(opened.unwrap().1.iter().count(), 1);
}

#[test]
fn the_end_of_input_is_no_answer() {
    let place = Place::new();
    let mut terminal = place.review_at("dumb", (24, 80));
    terminal.wait_for_keys();
    terminal.press("y\n");
    assert_eq!(terminal.end_with(CTRL_D).0, 130);
    assert_eq!(place.accepted(), 1);

    let mut terminal = place.review_at("dumb", (24, 80));
    assert!(terminal.wait_for_keys().contains("2 of 4"));
    assert_eq!(terminal.end_with(CTRL_C).0, 130);
}

#[test]
fn of_two_runs_on_one_decision_file_the_second_is_refused() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.wait_for_keys();
    terminal.press("y");
    let (out, decisions) = (place.path("out"), place.path("decisions.yml"));
    let output = quietly(&[
        "draft",
        SOURCE,
        "--out",
        &out,
        "--decisions",
        &decisions,
        "--accept",
        "1",
    ]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said.contains(&decisions) && said.contains("another sigmine is using"),
        "{said}"
    );
    terminal.press("y");
    assert_eq!(terminal.end_with("q").0, 0);
    assert_eq!(place.accepted(), 2);
}
