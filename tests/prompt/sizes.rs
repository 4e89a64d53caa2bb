//! The review at terminals of all kinds.

use super::terminal::{ENTER, KEYS, Place, SOURCE, quietly};

#[test]
fn row_29_every_screen_fits_the_terminal_and_shows_what_matters() {
    for (rows, columns) in [(15, 60), (60, 200), (10, 40), (8, 20)] {
        let place = Place::new();
        let mut terminal = place.draft_at("xterm", (rows, columns));
        terminal.next_screen();
        for key in [
            "z", "s", "y", "a", "z", "?", "z", "v", "z", "e", "\u{1b}", "u", "y",
        ] {
            let shown = terminal.press(key);
            // A line that is too long, or one too many, would have pushed the heading out.
            let last = shown.lines().last().unwrap_or_default();
            assert!(!last.is_empty(), "{rows}x{columns} after {key:?}: {shown}");
            assert_eq!(shown.lines().count(), usize::from(rows), "{key:?}: {shown}");
        }
        let shown = terminal.press("z");
        assert!(shown.starts_with("3 of "), "{shown}");
        for text in ["  message  ", "  keyword  ", "  score    "] {
            assert!(shown.contains(text), "{rows}x{columns}: {shown}");
        }
        assert_eq!(shown.contains("  source   "), rows >= 10, "{shown}");
        assert_eq!(shown.contains("  > "), rows >= 15, "{shown}");
        assert_eq!(shown.contains(" lines left"), rows < 60, "{shown}");
        terminal.end_with("\u{3}");
    }
}

#[test]
fn row_29_a_resized_terminal_is_drawn_anew_also_in_questions() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.next_screen();
    terminal.press("y");
    for (rows, columns) in [(15, 60), (60, 200), (24, 80)] {
        let shown = terminal.resize(rows, columns);
        assert!(shown.starts_with("2 of 4"), "{shown}");
        assert_eq!(shown.lines().count(), usize::from(rows));
    }
    terminal.press("e");
    let shown = terminal.resize(15, 60);
    assert!(shown.contains("keyword: sandbox refused"), "{shown}");
    terminal.type_in("keyword", "new processes");
    assert!(terminal.press(ENTER).contains("this one accepted"));
    terminal.press("l");
    assert!(
        terminal
            .resize(30, 100)
            .contains("2 accepted new processes")
    );
    assert_eq!(terminal.press(ENTER).lines().count(), 30);
    assert_eq!(terminal.end_with("q").0, 0);
}

#[test]
fn a_stopped_review_gives_the_terminal_back_and_goes_on_where_it_was() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.next_screen();
    terminal.press("y");
    terminal.send("\u{1a}");
    terminal.wait_for("\u{1b}[?1049l");
    terminal.signal("CONT");
    assert!(terminal.next_screen().starts_with("2 of 4"));
    assert_eq!(terminal.end_with("q").0, 0);
}

#[test]
fn row_29_a_terminal_that_can_only_print_lines_is_answered_with_enter() {
    let place = Place::new();
    let mut terminal = place.review_at("dumb", (24, 80));
    let mut shown = terminal.wait_for(KEYS);
    for keys in ["y\n", "z\n", "e\nprocesses cannot\n", "\n", "l\n", "a\nf\n"] {
        terminal.send(keys);
        shown += &terminal.wait_for(KEYS);
    }
    for text in [
        "this key does nothing",
        "keyword: ",
        "3 of 4",
        "1 accepted sandbox",
        "all 4",
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
    assert_eq!(terminal.end_with("q\n").0, 0);
    assert_eq!(place.accepted(), 4);
    assert!(place.decisions().contains("keyword: processes cannot\n"));
}

#[test]
fn row_29_without_a_terminal_the_prompt_names_what_to_use_instead() {
    let place = Place::new();
    let (candidates, out) = (place.candidates(4), place.path("out"));
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
        assert!(!std::path::Path::new(&out).exists());
    }
}
