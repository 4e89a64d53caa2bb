//! What is asked of a review, and what it answers.

use super::Session;
use super::decision::{Decision, Decisions};
use super::group::{Group, Grouping};
use crate::pattern::Pattern;
use crate::score::Candidate;
use crate::sigma::Keyword;

/// One step of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// Accept the current candidate with the keyword that is shown.
    Accept,
    /// Accept it with another keyword, and stay: what that keyword finds is to be looked at.
    Edit(Pattern),
    /// Reject it.
    Reject,
    /// Reject it, and say why.
    RejectBecause(String),
    /// Leave it as it is and go on.
    Skip,
    /// Accept it and all undecided candidates of its group.
    AcceptGroup(Grouping),
    /// Reject it and all undecided candidates of its group.
    RejectGroup(Grouping),
    /// Take the last decision back, as far back as there are any.
    Undo,
    /// Go to the candidate before.
    Back,
    /// Go to the candidate with this rank.
    Goto(usize),
    /// Go to the next candidate, round the end, with this text in its message, its keyword or the file
    /// or function of a site; in either case.
    Search(String),
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
    /// No other candidate has the text that was searched for.
    #[error("no other candidate has '{0}' in its message, keyword, file or function")]
    NotFound(String),
    /// The candidate is in no such group.
    #[error("this candidate is in no such group")]
    NoGroup,
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
    /// The keyword would find what many programs print.
    #[error(
        "'{keyword}' is too general, many programs print it: take two words or more of the message"
    )]
    General {
        /// The keyword.
        keyword: Pattern,
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
    pub(super) session: &'a Session,
}

impl<'a> View<'a> {
    /// The groups that the current candidate is in, the narrowest first.
    pub fn groups(&self) -> Vec<Group<'a>> {
        self.session.groups()
    }

    /// The other candidates whose messages a keyword finds too, best first.
    pub fn also_found(&self, keyword: &Pattern) -> Vec<&'a Candidate> {
        let keyword = Keyword::new(keyword.clone());
        keyword.map_or_else(|_| Vec::new(), |keyword| self.session.found(&keyword))
    }

    /// The best other candidate that is accepted with a keyword which finds the current message, too.
    pub fn found_by(&self) -> Option<(&'a Candidate, &'a Decision)> {
        self.session.found_by()
    }
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
}

impl<'a> Current<'a> {
    /// The keyword that [`Operation::Accept`] takes: the edited one, or the candidate's own.
    pub fn keyword(&self) -> &'a Pattern {
        self.decision
            .map_or(&self.candidate.keyword, |decision| &decision.keyword)
    }

    /// The message as it was when it was decided on, if it reads otherwise now.
    pub fn was(&self) -> Option<&'a Pattern> {
        let was = self.decision?.decided_on();
        (*was != self.candidate.message.pattern).then_some(was)
    }
}
