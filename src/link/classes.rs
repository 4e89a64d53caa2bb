//! Classes, their methods and their bases, across files.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::names::Names;
use super::program::{FunctionId, last_name};
use crate::facts::{Class, Facts};
use crate::pack::Pack;

/// How many classes are looked at between a class and the bases of its bases.
const MAX_BASES: usize = 64;

/// A class's number in its program.
pub(super) type ClassId = usize;

/// All classes of a program.
#[derive(Debug, Default)]
pub(super) struct Classes<'a> {
    all: Vec<Known<'a>>,
    by_name: FxHashMap<&'a str, Vec<ClassId>>,
    by_plain_name: FxHashMap<String, Vec<ClassId>>,
    methods: FxHashMap<(ClassId, &'a str), Vec<FunctionId>>,
}

#[derive(Debug)]
struct Known<'a> {
    region: usize,
    file: &'a str,
    class: &'a Class,
    /// The first part of the class: itself, or where others add to it, the one that is read first.
    first: ClassId,
    bases: Vec<ClassId>,
    is_error: bool,
}

impl<'a> Classes<'a> {
    /// Adds the classes of a region. Where classes are known by their paths, several of one path are one.
    pub fn add(&mut self, region: usize, facts: &'a Facts, pack: &Pack) {
        for class in &facts.classes {
            let id = self.all.len();
            let same_name = self.by_name.entry(&class.name).or_default();
            let is_part = |known: &&ClassId| self.all[**known].class.path == class.path;
            let mut parts = same_name.iter().filter(|_| pack.class_separator.is_some());
            let first = parts.find(is_part).copied().unwrap_or(id);
            same_name.push(id);
            let same_plain_name = self.by_plain_name.entry(plain(&class.name)).or_default();
            same_plain_name.push(id);
            self.all.push(Known {
                region,
                file: &facts.path,
                class,
                first,
                bases: Vec::new(),
                is_error: false,
            });
        }
    }

    /// Adds a function that stands in a class of its region.
    pub fn add_method(&mut self, region: usize, class: &str, name: &'a str, id: FunctionId) {
        if let Some(class) = self.here(region, class) {
            self.methods.entry((class, name)).or_default().push(id);
        }
    }

    /// Finds bases and error classes, when all classes are added.
    pub fn connect(&mut self, names: &Names<'_>, facts: &[Facts], packs: &[Pack]) {
        for id in 0..self.all.len() {
            let Known { region, class, .. } = self.all[id];
            let bases = class
                .bases
                .iter()
                .map(|base| self.base(names, region, class, base));
            let bases = bases.flatten().map(|base| self.all[base].first);
            self.all[id].bases = bases.filter(|base| *base != id).collect();
        }
        self.join_parts();
        for id in 0..self.all.len() {
            let pack = &packs[facts[self.all[id].region].pack];
            let is_root = |class: &ClassId| {
                let Known { region, class, .. } = self.all[*class];
                let mut unknown = class
                    .bases
                    .iter()
                    .filter(|base| self.base(names, region, class, base).is_none());
                unknown.any(|base| pack.is_error_root(last_name(base)))
            };
            self.all[id].is_error = self.with_bases(id).iter().any(is_root);
        }
    }

    /// The parts of a class have each other's methods and bases, through the first.
    fn join_parts(&mut self) {
        let with_methods: FxHashSet<ClassId> =
            self.methods.keys().map(|(class, _)| *class).collect();
        for id in 0..self.all.len() {
            let first = self.all[id].first;
            if first == id {
                continue;
            }
            let inherited = self.all[id].bases.clone();
            let parts = with_methods.contains(&id).then_some(id);
            self.all[first]
                .bases
                .extend(inherited.into_iter().filter(|base| *base != first));
            self.all[first].bases.extend(parts);
            self.all[id].bases.push(first);
        }
    }

    /// The class that a base means: one in the classes around it, innermost first, or else any.
    fn base(&self, names: &Names<'_>, region: usize, class: &Class, base: &str) -> Option<ClassId> {
        let all = self.by_name.get(last_name(base));
        let around = class
            .path
            .rmatch_indices('.')
            .map(|(at, _)| &class.path[..=at]);
        let mut exact = around.filter_map(|around| {
            let mut all = all?.iter();
            let is_it = |id: &&ClassId| {
                let path = self.all[**id].class.path.strip_prefix(around);
                path == Some(base)
            };
            all.find(is_it)
        });
        exact
            .next()
            .copied()
            .or_else(|| self.find(names, region, base))
    }

    fn here(&self, region: usize, path: &str) -> Option<ClassId> {
        let all = self.by_name.get(last_name(path))?;
        let here = || all.iter().filter(|id| self.all[**id].region == region);
        let mut written = here().filter(|id| self.is_called(**id, path));
        written.next_back().or_else(|| here().next_back()).copied()
    }

    /// Whether a class is known by a path that names classes around it.
    fn is_called(&self, id: ClassId, path: &str) -> bool {
        let known = &self.all[id].class.path;
        let before = known.strip_suffix(path);
        path.contains('.') && before.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }

    /// The class that a dotted path means in a region: its own, or else that of the module which it is
    /// imported from, or else the first of this name.
    pub fn find(&self, names: &Names<'_>, region: usize, path: &str) -> Option<ClassId> {
        if self.all.is_empty() {
            return None;
        }
        let path = path.trim_end_matches("()");
        let here = self.here(region, path);
        if here.is_some_and(|here| !path.contains('.') || self.is_called(here, path)) {
            return here;
        }
        let all = self
            .by_name
            .get(last_name(path))
            .map_or(&[][..], Vec::as_slice);
        let elsewhere = all.iter().find(|id| self.is_called(**id, path));
        if let Some(class) = elsewhere.copied().or(here) {
            return Some(class);
        }
        let import = names.imported(region, path);
        let written = import.as_deref().unwrap_or(path);
        let all = self.by_name.get(last_name(written))?;
        let module = written
            .rsplit_once('.')
            .map(|(module, _)| last_name(module));
        let is_meant =
            |id: &&ClassId| module.is_some_and(|module| is_module(self.all[**id].file, module));
        all.iter().find(is_meant).or(all.first()).copied()
    }

    /// A class and all that it descends from, as far as they are known, nearest first.
    pub fn with_bases(&self, id: ClassId) -> Vec<ClassId> {
        let mut found = vec![id];
        let mut at = 0;
        while let Some(next) = found.get(at).copied() {
            at += 1;
            for base in &self.all[next].bases {
                if !found.contains(base) && found.len() < MAX_BASES {
                    found.push(*base);
                }
            }
        }
        found
    }

    /// The farthest known base of a class: classes that share it share their fields.
    pub fn family(&self, id: ClassId) -> ClassId {
        let first = self.all[id].first;
        self.with_bases(first).last().copied().unwrap_or(first)
    }

    /// Whether a class is the one of this name in this region.
    pub fn is(&self, id: ClassId, region: usize, name: &str) -> bool {
        self.all[id].region == region && self.all[id].class.name == name
    }

    /// Where classes of this name are defined: the region and the line.
    pub fn places(&self, name: &str) -> Vec<(usize, usize)> {
        let found = self.by_name.get(last_name(name)).into_iter().flatten();
        let place = |id: &ClassId| (self.all[*id].region, self.all[*id].class.line as usize);
        found.map(place).collect()
    }

    /// Whether a class descends from an error class of its language.
    pub fn is_error(&self, id: ClassId) -> bool {
        self.all[id].is_error
    }

    /// The methods of this name that an object of the class has: its own, or its nearest base's.
    pub fn methods(&self, id: ClassId, name: &str) -> Vec<FunctionId> {
        self.first(self.with_bases(id).into_iter(), |_| vec![name])
    }

    /// The methods of this name of the classes that an object is called like: `self.key_store` is a `KeyStore`, as far
    /// as names say.
    pub fn methods_of_named_like(&self, object: &str, name: &str) -> Vec<FunctionId> {
        let named = self.by_plain_name.get(&plain(last_name(object)));
        let classes = named.into_iter().flatten();
        let methods = classes.flat_map(|class| self.methods(*class, name));
        methods.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The methods of this name that the bases of a class have.
    pub fn inherited(&self, id: ClassId, name: &str) -> Vec<FunctionId> {
        self.first(self.with_bases(id).into_iter().skip(1), |_| vec![name])
    }

    /// The functions that run when an object of the class is made.
    pub fn constructors(&self, id: ClassId, pack: &Pack) -> Vec<FunctionId> {
        self.first(self.with_bases(id).into_iter(), |id| {
            pack.constructor_names(&self.all[id].class.name).collect()
        })
    }

    /// The methods of the first class that has one of its names.
    fn first<'n>(
        &self,
        mut classes: impl Iterator<Item = ClassId>,
        names: impl Fn(ClassId) -> Vec<&'n str>,
    ) -> Vec<FunctionId> {
        let of_class = |class: ClassId| {
            names(class)
                .into_iter()
                .find_map(|name| self.methods.get(&(class, name)).cloned())
        };
        classes.find_map(of_class).unwrap_or_default()
    }
}

/// A name without what only the way of writing it adds: `key_store`, `_keyStore` and `KeyStore` are one.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether a file, or the folder that it lies in, has a module's name.
fn is_module(file: &str, module: &str) -> bool {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    stem.rsplit('/').take(2).any(|part| part == module)
}
