//! A decision goes on with its message where the application has changed.
//!
//! A fingerprint stands for a text and a function. Where no candidate has it any more, the message stands
//! in another function by now, or reads a little otherwise.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::decision::{Decision, Decisions, Verdict};
use super::keyword::fitting;
use crate::score::{self, Candidate, Fingerprint};

/// How like its candidate a message is; greater is more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// So many words are the same, and so is the function.
    Nearly(usize),
    /// All but what a fingerprint leaves out.
    Same,
}

/// Gives the decisions that no candidate has to undecided candidates that read the same, or else nearly the
/// same in the same function.
pub(super) fn follow(candidates: &[Candidate], decisions: &mut Decisions) {
    let present: HashSet<&Fingerprint> = candidates.iter().map(|one| &one.fingerprint).collect();
    let is_gone = |decision: &&Decision| !present.contains(&decision.fingerprint);
    let gone: Vec<Decision> = decisions.iter().filter(is_gone).cloned().collect();
    if gone.is_empty() {
        return;
    }
    let undecided = Undecided::new(candidates, decisions);
    let mut pairs: Vec<(Likeness, &Decision, &Candidate)> = gone
        .iter()
        .flat_map(|decision| undecided.like(decision))
        .collect();
    // What was rejected must not come back: of two that are as like, the rejection counts.
    pairs.sort_by_key(|(likeness, decision, candidate)| {
        let is_accepted = decision.decision == Verdict::Accept;
        (Reverse(*likeness), is_accepted, candidate.rank)
    });
    let mut taken: HashSet<&Fingerprint> = HashSet::new();
    for (_, decision, candidate) in pairs {
        let are_free =
            !taken.contains(&decision.fingerprint) && !taken.contains(&candidate.fingerprint);
        if are_free {
            taken.extend([&decision.fingerprint, &candidate.fingerprint]);
            decisions.go_on(&decision.fingerprint, on(candidate, decision));
        }
    }
}

/// The same decision, on the candidate. A keyword that is no part of the changed text any more gives way to
/// the candidate's own.
fn on(candidate: &Candidate, decision: &Decision) -> Decision {
    let pattern = &candidate.message.pattern;
    let is_same = score::normalised(pattern) == score::normalised(&decision.pattern);
    let fits = is_same || fitting(candidate, &decision.keyword).is_ok();
    Decision {
        fingerprint: candidate.fingerprint.clone(),
        pattern: pattern.clone(),
        was: (pattern != decision.decided_on()).then(|| decision.decided_on().clone()),
        keyword: if fits {
            decision.keyword.clone()
        } else {
            candidate.keyword.clone()
        },
        ..decision.clone()
    }
}

/// The candidates that nothing is decided on, by their texts and words.
struct Undecided<'c> {
    candidates: Vec<&'c Candidate>,
    words: Vec<Vec<String>>,
    by_text: HashMap<String, Vec<usize>>,
    by_word: HashMap<String, Vec<usize>>,
}

impl<'c> Undecided<'c> {
    fn new(candidates: &'c [Candidate], decisions: &Decisions) -> Self {
        let is_open = |one: &&Candidate| decisions.get(&one.fingerprint).is_none();
        let candidates: Vec<&Candidate> = candidates.iter().filter(is_open).collect();
        let pattern = |one: &&'c Candidate| &one.message.pattern;
        let words = candidates.iter().map(pattern).map(score::words_of);
        let words: Vec<Vec<String>> = words.collect();
        let mut by_text: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, candidate) in candidates.iter().enumerate() {
            let text = score::normalised(&candidate.message.pattern);
            by_text.entry(text).or_default().push(place);
            for word in words[place].iter().collect::<HashSet<_>>() {
                by_word.entry(word.clone()).or_default().push(place);
            }
        }
        Undecided {
            candidates,
            words,
            by_text,
            by_word,
        }
    }

    /// Those that may be what was decided on.
    fn like<'d>(&self, decision: &'d Decision) -> Vec<(Likeness, &'d Decision, &'c Candidate)> {
        let same = self.by_text.get(&score::normalised(&decision.pattern));
        // Of several that read the same, nobody knows which was meant.
        if let Some([only]) = same.map(Vec::as_slice) {
            return vec![(Likeness::Same, decision, self.candidates[*only])];
        }
        let words = score::words_of(&decision.pattern);
        let near = self.sharing(&words).into_iter().filter_map(|place| {
            let shared = score::nearly_same(&words, &self.words[place])?;
            let candidate = self.candidates[place];
            stood_in_function_of(candidate, decision).then_some((
                Likeness::Nearly(shared),
                decision,
                candidate,
            ))
        });
        near.collect()
    }

    /// All that have one of the rarest of these words, of which so many are taken that a text without any of
    /// them is not nearly the same.
    fn sharing(&self, words: &[String]) -> HashSet<usize> {
        let holders = |word: &String| self.by_word.get(word).map_or(&[][..], Vec::as_slice);
        let mut by_rarity: Vec<&[usize]> = words.iter().map(holders).collect();
        by_rarity.sort_by_key(|holders| holders.len());
        let enough = by_rarity.into_iter().take(score::spared(words.len()) + 1);
        enough.flatten().copied().collect()
    }
}

/// Whether what was decided on stood in a function that prints this candidate: the fingerprint tells.
fn stood_in_function_of(candidate: &Candidate, decision: &Decision) -> bool {
    let sites = candidate.message.sites.iter();
    let functions: HashSet<Option<&str>> = sites.map(|site| site.function.as_deref()).collect();
    let stood_in =
        |function| Fingerprint::of_text(&decision.pattern, function) == decision.fingerprint;
    functions.into_iter().any(stood_in)
}
