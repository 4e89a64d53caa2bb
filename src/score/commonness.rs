//! What most messages of a program have in common tells little about any of them.

use rustc_hash::FxHashMap;

use super::words::Words;
use super::{Candidate, Circumstance, Reason, Signal, signals};

/// Messages that are added to those of a program: in a small one, chance makes things common.
const UNSEEN: usize = 20;

/// The share of the messages from which on the detail of a reason speaks of it.
const WORTH_SAYING: f64 = 0.1;

/// How often the share of the messages that do not say a word is taken of its weight: a program that says a word in a
/// tenth of its messages is about what the word means.
const OF_A_WORD: i32 = 4;

/// Weakens each reason by the share of the other messages that have it too: what half of them have counts
/// half, and a word for the message much less. That a keyword is vague, and that only debugging prints it, stay as they
/// are: the half of a program that its normal log never shows is not the better for being large.
pub(super) fn weaken(candidates: &mut [Candidate], words: &Words) {
    let mut counts: FxHashMap<(Signal, u64), usize> = FxHashMap::default();
    for reason in candidates.iter().flat_map(|candidate| &candidate.reasons) {
        *counts.entry(observation(reason, words)).or_default() += 1;
    }
    let all = (candidates.len() + UNSEEN) as f64;
    for candidate in candidates {
        for reason in &mut candidate.reasons {
            let others = counts
                .get(&observation(reason, words))
                .map_or(0, |count| count - 1);
            let is_word = reason.weight > 0.0 && words.is_of_message(&reason.signal);
            let times = if is_word { OF_A_WORD } else { 1 };
            weaken_one(reason, others as f64 / all, times);
        }
        candidate.reasons.retain(|reason| reason.weight != 0.0);
        signals::sort(&mut candidate.reasons);
        candidate.score = candidate.sum();
    }
}

/// A signal may have several steps, each with a weight of its own; a word is the same in a name.
fn observation(reason: &Reason, words: &Words) -> (Signal, u64) {
    let is_word = words.is_of_message(&reason.signal);
    let step = if is_word { 0 } else { reason.weight.to_bits() };
    (reason.signal.clone(), step)
}

fn weaken_one(reason: &mut Reason, share: f64, times: i32) {
    if signals::is_vague(&reason.signal) || reason.signal.is_of(Circumstance::Debug) {
        return;
    }
    reason.weight = signals::hundredths(reason.weight * (1.0 - share).powi(times));
    if share >= WORTH_SAYING {
        let percent = (100.0 * share).round();
        reason.detail += &format!(", as for {percent} % of the messages");
    }
}
