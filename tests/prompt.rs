//! The review at a real terminal: the program runs in a pseudo-terminal, keys are pressed, and the
//! screen is read.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "prompt/ends.rs"]
mod ends;
#[path = "prompt/form.rs"]
mod form;
#[path = "prompt/hostile.rs"]
mod hostile;
#[path = "support/judge.rs"]
mod judge;
#[path = "prompt/sizes.rs"]
mod sizes;
#[path = "prompt/terminal.rs"]
mod terminal;

use std::fs;

use terminal::{ENTER, Place, Terminal};

#[test]
fn a_screen_shows_a_candidate_with_all_that_is_needed_to_decide() {
    let place = Place::new();
    let mut terminal = place.draft_at("xterm", (40, 120));
    assert!(terminal.next_screen().starts_with("1 of 159"));
    let shown = terminal.answer("/", "search", "outside of loopback");
    for text in [
        " of 159 ",
        "message  connection from outside of loopback, the machine is misrouted or spoofed",
        "keyword  connection from outside of loopback, the machine is misrouted or spoofed\n",
        "score    ",
        "level critical, sink syslog, certainty wrapper",
        "refusals:spoof: an identity is faked",
        "source   letterboxd.c:104 in ",
        "  >   104 ",
        "       99 ",
        "      107 ",
        "0 hits in sample logs (",
        "y accept  n reject  e edit",
    ] {
        assert!(shown.contains(text), "{text} in {shown}");
    }
    assert_eq!(terminal.end_with("q").0, 2);
}

#[test]
fn each_key_decides_and_the_decision_is_on_disk_at_once() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.next_screen();
    assert!(terminal.press("y").contains("2 of 4 (1 accepted"));
    assert_eq!((place.accepted(), place.rejected()), (1, 0));
    assert!(
        terminal
            .press("n")
            .contains("3 of 4 (1 accepted, 1 rejected")
    );
    assert_eq!((place.accepted(), place.rejected()), (1, 1));
    assert!(terminal.press("u").contains("2 of 4"));
    assert_eq!((place.accepted(), place.rejected()), (1, 0));
    terminal.answer("r", "why it is rejected", "seen on quiet days");
    assert!(
        place
            .decisions()
            .contains("reason: seen on quiet days\n  by: ada\n  at: 20")
    );
    let (code, said) = terminal.end_with("q");
    assert_eq!(code, 0);
    assert!(said.contains("1 accepted; kept in"), "{said}");
}

#[test]
fn keys_arrows_and_searches_lead_to_any_candidate() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.next_screen();
    for (key, at) in [
        ("s", 2),
        ("b", 1),
        ("\u{1b}[C", 2),
        ("\u{1b}[D", 1),
        ("\u{1b}[B", 2),
        ("\u{1b}[A", 1),
        (ENTER, 2),
    ] {
        let shown = terminal.press(key);
        assert!(shown.contains(&format!("{at} of 4")), "{key:?}: {shown}");
    }
    assert!(terminal.answer("g", "rank", "4").contains("4 of 4"));
    let shown = terminal.answer("g", "rank", "40");
    assert!(shown.contains("no candidate has rank 40"), "{shown}");
    let shown = terminal.answer("g", "rank", "four");
    assert!(shown.contains("'four' is no number"), "{shown}");
    assert!(terminal.answer("/", "search", "MEMORY").contains("1 of 4"));
    assert!(
        terminal
            .press("N")
            .contains("no other candidate has 'MEMORY'")
    );
    assert!(
        terminal
            .answer("/", "search", "sandbox.c")
            .contains("2 of 4")
    );
    assert!(terminal.press("N").contains("3 of 4"));
    assert_eq!(terminal.end_with("q").0, 0);
}

#[test]
fn a_group_is_chosen_by_what_its_members_share_and_undone_at_once() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.next_screen();
    let asked = terminal.press("a");
    for text in [
        "f  accept 4 candidates in the function refused",
        "w  accept 4 candidates printed through LOG_ERROR",
        "b  accept 4 candidates that begin with 'sandbox refused:'",
    ] {
        assert!(asked.contains(text), "{asked}");
    }
    assert!(terminal.press("\u{1b}").contains("no group chosen"));
    assert_eq!(place.accepted(), 0);
    terminal.press("a");
    let shown = terminal.press("f");
    assert!(
        shown.contains("all 4 candidates were seen (4 accepted, 0 rejected)"),
        "{shown}"
    );
    assert_eq!(place.accepted(), 4);
    assert!(
        terminal
            .press("y")
            .contains("all candidates were seen: undo")
    );
    assert!(
        terminal
            .press("u")
            .contains("1 of 4 (0 accepted, 0 rejected)")
    );
    assert_eq!(place.accepted(), 0);
    terminal.press("n");
    terminal.press("d");
    assert!(terminal.press("b").contains("(0 accepted, 4 rejected)"));
    assert_eq!(terminal.end_with("q").0, 0);
}

#[test]
fn an_edited_keyword_is_refused_with_a_reason_until_it_fits_and_its_hits_are_counted() {
    let place = Place::new();
    let mut terminal = place.draft();
    terminal.next_screen();
    terminal.answer("/", "search", "misrouted");
    terminal.press("e");
    for (typed, reason) in [
        ("login failed", "does not occur in the message"),
        ("misrouted*", "begins or ends with a wildcard"),
        ("misrouted", "too general"),
        ("", "it is empty"),
    ] {
        let shown = terminal.type_in("keyword", typed);
        assert!(
            shown.contains("no: ") && shown.contains(reason),
            "{typed}: {shown}"
        );
    }
    terminal.type_in("keyword", "login failed");
    assert!(terminal.press(ENTER).contains("keyword: login failed"));
    assert!(
        terminal
            .press("\u{1b}")
            .contains("the keyword stays as it is")
    );
    assert_eq!(place.accepted(), 0);
    terminal.press("e");
    let shown = terminal.type_in("keyword", "machine is misrouted");
    assert!(
        shown.contains("good: found in this message and in 0 others"),
        "{shown}"
    );
    terminal.send(ENTER);
    let shown = terminal.until("samples  0 hits in sample logs");
    for text in [
        " of 159 ",
        "this one accepted",
        "keyword  machine is misrouted\n",
        "    ^^^^^^^^^^^^^^^^^^^^\n",
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    assert!(
        place
            .decisions()
            .contains("keyword: machine is misrouted\n")
    );
    assert!(!terminal.press(ENTER).contains("misrouted"));
    assert_eq!(terminal.end_with("\u{3}").0, 130);
}

#[test]
fn other_candidates_that_a_keyword_finds_are_named() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.next_screen();
    terminal.press("n");
    terminal.answer("e", "keyword", "sandbox refused:");
    let shown = terminal.contents();
    assert!(
        shown.contains("finds    3 other candidates too: 1 'sandbox refused: memory dumps"),
        "{shown}"
    );
    terminal.end_with("q");
}

#[test]
fn lists_and_sources_are_paged_and_every_site_is_shown() {
    let place = Place::new();
    let mut terminal = place.draft_at("xterm", (12, 80));
    terminal.next_screen();
    assert!(terminal.press("l").contains("nothing is decided yet"));
    terminal.answer("/", "search", "outside of loopback");
    terminal.press("y");
    terminal.press("n");
    let list = terminal.press("l");
    assert!(
        list.contains(" accepted connection from") && list.contains(" rejected "),
        "{list}"
    );
    terminal.press(ENTER);
    terminal.answer("/", "search", "outside of loopback");
    let source = terminal.press("v");
    assert!(
        source.contains("letterboxd.c") && source.contains(">   104 "),
        "{source}"
    );
    assert!(terminal.press("\u{1b}[H").contains("letterboxd.c  1-10 of"));
    assert!(
        terminal
            .press("\u{1b}[6~")
            .contains("letterboxd.c  11-20 of")
    );
    assert!(terminal.press("q").contains("outside of loopback"));
    assert!(terminal.press("x").contains("this is the only site"));
    terminal.answer("/", "search", "unknown command");
    let shown = terminal.press("N");
    assert!(shown.contains("site 1 of 2"), "{shown}");
    assert!(terminal.press("x").contains("site 2 of 2"));
    terminal.end_with("\u{3}");
}

#[test]
fn help_lists_the_keys_and_a_key_that_does_nothing_says_so() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.next_screen();
    assert!(terminal.press("z").contains("this key does nothing"));
    let help = terminal.press("?");
    for text in [
        "accept: its keyword",
        "reject",
        "edit the keyword",
        "undo",
        "leave",
    ] {
        assert!(help.contains(text), "{help}");
    }
    terminal.press(ENTER);
    assert!(terminal.press("\u{1b}[F").contains("this key does nothing"));
    let pasted = terminal.press("\u{1b}[200~ynyn\u{1b}[201~");
    assert!(pasted.contains("pasted text decides nothing"), "{pasted}");
    assert_eq!(terminal.end_with("q").0, 0);
    assert_eq!((place.accepted(), place.rejected()), (0, 0));
}

#[test]
fn what_changed_since_the_last_review_is_shown_first() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.next_screen();
    for key in ["y", "n", "y"] {
        terminal.press(key);
    }
    terminal.end_with("q");
    // A new version: the first message is gone, the third is written otherwise.
    let mined = fs::read_to_string(place.path("candidates.jsonl")).unwrap();
    let mut later: Vec<String> = mined.lines().skip(1).map(str::to_owned).collect();
    later[1] = later[1].replace("\"pattern\":\"sandbox", "\"pattern\":\"Sandbox");
    fs::write(place.path("later.jsonl"), later.join("\n")).unwrap();
    let (candidates, decisions) = (place.path("later.jsonl"), place.path("decisions.yml"));
    let mut terminal = Terminal::start(&["review", &candidates, "--decisions", &decisions]);
    let news = terminal.next_screen();
    for text in [
        "since the last review",
        "changed  'sandbox refused: opening files",
        "         'Sandbox refused: opening files",
        "gone     'sandbox refused: memory dumps",
    ] {
        assert!(news.contains(text), "{text}: {news}");
    }
    let shown = terminal.press(ENTER);
    assert!(
        shown.contains("rank 3")
            && shown.contains("changed  it has changed since: it was 'sandbox"),
        "{shown}"
    );
    let shown = terminal.press("y");
    assert!(
        shown.contains("rank 4 (2 accepted, 1 rejected)") || shown.contains("rank 4"),
        "{shown}"
    );
    terminal.end_with("q");
    assert!(place.decisions().contains("pattern: 'Sandbox refused"));
    assert!(
        place.decisions().contains("memory dumps"),
        "what is gone is kept"
    );
}
