//! All functions of a program, by their names.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::facts::{Facts, Function};
use crate::pack::file_name;

/// Definitions of one name that are looked at; more are somebody's naming habit, not one function.
pub const MAX_DEFINITIONS: usize = 4;

/// Functions that one name in a macro may mean which is joined of parts: the levels of a logger.
const MAX_JOINED: usize = 24;

/// A function's number in its program.
pub type FunctionId = usize;

/// The functions, region by region. However many share a name, those that a region means are found without going
/// through them all.
pub struct Functions<'a> {
    facts: &'a [Facts],
    /// The region of each.
    regions: Vec<u32>,
    /// The first of each region, and the one behind the last of all.
    begins: Vec<FunctionId>,
    /// Those that have names, those of one name in one language one after another.
    named: Vec<FunctionId>,
    /// By pack.
    by_name: Vec<HashTable<Named>>,
    /// By pack, the names in order.
    in_order: Vec<Vec<&'a str>>,
    /// By the name of a file, the regions that take it in.
    takers: FxHashMap<&'a str, Vec<usize>>,
}

/// The functions of one name, by their places among all that have names.
#[derive(Debug)]
struct Named {
    begin: u32,
    /// Before it stand in order those that any file can name, behind it those that only their own file can name, and
    /// the files that take it in or that it takes in.
    middle: u32,
    end: u32,
}

impl<'a> Functions<'a> {
    /// All functions of regions that were read by so many packs.
    pub fn of(facts: &'a [Facts], packs: usize) -> Self {
        let mut takers: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut regions = Vec::new();
        let mut begins = vec![0];
        for (region, facts) in facts.iter().enumerate() {
            regions.resize(regions.len() + facts.functions.len(), short(region));
            begins.push(regions.len());
            for name in &facts.includes {
                let known = takers.entry(name).or_default();
                if known.last() != Some(&region) {
                    known.push(region);
                }
            }
        }
        let mut functions = Functions {
            facts,
            regions,
            begins,
            named: Vec::new(),
            by_name: (0..packs).map(|_| HashTable::new()).collect(),
            in_order: vec![Vec::new(); packs],
            takers,
        };
        functions.gather_names();
        functions
    }

    fn gather_names(&mut self) {
        let mut by_name = std::mem::take(&mut self.by_name);
        let mut in_order = std::mem::take(&mut self.in_order);
        let mut named: Vec<_> = self.ids().filter(|id| !self.name(*id).is_empty()).collect();
        // Hashes differ sooner than names do.
        named.sort_by_cached_key(|id| {
            let name = self.name(*id);
            (hash(name), name, self.pack(*id), self.is_internal(*id))
        });
        let is_same = |a: &FunctionId, b: &FunctionId| {
            self.pack(*a) == self.pack(*b) && self.name(*a) == self.name(*b)
        };
        let mut begin = 0;
        for same in named.chunk_by(is_same) {
            let middle = begin + same.partition_point(|id| !self.is_internal(*id));
            let end = begin + same.len();
            let hash_of = |known: &Named| hash(self.name(named[known.begin as usize]));
            let new = Named {
                begin: short(begin),
                middle: short(middle),
                end: short(end),
            };
            let pack = self.pack(same[0]);
            by_name[pack].insert_unique(hash_of(&new), new, hash_of);
            in_order[pack].push(self.name(same[0]));
            begin = end;
        }
        in_order.iter_mut().for_each(|names| names.sort_unstable());
        self.in_order = in_order;
        self.by_name = by_name;
        self.named = named;
    }

    fn name(&self, id: FunctionId) -> &'a str {
        &self.get(id).1.name
    }

    fn pack(&self, id: FunctionId) -> usize {
        self.get(id).0.pack
    }

    /// Whether only its own file can name a function, and those that take it in.
    fn is_internal(&self, id: FunctionId) -> bool {
        let (facts, function) = self.get(id);
        function.is_internal && !self.takers.contains_key(file_name(&facts.path))
    }

    /// All of them, region by region.
    pub fn ids(&self) -> std::ops::Range<FunctionId> {
        0..self.regions.len()
    }

    /// Those of a region.
    pub fn of_region(&self, region: usize) -> std::ops::Range<FunctionId> {
        self.begins[region]..self.begins[region + 1]
    }

    /// A function and the facts of its region.
    pub fn get(&self, id: FunctionId) -> (&'a Facts, &'a Function) {
        let region = self.region(id);
        let facts = &self.facts[region];
        (facts, &facts.functions[id - self.begins[region]])
    }

    /// The region that a function stands in.
    pub fn region(&self, id: FunctionId) -> usize {
        self.regions[id] as usize
    }

    /// Whether any has this name, in whatever language.
    pub fn is_any(&self, name: &str) -> bool {
        (0..self.by_name.len()).any(|pack| self.of_name(pack, name).is_some())
    }

    /// All of this name, in whatever language.
    pub fn all_named(&self, name: &str) -> impl Iterator<Item = FunctionId> {
        let packs = 0..self.by_name.len();
        let named = packs.filter_map(move |pack| self.of_name(pack, name));
        named
            .flat_map(|named| self.open_and_internal(named))
            .copied()
    }

    /// All of this name in the language of a region.
    pub fn of_language(&self, region: usize, name: &str) -> impl Iterator<Item = FunctionId> {
        let named = self.named(region, name).into_iter();
        named
            .flat_map(|named| self.open_and_internal(named))
            .copied()
    }

    /// Those of this name that are meant in a region: those of the same file if there are any, otherwise those
    /// of the same language that it can name, if they are few.
    pub fn meant(&self, region: usize, name: &str) -> Vec<FunctionId> {
        self.here_or(region, name, |named| {
            let takers = self.takers.get(file_name(&self.facts[region].path));
            let takers = takers.into_iter().flatten();
            let of_takers = takers.flat_map(|taker| self.within(*taker, self.internal(named)));
            few(self.open(named).iter().chain(of_takers), MAX_DEFINITIONS)
        })
    }

    /// The same with those that are internal to other files, to which a pointer may lead.
    pub fn pointed_to(&self, region: usize, name: &str) -> Vec<FunctionId> {
        self.here_or(region, name, |named| {
            few(self.open_and_internal(named).iter(), MAX_DEFINITIONS)
        })
    }

    /// Those with names that begin and end so, in the language of a region: one that a macro joins of parts.
    pub fn joined_of(&self, region: usize, begin: &str, end: &str) -> Vec<FunctionId> {
        let all = &self.in_order[self.facts[region].pack];
        let from = all.partition_point(|name| *name < begin);
        let begun = all[from..].iter();
        let begun = begun.take_while(|name| name.starts_with(begin));
        let is_longer = |name: &&&str| name.len() > begin.len() + end.len();
        let names = begun.filter(is_longer).filter(|name| name.ends_with(end));
        let ids: Vec<_> = names.flat_map(|name| self.meant(region, name)).collect();
        few(ids.iter(), MAX_JOINED)
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
        match self.here(region, named) {
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
        self.of_name(self.facts[region].pack, name)
    }

    fn of_name(&self, pack: usize, name: &str) -> Option<&Named> {
        let is_it = |named: &Named| self.name(self.named[named.begin as usize]) == name;
        self.by_name[pack].find(hash(name), is_it)
    }

    fn open(&self, named: &Named) -> &[FunctionId] {
        &self.named[named.begin as usize..named.middle as usize]
    }

    fn internal(&self, named: &Named) -> &[FunctionId] {
        &self.named[named.middle as usize..named.end as usize]
    }

    fn open_and_internal(&self, named: &Named) -> &[FunctionId] {
        &self.named[named.begin as usize..named.end as usize]
    }

    /// The first of a name that stand in a region.
    fn here(&self, region: usize, named: &Named) -> Vec<FunctionId> {
        let of = |all| {
            let own = self.within(region, all).iter();
            own.take(MAX_DEFINITIONS).copied()
        };
        let mut here: Vec<_> = of(self.open(named))
            .chain(of(self.internal(named)))
            .collect();
        here.sort_unstable();
        here.truncate(MAX_DEFINITIONS);
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

fn hash(name: &str) -> u64 {
    FxBuildHasher.hash_one(name)
}

/// No program has four thousand million functions.
fn short(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
