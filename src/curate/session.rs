//! The review as a pure state machine.

use std::collections::HashSet;

use super::decision::{Decision, Decisions, Verdict};
use super::operation::{Current, Operation, Progressed, Refusal, View};
use crate::pattern::Pattern;
use crate::score::{Candidate, Fingerprint};
use crate::sigma::Keyword;

/// Candidates, what is decided on them, and where the review stands.
#[derive(Debug, Clone)]
pub struct Session {
    candidates: Vec<Candidate>,
    decisions: Decisions,
    /// Who decides, and on which day.
    by: Option<String>,
    on: Option<String>,
    /// The index of the current candidate; past the end when all were seen.
    at: usize,
    steps: Vec<Step>,
}

/// What one step of this review changed, for undo: the place, and the decisions before it.
#[derive(Debug, Clone)]
struct Step {
    at: usize,
    before: Vec<(Fingerprint, Option<Decision>)>,
}

impl Session {
    /// A review of these candidates, in the order of their ranks, with earlier decisions; it starts
    /// at the first candidate that is undecided. Of candidates with one fingerprint the best counts.
    pub fn new(mut candidates: Vec<Candidate>, decisions: Decisions) -> Self {
        let mut seen = HashSet::new();
        candidates.sort_by_key(|candidate| candidate.rank);
        candidates.retain(|candidate| seen.insert(candidate.fingerprint.clone()));
        let mut session = Session {
            candidates,
            decisions,
            by: None,
            on: None,
            at: 0,
            steps: Vec::new(),
        };
        session.at = session.next_undecided(0);
        session
    }

    /// The same review, whose new decisions say who decided and on which day (`YYYY-MM-DD`).
    #[must_use]
    pub fn signed(self, by: Option<String>, on: String) -> Self {
        Session {
            by,
            on: Some(on),
            ..self
        }
    }

    /// All decisions, also earlier ones on candidates that are gone.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Where the review stands.
    pub fn view(&self) -> View<'_> {
        let count = |wanted| {
            self.candidates
                .iter()
                .filter(|candidate| self.verdict(candidate) == Some(wanted))
                .count()
        };
        View {
            current: self.candidates.get(self.at).map(|candidate| Current {
                candidate,
                position: self.at + 1,
                decision: self.decisions.get(&candidate.fingerprint),
                group: self.group(candidate).len(),
            }),
            candidates: &self.candidates,
            decisions: &self.decisions,
            accepted: count(Verdict::Accept),
            rejected: count(Verdict::Reject),
        }
    }

    /// The accepted candidates with their keywords, best first. A decision whose keyword does not
    /// hold (a file may be edited by hand) is left out, and the second list says why.
    pub fn accepted(&self) -> (Vec<(Candidate, Keyword)>, Vec<Refusal>) {
        let mut accepted = Vec::new();
        let mut refused = Vec::new();
        for candidate in &self.candidates {
            let decision = self.decisions.get(&candidate.fingerprint);
            let Some(decision) = decision.filter(|d| d.decision == Verdict::Accept) else {
                continue;
            };
            match checked(candidate, &decision.keyword) {
                Ok(keyword) => accepted.push((candidate.clone(), keyword)),
                Err(why) => refused.push(why),
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

    /// Decisions on messages that read otherwise by now, though they are still the same ones.
    pub fn changed(&self) -> Vec<(&Decision, &Candidate)> {
        let decided = self.candidates.iter().filter_map(|candidate| {
            let decision = self.decisions.get(&candidate.fingerprint)?;
            Some((decision, candidate))
        });
        decided
            .filter(|(decision, candidate)| decision.pattern != candidate.message.pattern)
            .collect()
    }

    /// Accepts the `number` best candidates that are not rejected. Those that are accepted already
    /// count: doing it twice changes nothing.
    pub fn accept_top(&mut self, number: usize) {
        self.accept_where(number, |_| true);
    }

    /// Accepts all candidates with at least this score that are not rejected.
    pub fn accept_above(&mut self, score: f64) {
        self.accept_where(usize::MAX, |candidate| candidate.score >= score);
    }

    fn accept_where(&mut self, number: usize, wanted: impl Fn(&Candidate) -> bool) {
        let wanted = self.candidates.iter().filter(|candidate| wanted(candidate));
        let chosen = wanted
            .filter(|candidate| self.verdict(candidate) != Some(Verdict::Reject))
            .filter_map(|candidate| self.acceptance(candidate).ok())
            .take(number)
            .filter(|decision| self.decisions.get(&decision.fingerprint).is_none())
            .collect();
        self.decide(chosen);
        self.at = self.next_undecided(0);
    }

    /// Takes one step.
    ///
    /// # Errors
    /// [`Refusal`] says why nothing happened.
    pub fn apply(&mut self, operation: Operation) -> Result<Progressed, Refusal> {
        match operation {
            Operation::Undo => return self.undo(),
            Operation::Skip => {
                self.here()?;
                self.at += 1;
            }
            Operation::Back => self.at = self.at.checked_sub(1).ok_or(Refusal::AtFirst)?,
            Operation::Goto(rank) => {
                let place = self.candidates.iter().position(|c| c.rank == rank);
                self.at = place.ok_or(Refusal::NoSuchRank(rank))?;
            }
            Operation::Quit => {}
            decision => {
                let decided = self.decided(decision)?;
                self.decide(decided);
                self.at = self.next_undecided(self.at + 1);
                return Ok(Progressed::Decided);
            }
        }
        Ok(Progressed::Moved)
    }

    /// The decisions that an operation on the current candidate makes.
    fn decided(&self, operation: Operation) -> Result<Vec<Decision>, Refusal> {
        let candidate = self.here()?;
        Ok(match operation {
            Operation::Edit(keyword) => {
                checked(candidate, &keyword)?;
                vec![Decision {
                    keyword,
                    ..Decision::on(candidate, Verdict::Accept)
                }]
            }
            Operation::AcceptGroup => {
                self.acceptance(candidate)?;
                // Whoever accepts many at once has not looked at each.
                let is_meant = |c: &&Candidate| !c.is_vague() || *c == candidate;
                let group = self.group(candidate).into_iter().filter(is_meant);
                group.filter_map(|c| self.acceptance(c).ok()).collect()
            }
            Operation::RejectGroup => {
                let group = self.group(candidate).into_iter();
                group.map(|c| Decision::on(c, Verdict::Reject)).collect()
            }
            Operation::Reject => vec![Decision::on(candidate, Verdict::Reject)],
            _ => vec![self.acceptance(candidate)?],
        })
    }

    fn here(&self) -> Result<&Candidate, Refusal> {
        self.candidates.get(self.at).ok_or(Refusal::AtEnd)
    }

    /// Accepts a candidate with the keyword that is shown: an edited one stays.
    fn acceptance(&self, candidate: &Candidate) -> Result<Decision, Refusal> {
        let edited = self.decisions.get(&candidate.fingerprint);
        let keyword = edited.map_or(&candidate.keyword, |decision| &decision.keyword);
        checked(candidate, keyword)?;
        Ok(Decision {
            keyword: keyword.clone(),
            ..Decision::on(candidate, Verdict::Accept)
        })
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
        if decisions.is_empty() {
            return;
        }
        let mut before = Vec::with_capacity(decisions.len());
        for decision in decisions {
            let signed = Decision {
                by: self.by.clone(),
                at: self.on.clone(),
                ..decision
            };
            before.push((signed.fingerprint.clone(), self.decisions.set(signed)));
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
        let mut rest = self.candidates.iter().skip(from);
        let open = rest.position(|candidate| self.verdict(candidate).is_none());
        open.map_or(self.candidates.len(), |offset| from + offset)
    }

    /// This candidate, and the undecided ones that print through the same function.
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

/// The keyword for a candidate, if it may stand in a rule and finds the candidate's message.
fn checked(candidate: &Candidate, keyword: &Pattern) -> Result<Keyword, Refusal> {
    let legal = Keyword::new(keyword.clone()).map_err(|why| Refusal::Keyword {
        keyword: keyword.clone(),
        why,
    })?;
    let message = &candidate.message.pattern;
    if legal.occurs_in(message) {
        return Ok(legal);
    }
    Err(Refusal::NotInMessage {
        keyword: keyword.clone(),
        message: message.clone(),
    })
}
