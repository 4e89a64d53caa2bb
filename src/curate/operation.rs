//! What is asked of a review, and what it answers.

use super::decision::{Decision, Decisions};
use crate::pattern::Pattern;
use crate::score::Candidate;

/// One step of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// Accept the current candidate with the keyword that is shown.
    Accept,
    /// Accept it with another keyword.
    Edit(Pattern),
    /// Reject it.
    Reject,
    /// Leave it as it is and go on.
    Skip,
    /// Accept it and all undecided candidates that print through the same function.
    AcceptGroup,
    /// Reject it and all undecided candidates that print through the same function.
    RejectGroup,
    /// Take the last decision back, as far back as there are any.
    Undo,
    /// Go to the candidate before.
    Back,
    /// Go to the candidate with this rank.
    Goto(usize),
    /// Leave.
    Quit,
}

/// Whether an operation changed what is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progressed {
    /// There is something new to keep.
    Decided,
    /// Only the place changed.
    Moved,
}

/// Why an operation did nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no decision of this review left to take back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// The current candidate is the first.
    #[error("this is the first candidate")]
    AtFirst,
    /// All candidates were seen: none is there to decide on.
    #[error("all candidates were seen: undo, go back or leave")]
    AtEnd,
    /// No candidate has this rank.
    #[error("no candidate has rank {0}")]
    NoSuchRank(usize),
    /// The keyword cannot stand in a rule.
    #[error("'{keyword}' cannot be a keyword: {why}")]
    Keyword {
        /// The keyword.
        keyword: Pattern,
        /// What is wrong with it, and what to do.
        why: crate::sigma::Refused,
    },
    /// The keyword would not find the message.
    #[error("'{keyword}' does not occur in the message '{message}'")]
    NotInMessage {
        /// The keyword.
        keyword: Pattern,
        /// The message.
        message: Pattern,
    },
}

/// Where a review stands, as it is shown.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The current candidate; `None` when all were seen.
    pub current: Option<Current<'a>>,
    /// All candidates, best first.
    pub candidates: &'a [Candidate],
    /// All decisions.
    pub decisions: &'a Decisions,
    /// How many of them are accepted.
    pub accepted: usize,
    /// How many of them are rejected.
    pub rejected: usize,
}

/// The candidate that the next operation is about.
#[derive(Debug, Clone, Copy)]
pub struct Current<'a> {
    /// The candidate.
    pub candidate: &'a Candidate,
    /// Its place among those of this review, from 1.
    pub position: usize,
    /// What is decided on it.
    pub decision: Option<&'a Decision>,
    /// How many candidates an operation on the group decides on, this one included.
    pub group: usize,
}

impl<'a> Current<'a> {
    /// The keyword that [`Operation::Accept`] takes: the edited one, or the candidate's own.
    pub fn keyword(&self) -> &'a Pattern {
        self.decision
            .map_or(&self.candidate.keyword, |decision| &decision.keyword)
    }
}
