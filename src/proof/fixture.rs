//! A fixture: what its lines print, and what its comments state.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use super::{Fault, Finding};
use crate::corpus::DataFile;
use crate::facts::{self, Facts};
use crate::level::Level;
use crate::link;
use crate::pack::Pack;
use crate::source::Region;

/// Begins each statement in a comment.
const MARK: &str = ">> ";

/// Says that a message exists or runs only where the application is debugged.
const DEBUG_ONLY: &str = " debug";

/// A program of one file, read.
pub(super) struct Fixture {
    pub file: Arc<DataFile>,
    facts: Facts,
    /// What it prints with all of its pack.
    pub printed: BTreeSet<Printed>,
}

/// What a line prints.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Printed {
    line: usize,
    pattern: String,
    /// Level, sink and construct, and [`DEBUG_ONLY`] where the level does not say it already.
    way: String,
}

impl fmt::Display for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.pattern, self.way)
    }
}

impl Fixture {
    /// Reads it with the pack of this number.
    pub fn read(file: Arc<DataFile>, pack: usize, packs: &[Pack]) -> Self {
        let region = Region {
            path: file.name.as_str().into(),
            pack,
            text: file.text.clone(),
            line: 1,
        };
        let facts = facts::extract(&region, &packs[pack]);
        Fixture {
            printed: printed(&facts, packs),
            facts,
            file,
        }
    }

    /// What it prints with these packs, whose queries are the ones that it was read with.
    pub fn printed_with(&self, packs: &[Pack]) -> BTreeSet<Printed> {
        printed(&self.facts, packs)
    }

    /// Where what is printed and what is stated differ.
    pub fn findings(&self) -> Vec<Finding> {
        let (stated, malformed) = statements(&self.file.text);
        let missing = stated
            .iter()
            .filter(|(printed, _)| !self.printed.contains(printed))
            .map(|(printed, place)| (place, Fault::Missing(printed.to_string())));
        let malformed = malformed.iter().map(|place| (place, Fault::Malformed));
        let at_comments = missing
            .chain(malformed)
            .map(|(place, fault)| Finding::at(&self.file, place.clone(), fault));
        let noisy = self.printed.iter().filter(|one| !stated.contains_key(one));
        let noisy = noisy.map(|printed| {
            let fault = Fault::Noisy(printed.to_string());
            Finding::on_line(&self.file, printed.line, fault)
        });
        at_comments.chain(noisy).collect()
    }
}

fn printed(facts: &Facts, packs: &[Pack]) -> BTreeSet<Printed> {
    let mut printed = BTreeSet::new();
    for message in link::link(std::slice::from_ref(facts), packs) {
        let level = message.level.map_or("none", Level::name);
        let says_more = message.debug_only && message.level != Some(Level::Debug);
        let debug_only = if says_more { DEBUG_ONLY } else { "" };
        for site in &message.sites {
            printed.insert(Printed {
                line: site.line,
                pattern: message.pattern.to_string(),
                way: format!(
                    "{level} {} {}{debug_only}",
                    word(message.sink),
                    word(site.construct)
                ),
            });
        }
    }
    printed
}

/// The name that a value has in output.
fn word(value: impl Serialize) -> String {
    let written = serde_json::to_value(value).unwrap_or_default();
    written.as_str().unwrap_or_default().to_owned()
}

/// What the comments state, each with its place, and the places of comments that state nothing.
fn statements(text: &str) -> (BTreeMap<Printed, Range<usize>>, Vec<Range<usize>>) {
    let mut stated = BTreeMap::new();
    let mut malformed = Vec::new();
    let mut at = 0;
    for (line, written) in (1..).zip(text.split_inclusive('\n')) {
        let mut start = at;
        for (index, part) in written.split(MARK).enumerate() {
            if index > 0 {
                match statement(line, part) {
                    Some((printed, length)) => {
                        stated.insert(printed, start..start + length);
                    }
                    None => malformed.push(start..start + part.trim_end().len()),
                }
            }
            start += part.len() + MARK.len();
        }
        at += written.len();
    }
    (stated, malformed)
}

/// Reads `PATTERN [level sink construct]` (`debug` may stand behind the construct) and gives its length;
/// a comment's end may follow.
fn statement(line: usize, text: &str) -> Option<(Printed, usize)> {
    let end = text.rfind(']')?;
    let (pattern, way) = text[..end].rsplit_once(" [")?;
    let printed = Printed {
        line,
        pattern: pattern.to_owned(),
        way: way.to_owned(),
    };
    Some((printed, end + 1))
}

#[cfg(test)]
mod tests {
    use super::statements;

    #[test]
    fn a_comment_states_what_its_line_prints_and_where_it_says_so() {
        let text = "a();\nb(); /* >> a [1] of * [error stderr direct_call] >> b [none file direct_call] */\n";
        let (stated, malformed) = statements(text);
        let stated: Vec<_> = stated
            .iter()
            .map(|(printed, place)| (printed.line, printed.to_string(), &text[place.clone()]))
            .collect();
        let first = "a [1] of * [error stderr direct_call]";
        let second = "b [none file direct_call]";
        assert_eq!(
            stated,
            [(2, first.to_owned(), first), (2, second.to_owned(), second)]
        );
        assert!(malformed.is_empty());
    }

    #[test]
    fn a_comment_that_states_nothing_is_named() {
        let text = "a(); // >> text without its way\n";
        let (stated, malformed) = statements(text);
        assert!(stated.is_empty());
        assert_eq!(&text[malformed[0].clone()], "text without its way");
    }
}
