//! The names of observations.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The name of an observation, written `group:entry`, such as `refusals:denied`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Signal {
    /// What kind of observation it is.
    pub group: Group,
    /// Which of this kind.
    pub entry: String,
}

/// A kind of observations.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Group {
    /// What is no word.
    Circumstance(Circumstance),
    /// A word list, by its name.
    List(Arc<str>),
}

/// What is observed of a message beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Circumstance {
    /// Its level.
    Level,
    /// Where it goes.
    Sink,
    /// How sure that is.
    Certainty,
    /// The form in which it stands in the source.
    Construct,
    /// Whether only debugging prints it.
    Debug,
    /// How much its keyword says.
    Specificity,
    /// How many places print it.
    Sites,
    /// What it has in common with better ones.
    Repeats,
    /// Whether the process ends with it.
    Ends,
    /// What prints it.
    Program,
    /// What its function reads.
    Input,
    /// What does not speak for it.
    Without,
    /// How many projects say it.
    Rarity,
    /// How often sample logs hold it.
    Samples,
}

impl Signal {
    /// One of a circumstance.
    pub(super) fn of(circumstance: Circumstance, entry: impl Into<String>) -> Self {
        Signal {
            group: Group::Circumstance(circumstance),
            entry: entry.into(),
        }
    }

    /// A word of a list.
    pub(super) fn word(list: &Arc<str>, entry: impl Into<String>) -> Self {
        Signal {
            group: Group::List(list.clone()),
            entry: entry.into(),
        }
    }

    /// The list that it is a word of.
    pub fn list(&self) -> Option<&str> {
        match &self.group {
            Group::List(list) => Some(list),
            Group::Circumstance(_) => None,
        }
    }

    /// Whether it is one of this circumstance.
    pub(super) fn is_of(&self, circumstance: Circumstance) -> bool {
        self.group == Group::Circumstance(circumstance)
    }

    /// Whether it, or its group, is written so.
    pub(super) fn is_written(&self, name: &str) -> bool {
        match name.split_once(':') {
            Some((group, entry)) => self.group.is_written(group) && self.entry == entry,
            None => self.group.is_written(name),
        }
    }
}

impl Group {
    fn is_written(&self, name: &str) -> bool {
        match self {
            // No list is called like a circumstance.
            Group::List(list) => **list == *name,
            Group::Circumstance(_) => *self == Group::from(name),
        }
    }
}

impl From<&str> for Group {
    fn from(name: &str) -> Self {
        let written = de::value::StrDeserializer::<de::value::Error>::new(name);
        match Circumstance::deserialize(written) {
            Ok(circumstance) => Group::Circumstance(circumstance),
            Err(_) => Group::List(name.into()),
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Group::Circumstance(circumstance) => circumstance.serialize(f),
            Group::List(list) => f.write_str(list),
        }
    }
}

impl fmt::Display for Signal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.group, self.entry)
    }
}

impl FromStr for Signal {
    type Err = &'static str;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let (group, entry) = written
            .split_once(':')
            .ok_or("a signal is written 'group:entry': name both")?;
        Ok(Signal {
            group: group.into(),
            entry: entry.to_owned(),
        })
    }
}

/// As they are written.
impl Ord for Signal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.to_string().cmp(&other.to_string())
    }
}

impl PartialOrd for Signal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Serialize for Signal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Signal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        written.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_is_read_as_it_is_written() {
        for (written, list) in [
            ("refusals:denied", Some("refusals")),
            ("limits:too: many", Some("limits")),
            ("rarity:said", None),
            ("samples:days", None),
        ] {
            let signal: Signal = written.parse().unwrap();
            assert_eq!(
                (signal.to_string().as_str(), signal.list()),
                (written, list)
            );
            let group = written.split_once(':').unwrap().0;
            assert!(signal.is_written(written) && signal.is_written(group));
            assert!(!signal.is_written("refusals:forged"));
        }
        assert!("denied".parse::<Signal>().is_err());
    }

    #[test]
    fn signals_are_ordered_as_they_are_written() {
        let mut signals =
            ["a:b", "a-b:a", "a:a", "level:error"].map(|written| written.parse().unwrap());
        signals.sort();
        let written = signals.map(|signal: Signal| signal.to_string());
        assert_eq!(written, ["a-b:a", "a:a", "a:b", "level:error"]);
    }
}
