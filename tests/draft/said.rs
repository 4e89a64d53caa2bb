//! What a rule says about itself: from a person, from what was accepted, from the cross-check.

use std::collections::BTreeSet;

use sigmine::corpus::Shelf;
use sigmine::emit::{Accepted, Draft, Metadata, draft};
use sigmine::level::Level;
use sigmine::sigma::{Logsource, RuleLevel};
use sigmine::source::Provenance;

use crate::support::{self, all_accepted, checkout, input, metadata, report};
use crate::{made, made_of};

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
    let claim = "that do not occur in";
    let said_so = "that do not occur in 960 lines of its log of normal operation and can be";
    assert!(clean.rule.contains(said_so), "{}", clean.rule);
    assert!(
        clean
            .pull_request
            .contains("1200 lines of 2 sample logs of normal operation, of which 80.0 %")
    );
    let just_enough = said(0, 3000, 0.1);
    assert!(just_enough.rule.contains("    - Unlikely\n"));
    assert!(just_enough.pull_request.contains("of which 10.0 %"));
    let too_few = said(0, 299, 1.0);
    assert!(too_few.rule.contains("falsepositives:\n    - Unknown\n"));
    let wrong_log = said(0, 1200, 0.02);
    assert!(wrong_log.rule.contains("falsepositives:\n    - Unknown\n"));
    assert!(wrong_log.pull_request.contains("only 2.0 % of these lines"));
    let hit = said(3, 1200, 0.8);
    assert!(
        hit.rule.contains(
            "    - 'Normal operation, which wrote \"request refused\" 3 times into 1200 lines of sample logs'\n"
        ),
        "{}",
        hit.rule
    );
    assert!(hit.pull_request.contains("- `request refused`: 3 hits\n"));
    let hit_once = said(1, 1200, 0.8).pull_request;
    assert!(hit_once.contains("- `request refused`: 1 hit\n"));
    for unsure in [too_few, wrong_log, hit] {
        assert!(!unsure.rule.contains(claim), "{}", unsure.rule);
    }
    assert!(
        made_of(&[keyword])
            .pull_request
            .contains("were not compared with logs")
    );
}

#[test]
fn of_weak_messages_nobody_is_told_that_they_are_unlikely() {
    let metadata = metadata("exampled");
    let mut accepted = all_accepted(&["request refused", "token unknown"]);
    let provenance = checkout();
    let report = report(&[("request refused", 0), ("token unknown", 0)], 1200, 0.8);
    for (weak, said) in [(false, "Unlikely"), (true, "Unknown")] {
        accepted[1].candidate.weak = weak;
        let mut input = input(&metadata, &accepted, &provenance);
        input.report = Some(&report);
        let rule = made(&input).rule;
        assert!(
            rule.contains(&format!("falsepositives:\n    - {said}\n")),
            "{rule}"
        );
    }
}

#[test]
fn false_positives_name_the_keywords_that_were_hit_most() {
    let hits = [
        ("request refused", 1),
        ("session reset", 9),
        ("peer denied", 0),
        ("none found here", 70),
        ("token unknown", 2),
        ("path unusual", 1),
    ];
    let metadata = metadata("exampled");
    let accepted = all_accepted(&hits.map(|(keyword, _)| keyword));
    let provenance = checkout();
    let said = |taken: &[Accepted]| {
        let report = report(&hits, 1200, 0.02);
        let mut input = input(&metadata, taken, &provenance);
        input.report = Some(&report);
        let rule = made(&input).rule;
        let (_, said) = rule.split_once("falsepositives:\n    - ").unwrap();
        said.lines().next().unwrap().to_owned()
    };
    // SigmaHQ's CI lets nobody write `none` there.
    assert_eq!(
        said(&accepted),
        "'Normal operation, which wrote \"session reset\" 9 times, \"token unknown\" 2 times, \"request refused\" once and 2 others of these messages into 1200 lines of sample logs'"
    );
    assert_eq!(
        said(&accepted[1..4]),
        "'Normal operation, which wrote \"session reset\" 9 times and another of these messages into 1200 lines of sample logs'"
    );
    // What the rule does not search for does not count.
    assert_eq!(said(&accepted[2..3]), "Unknown");
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
fn any_other_day_author_or_title_makes_another_id_and_a_given_one_stays() {
    let id = |change: &dyn Fn(&mut Metadata)| {
        let mut metadata = metadata("exampled");
        change(&mut metadata);
        let rule = made(&input(
            &metadata,
            &all_accepted(&["request refused"]),
            &checkout(),
        ))
        .rule;
        rule.lines().nth(1).unwrap().to_owned()
    };
    let ids = [
        id(&|_| ()),
        id(&|metadata| metadata.date = jiff::civil::date(2026, 11, 23)),
        id(&|metadata| metadata.author = Some("Ada".into())),
        id(&|metadata| metadata.title = Some("Refused Requests".into())),
    ];
    let distinct: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "{ids:?}");
    let given = "0f6d1c86-4d0b-4a2a-9d7a-3c1b5a6e7f80";
    let kept = id(&|metadata| metadata.id = given.parse().ok());
    assert_eq!(kept, format!("id: {given}"));
}

#[test]
fn the_level_comes_from_what_was_accepted_and_the_title_agrees_with_it() {
    let drafted = |levels: [Option<Level>; 2], given: Option<RuleLevel>| {
        let mut accepted = all_accepted(&["request refused", "peer denied"]);
        for (accepted, level) in accepted.iter_mut().zip(levels) {
            accepted.candidate.message.level = level;
        }
        let mut metadata = metadata("exampled");
        metadata.level = given;
        let rule = made(&input(&metadata, &accepted, &checkout())).rule;
        let (title, level) = (rule.lines().next().unwrap(), rule.lines().last().unwrap());
        (title.to_owned(), level.to_owned())
    };
    let harmless = [Some(Level::Info), Some(Level::Notice)];
    for (levels, given, title, level) in [
        (harmless, None, "Exampled Error Messages", "low"),
        (
            [Some(Level::Info), Some(Level::Warning)],
            None,
            "Potentially Suspicious Exampled Error Messages",
            "medium",
        ),
        (
            [Some(Level::Info), None],
            None,
            "Potentially Suspicious Exampled Error Messages",
            "medium",
        ),
        (
            harmless,
            Some(RuleLevel::High),
            "Suspicious Exampled Error Messages",
            "high",
        ),
        (
            harmless,
            Some(RuleLevel::Critical),
            "Exampled Exploitation Attempt in Error Messages",
            "critical",
        ),
    ] {
        let wanted = (format!("title: {title}"), format!("level: {level}"));
        assert_eq!(drafted(levels, given), wanted);
    }
}

#[test]
fn where_lines_are_too_many_for_the_references_the_files_are_named_once() {
    let references = |messages: usize| {
        let texts: Vec<String> = (0..messages)
            .map(|n| format!("request {n} is refused"))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let rule = made_of(&texts).rule;
        let links = rule.lines().filter(|line| line.contains("/blob/"));
        links.map(|line| line.contains("#L")).collect::<Vec<_>>()
    };
    assert_eq!(references(12), [true; 12]);
    assert_eq!(references(13), [false]);
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
    assert!(draft.pull_request.contains("Put links there. -->"));
    assert!(
        !made_of(&["request refused"])
            .pull_request
            .contains("Put links there")
    );
}

#[test]
fn what_must_be_collected_names_the_least_grave_level_that_is_needed() {
    let mut accepted = all_accepted(&["request refused", "peer denied", "stack is smashed"]);
    accepted[0].candidate.message.level = None;
    accepted[1].candidate.message.level = Some(Level::Notice);
    let needs = |taken: &[Accepted], metadata: &Metadata| {
        let rule = made(&input(metadata, taken, &checkout())).rule;
        let needs = rule
            .lines()
            .find_map(|line| line.trim().strip_prefix("definition: "));
        needs.map(str::to_owned)
    };
    let mut metadata = metadata("exampled");
    let collected = "Requirements: the log of exampled must be collected";
    assert_eq!(
        needs(&accepted, &metadata),
        Some(format!("'{collected}, down to level notice'"))
    );
    assert_eq!(
        needs(&accepted[..1], &metadata),
        Some(format!("'{collected}'"))
    );
    metadata.logsource.definition = Some("Requirements: mine".to_owned());
    assert_eq!(
        needs(&accepted, &metadata),
        Some("'Requirements: mine'".to_owned())
    );
    let sshd = support::metadata("sshd");
    assert_eq!(needs(&accepted, &sshd), None);
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
fn a_place_that_two_messages_of_a_keyword_share_is_listed_once() {
    let metadata = metadata("exampled");
    let mut accepted = all_accepted(&["client * refused", "client at the door refused"]);
    accepted[1].candidate.message.sites[0].line = 1;
    let mut elsewhere = accepted[1].candidate.message.sites[0].clone();
    elsewhere.line = 7;
    accepted[1].candidate.message.sites.push(elsewhere);
    let draft = made(&input(&metadata, &accepted, &checkout()));
    let listed = |place: &str| draft.pull_request.matches(place).count();
    assert_eq!(
        (listed(", line 1]"), listed(", line 7]")),
        (1, 1),
        "{}",
        draft.pull_request
    );
}
