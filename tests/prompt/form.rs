//! From the last decision to the rule: the form, the look at the rule, and the draft.

use sigmine::sigma::{Severity, lint};

use super::terminal::{CTRL_C, ENTER, KEYS, LOGS, Place, SOURCE, quietly};

#[test]
fn a_whole_review_of_the_example_ends_in_the_rule_that_was_decided_on() {
    let place = Place::new();
    let mut terminal = place.draft();
    terminal.next_screen();
    terminal.answer("/", "search", "outside of loopback");
    terminal.press("y");
    terminal.press("n");
    terminal.answer("/", "search", "forbid new privileges");
    terminal.press("e");
    terminal.type_in("keyword", "forbid new privileges");
    terminal.send(ENTER);
    terminal.until("0 hits in sample logs");
    terminal.press(ENTER);
    terminal.press("y");
    terminal.press("u");
    let form = terminal.press("q");
    for text in [
        "project      letterbox: ",
        "> title        Potentially Suspicious Letterbox Error Messages",
        "description  Detects error messages of letterbox (a small service to try",
        "author       Name Surname (@handle): to be filled in",
        "level        medium",
        "service      syslog",
        "reference    ",
    ] {
        assert!(form.contains(text), "{text}: {form}");
    }
    let preview = terminal.press("w");
    assert!(preview.contains("lint finds nothing wrong"), "{preview}");
    assert!(
        preview.contains("title: Potentially Suspicious"),
        "{preview}"
    );
    let (code, said) = terminal.end_with("w");
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("candidates accepted: 2"), "{said}");
    let first = "connection from outside of loopback, the machine is misrouted or spoofed";
    assert_eq!(place.keywords(), [first, "forbid new privileges"]);
}

#[test]
fn every_field_of_the_form_goes_into_the_rule_and_an_empty_one_is_worked_out() {
    let place = Place::new();
    let mut terminal = place.draft();
    terminal.next_screen();
    terminal.press("y");
    terminal.press("q");
    let down = "\u{1b}[B";
    terminal.answer("e", "title", "letterbox breaks its sandbox");
    terminal.press(down);
    terminal.answer(
        "e",
        "description",
        "Detects a sandbox of letterbox that breaks",
    );
    terminal.press(down);
    terminal.answer("e", "author", "Ada Lovelace (@ada)");
    terminal.press(down);
    let refused = terminal.answer("e", "level", "severe");
    assert!(refused.contains("unknown rule level 'severe'"), "{refused}");
    terminal.answer("e", "level", "high");
    for _ in 0..3 {
        terminal.press(down);
    }
    let refused = terminal.answer("e", "service", "letterbox");
    assert!(
        refused.contains("SigmaHQ lists no such log source"),
        "{refused}"
    );
    terminal.press(down);
    terminal.answer("e", "reference", "https://example.org/a");
    terminal.press(down);
    let form = terminal.answer("e", "reference", "https://example.org/b");
    assert!(
        form.contains("(another one)") && form.contains("service      syslog"),
        "{form}"
    );
    terminal.press("w");
    assert_eq!(terminal.end_with("w").0, 0);
    let rule = place.rule();
    for line in [
        "title: Letterbox Breaks Its Sandbox\n",
        "description: Detects a sandbox of letterbox that breaks\n",
        "references:\n    - https://example.org/a\n    - https://example.org/b\nauthor",
        "author: 'Ada Lovelace (@ada)'\n",
        "    service: syslog\n",
        "level: high\n",
    ] {
        assert!(rule.contains(line), "{line}: {rule}");
    }
    let findings = lint(
        &rule,
        "lnx_syslog_letterbox_error_messages.yml",
        jiff::civil::date(2026, 11, 24),
    );
    assert!(
        findings
            .iter()
            .all(|finding| finding.severity == Severity::Note),
        "{findings:?}"
    );
}

#[test]
fn what_lint_refuses_is_said_and_not_written_until_it_is_mended() {
    let place = Place::new();
    let mut terminal = place.draft();
    terminal.next_screen();
    terminal.press("y");
    terminal.press("q");
    terminal.answer("e", "title", "Detects Things.");
    let refused = terminal.press("w");
    assert!(
        refused.contains("would not pass SigmaHQ's checks") && !refused.contains("w write"),
        "{refused}"
    );
    assert!(terminal.press("w").contains("> title"));
    terminal.answer("e", "title", "");
    assert!(terminal.press("w").contains("lint finds nothing wrong"));
    assert_eq!(terminal.end_with("w").0, 0);
    assert_eq!(place.keywords().len(), 1);
}

#[test]
fn from_the_form_the_review_can_go_on_or_be_left_without_a_draft() {
    let place = Place::new();
    let mut terminal = place.draft();
    terminal.next_screen();
    terminal.press("y");
    terminal.press("q");
    assert!(terminal.press("b").contains("2 of "));
    terminal.press("y");
    terminal.press("q");
    terminal.press("w");
    assert!(terminal.press("e").contains("> title"));
    let (code, said) = terminal.end_with("q");
    assert_eq!((code, place.accepted(), place.rule().as_str()), (0, 2, ""));
    assert!(
        said.contains("no draft is written; what was decided is kept in"),
        "{said}"
    );
}

#[test]
fn a_draft_that_is_left_with_nothing_accepted_says_so_and_keeps_the_decisions() {
    let place = Place::new();
    let mut terminal = place.draft();
    terminal.next_screen();
    terminal.press("n");
    let (code, said) = terminal.end_with("q");
    assert_eq!(code, 2);
    assert!(said.contains("no keyword was accepted"), "{said}");
    assert_eq!((place.rejected(), place.rule().as_str()), (1, ""));
}

#[test]
fn prompt_flags_and_file_that_decide_alike_give_the_same_draft() {
    let place = Place::new();
    let mut terminal = place.draft();
    terminal.next_screen();
    for key in ["y", "y", "y", "q", "w"] {
        terminal.press(key);
    }
    assert_eq!(terminal.end_with("w").0, 0);
    let decisions = place.path("decisions.yml");
    let others: [&[&str]; 2] = [
        &["--accept", "3"],
        &["--no-input", "--decisions", &decisions],
    ];
    for choice in others {
        let other = Place::new();
        let out = other.path("out");
        let args = [&["draft", SOURCE, "--logs", LOGS, "--out", &out], choice].concat();
        assert!(quietly(&args).status.success());
        assert_eq!(other.rule(), place.rule());
    }
}

#[test]
fn the_form_is_asked_line_by_line_where_lines_can_only_be_printed() {
    let place = Place::new();
    let mut terminal = place.draft_at("dumb", (24, 80));
    terminal.wait_for(KEYS);
    terminal.send("y\n");
    terminal.wait_for(KEYS);
    terminal.send("q\n");
    terminal.wait_for("title [Potentially Suspicious Letterbox Error Messages]: ");
    terminal.send("letterbox breaks\n\nAda\n\n\n\n\n\n\n");
    let shown = terminal.wait_for(KEYS);
    assert!(shown.contains("title: Letterbox Breaks\r\n"), "{shown}");
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
    assert_eq!(terminal.end_with("w\n").0, 0);
    assert!(place.rule().contains("author: Ada\n"), "{}", place.rule());
}

#[test]
fn row_25_a_draft_in_the_way_is_said_in_the_form_and_stays() {
    let place = Place::new();
    std::fs::create_dir(place.path("out")).unwrap();
    let other = place.path("out/lnx_auth_letterbox_error_messages.yml");
    std::fs::write(&other, "mine\n").unwrap();
    let mut terminal = place.draft();
    terminal.next_screen();
    terminal.press("y");
    terminal.press("q");
    for _ in 0..6 {
        terminal.press("\u{1b}[B");
    }
    terminal.answer("e", "service", "auth");
    terminal.press("w");
    let shown = terminal.press("w");
    assert!(shown.contains("exists already"), "{shown}");
    assert_eq!(terminal.end_with(CTRL_C).0, 130);
    assert_eq!(std::fs::read_to_string(other).unwrap(), "mine\n");
}
