//! The written form of the word lists, as serde reads it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::error::Error;
use crate::corpus::DataFile;
use crate::level::Level;
use crate::link::{Certainty, Construct, Input, Sink};

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
    /// What is called, and what that calls on the way to the sink.
    Callee,
    /// The condition that the statement stands under, and what gave the values that it asks about.
    Guard,
    /// The names of what the statement prints.
    Value,
    /// What is called after the statement, where nothing else can happen.
    Then,
    /// The nearest function that every call of the one around the statement goes through.
    Caller,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) text: String,
    pub(super) weight: f64,
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
    /// Input is not as it should be, and nothing shows that a peer sent it.
    pub(super) unsent: Unsent,
    /// The keyword names nothing of the application.
    pub(super) vague: Mark,
    /// The score below which a candidate is weak.
    pub(super) weak_below: f64,
    /// Letters in the keyword.
    pub(super) letters: Vec<Step>,
    /// Words in the keyword.
    pub(super) words: Vec<Step>,
    /// Of a hundred projects, those that say the keyword's most unusual two words in a row.
    pub(super) said: Vec<Step>,
    /// Places that print the message.
    pub(super) sites: Vec<Step>,
    /// Better messages whose strongest word is the same.
    pub(super) repeated: Vec<Step>,
    /// Better messages of the same file that begin the same.
    pub(super) begun: Vec<Step>,
    /// Better messages that say nearly the same.
    pub(super) again: Vec<Step>,
    /// Lines of sample logs that the keyword hits.
    pub(super) samples: Vec<Step>,
    /// The keyword hits them on every day.
    pub(super) seen_daily: Mark,
    /// The keyword hits those of one host only, of many.
    pub(super) seen_on_one_host: Mark,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mark {
    pub(super) weight: f64,
    pub(super) why: String,
}

/// A mark on messages whose strongest word is of one of these lists, unless something else speaks for them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unsent {
    pub(super) weight: f64,
    pub(super) why: String,
    /// Lists.
    pub(super) of: Vec<String>,
    /// Groups of signals, or single ones (`values:addr`), that speak of a peer.
    pub(super) unless: Vec<String>,
}

/// Counts from `from` up to the next step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) from: usize,
    pub(super) weight: f64,
    pub(super) why: String,
}

/// Reads one file; the error names the line.
pub(super) fn read<T: DeserializeOwned>(file: &DataFile) -> Result<T, Error> {
    serde_yaml::from_str(&file.text).map_err(|problem| Error::Form {
        path: file.shown.clone(),
        line: problem.location().map_or(0, |at| at.line()),
        problem: problem.to_string(),
    })
}
