//! All functions of a program, by their names.

use rustc_hash::FxHashMap;

use crate::facts::{Facts, Function};
use crate::pack::file_name;

/// Definitions of one name that are looked at; more are somebody's naming habit, not one function.
pub const MAX_DEFINITIONS: usize = 4;

/// A function's number in its program.
pub type FunctionId = usize;

/// The functions, region by region. However many share a name, those that a region means are found without going
/// through them all.
pub struct Functions<'a> {
    facts: &'a [Facts],
    /// Each by its region and its place there.
    all: Vec<(usize, usize)>,
    /// By pack.
    by_name: Vec<FxHashMap<&'a str, Named>>,
    /// By the name of a file, the regions that take it in.
    takers: FxHashMap<&'a str, Vec<usize>>,
}

/// The functions of one name, in order.
#[derive(Debug, Default)]
struct Named {
    /// Those that any file can name.
    open: Vec<FunctionId>,
    /// Those that only their own file can name, and the files that take it in or that it takes in.
    internal: Vec<FunctionId>,
}

impl<'a> Functions<'a> {
    /// Knows no function yet of regions that were read by so many packs.
    pub fn of(facts: &'a [Facts], packs: usize) -> Self {
        let mut takers: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (region, facts) in facts.iter().enumerate() {
            for name in &facts.includes {
                let known = takers.entry(name).or_default();
                if known.last() != Some(&region) {
                    known.push(region);
                }
            }
        }
        Functions {
            facts,
            all: Vec::new(),
            by_name: (0..packs).map(|_| FxHashMap::default()).collect(),
            takers,
        }
    }

    /// Adds the next function, which is at this place of its region.
    pub fn add(&mut self, region: usize, place: usize) -> FunctionId {
        let id = self.all.len();
        self.all.push((region, place));
        let facts = &self.facts[region];
        let function = &facts.functions[place];
        if !function.name.is_empty() {
            let is_internal =
                function.is_internal && !self.takers.contains_key(file_name(&facts.path));
            let named = self.by_name[facts.pack].entry(&function.name).or_default();
            match is_internal {
                true => named.internal.push(id),
                false => named.open.push(id),
            }
        }
        id
    }

    /// All of them, region by region.
    pub fn ids(&self) -> std::ops::Range<FunctionId> {
        0..self.all.len()
    }

    /// Those of a region.
    pub fn of_region(&self, region: usize) -> std::ops::Range<FunctionId> {
        let begin = |region| self.all.partition_point(|(own, _)| *own < region);
        begin(region)..begin(region + 1)
    }

    /// A function and the facts of its region.
    pub fn get(&self, id: FunctionId) -> (&'a Facts, &'a Function) {
        let (region, place) = self.all[id];
        (&self.facts[region], &self.facts[region].functions[place])
    }

    /// The region that a function stands in.
    pub fn region(&self, id: FunctionId) -> usize {
        self.all[id].0
    }

    /// Whether any has this name, in whatever language.
    pub fn is_any(&self, name: &str) -> bool {
        self.by_name.iter().any(|named| named.contains_key(name))
    }

    /// Whether a region has one of this name.
    pub fn is_in(&self, region: usize, name: &str) -> bool {
        let named = self.named(region, name);
        named.is_some_and(|named| !self.here(region, named, 1).is_empty())
    }

    /// All of this name, in whatever language.
    pub fn all_named(&self, name: &str) -> impl Iterator<Item = FunctionId> {
        let named = self.by_name.iter().filter_map(move |all| all.get(name));
        named
            .flat_map(|named| named.open.iter().chain(&named.internal))
            .copied()
    }

    /// Those of this name that are meant in a region: those of the same file if there are any, otherwise those
    /// of the same language that it can name, if they are few.
    pub fn meant(&self, region: usize, name: &str) -> Vec<FunctionId> {
        self.here_or(region, name, |named| {
            let takers = self.takers.get(file_name(&self.facts[region].path));
            let takers = takers.into_iter().flatten();
            let of_takers = takers.flat_map(|taker| self.within(*taker, &named.internal));
            few(named.open.iter().chain(of_takers), MAX_DEFINITIONS)
        })
    }

    /// The same with those that are internal to other files, to which a pointer may lead.
    pub fn pointed_to(&self, region: usize, name: &str) -> Vec<FunctionId> {
        self.here_or(region, name, |named| {
            few(named.open.iter().chain(&named.internal), MAX_DEFINITIONS)
        })
    }

    /// Those of this name of the same file if there are any, otherwise others of its language.
    fn here_or(
        &self,
        region: usize,
        name: &str,
        others: impl FnOnce(&Named) -> Vec<FunctionId>,
    ) -> Vec<FunctionId> {
        let Some(named) = self.named(region, name) else {
            return Vec::new();
        };
        match self.here(region, named, MAX_DEFINITIONS) {
            here if here.is_empty() => others(named),
            here => here,
        }
    }

    /// Of these, those of the same region if there are any, otherwise those of the same language, if there are
    /// at most so many.
    pub fn nearest(&self, region: usize, all: &[FunctionId], at_most: usize) -> Vec<FunctionId> {
        let is_here = |id: &FunctionId| self.region(*id) == region;
        let here: Vec<_> = all.iter().copied().filter(is_here).take(at_most).collect();
        if !here.is_empty() {
            return here;
        }
        let pack = self.facts[region].pack;
        let is_of_language = |id: &&FunctionId| self.facts[self.region(**id)].pack == pack;
        few(all.iter().filter(is_of_language), at_most)
    }

    /// Those of a name in the language of a region.
    fn named(&self, region: usize, name: &str) -> Option<&Named> {
        self.by_name[self.facts[region].pack].get(name)
    }

    /// The first of a name that stand in a region.
    fn here(&self, region: usize, named: &Named, at_most: usize) -> Vec<FunctionId> {
        let of = |all| self.within(region, all).iter().take(at_most).copied();
        let mut here: Vec<_> = of(&named.open).chain(of(&named.internal)).collect();
        here.sort_unstable();
        here.truncate(at_most);
        here
    }

    /// Those of a region among some in order.
    fn within<'n>(&self, region: usize, all: &'n [FunctionId]) -> &'n [FunctionId] {
        let own = self.of_region(region);
        let begin = all.partition_point(|id| *id < own.start);
        let end = all.partition_point(|id| *id < own.end);
        &all[begin..end]
    }
}

/// All of them in order, if there are at most so many.
fn few<'n>(all: impl Iterator<Item = &'n FunctionId>, at_most: usize) -> Vec<FunctionId> {
    let mut found: Vec<_> = all.take(at_most + 1).copied().collect();
    if found.len() > at_most {
        return Vec::new();
    }
    found.sort_unstable();
    found
}
