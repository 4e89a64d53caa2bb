//! From source trees to ranked candidates.

use std::path::PathBuf;

use rayon::prelude::*;

use super::Error;
use crate::corpus::Shelf;
use crate::crosscheck::Known;
use crate::facts::{self, Cache, Facts};
use crate::link::{self, Message};
use crate::pack::{self, Pack};
use crate::progress::{Progress, Step};
use crate::score::{self, Candidate, Words};
use crate::source::{self, LeftOut, Region, Skipped, Tree};
use crate::threads;

/// What to mine, and with what.
#[derive(Debug, Clone, Default)]
pub struct MineOptions {
    /// A folder with the user's language packs.
    pub packs: Option<PathBuf>,
    /// A folder with the user's word lists.
    pub words: Option<PathBuf>,
    /// Which files are read.
    pub source: source::Options,
    /// A folder in which facts are kept from run to run.
    pub cache: Option<PathBuf>,
}

/// What was mined.
#[derive(Debug)]
pub struct Mined {
    /// Ranked, best first.
    pub candidates: Vec<Candidate>,
    /// Every message of the application, also those that are no candidates: the cross-check's
    /// coverage is counted with them.
    pub known: Vec<Known>,
    /// The word lists that the candidates were ranked with.
    pub words: Words,
    /// Files that were read.
    pub files: usize,
    /// The names of the packs that read at least one, sorted.
    pub languages: Vec<String>,
    /// Files that could not be read, or were not.
    pub skipped: Vec<Skipped>,
    /// Files that were left out on purpose.
    pub left_out: LeftOut,
    /// Files of which a part was not looked at.
    pub capped: Vec<Capped>,
}

/// A file of which a part was not looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capped {
    /// The file, as sites show it.
    pub path: String,
    /// What was not looked at, and why.
    pub why: &'static str,
}

/// Mines one or more source trees as one program. The result is the same for any number of threads
/// and any order of the file system.
///
/// # Errors
/// [`Error`] for data that cannot be loaded and for a tree in which there is nothing to read.
pub fn mine(
    sources: &[PathBuf],
    options: &MineOptions,
    progress: &dyn Progress,
) -> Result<Mined, Error> {
    threads::on_deep_stacks(|| {
        let loaded = load(sources, options, progress)?;
        let messages = link::link(&loaded.facts, &loaded.packs);
        Ok(loaded.mined(messages))
    })?
}

/// A program whose facts are read, and what it is ranked with.
pub(super) struct Loaded {
    pub packs: Vec<Pack>,
    pub words: Words,
    pub tree: Tree,
    pub facts: Vec<Facts>,
}

/// Reads the facts of source trees as one program.
pub(super) fn load(
    sources: &[PathBuf],
    options: &MineOptions,
    progress: &dyn Progress,
) -> Result<Loaded, Error> {
    let packs = pack::load(&Shelf::queries(options.packs.as_deref()))?;
    let words = Words::load(&Shelf::words(options.words.as_deref()), &Shelf::rarity())?;
    let cache = options.cache.as_deref().map(Cache::open).transpose()?;
    let mut tree = source::walk_all(sources, &packs, &options.source)?;
    let extract = |region: &Region| match &cache {
        Some(cache) => cache.extract(region, &packs[region.pack]),
        None => facts::extract(region, &packs[region.pack]),
    };
    let facts = read(&mut tree, &options.source, &extract, progress);
    Ok(Loaded {
        packs,
        words,
        tree,
        facts,
    })
}

impl Loaded {
    /// Ranks the messages that the program was found to have.
    pub(super) fn mined(self, messages: Vec<Message>) -> Mined {
        let files = self.facts.len();
        let languages = languages(&self.facts, &self.packs);
        let capped = self.facts.iter().filter_map(capped).collect();
        // Ranking takes as much memory as linking, and needs no facts.
        drop(self.facts);
        let known = messages.iter().map(|message| Known {
            pattern: message.pattern.clone(),
            level: message.level,
        });
        Mined {
            known: known.collect(),
            candidates: score::rank(messages, &self.words),
            words: self.words,
            files,
            languages,
            skipped: self.tree.skipped,
            left_out: self.tree.left_out,
            capped,
        }
    }
}

/// Reads every file of the tree in parallel; what cannot be read is added to what was skipped.
fn read(
    tree: &mut Tree,
    options: &source::Options,
    extract: &(dyn Fn(&Region) -> Facts + Sync),
    progress: &dyn Progress,
) -> Vec<Facts> {
    progress.begin(Step::Mining, Some(tree.files.len() as u64));
    let read: Vec<Result<Facts, Skipped>> = tree
        .files
        .par_iter()
        .map(|file| {
            let region = source::read(file, options)?;
            let facts = extract(&region);
            progress.advance(1);
            Ok(facts)
        })
        .collect();
    progress.end();
    let mut facts = Vec::with_capacity(read.len());
    for result in read {
        match result {
            Ok(one) => facts.push(one),
            Err(skipped) => tree.skipped.push(skipped),
        }
    }
    tree.skipped.sort();
    facts
}

fn languages(facts: &[Facts], packs: &[Pack]) -> Vec<String> {
    let is_used = |index: &usize| facts.iter().any(|facts| facts.pack == *index);
    (0..packs.len())
        .filter(is_used)
        .map(|index| packs[index].name.clone())
        .collect()
}

fn capped(facts: &Facts) -> Option<Capped> {
    let why = match facts.capped? {
        facts::Capped::Parsing => {
            "could not be parsed within its budget: its messages are missing; is it source, and whole?"
        }
        facts::Capped::Damage => {
            "is damaged over a long stretch: some messages may be missing; does it compile?"
        }
        facts::Capped::Depth => {
            "holds expressions nested too deep or too long: their inside counts as unknown"
        }
    };
    Some(Capped {
        path: facts.path.to_string(),
        why,
    })
}
