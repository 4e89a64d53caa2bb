//! How candidates are decided on: read from top to bottom, this is the manual of `sigmine::curate`.

#![allow(clippy::unwrap_used)]

#[path = "curate/always.rs"]
mod always;
#[path = "curate/by_hand.rs"]
mod by_hand;
#[path = "curate/kept.rs"]
mod kept;
#[path = "curate/many.rs"]
mod many;
#[path = "curate/resumed.rs"]
mod resumed;
#[allow(dead_code, reason = "drafts are made of more")]
mod support;

use sigmine::curate::{
    Decision, Decisions, Grouping, Operation, Progressed, Refusal, Session, Verdict, checked,
};
use sigmine::pattern::Pattern;
use sigmine::score::{Candidate, Fingerprint, Reason};
use support::accepted;

const WRAPPER: Grouping = Grouping::Wrapper;

/// Five candidates, best first: those of odd rank print through `deny`, the others through `note`.
fn candidates() -> Vec<Candidate> {
    let messages = [
        "syscall * not permitted",
        "path * leaves the spool folder",
        "token of * does not verify",
        "letter of * bytes is too long",
        "queue * is full",
    ];
    (1..)
        .zip(messages)
        .map(|(rank, m)| candidate(rank, m))
        .collect()
}

fn candidate(rank: usize, message: &str) -> Candidate {
    let mut candidate = accepted(pattern(message), rank).unwrap().candidate;
    candidate.score = 10.0 - f64::from(u32::try_from(rank).unwrap());
    candidate.fingerprint = Fingerprint(format!("{rank:016x}"));
    let callee = if rank % 2 == 1 { "deny" } else { "note" };
    candidate.message.sites[0].callee = callee.into();
    candidate
}

fn pattern(written: &str) -> Pattern {
    written.parse().unwrap()
}

fn session() -> Session {
    Session::new(candidates(), Decisions::default())
}

/// A session after these operations, each of which must be taken.
fn after(operations: impl IntoIterator<Item = Operation>) -> Session {
    let mut session = session();
    for operation in operations {
        session.apply(operation).unwrap();
    }
    session
}

/// The rank of the current candidate.
fn at(session: &Session) -> Option<usize> {
    session.view().current.map(|current| current.candidate.rank)
}

/// What the rule would say.
fn keywords(session: &Session) -> Vec<String> {
    let (accepted, _) = session.accepted();
    accepted
        .iter()
        .map(|(_, keyword)| keyword.to_string())
        .collect()
}

// One candidate after the other.

#[test]
fn a_review_shows_the_best_candidate_first() {
    let session = session();
    let view = session.view();
    let current = view.current.unwrap();
    assert_eq!(
        (
            current.candidate.rank,
            current.position,
            view.candidates.len()
        ),
        (1, 1, 5)
    );
    assert_eq!((view.accepted, view.rejected), (0, 0));
    assert!(current.decision.is_none());
}

#[test]
fn an_accepted_candidate_gives_its_keyword_to_the_rule_and_a_rejected_one_does_not() {
    let session = after([Operation::Accept, Operation::Reject, Operation::Accept]);
    assert_eq!(
        keywords(&session),
        ["syscall * not permitted", "token of * does not verify"]
    );
    assert_eq!((session.view().accepted, session.view().rejected), (2, 1));
    assert_eq!(at(&session), Some(4));
}

#[test]
fn a_skipped_candidate_stays_undecided() {
    let session = after([Operation::Skip]);
    assert_eq!(at(&session), Some(2));
    assert_eq!(session.decisions().iter().count(), 0);
}

#[test]
fn an_edited_keyword_is_accepted_in_place_of_the_proposed_one() {
    let shown = |session: &Session| session.view().current.unwrap().keyword().to_string();
    assert_eq!(shown(&session()), "syscall * not permitted");
    let session = after([Operation::Edit(pattern("Not Permitted"))]);
    assert_eq!(keywords(&session), ["Not Permitted"]);
    assert_eq!(shown(&session), "Not Permitted");
}

#[test]
fn an_edit_stays_with_its_candidate_so_that_what_it_finds_can_be_looked_at() {
    let edit = Operation::Edit(pattern("not permitted"));
    let session = after([edit.clone()]);
    assert_eq!((at(&session), session.view().accepted), (Some(1), 1));
    let session = after([edit, Operation::Accept]);
    assert_eq!(
        (at(&session), keywords(&session)),
        (Some(2), vec!["not permitted".to_owned()])
    );
}

#[test]
fn a_rejection_can_say_why() {
    let session = after([Operation::RejectBecause("seen on quiet days".into())]);
    let decision = session.decisions().iter().next().unwrap();
    assert_eq!(decision.decision, Verdict::Reject);
    assert_eq!(decision.reason.as_deref(), Some("seen on quiet days"));
}

#[test]
fn the_other_candidates_that_a_keyword_finds_are_known() {
    let mut loaded = candidates();
    loaded[4].message.pattern = pattern("queue * leaves the spool");
    let session = Session::new(loaded, Decisions::default());
    let found = |keyword: &str| -> Vec<usize> {
        let found = session.view().also_found(&pattern(keyword));
        found.iter().map(|candidate| candidate.rank).collect()
    };
    assert_eq!(found("LEAVES the spool"), [2, 5]);
    assert_eq!(found("not permitted"), [0; 0]);
    assert_eq!(found("*"), [0; 0]);
}

#[test]
fn a_message_that_an_accepted_keyword_finds_already_says_so() {
    let mut loaded = candidates();
    loaded[4].message.pattern = pattern("queue * leaves the spool");
    let mut session = Session::new(loaded, Decisions::default());
    for (rank, found_by) in [(5, None), (2, None), (5, Some(2)), (2, None)] {
        session.apply(Operation::Goto(rank)).unwrap();
        let found = session
            .view()
            .found_by()
            .map(|(candidate, _)| candidate.rank);
        assert_eq!(found, found_by);
        if rank == 2 {
            session
                .apply(Operation::Edit(pattern("leaves the spool")))
                .unwrap();
        }
    }
    session.apply(Operation::Reject).unwrap();
    session.apply(Operation::Goto(5)).unwrap();
    assert!(session.view().found_by().is_none());
}

#[test]
fn a_message_with_only_a_part_of_an_accepted_keyword_is_not_found_by_it() {
    let mut loaded = candidates();
    loaded[4].message.pattern = pattern("path * leaves it alone");
    let mut session = Session::new(loaded, Decisions::default());
    session.apply(Operation::Goto(2)).unwrap();
    let edited = pattern("path * leaves the spool");
    session.apply(Operation::Edit(edited)).unwrap();
    session.apply(Operation::Goto(5)).unwrap();
    assert!(session.view().found_by().is_none());
}

#[test]
fn an_illegal_keyword_is_refused_with_the_keyword_and_the_reason() {
    let mut session = session();
    for (written, reason) in [
        ("*permitted", "wildcard"),
        ("not", "shorter"),
        ("*", "empty"),
        ("permitted", "too general"),
    ] {
        let refusal = session
            .apply(Operation::Edit(pattern(written)))
            .unwrap_err();
        let text = refusal.to_string();
        assert!(
            text.contains(&format!("'{written}'")) && text.contains(reason),
            "{text}"
        );
    }
    assert_eq!(
        (at(&session), session.decisions().iter().count()),
        (Some(1), 0)
    );
}

#[test]
fn a_keyword_that_does_not_occur_in_the_message_is_refused() {
    let mut session = session();
    // The second one reaches over a value, the third one turns the order round.
    for written in [
        "login failed",
        "syscall not permitted",
        "permitted * syscall",
    ] {
        let refusal = session
            .apply(Operation::Edit(pattern(written)))
            .unwrap_err();
        let message = pattern("syscall * not permitted");
        let keyword = pattern(written);
        assert_eq!(refusal, Refusal::NotInMessage { keyword, message });
    }
    assert_eq!(keywords(&session), [""; 0]);
}

// Moving about.

#[test]
fn back_goes_to_the_candidate_before_also_if_it_is_decided() {
    let mut session = after([Operation::Accept, Operation::Back]);
    assert_eq!(at(&session), Some(1));
    assert_eq!(session.apply(Operation::Back), Err(Refusal::AtFirst));
}

#[test]
fn goto_takes_the_rank_that_is_shown_also_in_a_shortened_list() {
    let mut session = Session::new(candidates().split_off(2), Decisions::default());
    assert_eq!(session.apply(Operation::Goto(5)), Ok(Progressed::Moved));
    assert_eq!(at(&session), Some(5));
    assert_eq!(
        session.apply(Operation::Goto(2)),
        Err(Refusal::NoSuchRank(2))
    );
    assert_eq!(at(&session), Some(5));
}

#[test]
fn a_search_finds_messages_keywords_files_and_functions_round_the_end() {
    let mut loaded = candidates();
    loaded[3].message.sites[0].function = Some("Receive".into());
    loaded[1].message.sites[0].file = "src/spool.c".into();
    let mut session = Session::new(loaded, Decisions::default());
    for (text, found) in [
        ("IS ", 4),
        ("is ", 5),
        ("receive", 4),
        ("spool.c", 2),
        ("token", 3),
    ] {
        session.apply(Operation::Search(text.into())).unwrap();
        assert_eq!(at(&session), Some(found), "{text}");
    }
    let missing = session.apply(Operation::Search("token".into()));
    assert_eq!(missing, Err(Refusal::NotFound("token".into())));
    assert_eq!(at(&session), Some(3));
}

#[test]
fn a_decision_leads_to_the_next_undecided_candidate() {
    let session = after([
        Operation::Skip,
        Operation::Accept,
        Operation::Back,
        Operation::Back,
        Operation::Reject,
    ]);
    assert_eq!(at(&session), Some(3));
}

#[test]
fn when_all_were_seen_a_decision_is_refused_but_the_last_one_can_be_taken_back() {
    let mut session = after(vec![Operation::Reject; 5]);
    assert_eq!(at(&session), None);
    for operation in [
        Operation::Accept,
        Operation::Reject,
        Operation::Skip,
        Operation::AcceptGroup(WRAPPER),
    ] {
        assert_eq!(session.apply(operation), Err(Refusal::AtEnd));
    }
    assert_eq!(session.apply(Operation::Undo), Ok(Progressed::Decided));
    assert_eq!((at(&session), session.view().rejected), (Some(5), 4));
}

#[test]
fn a_search_looks_into_messages_keywords_files_and_functions() {
    let mut loaded = candidates();
    loaded[1].keyword = pattern("outside of it");
    loaded[2].message.sites[0].file = "src/token_check.c".into();
    loaded[3].message.sites[0].function = Some("read_letter".into());
    for (text, rank) in [
        ("LEAVES the", 2),
        ("outside of", 2),
        ("Token_Check", 3),
        ("read_LETTER", 4),
    ] {
        let mut session = Session::new(loaded.clone(), Decisions::default());
        session.apply(Operation::Search(text.into())).unwrap();
        assert_eq!(at(&session), Some(rank), "{text}");
    }
}

#[test]
fn a_keyword_is_too_general_unless_it_was_proposed_or_has_letters_that_nobody_can_judge() {
    let mut candidate = candidate(1, "token of größe does not verify");
    let refused = |candidate: &Candidate, text: &str| checked(candidate, &pattern(text)).is_err();
    assert!(!refused(&candidate, "does not verify"));
    assert!(refused(&candidate, "token"));
    assert!(!refused(&candidate, "größe"));
    candidate.keyword = pattern("token");
    assert!(!refused(&candidate, "token"));
}
