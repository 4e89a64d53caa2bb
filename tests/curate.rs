//! How candidates are decided on: read from top to bottom, this is the manual of `sigmine::curate`.

#![allow(clippy::unwrap_used)]

#[allow(dead_code, reason = "drafts are made of more")]
mod support;

use std::collections::VecDeque;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use sigmine::curate::{
    Curator, Decision, DecisionFile, Decisions, End, Error, Operation, Progressed, Refusal,
    Session, Verdict, View, review,
};
use sigmine::pattern::{Pattern, Piece};
use sigmine::score::{Candidate, Fingerprint};
use support::accepted;
use tempfile::TempDir;

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
        (current.candidate.rank, current.position, view.candidates),
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
    let session = after([Operation::Edit(pattern("Not Permitted"))]);
    assert_eq!(keywords(&session), ["Not Permitted"]);
}

#[test]
fn accepting_what_was_edited_keeps_the_edited_keyword_that_is_shown() {
    let edit = Operation::Edit(pattern("not permitted"));
    let session = after([edit, Operation::Back, Operation::Accept]);
    assert_eq!(keywords(&session), ["not permitted"]);
}

#[test]
fn an_illegal_keyword_is_refused_with_the_keyword_and_the_reason() {
    let mut session = session();
    for (written, reason) in [
        ("*permitted", "wildcard"),
        ("not", "shorter"),
        ("*", "empty"),
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
        Operation::AcceptGroup,
    ] {
        assert_eq!(session.apply(operation), Err(Refusal::AtEnd));
    }
    assert_eq!(session.apply(Operation::Undo), Ok(Progressed::Decided));
    assert_eq!((at(&session), session.view().rejected), (Some(5), 4));
}

// Many at once.

#[test]
fn a_group_is_the_undecided_candidates_that_print_through_the_same_function() {
    let session = after([Operation::AcceptGroup]);
    assert_eq!(session.view().accepted, 3);
    assert_eq!(at(&session), Some(2));
    let session = after([Operation::AcceptGroup, Operation::RejectGroup]);
    assert_eq!((session.view().accepted, session.view().rejected), (3, 2));
}

#[test]
fn a_group_leaves_what_is_decided_as_it_is() {
    let session = after([Operation::Reject, Operation::Skip, Operation::AcceptGroup]);
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
        session.apply(Operation::AcceptGroup),
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
    let session = after([Operation::AcceptGroup, Operation::Undo]);
    assert_eq!((session.view().accepted, at(&session)), (0, Some(1)));
}

// Runs that go on where another one stopped.

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
fn new_decisions_say_who_decided_and_when() {
    let mut session = session().signed(Some("Ada".into()), "2026-11-24".into());
    session.apply(Operation::Accept).unwrap();
    let decision = session.decisions().iter().next().unwrap();
    assert_eq!(
        (decision.by.as_deref(), decision.at.as_deref()),
        (Some("Ada"), Some("2026-11-24"))
    );
}

// The one who decides.

/// Does what is written down, then does not answer any more.
struct Scripted {
    operations: VecDeque<Operation>,
    at_end: io::ErrorKind,
    refused: Vec<Refusal>,
}

impl Scripted {
    fn new(operations: impl IntoIterator<Item = Operation>, at_end: io::ErrorKind) -> Self {
        let operations = operations.into_iter().collect();
        Scripted {
            operations,
            at_end,
            refused: Vec::new(),
        }
    }
}

impl Curator for Scripted {
    fn next(&mut self, _: &View<'_>) -> io::Result<Operation> {
        self.operations
            .pop_front()
            .ok_or_else(|| self.at_end.into())
    }

    fn refused(&mut self, why: &Refusal) {
        self.refused.push(why.clone());
    }
}

fn decision_file(folder: &TempDir) -> PathBuf {
    folder.path().join("app.decisions.yml")
}

fn open(path: &Path) -> Result<(DecisionFile, Decisions), Error> {
    DecisionFile::open(path, "exampled")
}

#[test]
fn what_is_decided_is_on_disk_before_the_next_question() {
    struct Watching(PathBuf, usize);
    impl Curator for Watching {
        fn next(&mut self, view: &View<'_>) -> io::Result<Operation> {
            let text = fs::read_to_string(&self.0).unwrap_or_default();
            assert_eq!(text.matches("decision: accept").count(), view.accepted);
            self.1 += 1;
            Ok(if self.1 > 3 {
                Operation::Quit
            } else {
                Operation::Accept
            })
        }
        fn refused(&mut self, _: &Refusal) {}
    }
    let folder = TempDir::new().unwrap();
    let path = decision_file(&folder);
    let (file, decisions) = open(&path).unwrap();
    let mut session = Session::new(candidates(), decisions);
    let end = review(&mut session, &mut Watching(path, 0), &file).unwrap();
    assert_eq!((end, session.view().accepted), (End::Left, 3));
}

#[test]
fn an_interruption_ends_the_review_and_a_lost_terminal_is_an_error() {
    let folder = TempDir::new().unwrap();
    let (file, _) = open(&decision_file(&folder)).unwrap();
    let mut interrupted = Scripted::new(
        [Operation::Accept, Operation::Goto(9)],
        io::ErrorKind::Interrupted,
    );
    let end = review(&mut session(), &mut interrupted, &file).unwrap();
    assert_eq!(
        (end, interrupted.refused),
        (End::Interrupted, vec![Refusal::NoSuchRank(9)])
    );
    let mut lost = Scripted::new([], io::ErrorKind::BrokenPipe);
    let error = review(&mut session(), &mut lost, &file).unwrap_err();
    assert!(error.to_string().contains("--no-input"), "{error}");
}

// The decision file.

#[test]
fn a_decision_file_reads_like_this() {
    let folder = TempDir::new().unwrap();
    let path = decision_file(&folder);
    let (file, _) = open(&path).unwrap();
    let session = after([Operation::Edit(pattern("not permitted")), Operation::Reject]);
    file.save(session.decisions()).unwrap();
    let text = "\
version: 1
application: exampled
decisions:
- fingerprint: '0000000000000001'
  decision: accept
  pattern: syscall * not permitted
  keyword: not permitted
- fingerprint: '0000000000000002'
  decision: reject
  pattern: path * leaves the spool folder
  keyword: path * leaves the spool folder
";
    assert_eq!(fs::read_to_string(path).unwrap(), text);
}

/// The error on a file with this text.
fn refused(text: &str) -> String {
    let folder = TempDir::new().unwrap();
    let path = decision_file(&folder);
    fs::write(&path, text).unwrap();
    let error = open(&path).unwrap_err().to_string();
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "nothing is lost");
    let (_, after_path) = error.split_once(&path.display().to_string()).unwrap();
    after_path.to_owned()
}

#[test]
fn a_file_that_is_no_decision_file_is_refused_with_its_line() {
    let block =
        "version: 1\napplication: exampled\ndecisions:\n- fingerprint: '1'\n  decision: perhaps\n";
    for (text, line) in [
        (block, ":5: "),
        ("version: 1\napplication: [\n", ":3: "),
        ("version: 1\n<<<<<<< ours\n", ":3: "),
        ("", ":1: "),
    ] {
        let error = refused(text);
        assert!(error.starts_with(line), "{text}: {error}");
    }
}

#[test]
fn a_file_of_a_newer_sigmine_is_refused_with_its_line() {
    let error = refused("# by hand\nversion: 2\nwhatever: comes\n");
    assert!(
        error.starts_with(":2: ") && error.contains("newer"),
        "{error}"
    );
}

#[test]
fn a_file_of_another_application_is_refused_with_its_line_and_both_names() {
    let error = refused("version: 1\napplication: otherd\ndecisions: []\n");
    assert!(
        error.starts_with(":2: ") && error.contains("'otherd'") && error.contains("'exampled'"),
        "{error}"
    );
}

#[test]
fn two_decisions_on_one_candidate_are_refused_with_the_line_of_the_second() {
    let block = |verdict| {
        format!("- fingerprint: aabb\n  decision: {verdict}\n  pattern: a b\n  keyword: a b\n")
    };
    let error = refused(&format!(
        "version: 1\napplication: exampled\ndecisions:\n{}{}",
        block("accept"),
        block("reject")
    ));
    assert!(error.starts_with(":8: "), "{error}");
}

#[test]
fn a_file_that_another_run_uses_is_refused_until_that_run_ends() {
    let folder = TempDir::new().unwrap();
    let path = decision_file(&folder);
    let first = open(&path).unwrap();
    let error = open(&path).unwrap_err();
    assert!(matches!(error, Error::InUse { .. }), "{error}");
    assert!(error.to_string().contains("app.decisions.yml"));
    drop(first);
    open(&path).unwrap();
}

#[test]
fn a_place_that_takes_no_file_is_refused_before_anything_is_decided() {
    let folder = TempDir::new().unwrap();
    let in_the_way = folder.path().join("file");
    fs::write(&in_the_way, "").unwrap();
    let error = open(&in_the_way.join("app.decisions.yml")).unwrap_err();
    assert!(matches!(error, Error::Unwritable { .. }), "{error}");
    let error = open(folder.path()).unwrap_err();
    assert!(matches!(error, Error::Unreadable { .. }), "{error}");
    assert!(
        error
            .to_string()
            .contains(&folder.path().display().to_string())
    );
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_refused_before_anything_is_decided() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let opened = open(&decision_file(&folder));
    // Root may write everywhere.
    let may_write = fs::write(folder.path().join("probe"), "").is_ok();
    match opened {
        Ok(_) => assert!(may_write),
        Err(error) => assert!(
            matches!(error, Error::Unwritable { .. }) && !may_write,
            "{error}"
        ),
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn after_each_save_the_file_is_whole_and_nothing_else_lies_beside_it() {
    let folder = TempDir::new().unwrap();
    let path = decision_file(&folder);
    let (file, _) = open(&path).unwrap();
    let mut session = session();
    for _ in 0..5 {
        session.apply(Operation::Accept).unwrap();
        file.save(session.decisions()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(
            text.matches("fingerprint:").count(),
            session.view().accepted
        );
    }
    drop(file);
    assert_eq!(open(&path).unwrap().1, *session.decisions());
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["app.decisions.yml", "app.decisions.yml.lock"]);
}

// What holds for all reviews.

fn any_operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        3 => Just(Operation::Accept),
        2 => Just(Operation::Reject),
        1 => Just(Operation::Skip),
        1 => Just(Operation::AcceptGroup),
        1 => Just(Operation::RejectGroup),
        1 => Just(Operation::Undo),
        1 => Just(Operation::Back),
        1 => (0_usize..7).prop_map(Operation::Goto),
        1 => prop::sample::select(vec!["not permitted", "spool folder", "verify", "is full", "*"])
            .prop_map(|keyword| Operation::Edit(pattern(keyword))),
    ]
}

fn any_decision() -> impl Strategy<Value = Decision> {
    let text = || {
        prop_oneof![
            any::<String>(),
            "[ -~]{0,30}",
            "[a-z'\"\\\\:#*?%&!@|>{}\\[\\]`, \t\n-]{0,20}"
        ]
    };
    let piece = move || prop_oneof![3 => text().prop_map(Piece::Text), 1 => Just(Piece::Any)];
    let pattern = move || prop::collection::vec(piece(), 0..4).prop_map(Pattern::new);
    let verdict = prop_oneof![Just(Verdict::Accept), Just(Verdict::Reject)];
    let maybe = move || prop::option::of(text());
    (
        text(),
        verdict,
        pattern(),
        pattern(),
        maybe(),
        maybe(),
        maybe(),
    )
        .prop_map(
            |(fingerprint, decision, pattern, keyword, reason, by, at)| Decision {
                fingerprint: Fingerprint(fingerprint),
                decision,
                pattern,
                keyword,
                reason,
                by,
                at,
            },
        )
}

proptest! {
    #[test]
    fn undo_is_the_inverse_of_any_sequence_of_operations(
        earlier in prop::collection::vec(any_operation(), 0..12),
        operations in prop::collection::vec(any_operation(), 0..40),
    ) {
        let mut before = session();
        for operation in earlier {
            let _ = before.apply(operation);
        }
        // A new run: what was decided before it cannot be undone.
        let mut session = Session::new(candidates(), before.decisions().clone());
        let mut history = vec![];
        for operation in operations {
            let earlier = (session.decisions().clone(), at(&session));
            let is_undo = operation == Operation::Undo;
            match (session.apply(operation), is_undo) {
                (Ok(Progressed::Decided), false) => history.push(earlier),
                (Ok(Progressed::Decided), true) => {
                    let expected = history.pop().unwrap();
                    prop_assert_eq!((session.decisions(), at(&session)), (&expected.0, expected.1));
                }
                _ => prop_assert_eq!(session.decisions(), &earlier.0),
            }
        }
        while let Some(expected) = history.pop() {
            prop_assert_eq!(session.apply(Operation::Undo), Ok(Progressed::Decided));
            prop_assert_eq!((session.decisions(), at(&session)), (&expected.0, expected.1));
        }
        prop_assert_eq!(session.apply(Operation::Undo), Err(Refusal::NothingToUndo));
        prop_assert_eq!(session.decisions(), before.decisions());
    }
}

proptest! {
    // Each case writes to the disk, and waits for it.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_decisions_on_any_text_are_read_as_they_were_written(
        decisions in prop::collection::vec(any_decision(), 0..5),
        application in any::<String>(),
    ) {
        let decisions: Decisions = decisions.into_iter().collect();
        let folder = TempDir::new().unwrap();
        let path = decision_file(&folder);
        let (file, _) = DecisionFile::open(&path, &application).unwrap();
        file.save(&decisions).unwrap();
        drop(file);
        let (_, read) = DecisionFile::open(&path, &application).unwrap();
        prop_assert_eq!(read, decisions);
    }

    #[test]
    fn the_order_of_the_blocks_in_a_file_does_not_matter(
        verdicts in prop::collection::vec(any::<bool>(), 5),
        order in Just((0_usize..5).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let block = |nth: &usize| {
            let verdict = if verdicts[*nth] { "accept" } else { "reject" };
            let message = candidates()[*nth].message.pattern.to_string();
            format!("- fingerprint: '{:016x}'\n  decision: {verdict}\n  pattern: {message}\n  keyword: {message}\n", nth + 1)
        };
        let read = |order: &[usize]| {
            let folder = TempDir::new().unwrap();
            let path = decision_file(&folder);
            let blocks: String = order.iter().map(block).collect();
            fs::write(&path, format!("version: 1\napplication: exampled\ndecisions:\n{blocks}")).unwrap();
            let (_, decisions) = open(&path).unwrap();
            keywords(&Session::new(candidates(), decisions))
        };
        prop_assert_eq!(read(&order), read(&[0, 1, 2, 3, 4]));
    }

    #[test]
    fn flags_a_file_and_a_curator_that_decide_alike_accept_the_same(number in 0_usize..7, rejected in 0_usize..5) {
        let mut by_flags = after([Operation::Goto(rejected + 1), Operation::Reject]);
        by_flags.accept_top(number);
        let expected = keywords(&by_flags);

        let folder = TempDir::new().unwrap();
        let path = decision_file(&folder);
        let (file, _) = open(&path).unwrap();
        let mut by_person = session();
        let accept = vec![Operation::Accept; number.min(4)];
        let first = [Operation::Goto(rejected + 1), Operation::Reject, Operation::Goto(1)];
        let skip = (rejected == 0 && number > 0).then_some(Operation::Skip);
        let script = first.into_iter().chain(skip).chain(accept).chain([Operation::Quit]);
        review(&mut by_person, &mut Scripted::new(script, io::ErrorKind::BrokenPipe), &file).unwrap();
        prop_assert_eq!(&keywords(&by_person), &expected);

        drop(file);
        let (_, decisions) = open(&path).unwrap();
        prop_assert_eq!(keywords(&Session::new(candidates(), decisions)), expected);
    }
}
