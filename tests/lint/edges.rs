//! Where a check begins: the last text that passes and the first that fails, and the texts that a check names.

use super::cases::{GOOD, LOGSOURCE, NAME, TITLE};
use super::{TODAY, found};
use sigmine::sigma::lint;

/// Whether the check finds something in the good rule with this part of it replaced.
fn finds(check: &'static str, part: &str, text: &str) -> bool {
    assert!(GOOD.contains(part), "{part:?} is not in the good rule");
    found(&GOOD.replacen(part, text, 1), NAME).contains(&check)
}

fn title(length: usize) -> String {
    format!("title: {}\n", "X".repeat(length))
}

#[test]
fn a_check_finds_a_thousand_places_at_most_and_says_how_many_more() {
    for (keys, more) in [
        (1_001, ""),
        (1_003, "; and so at 2 more places, which are not shown"),
    ] {
        let text = "a: b\n".repeat(keys);
        let findings = lint(&text, NAME, TODAY);
        let twice = findings.iter().filter(|one| one.check == "key-twice");
        let twice: Vec<_> = twice.collect();
        assert_eq!(twice.len(), 1_000);
        let said = &twice[999].message;
        assert_eq!(
            said,
            &format!("the key `a` stands here a second time: delete one{more}")
        );
        assert!(twice[998].message.ends_with("delete one"));
    }
}

#[test]
fn a_title_has_120_characters_at_most() {
    assert!(!finds("title-length", TITLE, &title(120)));
    assert!(finds("title-length", TITLE, &title(121)));
}

#[test]
fn a_title_names_what_is_found_and_not_that_it_is() {
    for (title, is_found) in [
        ("Detect Broken Sandboxes", true),
        ("Detects Broken Sandboxes", true),
        ("Detected Broken Sandboxes", false),
    ] {
        let title = format!("title: {title}\n");
        assert_eq!(finds("title-start", TITLE, &title), is_found, "{title}");
    }
}

const STATUS_TO_DATE: (&str, &str) = ("status: experimental\n", "date: 2026-11-20\n");

#[test]
fn a_rule_is_new_for_60_days() {
    let (status, date) = STATUS_TO_DATE;
    for (day, status_now, is_found) in [
        ("2026-09-25", "test", true),
        ("2026-09-25", "stable", true),
        ("2026-09-24", "test", false),
        ("2026-09-25", "experimental", false),
    ] {
        let rule = GOOD
            .replacen(status, &format!("status: {status_now}\n"), 1)
            .replacen(date, &format!("date: {day}\n"), 1);
        let found = found(&rule, NAME).contains(&"status-new");
        assert_eq!(found, is_found, "{status_now} of {day}");
    }
}

#[test]
fn a_day_is_written_with_four_two_and_two_digits() {
    for (date, is_found) in [
        ("2026-11-20", false),
        ("20261120", true),
        ("2026-11-20T10:00", true),
        ("2026-13-20", true),
        ("yesterday!", true),
    ] {
        let text = format!("date: '{date}'\n");
        assert_eq!(
            finds("date-form", "date: 2026-11-20\n", &text),
            is_found,
            "{date}"
        );
        let modified = format!("date: 2026-11-20\nmodified: '{date}'\n");
        assert_eq!(
            finds("date-form", "date: 2026-11-20\n", &modified),
            is_found,
            "modified {date}"
        );
    }
}

#[test]
fn a_rule_is_changed_after_it_was_made() {
    for (modified, is_found) in [
        ("2026-11-19", true),
        ("2026-11-20", true),
        ("2026-11-21", false),
    ] {
        let text = format!("date: 2026-11-20\nmodified: {modified}\n");
        assert_eq!(
            finds("modified-date", "date: 2026-11-20\n", &text),
            is_found,
            "{modified}"
        );
    }
}

#[test]
fn only_a_link_to_a_file_of_a_branch_changes_its_content() {
    let reference = "- https://docs.example.org/daemon/messages.html\n";
    let commit = "ce2fa4288b92683f832c3b5179d5cb2a77d0750e";
    for (link, is_found) in [
        ("a/b/blob/main/c.c".to_owned(), true),
        ("a/b/blob/main/c.c_h".to_owned(), true),
        ("a/b/blob/main/c.cpp".to_owned(), true),
        ("a/b/blob/main/c.java".to_owned(), false),
        ("a/b/blob/main/c.".to_owned(), false),
        ("a/b/blob/main/c.h-1".to_owned(), false),
        (format!("a/b/blob/{commit}/c.c"), false),
        (format!("a/b/blob/{}/c.c", commit.to_uppercase()), true),
        (format!("a/b/blob/{}/c.c", &commit[1..]), true),
        (format!("a/b/blob/{commit}0/c.c"), true),
    ] {
        let text = format!("- https://github.com/{link}\n");
        assert_eq!(
            finds("reference-permalink", reference, &text),
            is_found,
            "{link}"
        );
    }
}

#[test]
fn a_false_positive_says_when_the_rule_matches_without_an_attack() {
    for (text, is_found) in [
        ("None", true),
        ("Pentest", true),
        ("Penetration tests", true),
        ("Unkown", true),
        ("Ligitimate use", true),
        ("Legitimeate use", true),
        ("Nonetheless", false),
        ("Legitimate use", false),
    ] {
        let text = format!("- {text}\n");
        assert_eq!(
            finds("falsepositive-word", "- Unknown\n", &text),
            is_found,
            "{text}"
        );
    }
}

#[test]
fn a_related_rule_has_both_a_uuid_and_a_kind() {
    let id = "id: 0f6d1c86-3b0e-4f2a-8f3e-7f8b3f7f1b92\n";
    let good = "- id: 1f6d1c86-3b0e-4f2a-8f3e-7f8b3f7f1b92\n";
    for (entry, is_found) in [
        (format!("{good}      type: derived\n"), false),
        (format!("{good}      type: merged\n"), false),
        (format!("{good}      type: obsolete\n"), false),
        (format!("{good}      type: renamed\n"), false),
        (format!("{good}      type: older\n"), true),
        (good.to_owned(), true),
        ("- type: similar\n".to_owned(), true),
    ] {
        let text = format!("{id}related:\n    {entry}");
        assert_eq!(finds("related-form", id, &text), is_found, "{entry}");
    }
}

#[test]
fn a_file_name_has_14_to_90_characters() {
    for (length, is_found) in [(13, true), (14, false), (90, false), (91, true)] {
        let name = format!(
            "lnx_sshd_{}.yml",
            "x".repeat(length - "lnx_sshd_.yml".len())
        );
        assert_eq!(name.len(), length);
        assert_eq!(
            found(GOOD, &name).contains(&"file-name-form"),
            is_found,
            "{length}"
        );
    }
    assert!(
        found(GOOD, "lnxsshdmessages.yml").contains(&"file-name-form"),
        "no underscore"
    );
    assert!(
        found(GOOD, "lnx_sshd_messages.yaml").contains(&"file-name-form"),
        "another ending"
    );
    assert!(
        found(GOOD, "lnx_sshd_größe_messages.yml").contains(&"file-name-form"),
        "no ASCII"
    );
}

#[test]
fn a_file_of_audit_or_of_a_web_server_says_so_in_its_name() {
    for (logsource, good) in [
        (
            "    product: linux\n    service: auditd\n",
            "lnx_auditd_messages.yml",
        ),
        ("    category: webserver\n", "web_example_messages.yml"),
        ("    service: modsecurity\n", "modsec_example_messages.yml"),
    ] {
        let rule = GOOD.replacen(LOGSOURCE, logsource, 1);
        assert!(!found(&rule, good).contains(&"file-name-prefix"), "{good}");
        assert!(
            found(&rule, "app_example_messages.yml").contains(&"file-name-prefix"),
            "{good}"
        );
    }
}
