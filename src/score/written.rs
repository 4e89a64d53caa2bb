//! The written form of the word lists, as serde reads it.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};

use super::error::Error;
use crate::corpus::DataFile;
use crate::level::Level;
use crate::link::{Certainty, Construct, Input, Sink};

/// No single observation may decide alone.
const HEAVIEST: i32 = 5;

/// Any file but `signals.yml`: words and phrases of one subject.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    pub(super) looks_at: LooksAt,
    /// Where the words come from.
    pub(super) source: String,
    pub(super) entries: Vec<Entry>,
}

/// What a list is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum LooksAt {
    /// The message's text.
    Message,
    /// The path of the file and the name of the function around the statement.
    Place,
    /// The folders of the file.
    Folder,
    /// The names of what the function around the statement is given.
    Parameter,
    /// What is called, and what that calls on the way to the sink.
    Callee,
    /// The condition that the statement stands under, and what gave the values that it asks about.
    Guard,
    /// The names of what the statement prints.
    Value,
    /// What is called after the statement, where nothing else can happen.
    Then,
    /// The names of the functions that lead to the one around the statement within a few calls.
    Caller,
    /// The names of what the function around the statement calls.
    Call,
}

impl LooksAt {
    /// In how many of so many texts a word must stand. One of many callers says little of what a function is for.
    pub(super) fn least(self, texts: usize) -> usize {
        match self {
            LooksAt::Caller => texts.div_ceil(4).max(1),
            _ => 1,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) text: String,
    #[serde(deserialize_with = "weight::<HEAVIEST, _>")]
    pub(super) weight: f64,
    #[serde(deserialize_with = "why")]
    pub(super) why: String,
    /// It names an attack: what speaks against the message less than this speaks for it no longer counts.
    #[serde(default)]
    pub(super) attack: bool,
    /// Examples that it must match: at least one.
    pub(super) matches: Vec<String>,
    /// Examples that it must not match.
    #[serde(default)]
    pub(super) not: Vec<String>,
}

/// `signals.yml`: what is not a word.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signals {
    pub(super) level: BTreeMap<Level, Mark>,
    pub(super) sink: BTreeMap<Sink, Mark>,
    pub(super) certainty: BTreeMap<Certainty, Mark>,
    pub(super) construct: BTreeMap<Construct, Mark>,
    pub(super) input: BTreeMap<Input, Mark>,
    /// The statement exists only in debug builds.
    pub(super) debug_only: Mark,
    /// The process ends with the statement.
    pub(super) ends_process: Mark,
    /// The keyword holds a programmer's name, such as `read_loop`.
    pub(super) identifier: Mark,
    /// The keyword is nothing but such a name, and no exception's class.
    pub(super) bare_name: Mark,
    /// Only programs beside the server run it.
    pub(super) beside: Mark,
    /// The same, where it reaches the system log.
    pub(super) beside_logged: Mark,
    /// A call of the language's own prints it, and to no log: most servers have a function for what they log.
    pub(super) printed: Mark,
    /// Marks on messages that nothing of a kind speaks for, by their names.
    pub(super) without: BTreeMap<String, Without>,
    /// The keyword names nothing of the application: that may decide alone, since no rule should rest on it.
    pub(super) vague: Mark<10>,
    /// The score below which a candidate is weak.
    pub(super) weak_below: f64,
    /// Letters in the keyword.
    pub(super) letters: Steps,
    /// Words in the keyword.
    pub(super) words: Steps,
    /// Of a hundred projects, those that say the keyword's most unusual two words in a row.
    pub(super) said: Steps,
    /// Places that print the message.
    pub(super) sites: Steps,
    /// Better messages whose strongest word is the same.
    pub(super) repeated: Steps,
    /// Better messages of the same file that begin the same.
    pub(super) begun: Steps,
    /// Better messages that say nearly the same.
    pub(super) again: Steps,
    /// Lines of sample logs that the keyword hits.
    pub(super) samples: Steps,
    /// The keyword hits them on every day.
    pub(super) seen_daily: Mark,
    /// The keyword hits those of one host only, of many.
    pub(super) seen_on_one_host: Mark,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mark<const AT_MOST: i32 = HEAVIEST> {
    #[serde(deserialize_with = "weight::<AT_MOST, _>")]
    pub(super) weight: f64,
    #[serde(deserialize_with = "why")]
    pub(super) why: String,
}

/// A mark on messages for which nothing of a kind speaks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Without {
    #[serde(deserialize_with = "weight::<HEAVIEST, _>")]
    pub(super) weight: f64,
    #[serde(deserialize_with = "why")]
    pub(super) why: String,
    /// Lists, or single words (`invariants:bug`), that the strongest word must be of; any message if there are none.
    #[serde(default)]
    pub(super) of: Vec<String>,
    /// Groups of signals, or single ones (`values:addr`), of which none speaks for the message.
    pub(super) unless: Vec<String>,
}

/// What counts more or less with a number, lowest first.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Vec<Step>")]
pub(super) struct Steps(Vec<Step>);

impl TryFrom<Vec<Step>> for Steps {
    type Error = &'static str;

    fn try_from(steps: Vec<Step>) -> Result<Self, Self::Error> {
        match steps.is_sorted_by(|a, b| a.from < b.from) {
            true => Ok(Steps(steps)),
            false => Err("its steps must rise: order them by 'from'"),
        }
    }
}

impl Steps {
    /// The highest step that the number reaches.
    pub(super) fn reached(&self, number: usize) -> Option<&Step> {
        self.0.iter().rfind(|step| step.from <= number)
    }
}

/// Counts from `from` up to the next step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) from: usize,
    #[serde(deserialize_with = "weight::<HEAVIEST, _>")]
    pub(super) weight: f64,
    #[serde(deserialize_with = "why")]
    pub(super) why: String,
}

/// What an observation counts: at most so much, and something.
fn weight<'de, const AT_MOST: i32, D: Deserializer<'de>>(written: D) -> Result<f64, D::Error> {
    let weight = f64::deserialize(written)?;
    let bounds = -f64::from(AT_MOST)..=f64::from(AT_MOST);
    if bounds.contains(&weight) && weight != 0.0 {
        return Ok(weight);
    }
    let problem = format!("a weight must lie between -{AT_MOST} and {AT_MOST} and not be 0");
    Err(D::Error::custom(problem))
}

/// What an observation tells.
fn why<'de, D: Deserializer<'de>>(written: D) -> Result<String, D::Error> {
    let why = String::deserialize(written)?;
    match why.trim().is_empty() {
        false => Ok(why),
        true => Err(D::Error::custom(
            "a 'why' is empty: say in a few words what it tells",
        )),
    }
}

/// Reads one file; the error names the line.
pub(super) fn read<T: DeserializeOwned>(file: &DataFile) -> Result<T, Error> {
    serde_yaml::from_str(&file.text).map_err(|problem| Error::Form {
        path: file.shown.clone(),
        line: problem.location().map_or(0, |at| at.line()),
        problem: problem.to_string(),
    })
}
