//! Several rules instead of one, each whole; keywords theme by theme.

use sigmine::corpus::Shelf;
use sigmine::emit::{Accepted, Draft, DraftInput, Split, advised, split};
use sigmine::job::{self, DraftOptions};
use sigmine::pattern::Pattern;
use sigmine::sigma::Repository;
use sigmine::sink::Sink;

use crate::support::{all_accepted, checkout, input, metadata};
use crate::{keywords, made, made_of};

#[test]
fn keywords_stand_theme_by_theme() {
    let mut accepted = all_accepted(&[
        "request refused",
        "stack is smashed",
        "peer denied",
        "pointer is bad",
    ]);
    for (accepted, theme) in accepted
        .iter_mut()
        .zip(["refusals", "crashes", "refusals", "crashes"])
    {
        accepted.candidate.reasons[0].signal = format!("{theme}:x").parse().unwrap();
    }
    let metadata = metadata("exampled");
    let draft = made(&input(&metadata, &accepted, &checkout()));
    let written: Vec<String> = keywords(&draft.rule)
        .iter()
        .map(Pattern::to_string)
        .collect();
    assert_eq!(
        written,
        [
            "request refused",
            "peer denied",
            "stack is smashed",
            "pointer is bad"
        ]
    );
}

/// Drafts of all shares.
fn parts(accepted: &[Accepted], by: Split) -> Vec<Draft> {
    let (metadata, provenance) = (metadata("exampled"), checkout());
    let shares = split(accepted, by);
    let drafts = shares.iter().map(|(part, accepted)| {
        made(&DraftInput {
            part: part.as_ref(),
            ..input(&metadata, accepted, &provenance)
        })
    });
    drafts.collect()
}

#[test]
fn what_only_clients_see_gets_a_rule_of_its_own_that_says_so() {
    let mut accepted = all_accepted(&["request refused", "stack is smashed", "peer denied"]);
    accepted[1].candidate.message.sink = Sink::Client;
    assert_eq!(advised(&accepted), [Split::Sink]);
    let drafts = parts(&accepted, Split::Sink);
    let names: Vec<&str> = drafts.iter().map(|draft| draft.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "lnx_syslog_exampled_error_messages",
            "lnx_syslog_exampled_error_messages_client"
        ]
    );
    assert_eq!(keywords(&drafts[0].rule).len(), 2);
    let client = &drafts[1].rule;
    assert!(
        client
            .contains("title: Potentially Suspicious Exampled Error Messages - Sent to Clients\n")
    );
    assert!(
        client.contains("the log of exampled must hold what it answers to its clients'"),
        "{client}"
    );
    assert!(client.contains("        - 'stack is smashed'\n"));
    let id = |rule: &str| rule.lines().nth(1).unwrap().to_owned();
    assert_ne!(id(&drafts[0].rule), id(client));
    assert!(
        split(&accepted[..1], Split::Sink)[0].0.is_none(),
        "one log needs no split"
    );
}

#[test]
fn many_keywords_are_split_by_theme_and_none_is_lost() {
    let texts: Vec<String> = (0..70)
        .map(|number| format!("request number {number} is refused"))
        .collect();
    let mut accepted = all_accepted(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    for (number, accepted) in accepted.iter_mut().enumerate() {
        let theme = if number % 7 == 0 {
            "crashes"
        } else {
            "refusals"
        };
        accepted.candidate.reasons[0].signal = format!("{theme}:x").parse().unwrap();
    }
    assert_eq!(advised(&accepted), [Split::Theme]);
    let drafts = parts(&accepted, Split::Theme);
    let names: Vec<&str> = drafts
        .iter()
        .map(|draft| draft.name.rsplit("messages_").next().unwrap())
        .collect();
    assert_eq!(names, ["crashes", "refusals", "refusals_2", "refusals_3"]);
    let mut written: Vec<String> = Vec::new();
    for draft in &drafts {
        let keywords = keywords(&draft.rule);
        assert!((1..=25).contains(&keywords.len()));
        written.extend(keywords.iter().map(Pattern::to_string));
    }
    written.sort();
    let mut wanted = texts;
    wanted.sort();
    assert_eq!(written, wanted);
    assert!(
        drafts[2]
            .rule
            .starts_with("title: Potentially Suspicious Exampled Error Messages - Refusals 2\n")
    );
}

/// What stands in the way of a draft in a folder that holds this file, or, with a name that ends in
/// `/`, this folder.
fn in_the_way(of: Option<Split>, held: &str, force: bool) -> Option<String> {
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join(held);
    if held.ends_with('/') {
        std::fs::create_dir(&path).unwrap();
    } else {
        std::fs::write(&path, "").unwrap();
    }
    let options = DraftOptions {
        out: out.path().to_owned(),
        force,
        templates: None,
        split: of,
        repository: None,
    };
    let refused = job::prepare(&metadata("exampled"), &options).err()?;
    let refused = refused.to_string();
    assert!(refused.contains(held.trim_end_matches('/')), "{refused}");
    Some(refused)
}

#[test]
fn what_is_in_the_way_of_one_of_several_rules_is_said_before_the_work() {
    let client = "lnx_syslog_exampled_error_messages_client.pr.md";
    let theme = "lnx_syslog_exampled_error_messages_refusals_2.evidence.yml";
    for (of, held) in [(Split::Sink, client), (Split::Theme, theme)] {
        let refused = in_the_way(Some(of), held, false);
        assert!(
            refused.is_some_and(|refused| refused.contains("exists already")),
            "{held}"
        );
        assert_eq!(in_the_way(Some(of), held, true), None, "{held}");
        let refused = in_the_way(Some(of), &format!("{held}/"), true);
        assert!(
            refused.is_some_and(|refused| refused.contains("cannot write here")),
            "{held}"
        );
        assert_eq!(in_the_way(None, held, false), None, "{held}");
    }
    assert_eq!(in_the_way(Some(Split::Sink), theme, false), None);
    assert_eq!(in_the_way(Some(Split::Theme), client, false), None);
    let others = [
        "lnx_syslog_other_error_messages_refusals.yml",
        "lnx_syslog_exampled_error_messages_refusals.log",
    ];
    for other in others {
        assert_eq!(
            in_the_way(Some(Split::Theme), other, false),
            None,
            "{other}"
        );
    }
}

#[test]
fn a_draft_that_repeats_a_published_rule_is_refused() {
    let published = tempfile::tempdir().unwrap();
    let draft = made_of(&["request refused"]);
    std::fs::create_dir(published.path().join("rules")).unwrap();
    std::fs::write(published.path().join("rules/other_name.yml"), &draft.rule).unwrap();
    let repository = Repository::read(published.path()).unwrap();
    let (metadata, accepted, provenance) = (
        metadata("exampled"),
        all_accepted(&["request refused"]),
        checkout(),
    );
    let again = DraftInput {
        repository: Some(&repository),
        ..input(&metadata, &accepted, &provenance)
    };
    let refused = sigmine::emit::draft(&again, &Shelf::templates(None))
        .unwrap_err()
        .to_string();
    for check in ["id-taken", "title-taken", "detection-taken"] {
        assert!(refused.contains(check), "{refused}");
    }
}
