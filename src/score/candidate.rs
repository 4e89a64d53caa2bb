//! A message as a person decides on it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::consolidate::normalised;
use super::overlap::{self, Overlap};
use super::signal::Signal;
use super::signals;
use super::words::Words;
use crate::link::{Message, Site};
use crate::pattern::Pattern;

/// One observation about a message and what it adds to the score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What was observed.
    pub signal: Signal,
    /// What it adds; negative speaks against the message.
    pub weight: f64,
    /// Why, in a few words for a person.
    pub detail: String,
}

/// Names a message through changes of the source: it depends on the normalised pattern and the
/// function of the first site, not on lines or files. 16 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(pub String);

/// A message with its score and its proposed keyword. One line of `mine --format jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its place, from 1.
    pub rank: usize,
    /// The sum of the reasons' weights, to hundredths.
    pub score: f64,
    /// Whether the score is so low that most such candidates are everyday trouble.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub weak: bool,
    /// The text for the rule: a part of the pattern that is legal and portable in Sigma.
    pub keyword: Pattern,
    /// Names the candidate in the decision file.
    pub fingerprint: Fingerprint,
    /// The message itself.
    #[serde(flatten)]
    pub message: Message,
    /// Why it stands where it stands, strongest first.
    pub reasons: Vec<Reason>,
    /// The texts of the pattern that the keyword leaves out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given_up: Vec<String>,
    /// Another part of the pattern that would make a good keyword too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_keyword: Option<Pattern>,
    /// A name that this and other suspicious messages hold: one keyword for all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_keyword: Option<Pattern>,
    /// Other messages of the program that the keyword would match, the least suspicious first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_matches: Vec<Overlap>,
}

/// The namespace of our fingerprints: a random UUID, fixed for all time.
const NAMESPACE: Uuid = Uuid::from_u128(0x5f1c_20ab_9d3e_4c57_8a64_b7e1_6d0f_3392);

/// Digits of a fingerprint.
const DIGITS: usize = 16;

impl Candidate {
    /// What its message is about: the word list that speaks for it most, by the list's name; `None`
    /// where no word does.
    pub fn theme(&self) -> Option<&str> {
        let mut speaking = self.reasons.iter().filter(|reason| reason.weight > 0.0);
        speaking.find_map(|reason| reason.signal.list())
    }

    /// Whether a message is one of the variants that it was made of: one of its places prints it, and its
    /// texts stand in it.
    pub fn stands_for(&self, message: &Message) -> bool {
        let place = |site: &Site| (site.file.clone(), site.line);
        let is_place = |site: &Site| {
            message
                .sites
                .iter()
                .any(|other| place(other) == place(site))
        };
        self.message.sites.iter().any(is_place)
            && overlap::is_in(&self.message.pattern, &message.pattern)
    }

    /// Whether its keyword names nothing of the application, so that no rule should rest on it.
    pub fn is_vague(&self) -> bool {
        let mut reasons = self.reasons.iter();
        reasons.any(|reason| signals::is_vague(&reason.signal))
    }

    /// The word that speaks for its message most.
    pub(super) fn strongest_word(&self, words: &Words) -> Option<&Reason> {
        let mut for_it = self.reasons.iter().filter(|reason| reason.weight > 0.0);
        for_it.find(|reason| words.is_of_message(&reason.signal))
    }

    /// The sum of its reasons, which are hundredths.
    pub(super) fn sum(&self) -> f64 {
        let sum: f64 = self.reasons.iter().map(|reason| reason.weight).sum();
        // Adding zero takes the sign from a negative one.
        (100.0 * sum).round() / 100.0 + 0.0
    }
}

impl Fingerprint {
    /// The fingerprint of a message, by the function of its first site.
    pub fn of(message: &Message) -> Self {
        let first = message.sites.first();
        Fingerprint::of_text(
            &message.pattern,
            first.and_then(|site| site.function.as_deref()),
        )
    }

    /// The first half of a name-based UUID (RFC 9562, version 5). It tells whether a message that is gone
    /// stood in a function.
    pub fn of_text(pattern: &Pattern, function: Option<&str>) -> Self {
        let function = function.unwrap_or_default();
        let name = format!("{}\n{function}", normalised(pattern));
        let mut digits = Uuid::new_v5(&NAMESPACE, name.as_bytes())
            .simple()
            .to_string();
        digits.truncate(DIGITS);
        Fingerprint(digits)
    }
}
