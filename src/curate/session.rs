//! The review as a pure state machine.

use std::collections::HashMap;

use super::decision::{Decision, Decisions, Verdict};
use super::group::{Group, Grouping, Groups, Members};
use super::keyword::{checked, fitting};
use super::moved;
use super::operation::{Current, Operation, Progressed, Refusal, View};
use crate::pattern::Pattern;
use crate::score::{Candidate, Fingerprint};
use crate::sigma::Keyword;

/// Candidates, what is decided on them, and where the review stands.
#[derive(Debug, Clone)]
pub struct Session {
    pub(super) candidates: Vec<Candidate>,
    /// The places of the candidates.
    pub(super) index: HashMap<Fingerprint, usize>,
    groups: Groups,
    /// The candidates' messages as [`folded`] gives them, to tell soon what a keyword cannot find.
    folded: Vec<String>,
    pub(super) decisions: Decisions,
    /// Who decides, and on which day.
    by: Option<String>,
    on: Option<String>,
    /// The candidates that read otherwise than they were decided on when the review began: they are
    /// shown first.
    changed: Vec<usize>,
    /// The index of the current candidate; past the end when all were seen.
    at: usize,
    steps: Vec<Step>,
}

/// A decision whose keyword no rule can hold, and why.
pub type LeftOut<'a> = (&'a Decision, Refusal);

/// What one step of this review changed, for undo: the place, and the decisions before it.
#[derive(Debug, Clone)]
struct Step {
    at: usize,
    before: Vec<(Fingerprint, Option<Decision>)>,
}

impl Session {
    /// A review of these candidates, in the order of their ranks, with earlier decisions. It starts
    /// with those that have changed since they were decided on, then come the undecided ones. Of
    /// candidates with one fingerprint the best counts. A decision whose candidate is gone goes on to the
    /// one that its message is now.
    pub fn new(mut candidates: Vec<Candidate>, mut decisions: Decisions) -> Self {
        candidates.sort_by(|a, b| (a.rank, &a.fingerprint).cmp(&(b.rank, &b.fingerprint)));
        let mut index = HashMap::with_capacity(candidates.len());
        candidates.retain(|candidate| {
            let next = index.len();
            *index.entry(candidate.fingerprint.clone()).or_insert(next) == next
        });
        moved::follow(&candidates, &mut decisions);
        let mut session = Session {
            groups: Groups::new(&candidates),
            folded: candidates
                .iter()
                .map(|c| folded(&c.message.pattern))
                .collect(),
            candidates,
            index,
            decisions,
            by: None,
            on: None,
            changed: Vec::new(),
            at: 0,
            steps: Vec::new(),
        };
        let changed = session.changed().into_iter();
        let places = changed.map(|(decision, _)| session.index[&decision.fingerprint]);
        session.changed = places.collect();
        let first = session.changed.first().copied();
        session.at = first.unwrap_or_else(|| session.next_undecided(0));
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
            }),
            candidates: &self.candidates,
            decisions: &self.decisions,
            accepted: count(Verdict::Accept),
            rejected: count(Verdict::Reject),
            session: self,
        }
    }

    /// The accepted candidates with their keywords, best first. A decision whose keyword does not
    /// hold (a file may be edited by hand) is left out, and the second list says why.
    pub fn accepted(&self) -> (Vec<(Candidate, Keyword)>, Vec<LeftOut<'_>>) {
        let mut accepted = Vec::new();
        let mut refused = Vec::new();
        for candidate in &self.candidates {
            let decision = self.decisions.get(&candidate.fingerprint);
            let Some(decision) = decision.filter(|d| d.decision == Verdict::Accept) else {
                continue;
            };
            match fitting(candidate, &decision.keyword) {
                Ok(keyword) => accepted.push((candidate.clone(), keyword)),
                Err(why) => refused.push((decision, why)),
            }
        }
        (accepted, refused)
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
                self.at = self.after_changed().unwrap_or(self.at + 1);
            }
            Operation::Back => self.at = self.at.checked_sub(1).ok_or(Refusal::AtFirst)?,
            Operation::Goto(rank) => {
                let place = self.candidates.iter().position(|c| c.rank == rank);
                self.at = place.ok_or(Refusal::NoSuchRank(rank))?;
            }
            Operation::Search(text) => {
                let found = self.find(&text);
                self.at = found.ok_or(Refusal::NotFound(text))?;
            }
            Operation::Quit => {}
            decision => {
                let stays = matches!(decision, Operation::Edit(_));
                let decided = self.decided(decision)?;
                self.decide(decided);
                if !stays {
                    let after = self.after_changed();
                    self.at = after.unwrap_or_else(|| self.next_undecided(self.at + 1));
                }
                return Ok(Progressed::Decided);
            }
        }
        Ok(Progressed::Moved)
    }

    /// The decisions that an operation on the current candidate makes.
    fn decided(&self, operation: Operation) -> Result<Vec<Decision>, Refusal> {
        let candidate = self.here()?;
        let rejected = |candidate: &Candidate| Decision::on(candidate, Verdict::Reject);
        Ok(match operation {
            Operation::Edit(keyword) => {
                checked(candidate, &keyword)?;
                vec![Decision {
                    keyword,
                    ..Decision::on(candidate, Verdict::Accept)
                }]
            }
            Operation::AcceptGroup(grouping) => {
                self.acceptance(candidate)?;
                let group = self.members(grouping)?.into_iter();
                let clear = group.filter(|member| self.is_clear(member));
                clear
                    .filter_map(|member| self.acceptance(member).ok())
                    .collect()
            }
            Operation::RejectGroup(grouping) => {
                self.members(grouping)?.into_iter().map(rejected).collect()
            }
            Operation::Reject => vec![rejected(candidate)],
            Operation::RejectBecause(reason) => vec![Decision {
                reason: Some(reason).filter(|reason| !reason.trim().is_empty()),
                ..rejected(candidate)
            }],
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
        fitting(candidate, keyword)?;
        Ok(Decision {
            keyword: keyword.clone(),
            keep: self.decisions.keeps(candidate),
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

    /// Where to go from a changed candidate: to the next one, or else to the first undecided.
    fn after_changed(&self) -> Option<usize> {
        let nth = self.changed.binary_search(&self.at).ok()?;
        let next = self.changed.get(nth + 1).copied();
        Some(next.unwrap_or_else(|| self.next_undecided(0)))
    }

    fn find(&self, text: &str) -> Option<usize> {
        let text = text.to_lowercase();
        let holds = |other: &str| other.to_lowercase().contains(&text);
        let matches = |candidate: &Candidate| {
            let mut sites = candidate.message.sites.iter();
            holds(&candidate.message.pattern.to_string())
                || holds(&candidate.keyword.to_string())
                || sites
                    .any(|site| holds(&site.file) || site.function.as_deref().is_some_and(holds))
        };
        let after = self.at + 1..self.candidates.len();
        let mut places = after.chain(0..self.at.min(self.candidates.len()));
        places.find(|place| matches(&self.candidates[*place]))
    }

    /// The other candidates whose messages a keyword finds, best first.
    pub(super) fn found(&self, keyword: &Keyword) -> Vec<&Candidate> {
        let first = first_text(keyword.pattern());
        let messages = self.candidates.iter().zip(&self.folded).enumerate();
        messages
            .filter(|(place, (_, folded))| *place != self.at && folded.contains(&first))
            .map(|(_, (candidate, _))| candidate)
            .filter(|candidate| keyword.occurs_in(&candidate.message.pattern))
            .collect()
    }

    /// The best other accepted candidate whose keyword finds the current message.
    pub(super) fn found_by(&self) -> Option<(&Candidate, &Decision)> {
        let message = &self.candidates.get(self.at)?.message.pattern;
        let folded = self.folded.get(self.at)?;
        let others = self.candidates.iter().enumerate();
        let mut accepted = others.filter_map(|(place, other)| {
            let decision = self.decisions.get(&other.fingerprint)?;
            let is_accepted = place != self.at && decision.decision == Verdict::Accept;
            is_accepted.then_some((other, decision))
        });
        accepted.find(|(_, decision)| {
            folded.contains(&first_text(&decision.keyword))
                && Keyword::new(decision.keyword.clone()).is_ok_and(|k| k.occurs_in(message))
        })
    }

    /// The groups that the current candidate is in.
    pub(super) fn groups(&self) -> Vec<Group<'_>> {
        let groups = self.groups.of(self.at);
        groups
            .map(|members| Group {
                grouping: members.grouping,
                name: &members.name,
                open: self.open(members).count(),
                clear: self
                    .open(members)
                    .filter(|member| self.is_clear(member))
                    .count(),
            })
            .collect()
    }

    /// Whether it may be accepted with a group: whoever accepts many at once has not looked at each.
    fn is_clear(&self, member: &Candidate) -> bool {
        !member.is_vague()
            || self
                .here()
                .is_ok_and(|current| current.fingerprint == member.fingerprint)
    }

    /// The current candidate and the undecided ones of its group, best first.
    fn members(&self, grouping: Grouping) -> Result<Vec<&Candidate>, Refusal> {
        let mut groups = self.groups.of(self.at);
        let members = groups.find(|members| members.grouping == grouping);
        Ok(self.open(members.ok_or(Refusal::NoGroup)?).collect())
    }

    fn open<'a>(&'a self, members: &'a Members) -> impl Iterator<Item = &'a Candidate> {
        let candidates = members.candidates.iter();
        let is_open = |place: &&usize| {
            **place == self.at || self.verdict(&self.candidates[**place]).is_none()
        };
        candidates
            .filter(is_open)
            .map(|place| &self.candidates[*place])
    }
}

/// The texts of a message in lower case, with a line end for each value.
fn folded(message: &Pattern) -> String {
    let texts: Vec<&str> = message.texts().collect();
    texts.join("\n").to_lowercase()
}

/// The first text of a keyword in lower case: where it is not, the keyword is not.
fn first_text(keyword: &Pattern) -> String {
    keyword.texts().next().unwrap_or_default().to_lowercase()
}
