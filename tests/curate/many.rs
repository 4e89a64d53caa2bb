//! Many candidates at once: groups, the best, all from a score on.

use super::*;

#[test]
fn a_group_is_the_undecided_candidates_that_print_through_the_same_function() {
    let session = after([Operation::AcceptGroup(WRAPPER)]);
    assert_eq!(session.view().accepted, 3);
    assert_eq!(at(&session), Some(2));
    let session = after([
        Operation::AcceptGroup(WRAPPER),
        Operation::RejectGroup(WRAPPER),
    ]);
    assert_eq!((session.view().accepted, session.view().rejected), (3, 2));
}

#[test]
fn a_group_shares_a_function_a_wrapper_or_its_first_words() {
    let mut loaded = candidates();
    loaded[1].message.pattern = pattern("Syscall * cannot be traced");
    loaded[2].message.sites[0].file = "src/other.c".into();
    loaded[4].message.sites[0].function = None;
    let session = Session::new(loaded, Decisions::default());
    let groups = session.view().groups();
    let groups: Vec<_> = groups
        .iter()
        .map(|g| (g.grouping, g.name, g.open))
        .collect();
    assert_eq!(
        groups,
        [
            (Grouping::Function, "serve", 3),
            (Grouping::Wrapper, "deny", 3),
            (Grouping::Wording, "syscall *", 2),
        ]
    );
    let mut without = session.clone();
    without.apply(Operation::Goto(5)).unwrap();
    let group = Operation::AcceptGroup(Grouping::Function);
    assert_eq!(without.apply(group), Err(Refusal::NoGroup));
    for (grouping, rejected) in Grouping::ALL.into_iter().zip([3, 3, 2]) {
        let mut session = session.clone();
        session.apply(Operation::RejectGroup(grouping)).unwrap();
        assert_eq!(session.view().rejected, rejected);
    }
}

#[test]
fn a_group_is_accepted_without_texts_that_no_rule_should_rest_on_unless_one_is_shown() {
    let mut loaded = candidates();
    loaded[2].reasons.push(Reason {
        signal: "specificity:vague".parse().unwrap(),
        weight: -8.0,
        detail: "many programs print it".to_owned(),
    });
    let mut session = Session::new(loaded.clone(), Decisions::default());
    let wrapper = session.view().groups()[1];
    assert_eq!((wrapper.open, wrapper.clear), (3, 2));
    session.apply(Operation::AcceptGroup(WRAPPER)).unwrap();
    assert_eq!(session.view().accepted, 2);
    loaded.swap(0, 2);
    loaded[0].rank = 1;
    loaded[2].rank = 3;
    let mut session = Session::new(loaded, Decisions::default());
    session.apply(Operation::AcceptGroup(WRAPPER)).unwrap();
    assert_eq!(session.view().accepted, 3);
}

#[test]
fn a_group_leaves_what_is_decided_as_it_is() {
    let session = after([
        Operation::Reject,
        Operation::Skip,
        Operation::AcceptGroup(WRAPPER),
    ]);
    assert_eq!(
        keywords(&session),
        ["token of * does not verify", "queue * is full"]
    );
}

#[test]
fn a_group_without_a_legal_keyword_in_front_is_refused_and_leaves_nothing_to_undo() {
    let mut candidates = candidates();
    candidates[0].keyword = pattern("*");
    let mut session = Session::new(candidates, Decisions::default());
    assert!(matches!(
        session.apply(Operation::AcceptGroup(WRAPPER)),
        Err(Refusal::Keyword { .. })
    ));
    assert_eq!(session.apply(Operation::Undo), Err(Refusal::NothingToUndo));
}

#[test]
fn the_n_best_are_accepted_without_the_rejected_ones() {
    let mut session = after([Operation::Skip, Operation::Reject]);
    session.accept_top(2);
    assert_eq!(
        keywords(&session),
        ["syscall * not permitted", "token of * does not verify"]
    );
}

#[test]
fn accepting_the_n_best_twice_changes_nothing() {
    let mut session = session();
    session.accept_top(3);
    let once = session.decisions().clone();
    session.accept_top(3);
    assert_eq!(*session.decisions(), once);
    assert_eq!(session.view().accepted, 3);
}

#[test]
fn all_from_a_score_on_are_accepted_without_the_rejected_ones() {
    let mut session = after([Operation::Reject]);
    session.accept_above(7.0);
    assert_eq!(
        keywords(&session),
        [
            "path * leaves the spool folder",
            "token of * does not verify"
        ]
    );
}

#[test]
fn an_undo_takes_a_whole_group_back() {
    let session = after([Operation::AcceptGroup(WRAPPER), Operation::Undo]);
    assert_eq!((session.view().accepted, at(&session)), (0, Some(1)));
}
