//! What a draft promises.

#![allow(clippy::unwrap_used)]

#[path = "draft/again.rs"]
mod again;
#[path = "support/judge.rs"]
mod judge;
#[path = "draft/kept.rs"]
mod kept;
#[path = "draft/said.rs"]
mod said;
#[path = "draft/several.rs"]
mod several;
#[path = "support/strategies.rs"]
mod strategies;
mod support;

use std::sync::LazyLock;

use proptest::prelude::*;
use regex::Regex;
use sigmine::corpus::Shelf;
use sigmine::emit::{Accepted, Draft, DraftInput, Error, check_templates, draft};
use sigmine::pattern::Pattern;
use sigmine::sigma::{self, Keyword};
use sigmine::source::Provenance;
use strategies::{any_pattern, any_text};
use support::{accepted, all_accepted, checkout, input, metadata};

/// A draft that SigmaHQ's own tools have nothing to say about.
fn made(input: &DraftInput<'_>) -> Draft {
    let draft = draft(input, &Shelf::templates(None)).unwrap();
    judge::accepts_text(&draft.name, &draft.rule);
    draft
}

fn made_of(written: &[&str]) -> Draft {
    made(&input(
        &metadata("exampled"),
        &all_accepted(written),
        &checkout(),
    ))
}

/// The keywords of a rule, as a reader of the rule sees them.
fn keywords(rule: &str) -> Vec<Pattern> {
    let rule = sigma::read(rule, "draft.yml").unwrap();
    rule.keywords
        .into_iter()
        .map(|keyword| keyword.pattern)
        .collect()
}

/// Any text of letters whose capitals SigmaHQ's tools know, too, because these stand in the title: their
/// Python may have an older Unicode than we have (Python 3.11 has 14).
fn any_name() -> impl Strategy<Value = String> {
    static KNOWN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\p{Age:14.0}*$").unwrap());
    let is_known = |c: &char| KNOWN.is_match(&c.to_uppercase().to_string());
    any_text().prop_map(move |text| text.chars().filter(is_known).collect())
}

proptest! {
    #[test]
    fn row_10_any_accepted_messages_make_a_rule_that_lint_takes_and_that_means_them(
        patterns in prop::collection::vec(any_pattern(), 1..8),
        app in any_name(),
    ) {
        let taken: Vec<Accepted> = (1..).zip(patterns).filter_map(|(line, pattern)| accepted(pattern, line)).collect();
        prop_assume!(!taken.is_empty());
        let metadata = metadata(&app);
        let draft = draft(&input(&metadata, &taken, &Provenance::default()), &Shelf::templates(None));
        let draft = match draft {
            // An application's name can be a trade mark that no rule may hold.
            Err(Error::Lint { findings, .. }) if app.contains("ATT&CK") => return Err(TestCaseError::reject(findings)),
            other => other.unwrap(),
        };
        let findings = sigma::lint(&draft.rule, &format!("{}.yml", draft.name), metadata.date);
        prop_assert!(findings.iter().all(|finding| !finding.is_objection()), "{findings:?}");
        judge::accepts_text(&draft.name, &draft.rule);

        let read: Vec<Keyword> = keywords(&draft.rule).into_iter().map(|pattern| Keyword::new(pattern).unwrap()).collect();
        prop_assert!(read.iter().all(|keyword| taken.iter().any(|taken| taken.keyword == *keyword)));
        for taken in &taken {
            prop_assert!(read.iter().any(|keyword| keyword.covers(&taken.keyword)), "lost: {}", taken.keyword);
        }
    }
}

#[test]
fn the_rule_of_an_example_reads_like_this() {
    let draft = made_of(&["syscall * not permitted", "couldn't handle event"]);
    assert_eq!(draft.name, "lnx_syslog_exampled_error_messages");
    insta::assert_snapshot!(draft.rule, @r"
    title: Potentially Suspicious Exampled Error Messages
    id: 2dfa2804-898e-487a-adb6-1e3e4ebf6b14
    status: experimental
    description: Detects error messages of exampled that can be the trace of an exploitation attempt
    references:
        - https://github.com/example/exampled/blob/ce2fa4288b92683f832c3b5179d5cb2a77d0750e/src/session.c#L1
        - https://github.com/example/exampled/blob/ce2fa4288b92683f832c3b5179d5cb2a77d0750e/src/session.c#L2
    author: 'Name Surname (@handle)'
    date: 2026-11-24
    tags:
        - attack.initial-access
        - attack.t1190
    logsource:
        product: linux
        service: syslog
        definition: 'Requirements: the log of exampled must be collected, down to level error'
    detection:
        keywords:
            - 'syscall * not permitted'
            - 'couldn''t handle event'
        condition: keywords
    falsepositives:
        - Unknown
    level: medium
    ");
}

#[test]
fn the_pull_request_has_the_headings_of_sigmahq_and_links_to_the_lines() {
    let text = made_of(&["request `a` * refused"]).pull_request;
    for heading in [
        "### Summary of the Pull Request",
        "### Changelog",
        "### Example Log Event",
        "### Fixed Issues",
        "### SigmaHQ Rule Creation Conventions",
    ] {
        assert!(text.contains(heading), "{heading}");
    }
    assert!(
        text.contains("new: Potentially Suspicious Exampled Error Messages\n"),
        "{text}"
    );
    assert!(
        text.contains("/blob/ce2fa4288b92683f832c3b5179d5cb2a77d0750e/src/session.c#L1>"),
        "{text}"
    );
    assert!(text.contains("`` request `a` <> refused ``"), "{text}");
}

#[test]
fn the_pull_request_shows_three_events_and_places_of_a_keyword_and_the_evidence_all() {
    let messages = [
        "request refused",
        "request refused by a",
        "request refused by b",
        "request refused by c",
    ];
    let draft = made_of(&messages);
    let shown = |text: &str| {
        messages
            .iter()
            .filter(|message| text.contains(&format!("- `{message}`\n")))
            .count()
    };
    let (_, events) = draft
        .pull_request
        .split_once("### Example Log Event")
        .unwrap();
    assert_eq!(shown(events), 3, "{events}");
    assert_eq!(
        draft.pull_request.matches("`src/session.c`, line").count(),
        3
    );
    assert_eq!(draft.evidence.matches("src/session.c#L").count(), 4);
}

#[test]
fn a_service_that_sigmahq_does_not_list_comes_with_the_change_to_its_list() {
    let text = made_of(&["request refused"]).pull_request;
    assert!(
        text.contains("lists no log source `product: linux, service: exampled`"),
        "{text}"
    );
    assert!(
        text.contains("under `\"legit\"` → `\"linux\"` → `\"service\"`"),
        "{text}"
    );
    assert!(text.contains("```json\n\"exampled\":[]\n```\n"), "{text}");
    assert!(
        text.contains("`chore: logsource.json - add product: linux, service: exampled`"),
        "{text}"
    );
    let listed = made(&input(
        &metadata("sshd"),
        &all_accepted(&["request refused"]),
        &checkout(),
    ));
    assert!(!listed.pull_request.contains("logsource.json"));
}

#[test]
fn nothing_accepted_is_an_error_that_says_so() {
    let metadata = metadata("exampled");
    let refused = draft(&input(&metadata, &[], &checkout()), &Shelf::templates(None)).unwrap_err();
    assert!(refused.to_string().contains("accept at least one"));
}

#[test]
fn a_users_template_takes_the_place_of_ours_and_its_mistakes_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rule.yml.j2");
    let with = |template: &str| {
        std::fs::write(&path, template).unwrap();
        let metadata = metadata("exampled");
        draft(
            &input(&metadata, &all_accepted(&["request refused"]), &checkout()),
            &Shelf::templates(Some(dir.path())),
        )
    };
    let refused = with("title: x\nid: {{ rule.nothing }}\n")
        .unwrap_err()
        .to_string();
    assert!(refused.contains("rule.yml.j2:2: "), "{refused}");
    assert_eq!(
        check_templates(dir.path()).unwrap_err().to_string(),
        refused,
        "found before the long work"
    );
    let refused = with("title: {{ rule.title\n").unwrap_err().to_string();
    assert!(refused.contains("rule.yml.j2:"), "{refused}");
    let refused = with("title: {{ rule.title | yaml }}\n").unwrap_err();
    assert!(matches!(refused, Error::Lint { .. }), "{refused}");
}
