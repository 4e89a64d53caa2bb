//! Signals about a message, their sum, and the keyword that would stand for it in a rule.
//!
//! All weights are data (`corpora/words`): [`Words`] is their checked form. [`rank`] turns the
//! messages of a program into candidates, best first, each with the reasons that make up its score.

mod candidate;
mod commonness;
mod consolidate;
mod error;
mod general;
mod keyword;
mod nearness;
mod overlap;
mod phrase;
mod rarity;
mod repeats;
mod signal;
mod signals;
mod texts;
mod tokens;
mod variants;
mod within;
mod without;
mod words;
mod written;

use rayon::prelude::*;

pub use candidate::{Candidate, Fingerprint, Reason};
pub use consolidate::normalised;
pub use error::Error;
pub use keyword::{cut, cut_vague};
use keyword::{cut_second, given_up};
pub use nearness::{nearly_same, spared, words_of};
pub use overlap::Overlap;
pub use signal::{Circumstance, Group, Signal};
pub(crate) use within::Within;
pub use words::Words;

use crate::link::Message;
use crate::pattern::Pattern;

/// Weighs the messages and orders them: the highest score first, equal ones by file, line and
/// pattern. Near-identical messages become one candidate; a message without text that could stand
/// in a rule (see [`cut`]) is none.
pub fn rank(messages: Vec<Message>, words: &Words) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = consolidate::consolidate(messages)
        .into_par_iter()
        .filter_map(|message| candidate(message, words))
        .collect();
    commonness::weaken(&mut candidates, words);
    without::weigh(&mut candidates, words);
    order_all(&mut candidates, words);
    overlap::note_shared(&mut candidates);
    candidates
}

/// What sample logs say of a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Samples {
    /// Lines that it hits.
    pub hits: u64,
    /// Lines that were looked at.
    pub lines: u64,
    /// The days on which it hits any, of those that lines name.
    pub days: Share,
    /// The hosts on which it hits any, of those that lines name.
    pub hosts: Share,
}

/// Some of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Those that count.
    pub seen: u64,
    /// All.
    pub all: u64,
}

/// Lets sample logs of normal operation speak against what they hold, and orders anew. `samples`
/// tells what a keyword hits.
pub fn weigh_samples(
    candidates: &mut [Candidate],
    samples: impl Fn(&Pattern) -> Samples,
    words: &Words,
) {
    for candidate in candidates.iter_mut() {
        candidate
            .reasons
            .retain(|reason| !reason.signal.is_of(Circumstance::Samples));
        let samples = samples(&candidate.keyword);
        candidate.reasons.extend(signals::seen(samples, words));
    }
    order_all(candidates, words);
}

/// Orders the candidates, with what each repeats of the better ones.
fn order_all(candidates: &mut [Candidate], words: &Words) {
    candidates.iter_mut().for_each(repeats::forget);
    sort(candidates);
    repeats::lessen(candidates, words);
    sort(candidates);
    for (index, candidate) in candidates.iter_mut().enumerate() {
        candidate.rank = index + 1;
        candidate.weak = candidate.score < words.signals.weak_below;
    }
    overlap::note_overlaps(candidates);
}

fn sort(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| {
        let by_score = b.score.total_cmp(&a.score);
        by_score.then_with(|| order(a).cmp(&order(b)))
    });
}

/// A candidate that has no rank yet; `None` for a message without any text that a rule could hold.
fn candidate(message: Message, words: &Words) -> Option<Candidate> {
    let specific = cut(&message.pattern);
    let is_vague = specific.is_none();
    let keyword = specific.or_else(|| cut_vague(&message.pattern))?;
    let mut reasons = signals::reasons(&message, &keyword, words);
    if is_vague {
        reasons.push(signals::vague(words));
        signals::sort(&mut reasons);
    }
    let mut candidate = Candidate {
        rank: 0,
        score: 0.0,
        weak: false,
        fingerprint: Fingerprint::of(&message),
        given_up: given_up(&message.pattern, &keyword),
        second_keyword: cut_second(&message.pattern, &keyword),
        shared_keyword: None,
        also_matches: Vec::new(),
        keyword,
        message,
        reasons,
    };
    candidate.score = candidate.sum();
    Some(candidate)
}

fn order(candidate: &Candidate) -> (Option<(&str, usize)>, &Pattern) {
    let message = &candidate.message;
    let first = message.sites.first();
    (
        first.map(|site| (site.file.as_str(), site.line)),
        &message.pattern,
    )
}
