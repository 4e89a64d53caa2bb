//! Stores that are printed, with the ways on which they are.

use std::collections::{BTreeMap, HashSet};

use crate::link::program::last_name;
use crate::link::program::store::Store;
use crate::link::reading::summary::Way;

/// Stores whose text reaches a sink, each with its best way there.
///
/// Fields are known by name alone, so the field of a string class would make every text that is ever
/// built a message. A field that is filled in objects that live and end in one function is such a
/// container's, and no store: what it holds is followed from hand to hand instead.
#[derive(Debug, Default)]
pub struct Stores {
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
