//! What was decided, candidate by candidate.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::pattern::Pattern;
use crate::score::{Candidate, Fingerprint};

/// What a person says of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Its keyword goes into the rule.
    Accept,
    /// It stays out.
    Reject,
}

/// A verdict, and what it was given on. One block of the decision file; an edited keyword is an
/// accepted one that differs from the candidate's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Names the candidate.
    pub fingerprint: Fingerprint,
    /// What was said.
    pub decision: Verdict,
    /// The message at that time.
    pub pattern: Pattern,
    /// The message that was decided on, where the decision went on to one that reads otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Pattern>,
    /// The text for the rule.
    pub keyword: Pattern,
    /// The rule keeps the keyword although another one finds all that it finds. Only written by hand.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep: bool,
    /// Why, in the person's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

impl Decision {
    /// A verdict on a candidate as it is.
    pub fn on(candidate: &Candidate, decision: Verdict) -> Self {
        Decision {
            fingerprint: candidate.fingerprint.clone(),
            decision,
            pattern: candidate.message.pattern.clone(),
            was: None,
            keyword: candidate.keyword.clone(),
            keep: false,
            reason: None,
            by: None,
            at: None,
        }
    }

    /// The message that a person had before their eyes.
    pub fn decided_on(&self) -> &Pattern {
        self.was.as_ref().unwrap_or(&self.pattern)
    }
}

/// Decisions by fingerprint, also those on candidates that are not there now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    by_fingerprint: BTreeMap<Fingerprint, Decision>,
    /// What those that went on with their messages were found under.
    moved: BTreeMap<Fingerprint, Fingerprint>,
}

impl Decisions {
    /// The decision on the candidate with this fingerprint.
    pub fn get(&self, fingerprint: &Fingerprint) -> Option<&Decision> {
        self.by_fingerprint.get(fingerprint)
    }

    /// Whether the keyword of this candidate stays in the rule beside one that finds all that it finds.
    pub fn keeps(&self, candidate: &Candidate) -> bool {
        let decision = self.get(&candidate.fingerprint);
        decision.is_some_and(|decision| decision.keep)
    }

    /// Puts a decision in the place of an earlier one, which is returned.
    pub fn set(&mut self, decision: Decision) -> Option<Decision> {
        self.by_fingerprint
            .insert(decision.fingerprint.clone(), decision)
    }

    /// Takes a decision back.
    pub fn remove(&mut self, fingerprint: &Fingerprint) -> Option<Decision> {
        self.by_fingerprint.remove(fingerprint)
    }

    /// Lets a decision go on, from the fingerprint that it was found under to its own.
    pub(super) fn go_on(&mut self, from: &Fingerprint, decision: Decision) {
        self.remove(from);
        self.moved
            .insert(decision.fingerprint.clone(), from.clone());
        self.set(decision);
    }

    /// What a decision that went on with its message was found under.
    pub(super) fn found_under(&self, fingerprint: &Fingerprint) -> Option<&Fingerprint> {
        self.moved.get(fingerprint)
    }

    /// All decisions, sorted by fingerprint.
    pub fn iter(&self) -> impl Iterator<Item = &Decision> {
        self.by_fingerprint.values()
    }
}

impl FromIterator<Decision> for Decisions {
    fn from_iter<T: IntoIterator<Item = Decision>>(decisions: T) -> Self {
        let mut all = Decisions::default();
        for decision in decisions {
            all.set(decision);
        }
        all
    }
}
