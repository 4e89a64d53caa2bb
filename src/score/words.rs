//! The word lists in their checked form.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::error::Error;
use super::phrase::{Beginnings, Phrase};
use super::rarity::Rarity;
use super::signal::{Group, Signal};
use super::tokens::{self, Token};
use super::written::{self, LooksAt, Signals};
use crate::corpus::{DataFile, Shelf};

/// The file that weighs what is not a word.
const SIGNALS: &str = "signals.yml";

/// What words, places and circumstances say about a message, with weights.
///
/// A file of the shelf is one list, and its name without `.yml` names the group; `signals.yml` is
/// the exception. `corpora/words/README.md` describes both.
#[derive(Debug, Clone)]
pub struct Words {
    pub(super) lists: Vec<List>,
    pub(super) signals: Signals,
    pub(super) rarity: Rarity,
}

/// Words of one subject; only the strongest hit among them counts.
#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) group: Arc<str>,
    pub(super) looks_at: LooksAt,
    /// Strongest first.
    pub(super) entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) text: String,
    pub(super) phrase: Phrase,
    pub(super) weight: f64,
    pub(super) why: String,
    /// It names an attack.
    pub(super) attack: bool,
}

impl Words {
    /// Whether a signal is a word of the message.
    pub(super) fn is_of_message(&self, signal: &Signal) -> bool {
        let mut lists = self.lists.iter();
        lists.any(|list| signal.list() == Some(&*list.group) && list.looks_at == LooksAt::Message)
    }

    /// Reads and checks all lists of the shelf: each entry holds against its own examples, and no
    /// word stands in two places. `rarity` holds the counts of what many projects say.
    ///
    /// # Errors
    /// [`Error`] for the first file or entry that cannot be used; it says what to do.
    pub fn load(shelf: &Shelf, rarity: &Shelf) -> Result<Self, Error> {
        let mut lists = Vec::new();
        let mut signals = None;
        let mut taken = Taken::default();
        for file in shelf.files()? {
            if file.name == SIGNALS {
                signals = Some(written::read(&file)?);
            } else if let Some(group) = file.name.strip_suffix(".yml") {
                lists.push(checked_list(group, &file, &mut taken)?);
            }
        }
        let signals = signals.ok_or(Error::NoSignals("corpora/words/signals.yml"))?;
        Ok(Words {
            lists,
            signals,
            rarity: Rarity::load(rarity)?,
        })
    }
}

/// A text that words are looked for in.
pub(super) struct Reading {
    tokens: Vec<Token>,
    begin: Beginnings,
    /// How much of its weight a word has here.
    share: f64,
}

impl Reading {
    /// A text in which words have all of their weight.
    pub(super) fn whole(tokens: Vec<Token>) -> Self {
        Reading::part(tokens, 1.0)
    }

    /// A text in which words have this share of it.
    pub(super) fn part(tokens: Vec<Token>, share: f64) -> Self {
        let begin = Beginnings::of(&tokens);
        Reading {
            tokens,
            begin,
            share,
        }
    }
}

/// An entry that stands in a text.
pub(super) struct Hit<'a> {
    pub(super) entry: &'a Entry,
    /// The words that it found.
    pub(super) found: String,
    pub(super) share: f64,
}

impl Hit<'_> {
    /// What it counts here.
    pub(super) fn weight(&self) -> f64 {
        self.entry.weight * self.share
    }

    /// Whether the text itself, and not a name in it, names an attack.
    pub(super) fn names_attack(&self) -> bool {
        self.entry.attack && self.share >= 1.0
    }

    fn strength(&self) -> f64 {
        self.weight().abs()
    }
}

impl List {
    /// What counts most of the entries that stand in one of the texts that are meant for them; of a word that
    /// stands in several, the first.
    pub(super) fn strongest<'a>(&self, texts: impl Fn(&Entry) -> &'a [Reading]) -> Option<Hit<'_>> {
        let mut best: Option<Hit<'_>> = None;
        for entry in &self.entries {
            let beaten = best.as_ref().map_or(0.0, Hit::strength);
            if entry.weight.abs() <= beaten {
                break;
            }
            let in_text = |text: &Reading| {
                let found = entry.phrase.find_among(&text.tokens, text.begin)?;
                Some((found, text.share))
            };
            let texts = texts(entry);
            let further = self.looks_at.least(texts.len()) - 1;
            let mut hits = texts.iter().filter_map(in_text);
            let Some((found, share)) = hits.next() else {
                continue;
            };
            if hits.take(further).count() < further {
                continue;
            }
            let hit = Hit {
                entry,
                found,
                share,
            };
            if hit.strength() > beaten {
                best = Some(hit);
            }
        }
        best
    }
}

/// Which spelling belongs to which entry, with its weight.
#[derive(Default)]
struct Taken {
    spellings: BTreeMap<(LooksAt, String), (String, f64)>,
}

impl Taken {
    fn take(&mut self, looks_at: LooksAt, entry: &Entry, path: &str) -> Result<(), Error> {
        for spelling in entry.phrase.spellings() {
            let owner = (format!("'{}' in {path}", entry.text), entry.weight);
            if let Some((other, weight)) = self.spellings.insert((looks_at, spelling), owner) {
                let clash = if weight * entry.weight < 0.0 {
                    "contradicts"
                } else {
                    "repeats"
                };
                return Err(Error::Entry {
                    path: path.to_owned(),
                    entry: entry.text.clone(),
                    problem: format!("it {clash} {other}: keep one of the two"),
                });
            }
        }
        Ok(())
    }
}

fn checked_list(group: &str, file: &DataFile, taken: &mut Taken) -> Result<List, Error> {
    let list: written::List = written::read(file)?;
    let Group::List(group) = Group::from(group) else {
        let refusal = "signals.yml weighs what is called so: give the list another name";
        return Err(problem(file, group, refusal));
    };
    if list.source.trim().is_empty() {
        return Err(problem(
            file,
            &group,
            "its source is empty: say where the words come from",
        ));
    }
    let mut entries = Vec::with_capacity(list.entries.len());
    for written in list.entries {
        let entry = checked_entry(written, list.looks_at, file)?;
        taken.take(list.looks_at, &entry, &file.shown)?;
        entries.push(entry);
    }
    entries.sort_by(|a, b| {
        let by_weight = b.weight.abs().total_cmp(&a.weight.abs());
        by_weight.then_with(|| a.text.cmp(&b.text))
    });
    Ok(List {
        group,
        looks_at: list.looks_at,
        entries,
    })
}

fn checked_entry(
    entry: written::Entry,
    looks_at: LooksAt,
    file: &DataFile,
) -> Result<Entry, Error> {
    let refuse = |text: &str| problem(file, &entry.text, text);
    let phrase = Phrase::parse(&entry.text).map_err(|text| refuse(&text))?;
    if entry.attack && (looks_at != LooksAt::Message || entry.weight < 0.0) {
        return Err(refuse(
            "only a word of a message that speaks for it can name an attack: take 'attack' away",
        ));
    }
    if entry.matches.is_empty() {
        return Err(refuse("it has no example: put one under 'matches'"));
    }
    let stands_in = |example: &str| phrase.find(&example_words(looks_at, example)).is_some();
    if let Some(example) = entry.matches.iter().find(|example| !stands_in(example)) {
        return Err(refuse(&format!(
            "it does not match '{example}': mend the text or the example"
        )));
    }
    if let Some(example) = entry.not.iter().find(|example| stands_in(example)) {
        return Err(refuse(&format!(
            "it matches '{example}': mend the text or the example"
        )));
    }
    Ok(Entry {
        phrase,
        text: entry.text,
        weight: entry.weight,
        why: entry.why,
        attack: entry.attack,
    })
}

/// Examples of messages are patterns, those of places and callees are plain names.
fn example_words(looks_at: LooksAt, example: &str) -> Vec<Token> {
    if looks_at != LooksAt::Message {
        return tokens::of_text(example);
    }
    let Ok(pattern) = example.parse();
    tokens::of_pattern(&pattern)
}

fn problem(file: &DataFile, entry: &str, problem: &str) -> Error {
    Error::Entry {
        path: file.shown.clone(),
        entry: entry.to_owned(),
        problem: problem.to_owned(),
    }
}
