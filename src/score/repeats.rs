//! What better messages of the program say too counts less: the tenth "too many" tells a reader little
//! that the first nine did not.

use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidate::{Candidate, Reason};
use super::signal::{Circumstance, Signal};
use super::signals;
use super::tokens::{self, Token};
use super::words::Words;
use super::written::Steps;

/// Words at the beginning of a text that tell what it is about.
const BEGINNING: usize = 2;

/// The entry of a word that better messages hold too.
const WORD: &str = "word";

/// The entry of a beginning that better messages of the file have too.
const BEGUN: &str = "beginning";

/// The entry of a text that better messages nearly say.
const TEXT: &str = "text";

/// Pairs of words in a row that two texts share at least to be nearly the same, and the part of the second's pairs.
const SHARED_PAIRS: usize = 3;
const SHARED_PART: usize = 2;

/// Messages that say a pair of words that are compared at most: of what more say, it is no part that tells them.
const MOST_COMPARED: usize = 50;

/// Takes back what [`lessen`] found.
pub(super) fn forget(candidate: &mut Candidate) {
    candidate
        .reasons
        .retain(|reason| !reason.signal.is_of(Circumstance::Repeats));
    candidate.score = candidate.sum();
}

/// Lessens each of the candidates, which are in their order, by what the better ones have in common with it.
pub(super) fn lessen(candidates: &mut [Candidate], words: &Words) {
    let mut strongest = Counter::default();
    let mut begun = Counter::default();
    let mut said = Said::default();
    for (index, candidate) in candidates.iter_mut().enumerate() {
        let word = strongest_word(candidate, words);
        let beginning = beginning(candidate);
        let better = word.map_or(0, |word| strongest.before(word));
        let word = repeated(WORD, better, &words.signals.repeated);
        let better = beginning.map_or(0, |beginning| begun.before(beginning));
        let beginning = repeated(BEGUN, better, &words.signals.begun);
        let (better, is_whole) = said.before(index, candidate);
        let text = repeated(TEXT, better, &words.signals.again);
        // What stands whole in a better one is the keyword for both.
        if !is_whole {
            let reasons = [word, beginning, text].into_iter().flatten();
            candidate.reasons.extend(reasons);
        }
        signals::sort(&mut candidate.reasons);
        candidate.score = candidate.sum();
    }
}

/// How often something was seen.
struct Counter<T>(FxHashMap<T, usize>);

impl<T> Default for Counter<T> {
    fn default() -> Self {
        Counter(FxHashMap::default())
    }
}

impl<T: Eq + Hash> Counter<T> {
    /// How often it was seen before.
    fn before(&mut self, seen: T) -> usize {
        let count = self.0.entry(seen).or_default();
        *count += 1;
        *count - 1
    }
}

/// Which messages said a pair of words.
#[derive(Default)]
struct Said(FxHashMap<(Token, Token), Vec<usize>>);

impl Said {
    /// How many said nearly the same before, and whether one of them says all of it.
    fn before(&mut self, index: usize, candidate: &Candidate) -> (usize, bool) {
        let words = tokens::of_pattern(&candidate.message.pattern);
        let pairs = words.windows(2).filter_map(|pair| match pair {
            [Token::Value, Token::Value] => None,
            [first, second] => Some((first.clone(), second.clone())),
            _ => None,
        });
        let pairs: FxHashSet<(Token, Token)> = pairs.collect();
        let all = pairs.len();
        let enough = SHARED_PAIRS.max(all.div_ceil(SHARED_PART));
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        for pair in pairs {
            let others = self.0.entry(pair).or_default();
            for other in others.iter().rev().take(MOST_COMPARED) {
                *shared.entry(*other).or_default() += 1;
            }
            others.push(index);
        }
        let again = shared.values().filter(|shared| **shared >= enough);
        (again.clone().count(), again.max() == Some(&all))
    }
}

/// The signal of the word that speaks for a message most.
fn strongest_word(candidate: &Candidate, words: &Words) -> Option<Signal> {
    Some(candidate.strongest_word(words)?.signal.clone())
}

/// The file of a message, and how its text begins.
fn beginning(candidate: &Candidate) -> Option<(String, String)> {
    let text = candidate.message.pattern.to_string().to_lowercase();
    let words: Vec<&str> = text.split_whitespace().take(BEGINNING).collect();
    let site = candidate.message.sites.first()?;
    Some((site.file.clone(), words.join(" ")))
}

fn repeated(entry: &str, better: usize, steps: &Steps) -> Option<Reason> {
    let step = steps.reached(better)?;
    Some(Reason {
        signal: Signal::of(Circumstance::Repeats, entry),
        weight: step.weight,
        detail: format!("{} ({better})", step.why),
    })
}
