//! Candidates that were made to deceive, and messages in other scripts.

use std::fs;

use super::terminal::{ENTER, Place, SOURCE, Terminal, quietly};

/// A review of the best candidate, changed.
fn review_of(place: &Place, sources: &str, change: impl Fn(&mut serde_json::Value)) -> Terminal {
    let mined = quietly(&["mine", SOURCE, "--format", "jsonl", "--limit", "1"]);
    let mut candidate: serde_json::Value = serde_json::from_slice(&mined.stdout).unwrap();
    change(&mut candidate);
    let candidates = place.path("foreign.jsonl");
    fs::write(&candidates, candidate.to_string()).unwrap();
    let decisions = place.path("decisions.yml");
    Terminal::start(&[
        "review",
        &candidates,
        "--decisions",
        &decisions,
        "--source",
        sources,
    ])
}

#[test]
fn foreign_candidates_show_no_file_outside_of_the_source() {
    let place = Place::new();
    let sources = place.path("sources");
    fs::create_dir(&sources).unwrap();
    let secret = place.path("secret");
    fs::write(&secret, "not for your eyes\n".repeat(2000)).unwrap();
    std::os::unix::fs::symlink(&secret, place.path("sources/link")).unwrap();
    for file in [secret.as_str(), "../secret", "secret", "link"] {
        let mut terminal = review_of(&place, &sources, |candidate| {
            candidate["sites"][0]["file"] = file.into();
        });
        let shown = terminal.next_screen() + &terminal.press("v");
        assert!(
            shown.contains("1 of 1") && !shown.contains("not for your eyes"),
            "{shown}"
        );
        terminal.end_with("q");
    }
}

#[test]
fn row_11_escapes_in_foreign_candidates_are_shown_and_not_obeyed() {
    let place = Place::new();
    let mut terminal = review_of(&place, SOURCE, |candidate| {
        candidate["sites"][0]["file"] = "a\u{1b}]0;owned\u{7}.c".into();
        candidate["reasons"][0]["detail"] = "b\u{9b}31m\u{202e}".into();
        candidate["keyword"] = "forbidden \u{202e}gnp".into();
        candidate["pattern"] = "cannot be forbidden \u{202e}gnp".into();
    });
    let mut shown = terminal.next_screen();
    assert!(
        shown.contains(r"\u{1b}]0;owned") && shown.contains(r"\u{9b}31m"),
        "{shown}"
    );
    // It cannot be edited by sight, and not be accepted either.
    shown += &terminal.press("y");
    assert!(shown.contains("cannot be a keyword"), "{shown}");
    shown += &terminal.press("a");
    shown += &terminal.press("v");
    shown += &terminal.answer("e", "keyword", "cannot be forbidden");
    shown += &terminal.press("l");
    shown += &terminal.press(ENTER);
    assert!(
        !shown.contains(['\u{9b}', '\u{202e}']) && !shown.contains("\u{1b}]"),
        "{shown:?}"
    );
    terminal.end_with("q");
    assert_eq!(place.accepted(), 1);
}

#[test]
fn messages_in_other_scripts_are_shown_marked_edited_and_kept() {
    let place = Place::new();
    let mut terminal = review_of(&place, SOURCE, |candidate| {
        candidate["pattern"] = "接続が拒否されました: * (größer als 5)".into();
        candidate["keyword"] = "接続が拒否されました".into();
    });
    let shown = terminal.next_screen();
    assert!(
        shown.contains("message  接続が拒否されました: * (größer als 5)"),
        "{shown}"
    );
    // Ten characters of two columns each.
    assert!(
        shown.contains("           ^^^^^^^^^^^^^^^^^^^^\n"),
        "{shown}"
    );
    let shown = terminal.answer("e", "keyword", "拒否されました");
    assert!(shown.contains("keyword  拒否されました\n"), "{shown}");
    let marks = format!("{}{}\n", " ".repeat(11 + 6), "^".repeat(14));
    assert!(shown.contains(&marks), "{shown}");
    assert_eq!(terminal.end_with("q").0, 0);
    assert!(place.decisions().contains("keyword: 拒否されました\n"));
}
