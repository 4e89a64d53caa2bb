//! What has changed since decisions were made.

use super::{Decision, Session};
use crate::score::Candidate;

impl Session {
    /// Decisions on candidates that are not there any more, nor any like them.
    pub fn vanished(&self) -> Vec<&Decision> {
        let is_gone = |decision: &&Decision| !self.index.contains_key(&decision.fingerprint);
        self.decisions.iter().filter(is_gone).collect()
    }

    /// Decisions on messages that read otherwise by now, though they are still the same ones, in the order
    /// of the candidates.
    pub fn changed(&self) -> Vec<(&Decision, &Candidate)> {
        let mut decided = self.with_candidates();
        decided.retain(|(decision, candidate)| *decision.decided_on() != candidate.message.pattern);
        decided
    }

    /// Decisions that went on with their messages to another function.
    pub fn moved(&self) -> Vec<(&Decision, &Candidate)> {
        let mut decided = self.with_candidates();
        decided.retain(|(decision, candidate)| {
            let found_under = self.decisions.found_under(&decision.fingerprint);
            found_under.is_some() && *decision.decided_on() == candidate.message.pattern
        });
        decided
    }

    fn with_candidates(&self) -> Vec<(&Decision, &Candidate)> {
        let decided = self.candidates.iter().filter_map(|candidate| {
            let decision = self.decisions.get(&candidate.fingerprint)?;
            Some((decision, candidate))
        });
        decided.collect()
    }
}
