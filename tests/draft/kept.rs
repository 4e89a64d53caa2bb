//! Which keywords stay in a rule, and what is said of those that do not.

use sigmine::emit::Remark;
use sigmine::pattern::Pattern;
use sigmine::sigma::Keyword;

use crate::support::{all_accepted, checkout, input, metadata};
use crate::{keywords, made, made_of};

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
fn it_is_said_which_keyword_is_left_out_and_for_which_other_one() {
    let wide_and_narrow = ["bad syscall * out of bounds", "syscall", "SYSCALL"];
    let draft = made_of(&[wide_and_narrow, wide_and_narrow].concat());
    let remarks: Vec<String> = draft.remarks.iter().map(Remark::to_string).collect();
    assert_eq!(
        remarks,
        [
            "`bad syscall * out of bounds` is left out, because `syscall` finds it too: `keep: true` in its decision keeps both"
        ]
    );
}

#[test]
fn a_keyword_that_a_person_keeps_stays_beside_the_wider_one_and_the_rule_says_that_it_is_meant() {
    let mut accepted = all_accepted(&[
        "syscall",
        "bad syscall * out of bounds",
        "worse syscall",
        "BAD syscall * out of bounds",
    ]);
    accepted[1].keep = true;
    let draft = made(&input(&metadata("exampled"), &accepted, &checkout()));
    assert!(
        draft.rule.contains(
            "        - 'syscall'\n        - 'bad syscall * out of bounds' # on purpose beside 'syscall'\n    condition"
        ),
        "{}",
        draft.rule
    );
    // Its message is its own evidence, the other one's message is the wider keyword's.
    let evidence: serde_json::Value = serde_yaml::from_str(&draft.evidence).unwrap();
    let messages = |nth: usize| {
        evidence["keywords"][nth]["messages"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!((messages(0), messages(1)), (2, 2), "{}", draft.evidence);
    assert_eq!(draft.remarks.len(), 1, "{:?}", draft.remarks);
}

#[test]
fn a_kept_keyword_that_nothing_contains_is_written_without_a_word() {
    let mut accepted = all_accepted(&["request refused", "Request REFUSED", "peer denied"]);
    accepted
        .iter_mut()
        .for_each(|accepted| accepted.keep = true);
    let draft = made(&input(&metadata("exampled"), &accepted, &checkout()));
    assert_eq!(keywords(&draft.rule).len(), 2);
    assert!(!draft.rule.contains("on purpose"), "{}", draft.rule);
    assert_eq!(draft.remarks, []);
}

#[test]
fn a_keyword_that_engines_read_in_different_ways_is_drafted_and_that_is_said() {
    let mut accepted = all_accepted(&["request 5% refused", "connection refused by peer"]);
    accepted[1].keyword = Keyword::new("refused by pe".parse().unwrap()).unwrap();
    let draft = made(&input(&metadata("exampled"), &accepted, &checkout()));
    let remarks: Vec<String> = draft.remarks.iter().map(Remark::to_string).collect();
    assert_eq!(remarks.len(), 2, "{remarks:?}");
    assert!(
        remarks[0].contains("inside a word of `connection refused by peer`"),
        "{remarks:?}"
    );
    assert!(
        remarks[1].contains("`%` is a wildcard in Splunk SPL2"),
        "{remarks:?}"
    );
}
