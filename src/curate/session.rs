//! The review as a pure state machine.

use super::decision::{Decision, Decisions, Verdict};
use crate::pattern::{Pattern, Piece};
use crate::score::{Candidate, Fingerprint};
use crate::sigma::Keyword;

/// One step of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// Accept the current candidate with its keyword.
    Accept,
    /// Accept it with another keyword.
    Edit(Pattern),
    /// Reject it.
    Reject,
    /// Leave it undecided and go on.
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
    /// No candidate has this rank.
    #[error("no candidate {rank}: there are {candidates}")]
    NoSuchRank {
        /// The rank that was asked for.
        rank: usize,
        /// How many there are.
        candidates: usize,
    },
    /// The keyword cannot stand in a rule.
    #[error("{0}")]
    Keyword(String),
    /// The keyword would not find the message.
    #[error("'{keyword}' does not occur in the message '{pattern}'")]
    NotInMessage {
        /// The keyword.
        keyword: String,
        /// The message.
        pattern: String,
    },
}

/// The current candidate, as it is shown.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The candidate.
    pub candidate: &'a Candidate,
    /// What is decided on it.
    pub decision: Option<&'a Decision>,
    /// How many candidates there are.
    pub candidates: usize,
    /// How many of them are accepted.
    pub accepted: usize,
    /// How many of them are rejected.
    pub rejected: usize,
    /// How many undecided candidates print through the same function, this one included.
    pub group: usize,
}

/// Candidates, what is decided on them, and where the review stands.
#[derive(Debug, Clone)]
pub struct Session {
    candidates: Vec<Candidate>,
    decisions: Decisions,
    /// The index of the current candidate; past the end when all were seen.
    at: usize,
    /// What each step of this review changed, for undo: the place, and the decisions before it.
    steps: Vec<Step>,
}

#[derive(Debug, Clone)]
struct Step {
    at: usize,
    before: Vec<(Fingerprint, Option<Decision>)>,
}

impl Session {
    /// A review of these candidates, best first, with earlier decisions; it starts at the first
    /// candidate that is undecided.
    pub fn new(candidates: Vec<Candidate>, decisions: Decisions) -> Self {
        let mut session = Session {
            candidates,
            decisions,
            at: 0,
            steps: Vec::new(),
        };
        session.at = session.next_undecided(0);
        session
    }

    /// The candidates, best first.
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// All decisions, also earlier ones on candidates that are gone.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// The current candidate; `None` when there is nothing left to look at.
    pub fn current(&self) -> Option<View<'_>> {
        let candidate = self.candidates.get(self.at)?;
        let count = |wanted| {
            self.candidates
                .iter()
                .filter(|c| self.verdict(c) == Some(wanted))
                .count()
        };
        Some(View {
            candidate,
            decision: self.decisions.get(&candidate.fingerprint),
            candidates: self.candidates.len(),
            accepted: count(Verdict::Accept),
            rejected: count(Verdict::Reject),
            group: self.group(candidate).len(),
        })
    }

    /// The accepted candidates with their keywords, best first. A decision whose keyword cannot
    /// stand in a rule (a file may be edited by hand) is left out and named.
    pub fn accepted(&self) -> (Vec<(Candidate, Keyword)>, Vec<String>) {
        let mut accepted = Vec::new();
        let mut refused = Vec::new();
        for candidate in &self.candidates {
            let decision = self.decisions.get(&candidate.fingerprint);
            let Some(decision) = decision.filter(|d| d.decision == Verdict::Accept) else {
                continue;
            };
            match Keyword::new(decision.keyword.clone()) {
                Ok(keyword) => accepted.push((candidate.clone(), keyword)),
                Err(why) => refused.push(format!("'{}': {why}", decision.keyword)),
            }
        }
        (accepted, refused)
    }

    /// Decisions on candidates that are not there any more: the application has changed.
    pub fn vanished(&self) -> Vec<&Decision> {
        let is_gone = |decision: &&Decision| {
            !self
                .candidates
                .iter()
                .any(|c| c.fingerprint == decision.fingerprint)
        };
        self.decisions.iter().filter(is_gone).collect()
    }

    /// Accepts the `number` best candidates on which nothing is decided yet.
    pub fn accept_top(&mut self, number: usize) {
        self.accept_where(number, |_| true);
    }

    /// Accepts all candidates with at least this score on which nothing is decided yet.
    pub fn accept_above(&mut self, score: f64) {
        self.accept_where(usize::MAX, |candidate| candidate.score >= score);
    }

    fn accept_where(&mut self, number: usize, wanted: impl Fn(&Candidate) -> bool) {
        let is_open =
            |c: &&Candidate| self.verdict(c).is_none() && Keyword::new(c.keyword.clone()).is_ok();
        let chosen: Vec<Decision> = (self.candidates.iter().filter(|c| wanted(c)).filter(is_open))
            .take(number)
            .map(|candidate| Decision::on(candidate, Verdict::Accept))
            .collect();
        self.decide(chosen);
    }

    /// Takes one step.
    ///
    /// # Errors
    /// [`Refusal`] says why nothing happened.
    pub fn apply(&mut self, operation: Operation) -> Result<Progressed, Refusal> {
        let Some(candidate) = self.candidates.get(self.at) else {
            return self.move_from_end(operation);
        };
        match operation {
            Operation::Accept => {
                legal(&candidate.keyword)?;
                self.decide(vec![Decision::on(candidate, Verdict::Accept)]);
            }
            Operation::Edit(keyword) => {
                let decision = edited(candidate, keyword)?;
                self.decide(vec![decision]);
            }
            Operation::Reject => self.decide(vec![Decision::on(candidate, Verdict::Reject)]),
            Operation::AcceptGroup => {
                let is_legal = |c: &&&Candidate| Keyword::new(c.keyword.clone()).is_ok();
                let group = self.group(candidate);
                self.decide(
                    group
                        .iter()
                        .filter(is_legal)
                        .map(|c| Decision::on(c, Verdict::Accept))
                        .collect(),
                );
            }
            Operation::RejectGroup => {
                let group = self.group(candidate);
                self.decide(
                    group
                        .iter()
                        .map(|c| Decision::on(c, Verdict::Reject))
                        .collect(),
                );
            }
            Operation::Skip => {
                self.at += 1;
                return Ok(Progressed::Moved);
            }
            elsewhere => return self.go(&elsewhere),
        }
        self.at = self.next_undecided(self.at + 1);
        Ok(Progressed::Decided)
    }

    fn move_from_end(&mut self, operation: Operation) -> Result<Progressed, Refusal> {
        match operation {
            Operation::Undo | Operation::Back | Operation::Goto(_) => self.go(&operation),
            _ => Ok(Progressed::Moved),
        }
    }

    fn go(&mut self, operation: &Operation) -> Result<Progressed, Refusal> {
        match operation {
            Operation::Undo => return self.undo(),
            Operation::Back => self.at = self.at.checked_sub(1).ok_or(Refusal::AtFirst)?,
            Operation::Goto(rank) => {
                let candidates = self.candidates.len();
                let is_there = (1..=candidates).contains(rank);
                self.at = if is_there {
                    rank - 1
                } else {
                    return Err(Refusal::NoSuchRank {
                        rank: *rank,
                        candidates,
                    });
                };
            }
            _ => {}
        }
        Ok(Progressed::Moved)
    }

    fn undo(&mut self) -> Result<Progressed, Refusal> {
        let step = self.steps.pop().ok_or(Refusal::NothingToUndo)?;
        for (fingerprint, before) in step.before {
            match before {
                Some(decision) => self.decisions.set(decision),
                None => self.decisions.remove(&fingerprint),
            };
        }
        self.at = step.at;
        Ok(Progressed::Decided)
    }

    fn decide(&mut self, decisions: Vec<Decision>) {
        let mut before = Vec::with_capacity(decisions.len());
        for decision in decisions {
            let fingerprint = decision.fingerprint.clone();
            before.push((fingerprint, self.decisions.set(decision)));
        }
        // Two candidates never share a fingerprint, but undo must be exact in any case.
        before.reverse();
        self.steps.push(Step {
            at: self.at,
            before,
        });
    }

    fn verdict(&self, candidate: &Candidate) -> Option<Verdict> {
        self.decisions
            .get(&candidate.fingerprint)
            .map(|decision| decision.decision)
    }

    fn next_undecided(&self, from: usize) -> usize {
        let rest = self.candidates.iter().skip(from);
        let open = rest
            .into_iter()
            .position(|candidate| self.verdict(candidate).is_none());
        open.map_or(self.candidates.len(), |offset| from + offset)
    }

    /// Undecided candidates that print through the same function, this one first.
    fn group<'a>(&'a self, candidate: &'a Candidate) -> Vec<&'a Candidate> {
        let callee =
            |candidate: &'a Candidate| candidate.message.sites.first().map(|site| &site.callee);
        let others = self.candidates.iter().filter(|other| {
            other.fingerprint != candidate.fingerprint
                && callee(other) == callee(candidate)
                && self.verdict(other).is_none()
        });
        std::iter::once(candidate).chain(others).collect()
    }
}

fn legal(keyword: &Pattern) -> Result<Keyword, Refusal> {
    Keyword::new(keyword.clone()).map_err(|why| Refusal::Keyword(why.to_string()))
}

fn edited(candidate: &Candidate, keyword: Pattern) -> Result<Decision, Refusal> {
    legal(&keyword)?;
    let pattern = &candidate.message.pattern;
    if !occurs_in(&keyword, pattern) {
        return Err(Refusal::NotInMessage {
            keyword: keyword.to_string(),
            pattern: pattern.to_string(),
        });
    }
    Ok(Decision {
        keyword,
        ..Decision::on(candidate, Verdict::Accept)
    })
}

/// Whether each text of the keyword occurs in the message, in order and in either case. A text may
/// not reach over a value of the message, because nobody knows what will stand there.
fn occurs_in(keyword: &Pattern, pattern: &Pattern) -> bool {
    let mut texts = pattern.pieces().iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text.to_lowercase()),
        _ => None,
    });
    let mut rest = texts.next();
    for wanted in keyword.texts().map(str::to_lowercase) {
        loop {
            let Some(text) = rest else { return false };
            match text.find(&wanted) {
                Some(at) => {
                    rest = Some(text[at + wanted.len()..].to_owned());
                    break;
                }
                None => rest = texts.next(),
            }
        }
    }
    true
}
