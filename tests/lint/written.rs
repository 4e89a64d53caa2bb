//! How a rule is written down: where a finding points to, and what of YAML is meant as it stands.

use sigmine::sigma::lint;

use super::cases::{GOOD, KEYWORD, LOGSOURCE, NAME};
use super::{TODAY, found};

const LEVEL: &str = "level: medium\n";
const DESCRIPTION: &str =
    "description: Detects messages that the example daemon writes when its sandbox is broken\n";
const TAGS: &str = "tags:\n    - attack.initial-access\n    - attack.t1190\n";
const CONDITION: &str = "    condition: keywords\n";

fn changed(part: &str, text: &str) -> String {
    assert!(GOOD.contains(part), "{part:?} is not in the good rule");
    GOOD.replacen(part, text, 1)
}

/// The line and the text that a check points to.
fn place(check: &str, rule: &str) -> (usize, String) {
    let findings = lint(rule, NAME, TODAY);
    let finding = findings.iter().find(|finding| finding.check == check);
    let span = finding
        .unwrap_or_else(|| panic!("{check} finds nothing: {rule}"))
        .span;
    (span.line, rule[span.start..span.end].to_owned())
}

fn message(check: &str, rule: &str) -> String {
    let findings = lint(rule, NAME, TODAY);
    let finding = findings.into_iter().find(|finding| finding.check == check);
    finding.map(|finding| finding.message).unwrap_or_default()
}

#[test]
fn a_finding_on_the_text_points_to_its_line() {
    let last = GOOD.lines().count();
    for (check, text, line, shown) in [
        (
            "text-trailing-blank",
            "level: medium \n",
            last,
            "level: medium ",
        ),
        (
            "text-hidden-character",
            "level: medium # \u{7f}\n",
            last,
            "level: medium # \u{7f}",
        ),
        ("text-carriage-return", "level: medium\r\n", last, "\r"),
        ("text-last-line", "level: medium", last, "level: medium"),
        ("text-comment", "level: medium\n#x\n", last + 1, "#x"),
        ("text-empty-lines", "\n\n\nlevel: medium\n", last + 2, ""),
        (
            "trade-mark",
            "level: medium # ATT&CK\n",
            last,
            "level: medium # ATT&CK",
        ),
    ] {
        assert_eq!(
            place(check, &changed(LEVEL, text)),
            (line, shown.to_owned()),
            "{check}"
        );
    }
}

#[test]
fn a_long_gap_is_one_finding() {
    let rule = changed(LEVEL, "\n\n\n\n\nlevel: medium\n\n\n\n# end\n");
    let gaps = lint(&rule, NAME, TODAY);
    assert_eq!(
        gaps.iter()
            .filter(|finding| finding.check == "text-empty-lines")
            .count(),
        2
    );
}

#[test]
fn what_looks_like_a_comment_inside_of_a_text_is_none() {
    for (text, is_found) in [
        ("description: |\n    Detects no. 1\n    #1 of them\n", false),
        (
            "description: |\n    Detects no. 1\n    #1 of them\n    in a sandbox\n",
            false,
        ),
        ("description: 'Detects no. 1\n    #1 of them'\n", false),
        (
            "description: |\n    Detects no. 1 of them\n#1 of them\n",
            true,
        ),
        (
            "#\n#!shebang\n## title\ndescription: Detects no. 1 of them\n",
            false,
        ),
    ] {
        let rule = changed(DESCRIPTION, text);
        assert_eq!(
            found(&rule, NAME).contains(&"text-comment"),
            is_found,
            "{text}"
        );
    }
    let after_block = "    definition: |\n        Requirements: x\n    #comment\n    product: linux\n    service: sshd\n";
    assert!(found(&changed(LOGSOURCE, after_block), NAME).contains(&"text-comment"));
}

#[test]
fn a_list_is_indented_by_four_or_not_at_all_and_a_map_by_four() {
    for (part, text, is_found) in [
        (TAGS, "tags: [attack.initial-access, attack.t1190]\n", false),
        (
            TAGS,
            "tags:\n- attack.initial-access\n- attack.t1190\n",
            false,
        ),
        (
            TAGS,
            "tags:\n  - attack.initial-access\n  - attack.t1190\n",
            true,
        ),
        (
            TAGS,
            "tags:\n        - attack.initial-access\n        - attack.t1190\n",
            true,
        ),
        (
            LOGSOURCE,
            "        product: linux\n        service: sshd\n",
            true,
        ),
        (
            "logsource:\n    product: linux\n    service: sshd\n",
            "logsource: {product: linux, service: sshd}\n",
            false,
        ),
    ] {
        let rule = changed(part, text);
        assert_eq!(
            found(&rule, NAME).contains(&"text-indentation"),
            is_found,
            "{text}"
        );
    }
    let deep = changed(
        CONDITION,
        "    other:\n      field: x\n    condition: keywords and other\n",
    );
    assert_eq!(place("text-indentation", &deep).0, 21);
}

#[test]
fn a_field_in_a_list_of_keywords_is_one_if_its_name_has_no_blank() {
    for (item, is_found) in [("field: x", false), ("weird status: 5", true)] {
        let rule = changed(KEYWORD, &format!("- 'request refused'\n        - {item}\n"));
        assert_eq!(
            found(&rule, NAME).contains(&"keyword-unquoted"),
            is_found,
            "{item}"
        );
    }
}

#[test]
fn a_list_of_fields_alone_holds_no_keyword() {
    let fields = "    other:\n        - weird status: 5\n        - odd answer: 6\n";
    let rule = changed(
        CONDITION,
        &format!("{fields}    condition: keywords and other\n"),
    );
    assert!(!found(&rule, NAME).contains(&"keyword-unquoted"));
}

#[test]
fn a_condition_names_identifiers_with_one_wildcard() {
    let condition = |condition: &str| changed(CONDITION, &format!("    condition: {condition}\n"));
    for (reference, is_found) in [
        ("1 of key*", false),
        ("1 of *words", false),
        ("1 of key*words", false),
        ("1 of keyword*s", false),
        ("1 of keywor*words", true),
        ("1 of keywords*keywords", true),
        ("1 of kex*words", true),
        ("1 of key*wordz", true),
        ("keywords", false),
        ("keyword", true),
        ("all of them", false),
    ] {
        let found = found(&condition(reference), NAME);
        assert_eq!(
            found.contains(&"condition-unknown"),
            is_found,
            "{reference}"
        );
    }
}

#[test]
fn of_counts_identifiers_whose_names_may_change() {
    let two = "    other:\n        field: x\n    condition: ";
    for (condition, advice) in [
        (
            "    condition: 1 of them\n".to_owned(),
            "`of them` with one identifier: name it",
        ),
        (
            "    condition: all of them\n".to_owned(),
            "`all of them` breaks",
        ),
        (format!("{two}all of them\n"), "`all of them` breaks"),
        (format!("{two}1 of them\n"), ""),
        (
            format!("{two}1 of keywords or other\n"),
            "`of` needs a name with `*`",
        ),
        (format!("{two}1 of key* or other\n"), ""),
    ] {
        let said = message("condition-of", &changed(CONDITION, &condition));
        assert!(
            said.starts_with(advice) && said.is_empty() == advice.is_empty(),
            "{condition}: {said}"
        );
    }
}

#[test]
fn groups_and_software_are_known_by_their_form() {
    for (tag, is_found) in [
        ("attack.g0007", false),
        ("attack.s0002", false),
        ("attack.ds0015", false),
        ("attack.m1036", false),
        ("attack.g007", true),
        ("attack.g00007", true),
        ("attack.g00x7", true),
        ("attack.x0007", true),
    ] {
        let rule = changed(TAGS, &format!("tags:\n    - {tag}\n"));
        assert_eq!(
            found(&rule, NAME).contains(&"tag-unknown"),
            is_found,
            "{tag}"
        );
    }
}

#[test]
fn a_short_keyword_is_enough_where_another_list_must_match_too() {
    for (condition, is_found) in [
        ("keywords and other", false),
        ("keywords AND other", false),
        ("keywords or other", true),
        ("keywords or brand or other", true),
    ] {
        let rule = changed(KEYWORD, "- 'bug:'\n").replacen(
            CONDITION,
            &format!("    other:\n        - 'request refused'\n        - 'sandbox broken'\n    condition: {condition}\n"),
            1,
        );
        assert_eq!(
            found(&rule, NAME).contains(&"keyword-short"),
            is_found,
            "{condition}"
        );
    }
}

#[test]
fn fields_beside_the_keywords_are_searched_where_sigmahq_lists_fields() {
    let proxy = changed(LOGSOURCE, "    category: proxy\n");
    assert!(found(&proxy, "proxy_example_messages.yml").contains(&"keyword-beside-fields"));
    for other in [
        "    other:\n        field: x\n",
        "    other:\n        - field: x\n",
        "    other:\n        '|all':\n            - 'a word'\n            - 'two words'\n        field: x\n",
    ] {
        let rule = proxy.replacen(
            CONDITION,
            &format!("{other}    condition: keywords and other\n"),
            1,
        );
        assert!(
            !found(&rule, NAME).contains(&"keyword-beside-fields"),
            "{other}"
        );
    }
    let all = "    other:\n        '|all':\n            - 'a word'\n            - 'two words'\n";
    let rule = proxy.replacen(
        CONDITION,
        &format!("{all}    condition: keywords and other\n"),
        1,
    );
    assert!(
        found(&rule, NAME).contains(&"keyword-beside-fields"),
        "no field is searched"
    );
}

#[test]
fn a_key_that_sigmahq_does_not_know_gets_its_advice() {
    for (key, advice) in [
        ("reference: x", "write `references`, with a list"),
        ("fields: x", "SigmaHQ forbids `fields`"),
        ("weather: x", "knows no key `weather`"),
    ] {
        let said = message(
            "key-unknown",
            &changed(LEVEL, &format!("level: medium\n{key}\n")),
        );
        assert!(said.contains(advice), "{key}: {said}");
    }
}

#[test]
fn a_value_of_the_wrong_kind_is_told_the_right_one() {
    for (part, text, advice) in [
        (
            TAGS,
            "tags: attack.t1190\n",
            "`tags` must hold a list, one `- item` a line",
        ),
        (
            "logsource:\n    product: linux\n    service: sshd\n",
            "logsource: linux\n",
            "`logsource` must hold a map of `key: value`",
        ),
        (
            LEVEL,
            "level: [medium]\n",
            "`level` must hold text; put it in single quotes",
        ),
        (
            LEVEL,
            "level: 5\n",
            "`level` must hold text; put it in single quotes",
        ),
        (
            "- Unknown\n",
            "- 5\n",
            "`falsepositives` must hold text; put it in single quotes",
        ),
    ] {
        assert_eq!(
            message("value-kind", &changed(part, text)),
            advice,
            "{text}"
        );
    }
    assert_eq!(
        message("value-kind", "- a list\n"),
        "a rule is a map of keys such as `title: …`"
    );
}

#[test]
fn the_key_that_stands_late_is_told_before_which_one_it_belongs() {
    let rule = changed("status: experimental\n", "").replacen(
        LEVEL,
        "level: medium\nstatus: experimental\n",
        1,
    );
    let said = message("key-order", &rule);
    assert_eq!(
        said,
        "`status` customarily stands before `level`: move it there"
    );
    assert_eq!(
        place("key-order", &rule),
        (GOOD.lines().count(), "status".to_owned())
    );
}

#[test]
fn a_status_of_a_rule_that_is_out_of_use_is_told_apart_from_none() {
    for (key, text, advice) in [
        (
            "status-value",
            "status: deprecated\n",
            "a rule that is deprecated does not stand among the rules",
        ),
        (
            "status-value",
            "status: unsupported\n",
            "a rule that is unsupported does not stand among the rules",
        ),
        (
            "status-value",
            "status: new\n",
            "the status is stable, test or experimental",
        ),
    ] {
        let said = message(key, &changed("status: experimental\n", text));
        assert!(said.starts_with(advice), "{text}: {said}");
    }
}
