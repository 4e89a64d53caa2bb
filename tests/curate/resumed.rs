//! Runs that go on where another one stopped.

use super::*;

#[test]
fn a_run_that_resumes_starts_at_the_first_undecided_candidate() {
    let earlier = after([
        Operation::Accept,
        Operation::Reject,
        Operation::Skip,
        Operation::Accept,
    ]);
    let session = Session::new(candidates(), earlier.decisions().clone());
    assert_eq!(at(&session), Some(3));
    assert_eq!(session.view().accepted, 2);
}

#[test]
fn decisions_on_messages_that_are_gone_are_named_and_kept() {
    let earlier = after([Operation::Accept, Operation::Reject]);
    let mut session = Session::new(candidates().split_off(1), earlier.decisions().clone());
    let gone: Vec<&Fingerprint> = session.vanished().iter().map(|d| &d.fingerprint).collect();
    assert_eq!(gone, [&candidates()[0].fingerprint]);
    assert_eq!(keywords(&session), [""; 0]);
    session.apply(Operation::Accept).unwrap();
    assert_eq!(session.decisions().iter().count(), 3);
}

#[test]
fn decisions_on_messages_that_read_otherwise_by_now_are_named_and_kept() {
    let earlier = after([Operation::Accept, Operation::Reject]);
    let mut later = candidates();
    later[0].message.pattern = pattern("Syscall * not permitted");
    let session = Session::new(later, earlier.decisions().clone());
    let changed = session.changed();
    let was: Vec<String> = changed.iter().map(|(d, _)| d.pattern.to_string()).collect();
    assert_eq!(was, ["syscall * not permitted"]);
    assert_eq!(keywords(&session), ["syscall * not permitted"]);
}

#[test]
fn messages_that_read_otherwise_by_now_are_shown_first_and_then_the_undecided() {
    let decisions = [
        Operation::Skip,
        Operation::Accept,
        Operation::Reject,
        Operation::Skip,
        Operation::Accept,
    ];
    let mut later = candidates();
    later[1].message.pattern = pattern("Path * leaves the spool folder");
    later[4].message.pattern = pattern("Queue * is full");
    let earlier = after(decisions).decisions().clone();
    let mut session = Session::new(later, earlier);
    assert_eq!(at(&session), Some(2));
    let was = session.view().current.unwrap().was().cloned();
    assert_eq!(was, Some(pattern("path * leaves the spool folder")));
    session.apply(Operation::Accept).unwrap();
    assert_eq!(at(&session), Some(5));
    session.apply(Operation::Skip).unwrap();
    assert_eq!(at(&session), Some(1));
    session.apply(Operation::Reject).unwrap();
    assert_eq!(at(&session), Some(4));
    let changed: Vec<usize> = session.changed().iter().map(|(_, c)| c.rank).collect();
    assert_eq!(changed, [5], "a new decision settles it, a skip does not");
}

#[test]
fn candidates_are_shown_by_rank_and_once_in_whatever_order_they_are_loaded() {
    let mut loaded = candidates();
    loaded.reverse();
    loaded.extend(candidates());
    let mut session = Session::new(loaded, Decisions::default());
    assert_eq!(
        (at(&session), session.view().candidates.len()),
        (Some(1), 5)
    );
    session.accept_top(2);
    assert_eq!(keywords(&session).len(), 2);
    assert_eq!(at(&session), Some(3));
}

#[test]
fn a_keyword_that_was_broken_by_hand_is_left_out_of_the_rule_and_named() {
    let candidates = candidates();
    let by_hand = |nth: usize, keyword| Decision {
        keyword: pattern(keyword),
        ..Decision::on(&candidates[nth], Verdict::Accept)
    };
    let decisions = [
        by_hand(0, "*"),
        by_hand(1, "login failed"),
        by_hand(2, "not verify"),
    ];
    let session = Session::new(candidates.clone(), decisions.into_iter().collect());
    let (accepted, refused) = session.accepted();
    assert_eq!(accepted.len(), 1);
    assert!(
        matches!(
            refused[..],
            [Refusal::Keyword { .. }, Refusal::NotInMessage { .. }]
        ),
        "{refused:?}"
    );
}

#[test]
fn a_keyword_that_is_kept_beside_a_wider_one_stays_so_until_it_is_edited() {
    let candidates = candidates();
    let kept = Decision {
        keep: true,
        ..Decision::on(&candidates[0], Verdict::Accept)
    };
    let mut session = Session::new(candidates.clone(), [kept].into_iter().collect());
    session.apply(Operation::Goto(candidates[0].rank)).unwrap();
    session.apply(Operation::Accept).unwrap();
    assert!(session.decisions().keeps(&candidates[0]));
    assert!(!session.decisions().keeps(&candidates[1]));
    session.apply(Operation::Goto(candidates[0].rank)).unwrap();
    let keyword = candidates[0].keyword.clone();
    session.apply(Operation::Edit(keyword)).unwrap();
    assert!(!session.decisions().keeps(&candidates[0]));
}

#[test]
fn new_decisions_say_who_decided_and_when() {
    let mut session = session().signed(Some("Ada".into()), "2026-11-24".into());
    session.apply(Operation::Accept).unwrap();
    let decision = session.decisions().iter().next().unwrap();
    assert_eq!(
        (decision.by.as_deref(), decision.at.as_deref()),
        (Some("Ada"), Some("2026-11-24"))
    );
}
