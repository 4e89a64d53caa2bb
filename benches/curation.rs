//! What a key press of the review costs with 5,000 candidates, apart from drawing: the step itself,
//! what the screen asks for, and the decision file that is written after each decision.
//!
//! `cargo bench --bench curation`. The promise is that a key is answered in 50 ms.
#![allow(clippy::unwrap_used, missing_docs)]

use divan::Bencher;
use sigmine::curate::{DecisionFile, Decisions, Grouping, Operation, Session};
use sigmine::job::{self, MineOptions};
use sigmine::progress::Silent;
use sigmine::score::{self, Candidate, Fingerprint};

const CANDIDATES: usize = 5000;

fn main() {
    divan::main();
}

/// The example's candidates over and over, each time with another word at their end.
fn candidates() -> Vec<Candidate> {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/letterbox/source");
    let mined = job::mine(&[source.into()], &MineOptions::default(), &Silent).unwrap();
    let all = mined.candidates.iter().cycle().enumerate();
    all.take(CANDIDATES)
        .map(|(nth, candidate)| {
            let mut candidate = candidate.clone();
            let text = format!("{} of kind {nth}", candidate.message.pattern);
            candidate.message.pattern = text.parse().unwrap();
            candidate.keyword = score::cut(&candidate.message.pattern).unwrap_or(candidate.keyword);
            candidate.fingerprint = Fingerprint(format!("{nth:016x}"));
            candidate.rank = nth + 1;
            candidate
        })
        .collect()
}

/// A review in which everything is decided but the last candidate.
fn session() -> Session {
    let mut session = Session::new(candidates(), Decisions::default());
    session.accept_top(CANDIDATES - 1);
    session
}

#[divan::bench]
fn start(bencher: Bencher<'_, '_>) {
    let candidates = candidates();
    bencher
        .with_inputs(|| candidates.clone())
        .bench_values(|candidates| Session::new(candidates, Decisions::default()));
}

#[divan::bench]
fn decide_and_undo(bencher: Bencher<'_, '_>) {
    let mut session = session();
    bencher.bench_local(|| {
        session.apply(Operation::Goto(1)).unwrap();
        session.apply(Operation::Reject).unwrap();
        session.apply(Operation::Undo).unwrap();
    });
}

#[divan::bench]
fn decide_on_a_group_and_undo(bencher: Bencher<'_, '_>) {
    let mut session = Session::new(candidates(), Decisions::default());
    bencher.bench_local(|| {
        session
            .apply(Operation::AcceptGroup(Grouping::Wrapper))
            .unwrap();
        session.apply(Operation::Undo).unwrap();
    });
}

#[divan::bench]
fn search_to_the_end(bencher: Bencher<'_, '_>) {
    let mut session = session();
    let search = Operation::Search(format!("of kind {}", CANDIDATES - 1));
    bencher.bench_local(|| {
        session.apply(Operation::Goto(1)).unwrap();
        session.apply(search.clone()).unwrap();
    });
}

#[divan::bench]
fn what_a_screen_asks_for(bencher: Bencher<'_, '_>) {
    let mut session = session();
    session.apply(Operation::Goto(1)).unwrap();
    bencher.bench_local(|| {
        let view = session.view();
        view.also_found(view.current.unwrap().keyword()).len()
    });
}

#[divan::bench]
fn save_all_decisions(bencher: Bencher<'_, '_>) {
    let session = session();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("decisions.yml");
    let (file, _) = DecisionFile::open(&path, "bench").unwrap();
    bencher.bench_local(|| file.save(session.decisions()).unwrap());
}
