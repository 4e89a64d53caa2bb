//! What holds for all reviews.

use std::fs;
use std::io;

use proptest::prelude::*;
use sigmine::curate::{
    Decision, DecisionFile, Decisions, Grouping, Operation, Progressed, Refusal, Session, Verdict,
    review,
};
use sigmine::pattern::{Pattern, Piece};
use sigmine::score::{Candidate, Fingerprint};
use tempfile::TempDir;

use super::kept::{Scripted, decision_file, open};
use super::{after, at, candidates, keywords, pattern, session};

fn any_operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        3 => Just(Operation::Accept),
        2 => Just(Operation::Reject),
        1 => Just(Operation::Skip),
        1 => prop::sample::select(Grouping::ALL.to_vec()).prop_map(Operation::AcceptGroup),
        1 => prop::sample::select(Grouping::ALL.to_vec()).prop_map(Operation::RejectGroup),
        1 => Just(Operation::RejectBecause("because".into())),
        1 => prop::sample::select(vec!["is", "token", "no such"])
            .prop_map(|text| Operation::Search(text.into())),
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
        any::<bool>(),
        maybe(),
        maybe(),
        prop::option::of(pattern()),
    )
        .prop_map(
            |(fingerprint, decision, pattern, keyword, keep, reason, by, was)| Decision {
                fingerprint: Fingerprint(fingerprint),
                decision,
                pattern,
                was,
                keyword,
                keep,
                at: by.clone(),
                reason,
                by,
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
    #[test]
    fn the_order_in_which_candidates_are_loaded_does_not_matter(
        loaded in Just(candidates().into_iter().chain(candidates()).collect::<Vec<_>>()).prop_shuffle(),
        same_rank in any::<bool>(),
        operations in prop::collection::vec(any_operation(), 0..30),
    ) {
        let ranked = |mut candidates: Vec<_>| {
            if same_rank {
                candidates.iter_mut().for_each(|candidate: &mut Candidate| candidate.rank = 1);
            }
            Session::new(candidates, Decisions::default())
        };
        let (mut sorted, mut shuffled) = (ranked(candidates()), ranked(loaded));
        for operation in operations {
            prop_assert_eq!(sorted.apply(operation.clone()), shuffled.apply(operation));
            prop_assert_eq!(sorted.decisions(), shuffled.decisions());
            prop_assert_eq!(at(&sorted), at(&shuffled));
        }
        prop_assert_eq!(keywords(&sorted), keywords(&shuffled));
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
    fn whatever_is_decided_later_the_blocks_of_other_decisions_keep_their_bytes(
        decisions in prop::collection::vec(any_decision(), 1..5),
        later in any_decision(),
        indent in 0_usize..3,
        line_end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let folder = TempDir::new().unwrap();
        let path = decision_file(&folder);
        let decisions: Decisions = decisions.into_iter().collect();
        let (file, _) = open(&path).unwrap();
        file.save(&decisions).unwrap();
        drop(file);
        let blanks = " ".repeat(indent);
        let by_hand = |line: &str| match line {
            line if line.starts_with("- ") => format!("{blanks}# why{line_end}{blanks}{line}{line_end}"),
            line if line.starts_with("  ") => format!("{blanks}{line}{line_end}"),
            line => format!("{line}{line_end}"),
        };
        let written = fs::read_to_string(&path).unwrap();
        // YAML ends lines here too, editors do not.
        prop_assume!(!written.contains(['\u{85}', '\u{2028}', '\u{2029}']));
        let text: String = written.lines().map(by_hand).collect();
        fs::write(&path, &text).unwrap();

        let (file, read) = open(&path).unwrap();
        prop_assert_eq!(&read, &decisions);
        file.save(&decisions).unwrap();
        prop_assert_eq!(&fs::read_to_string(&path).unwrap(), &text, "nothing has changed");
        let mut more: Decisions = decisions.iter().cloned().collect();
        more.set(later.clone());
        file.save(&more).unwrap();
        drop(file);
        prop_assert_eq!(open(&path).unwrap().1, more);
        let (file, _) = open(&path).unwrap();
        let mut fewer: Decisions = decisions.iter().cloned().collect();
        fewer.remove(&later.fingerprint);
        file.save(&fewer).unwrap();
        let without_later = decisions.get(&later.fingerprint).is_none();
        let now = fs::read_to_string(&path).unwrap();
        prop_assert_eq!(now == text, without_later, "{}", now);
        drop(file);
        prop_assert_eq!(open(&path).unwrap().1, fewer);
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
