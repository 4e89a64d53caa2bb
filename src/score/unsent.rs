//! Input that is not as it should be is an attack where a peer sent it, and a mistake where an administrator or the program
//! itself did: nothing says who did where no peer is in sight.

use super::candidate::{Candidate, Reason};
use super::signal::{Circumstance, Signal};
use super::signals;
use super::words::Words;

/// Speaks against the messages whose strongest word is about input, and that nothing says came from a peer.
pub(super) fn weigh(candidates: &mut [Candidate], words: &Words) {
    let unsent = &words.signals.unsent;
    for candidate in candidates {
        if is_unsent(candidate, words) {
            candidate.reasons.push(Reason {
                signal: Signal::of(Circumstance::Input, "unsent"),
                weight: unsent.weight,
                detail: unsent.why.clone(),
            });
            signals::sort(&mut candidate.reasons);
            candidate.score = candidate.sum();
        }
    }
}

fn is_unsent(candidate: &Candidate, words: &Words) -> bool {
    let unsent = &words.signals.unsent;
    let names = |names: &[String], reason: &Reason| {
        let mut names = names.iter();
        names.any(|name| reason.signal.is_written(name))
    };
    let strongest = candidate.strongest_word(words);
    let speaks_of_a_peer = |reason: &Reason| reason.weight > 0.0 && names(&unsent.unless, reason);
    strongest.is_some_and(|word| names(&unsent.of, word))
        && !candidate.reasons.iter().any(speaks_of_a_peer)
}
