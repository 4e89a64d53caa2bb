//! Classes, their methods and their bases, across files.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Class, Facts};
use crate::link::program::names::Names;
use crate::link::program::{FunctionId, last_name};
use crate::pack::Pack;

/// How many classes are looked at between a class and the bases of its bases.
const MAX_BASES: usize = 64;

/// A class's number in its program.
pub type ClassId = usize;

/// How many names of a class's path a shorter way of writing it may have.
const MAX_WRITTEN: usize = 8;

/// How many classes may be called like an object: more say nothing of it.
const MAX_ALIKE: usize = 256;

/// How many methods of one name a class may have: overloads.
const MAX_OVERLOADS: usize = 64;

/// All classes of a program. However many share a name, the one that is meant is found without going through
/// them all. What stands behind a name is in order, and so is a region's part of it.
#[derive(Debug, Default)]
pub struct Classes<'a> {
    all: Vec<Known<'a>>,
    by_name: FxHashMap<&'a str, Vec<ClassId>>,
    by_plain_name: FxHashMap<String, Vec<ClassId>>,
    /// By the last names of their paths, from two names to [`MAX_WRITTEN`], and all.
    by_path: FxHashMap<&'a str, Vec<ClassId>>,
    /// The first of each whole path.
    first_of_path: FxHashMap<&'a str, ClassId>,
    /// The first of a name in a module.
    first_of_module: FxHashMap<(&'a str, &'a str), ClassId>,
    methods: FxHashMap<(ClassId, &'a str), Vec<FunctionId>>,
}

#[derive(Debug)]
struct Known<'a> {
    region: usize,
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
            let first_of_path = *self.first_of_path.entry(&class.path).or_insert(id);
            let first = match pack.class_separator {
                Some(_) => first_of_path,
                None => id,
            };
            for module in modules(&facts.path) {
                let of_module = self.first_of_module.entry((module, &class.name));
                of_module.or_insert(id);
            }
            self.by_name.entry(&class.name).or_default().push(id);
            for written in ways_of_writing(&class.path) {
                self.by_path.entry(written).or_default().push(id);
            }
            let same_plain_name = self.by_plain_name.entry(plain(&class.name)).or_default();
            same_plain_name.push(id);
            self.all.push(Known {
                region,
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
            let methods = self.methods.entry((class, name)).or_default();
            if methods.len() < MAX_OVERLOADS {
                methods.push(id);
            }
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
        let is_root = |Known { region, class, .. }: &Known<'_>| {
            let pack = &packs[facts[*region].pack];
            let mut unknown = class
                .bases
                .iter()
                .filter(|base| self.base(names, *region, class, base).is_none());
            unknown.any(|base| pack.is_error_root(last_name(base)))
        };
        let is_root: Vec<bool> = self.all.iter().map(is_root).collect();
        for id in 0..self.all.len() {
            self.all[id].is_error = self.with_bases(id).iter().any(|class| is_root[*class]);
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
        let around = class
            .path
            .rmatch_indices('.')
            .map(|(at, _)| &class.path[..at]);
        let mut exact = around.filter_map(|around| {
            let inside = self.first_of_path.get(format!("{around}.{base}").as_str());
            inside.copied()
        });
        exact.next().or_else(|| self.find(names, region, base))
    }

    /// The last class in a region that a path may mean: one that is known by the path, or else by its last name.
    fn here(&self, region: usize, path: &str) -> Option<ClassId> {
        let all = self.by_name.get(last_name(path))?;
        self.written_here(region, path)
            .or_else(|| self.within(region, all).last().copied())
    }

    /// The last class in a region that is known by a path which names classes around it.
    fn written_here(&self, region: usize, path: &str) -> Option<ClassId> {
        let written = self.by_path.get(path)?;
        self.within(region, written).last().copied()
    }

    /// Those of a region among some in order.
    fn within<'c>(&self, region: usize, all: &'c [ClassId]) -> &'c [ClassId] {
        let begin = |region| all.partition_point(|id| self.all[*id].region < region);
        &all[begin(region)..begin(region + 1)]
    }

    /// The class that a dotted path means in a region: its own, or else that of the module which it is
    /// imported from, or else the first of this name.
    pub fn find(&self, names: &Names<'_>, region: usize, path: &str) -> Option<ClassId> {
        if self.all.is_empty() {
            return None;
        }
        let path = path.trim_end_matches("()");
        let here = self.here(region, path);
        if here.is_some() && (!path.contains('.') || self.written_here(region, path).is_some()) {
            return here;
        }
        let elsewhere = self.by_path.get(path).and_then(|all| all.first());
        if let Some(class) = elsewhere.copied().or(here) {
            return Some(class);
        }
        let import = names.imported(region, path);
        let written = import.as_deref().unwrap_or(path);
        let name = last_name(written);
        let first = self.by_name.get(name)?.first();
        let module = written.rsplit_once('.');
        let of_module =
            module.and_then(|(module, _)| self.first_of_module.get(&(last_name(module), name)));
        of_module.or(first).copied()
    }

    /// A class and all that it descends from, as far as they are known, nearest first.
    pub fn with_bases(&self, id: ClassId) -> Vec<ClassId> {
        let mut found = vec![id];
        let mut at = 0;
        while let Some(next) = found.get(at).copied() {
            at += 1;
            for base in &self.all[next].bases {
                if found.len() == MAX_BASES {
                    return found;
                }
                if !found.contains(base) {
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
    /// as names say. Of too many, those of the region may be meant.
    pub fn methods_of_named_like(
        &self,
        region: usize,
        object: &str,
        name: &str,
    ) -> Vec<FunctionId> {
        let named = self.by_plain_name.get(&plain(last_name(object)));
        let mut classes = named.map_or(&[][..], Vec::as_slice);
        if classes.len() > MAX_ALIKE {
            classes = self.within(region, classes);
        }
        let classes = classes.iter().take(MAX_ALIKE);
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

/// The names that a file has as a module: its own and its folder's.
fn modules(file: &str) -> impl Iterator<Item = &str> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    stem.rsplit('/').take(2)
}

/// The paths that name a class and at least one around it: the whole path and its ends.
fn ways_of_writing(path: &str) -> impl Iterator<Item = &str> {
    let separators = path.rmatch_indices('.').skip(1).take(MAX_WRITTEN - 1);
    let ends = separators.map(|(at, _)| &path[at + 1..]);
    let whole = Some(path).filter(|path| path.contains('.'));
    ends.chain(whole)
}
