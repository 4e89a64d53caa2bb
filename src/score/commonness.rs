//! What most messages of a program have in common tells little about any of them.

use std::collections::HashMap;

use super::Candidate;
use super::signals::VAGUE;

/// Messages that are added to those of a program: in a small one, chance makes things common.
const UNSEEN: usize = 20;

/// The share of the messages from which on the detail of a reason speaks of it.
const WORTH_SAYING: f64 = 0.1;

/// Weakens each reason by the share of the other messages that have it too: what half of them have counts
/// half. That a keyword is vague stays as it is.
pub(super) fn weaken(candidates: &mut [Candidate]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for reason in candidates.iter().flat_map(|candidate| &candidate.reasons) {
        *counts.entry(reason.signal.clone()).or_default() += 1;
    }
    let all = (candidates.len() + UNSEEN) as f64;
    for candidate in candidates {
        for reason in candidate
            .reasons
            .iter_mut()
            .filter(|reason| reason.signal != VAGUE)
        {
            let others = counts.get(&reason.signal).map_or(0, |count| count - 1);
            let share = others as f64 / all;
            reason.weight = rounded(reason.weight * (1.0 - share));
            if share >= WORTH_SAYING {
                reason
                    .detail
                    .push_str(&format!(", as for {:.0} % of the messages", 100.0 * share));
            }
        }
        candidate.reasons.retain(|reason| reason.weight != 0.0);
        super::signals::sort(&mut candidate.reasons);
        candidate.score = candidate.sum();
    }
}

/// To hundredths: a person reads no more.
fn rounded(weight: f64) -> f64 {
    (weight * 100.0).round() / 100.0
}
