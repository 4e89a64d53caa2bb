//! What most messages of a program have in common tells little about any of them.

use std::collections::HashMap;

use super::{Candidate, Reason, signals};

/// Messages that are added to those of a program: in a small one, chance makes things common.
const UNSEEN: usize = 20;

/// The share of the messages from which on the detail of a reason speaks of it.
const WORTH_SAYING: f64 = 0.1;

/// Weakens each reason by the share of the other messages that have it too: what half of them have counts
/// half. That a keyword is vague stays as it is.
pub(super) fn weaken(candidates: &mut [Candidate]) {
    let mut counts: HashMap<(String, u64), usize> = HashMap::new();
    for reason in candidates.iter().flat_map(|candidate| &candidate.reasons) {
        *counts.entry(observation(reason)).or_default() += 1;
    }
    let all = (candidates.len() + UNSEEN) as f64;
    for candidate in candidates {
        for reason in &mut candidate.reasons {
            let others = counts
                .get(&observation(reason))
                .map_or(0, |count| count - 1);
            weaken_one(reason, others as f64 / all);
        }
        candidate.reasons.retain(|reason| reason.weight != 0.0);
        signals::sort(&mut candidate.reasons);
        candidate.score = candidate.sum();
    }
}

/// A signal may have several steps, each with a weight of its own.
fn observation(reason: &Reason) -> (String, u64) {
    (reason.signal.clone(), reason.weight.to_bits())
}

fn weaken_one(reason: &mut Reason, share: f64) {
    if reason.signal == signals::VAGUE {
        return;
    }
    reason.weight = (100.0 * reason.weight * (1.0 - share)).round() / 100.0;
    if share >= WORTH_SAYING {
        let percent = (100.0 * share).round();
        reason.detail += &format!(", as for {percent} % of the messages");
    }
}
