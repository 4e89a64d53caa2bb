//! What a message says counts less where nothing beside it speaks for an attack: input that is not as it should be is an
//! attack where a peer sent it, and a mistake where an administrator or the program itself did.

use super::candidate::{Candidate, Reason};
use super::signal::{Circumstance, Signal};
use super::signals;
use super::words::Words;
use super::written::Without;

/// Speaks against the messages that lack all of what a mark asks for.
pub(super) fn weigh(candidates: &mut [Candidate], words: &Words) {
    for candidate in candidates {
        let marks = words.signals.without.iter();
        let lacking = marks.filter(|(_, mark)| lacks(candidate, mark, words));
        let lacking: Vec<_> = lacking.collect();
        for (name, mark) in lacking {
            candidate.reasons.push(Reason {
                signal: Signal::of(Circumstance::Without, name),
                weight: mark.weight,
                detail: mark.why.clone(),
            });
        }
        signals::sort(&mut candidate.reasons);
        candidate.score = candidate.sum();
    }
}

/// Whether the strongest word is one of those that the mark is about, and nothing that it asks for speaks for the
/// message.
fn lacks(candidate: &Candidate, mark: &Without, words: &Words) -> bool {
    let names = |names: &[String], reason: &Reason| {
        let mut names = names.iter();
        names.any(|name| reason.signal.is_written(name))
    };
    let strongest = candidate.strongest_word(words);
    let is_about = mark.of.is_empty() || strongest.is_some_and(|word| names(&mark.of, word));
    let speaks_for_it = |reason: &Reason| reason.weight > 0.0 && names(&mark.unless, reason);
    is_about && !candidate.reasons.iter().any(speaks_for_it)
}
