//! What of a message the word lists are held against.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens;
use super::words::Reading;
use super::written::LooksAt;
use crate::link::{Message, Site};
use crate::pattern::Pattern;

/// What a word counts that stands in a programmer's name only.
const IN_A_NAME: f64 = 0.5;

/// The texts of a message, by the kind of list.
pub(super) struct Texts {
    by_kind: BTreeMap<LooksAt, Vec<Reading>>,
    /// What speaks against a message does not look into programmers' names.
    prose: [Reading; 1],
}

impl Texts {
    /// Those that lists of these kinds are held against.
    pub(super) fn of(message: &Message, kinds: impl Iterator<Item = LooksAt>) -> Self {
        let kinds: BTreeSet<LooksAt> = kinds.collect();
        let read = |kind| (kind, read(message, kind));
        Texts {
            by_kind: kinds.into_iter().map(read).collect(),
            prose: [Reading::whole(tokens::of_prose(&message.pattern))],
        }
    }

    /// The texts for an entry of this weight in a list of this kind.
    pub(super) fn of_entry(&self, kind: LooksAt, weight: f64) -> &[Reading] {
        if kind == LooksAt::Message && weight < 0.0 {
            return &self.prose;
        }
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }
}

fn read(message: &Message, kind: LooksAt) -> Vec<Reading> {
    let of_sites = |named: fn(&Site) -> Vec<&str>| distinct(message.sites.iter().flat_map(named));
    match kind {
        LooksAt::Message => in_text(&message.pattern),
        LooksAt::Place => of_sites(|site| {
            // What all constructors are called says nothing of a place.
            let function = site.function.as_deref().filter(|_| !site.in_constructor);
            function.into_iter().chain([site.file.as_str()]).collect()
        }),
        LooksAt::Folder => of_sites(|site| {
            let folder = site.file.rsplit_once('/');
            folder.map(|(folder, _)| folder).into_iter().collect()
        }),
        LooksAt::Parameter => of_sites(|site| site.parameters.iter().map(String::as_str).collect()),
        LooksAt::Callee => of_sites(|site| {
            let via = site.via.iter().map(String::as_str);
            via.chain([site.callee.as_str()]).collect()
        }),
        LooksAt::Guard => of_sites(|site| site.guard.as_deref().into_iter().collect()),
        LooksAt::Value => of_sites(|site| site.values.iter().map(String::as_str).collect()),
        LooksAt::Then => of_sites(|site| site.then.iter().map(String::as_str).collect()),
        LooksAt::Caller => of_sites(|site| site.callers.iter().map(String::as_str).collect()),
        LooksAt::Call => of_sites(|site| site.calls.iter().map(String::as_str).collect()),
    }
}

/// A message as it is read for what speaks for it: a word in a programmer's name (`replay_send`) tells what the
/// function is for rather than what happened. A text that is nothing but names says what they say.
fn in_text(pattern: &Pattern) -> Vec<Reading> {
    let whole = tokens::of_pattern(pattern);
    let prose = tokens::of_prose(pattern);
    if !tokens::has_words(&prose) {
        return vec![Reading::whole(whole)];
    }
    let names = Reading::part(whole, IN_A_NAME);
    vec![Reading::whole(prose), names]
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Reading> {
    let distinct: BTreeSet<&str> = names.collect();
    let words = distinct.into_iter().map(tokens::of_text);
    words.map(Reading::whole).collect()
}
