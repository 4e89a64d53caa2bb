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

/// A candidate as a later version of the application has it: its fingerprint is that of its text and its
/// function.
fn in_function(rank: usize, message: &str, function: &str) -> Candidate {
    let mut candidate = candidate(rank, message);
    candidate.message.sites[0].function = Some(function.into());
    candidate.fingerprint = Fingerprint::of(&candidate.message);
    candidate
}

/// Verdicts on messages of `serve`, in another version of the application.
fn decided(decided: &[(&str, Verdict)], later: Vec<Candidate>) -> Session {
    let decision = |(message, verdict): &(&str, Verdict)| {
        Decision::on(&in_function(1, message, "serve"), *verdict)
    };
    Session::new(later, decided.iter().map(decision).collect())
}

#[test]
fn a_decision_goes_on_with_its_message_into_another_function() {
    let later = vec![
        in_function(1, "token * was replayed", "verify"),
        in_function(2, "queue * is full", "verify"),
    ];
    let earlier = [("token * was replayed", Verdict::Reject)];
    let mut session = decided(&earlier, later);
    let moved = session.moved();
    assert_eq!(moved.len(), 1);
    assert_eq!(moved[0].0.fingerprint, moved[0].1.fingerprint);
    assert!(session.changed().is_empty() && session.vanished().is_empty());
    session.accept_top(2);
    assert_eq!(keywords(&session), ["queue * is full"]);
}

#[test]
fn a_decision_goes_on_with_a_message_that_reads_nearly_the_same_in_its_function() {
    let text = "token of * was replayed by a peer";
    for (now, function, goes_on) in [
        ("token of * was replayed * times by a peer", "serve", true),
        ("token of * was replayed by another", "serve", false),
        ("token of * was replayed * times by a peer", "verify", false),
    ] {
        let session = decided(
            &[(text, Verdict::Reject)],
            vec![in_function(1, now, function)],
        );
        let changed = session.changed();
        let was: Vec<String> = changed
            .iter()
            .map(|(d, _)| d.decided_on().to_string())
            .collect();
        assert_eq!(was == [text], goes_on, "{now} in {function}");
        assert_eq!(session.vanished().is_empty(), goes_on);
        assert_eq!(session.view().rejected, usize::from(goes_on));
    }
}

#[test]
fn a_keyword_that_the_changed_message_does_not_hold_gives_way_to_the_one_that_is_proposed() {
    let now = "token * of * was replayed by a peer";
    let earlier = [("token of * was replayed by a peer", Verdict::Accept)];
    let session = decided(&earlier, vec![in_function(1, now, "serve")]);
    assert_eq!(keywords(&session), [now]);
    let edited = Decision {
        keyword: pattern("replayed by a peer"),
        ..Decision::on(&in_function(1, earlier[0].0, "serve"), Verdict::Accept)
    };
    let later = vec![in_function(1, now, "serve")];
    let session = Session::new(later, [edited].into_iter().collect());
    assert_eq!(keywords(&session), ["replayed by a peer"]);
}

#[test]
fn the_message_that_was_decided_on_is_known_through_all_changes_until_it_is_decided_on_anew() {
    let first = "token of * was replayed by a peer";
    let session = decided(
        &[(first, Verdict::Accept)],
        vec![in_function(1, "token of * was replayed by peer", "serve")],
    );
    let later = vec![in_function(1, "token of * was replayed by peer", "verify")];
    let mut session = Session::new(later, session.decisions().clone());
    let was = session.changed()[0].0.decided_on().to_string();
    assert_eq!(was, first);
    session.apply(Operation::Accept).unwrap();
    assert!(session.changed().is_empty());
}

#[test]
fn of_two_decisions_on_one_message_the_rejection_goes_on() {
    let text = "token of * was replayed by a peer";
    let two = [
        Decision::on(&in_function(1, text, "serve"), Verdict::Accept),
        Decision::on(&in_function(1, text, "check"), Verdict::Reject),
    ];
    let later = vec![in_function(1, text, "verify")];
    let session = Session::new(later, two.into_iter().collect());
    assert_eq!((session.view().rejected, session.vanished().len()), (1, 1));
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
            [
                (_, Refusal::Keyword { .. }),
                (_, Refusal::NotInMessage { .. })
            ]
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
