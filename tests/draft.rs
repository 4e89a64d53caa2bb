//! What a draft promises.

#![allow(clippy::unwrap_used)]

#[path = "draft/again.rs"]
mod again;
#[path = "draft/several.rs"]
mod several;
#[path = "support/strategies.rs"]
mod strategies;
mod support;

use proptest::prelude::*;
use sigmine::corpus::Shelf;
use sigmine::emit::{Accepted, Draft, DraftInput, Error, check_templates, draft};
use sigmine::pattern::Pattern;
use sigmine::sigma::{self, Keyword, Logsource, RuleLevel, Severity};
use sigmine::source::Provenance;
use strategies::{any_pattern, any_text};
use support::{accepted, all_accepted, checkout, input, metadata, report};

fn made(input: &DraftInput<'_>) -> Draft {
    draft(input, &Shelf::templates(None)).unwrap()
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

proptest! {
    #[test]
    fn row_10_any_accepted_messages_make_a_rule_that_lint_takes_and_that_means_them(
        patterns in prop::collection::vec(any_pattern(), 1..8),
        app in any_text(),
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
        prop_assert!(findings.iter().all(|finding| finding.severity == Severity::Note), "{findings:?}");

        let read: Vec<Keyword> = keywords(&draft.rule).into_iter().map(|pattern| Keyword::new(pattern).unwrap()).collect();
        prop_assert!(read.iter().all(|keyword| taken.iter().any(|taken| taken.keyword == *keyword)));
        for taken in &taken {
            prop_assert!(read.iter().any(|keyword| keyword.covers(&taken.keyword)), "lost: {}", taken.keyword);
        }
    }
}

#[test]
fn a_keyword_that_another_one_covers_is_left_out_and_its_message_kept_as_evidence() {
    let draft = made_of(&[
        "syscall * out of bounds",
        "Syscall * OUT OF bounds",
        "bad syscall * out of bounds (*)",
        "input too long",
    ]);
    let written: Vec<String> = keywords(&draft.rule)
        .iter()
        .map(Pattern::to_string)
        .collect();
    assert_eq!(written, ["syscall * out of bounds", "input too long"]);
    for line in [
        "src/session.c#L1",
        "src/session.c#L2",
        "src/session.c#L3",
        "src/session.c#L4",
    ] {
        assert!(draft.evidence.contains(line), "{line}");
    }
}

#[test]
fn the_rule_of_an_example_reads_like_this() {
    let draft = made_of(&["syscall * not permitted", "couldn't handle event"]);
    assert_eq!(draft.name, "lnx_syslog_exampled_error_messages");
    insta::assert_snapshot!(draft.rule, @r"
    title: Potential Exploitation of Exampled in Error Messages
    id: ff593093-8dbf-4309-8fde-a16a960a8442
    status: experimental
    description: Detects error messages of exampled that do not occur in normal operation and can be the trace of an exploitation attempt
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
        definition: 'Requirements: the log of exampled must be collected'
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
        text.contains("new: Potential Exploitation of Exampled in Error Messages\n"),
        "{text}"
    );
    assert!(
        text.contains("/blob/ce2fa4288b92683f832c3b5179d5cb2a77d0750e/src/session.c#L1>"),
        "{text}"
    );
    assert!(text.contains("`` request `a` <> refused ``"), "{text}");
}

#[test]
fn what_the_cross_check_found_is_said_in_words() {
    let keyword = "request refused";
    let said = |hits, lines, coverage| {
        let metadata = metadata("exampled");
        let accepted = all_accepted(&[keyword]);
        let provenance = checkout();
        let report = report(&[(keyword, hits)], lines, coverage);
        let mut input = input(&metadata, &accepted, &provenance);
        input.report = Some(&report);
        made(&input)
    };
    let clean = said(0, 1200, 0.8);
    assert!(clean.rule.contains("falsepositives:\n    - Unlikely\n"));
    assert!(
        clean
            .pull_request
            .contains("1200 lines of 2 sample logs of normal operation, of which 80.0 %")
    );
    let wrong_log = said(0, 1200, 0.02);
    assert!(wrong_log.rule.contains("falsepositives:\n    - Unknown\n"));
    assert!(wrong_log.pull_request.contains("only 2.0 % of these lines"));
    let hit = said(3, 1200, 0.8);
    assert!(
        hit.rule.contains("3 times in 1200 lines of sample logs"),
        "{}",
        hit.rule
    );
    assert!(hit.pull_request.contains("- `request refused`: 3 hits\n"));
    assert!(
        made_of(&[keyword])
            .pull_request
            .contains("were not compared with logs")
    );
}

#[test]
fn a_persons_words_stand_in_the_rule_in_the_form_that_sigmahq_wants() {
    let mut metadata = metadata("exampled");
    metadata.title = Some("suspicious requests: 'to' the  example".into());
    metadata.author = Some("Jane \"J\" Doe: x".into());
    metadata.level = Some(RuleLevel::High);
    metadata.logsource = Logsource {
        product: Some("python".into()),
        category: Some("application".into()),
        ..Logsource::default()
    };
    let draft = made(&input(
        &metadata,
        &all_accepted(&["request refused"]),
        &checkout(),
    ));
    assert!(
        draft
            .rule
            .starts_with("title: 'Suspicious Requests: ''To'' the Example'\n"),
        "{}",
        draft.rule
    );
    assert!(draft.rule.contains("author: 'Jane \"J\" Doe: x'\n"));
    assert!(draft.rule.ends_with("level: high\n"));
    assert_eq!(draft.name, "app_exampled_error_messages");
}

#[test]
fn the_same_input_makes_the_same_draft_and_other_keywords_another_id() {
    let id = |draft: &Draft| {
        draft
            .rule
            .lines()
            .find(|line| line.starts_with("id: "))
            .unwrap()
            .to_owned()
    };
    let (one, same, other) = (
        made_of(&["request refused"]),
        made_of(&["request refused"]),
        made_of(&["request denied"]),
    );
    assert_eq!(one, same);
    assert_ne!(id(&one), id(&other));
}

#[test]
fn without_a_repository_the_references_name_the_files() {
    let draft = made(&input(
        &metadata("exampled"),
        &all_accepted(&["request refused"]),
        &Provenance::default(),
    ));
    assert!(
        draft
            .rule
            .contains("references:\n    - Source code of exampled, src/session.c\n"),
        "{}",
        draft.rule
    );
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
fn metadata_that_sigmahq_would_refuse_is_named_with_the_check() {
    let mut metadata = metadata("exampled");
    metadata.description = Some("Finds something bad somewhere".into());
    let refused = draft(
        &input(&metadata, &all_accepted(&["request refused"]), &checkout()),
        &Shelf::templates(None),
    );
    let refused = refused.unwrap_err().to_string();
    assert!(
        refused.contains("begins with `Detects`") && refused.contains("description-start"),
        "{refused}"
    );
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
