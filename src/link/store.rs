//! Texts that are kept between functions: in a field of an object, or in a variable of a file.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::classes::ClassId;
use super::program::{Program, last_name};
use super::summary::Way;
use crate::facts::Function;

/// A place that outlives the function that fills it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Store {
    /// A field below any object (`error.text`); of a class that is known only its own objects are
    /// meant, and those of the classes around it.
    Field {
        class: Option<ClassId>,
        path: Arc<str>,
    },
    /// A variable of one region.
    Variable(usize, Arc<str>),
}

impl Store {
    /// The path of the field, or the name of the variable.
    pub fn path(&self) -> &str {
        match self {
            Store::Field { path, .. } | Store::Variable(_, path) => path,
        }
    }
}

impl Program<'_> {
    /// The store that a place is for a function of a region, if it can be one.
    pub fn store(&self, region: usize, function: &Function, place: &str) -> Option<Store> {
        if place.contains('(') {
            return None;
        }
        let pack = self.pack(region);
        if let Some((root, path)) = place.split_once('.') {
            let is_own = pack.means_this(root, function);
            let own_class = function.class.as_deref().filter(|_| is_own);
            let class = self.class(region, own_class.unwrap_or(root));
            return Some(Store::Field {
                class: class.map(|class| self.classes.family(class)),
                path: path.into(),
            });
        }
        if self.is_own(region, function, place) {
            return None;
        }
        let names_field =
            |class: &str| pack.own_methods || self.is_global(region, &format!("{class}.{place}"));
        if let Some(class) = &function.class
            && names_field(class)
        {
            let class = self.class(region, class);
            return Some(Store::Field {
                class: class.map(|class| self.classes.family(class)),
                path: place.into(),
            });
        }
        let variable = || Store::Variable(region, place.into());
        self.is_global(region, place).then(variable)
    }

    /// Whether a name is a parameter or variable of the function itself.
    pub fn is_own(&self, region: usize, function: &Function, name: &str) -> bool {
        let is_variable = if self.pack(region).bindings_declare {
            let is_bound = self.facts[region].binds(function, name);
            !function.shared.contains(name) && is_bound || function.locals.contains(name)
        } else {
            function.locals.contains(name)
        };
        is_variable || function.parameters.contains(name)
    }
}

/// Stores whose text reaches a sink, each with its best way there.
///
/// Fields are known by name alone, so the field of a string class would make every text that is ever
/// built a message. A field that is filled in objects that live and end in one function is such a
/// container's, and no store: what it holds is followed from hand to hand instead.
#[derive(Debug, Default)]
pub(super) struct Stores {
    ways: BTreeMap<Store, Way>,
    containers: HashSet<String>,
}

impl Stores {
    /// The way on which what is put into a store is printed.
    pub fn way(&self, store: &Store) -> Option<&Way> {
        self.ways.get(store)
    }

    /// Fields of these names are containers'.
    pub fn exclude(&mut self, contained: Vec<String>) {
        self.containers.extend(contained);
    }

    /// Adds ways; the stores that were not known before.
    pub fn add(&mut self, printed: impl IntoIterator<Item = (Store, Way)>) -> Vec<Store> {
        let mut new = Vec::new();
        for (store, way) in printed {
            if self.containers.contains(last_name(store.path())) {
                continue;
            }
            match self.ways.get_mut(&store) {
                Some(known) if way.rank() < known.rank() => *known = way,
                Some(_) => {}
                None => {
                    new.push(store.clone());
                    self.ways.insert(store, way);
                }
            }
        }
        new
    }
}
