//! What names are bound to in one region, in little memory: a program binds millions of names.

use std::borrow::Cow;
use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::facts::{ExprId, Expressions};

/// Stands for no function.
const NOWHERE: u32 = u32::MAX;

/// A name, as the expression that ends in it, and the value that it is bound to first.
#[derive(Debug)]
struct Entry {
    /// The place of the function in which it is known.
    function: u32,
    target: ExprId,
    value: ExprId,
}

/// Values by the last names of what they are bound to, each for one function of the region or for all of it.
#[derive(Debug, Default)]
pub struct BoundNames(HashTable<Entry>);

impl BoundNames {
    /// Adds a binding, if it has a name and is the first of that name there.
    pub fn add(
        &mut self,
        expressions: &Expressions,
        function: Option<usize>,
        target: ExprId,
        value: ExprId,
    ) {
        let Some(name) = expressions.last_name(target) else {
            return;
        };
        let function = short(function);
        let hash_of = |entry: &Entry| hash(entry.function, &name_of(expressions, entry));
        let is_it =
            |entry: &Entry| entry.function == function && name_of(expressions, entry) == name;
        let entry = self.0.entry(hash(function, &name), is_it, hash_of);
        entry.or_insert(Entry {
            function,
            target,
            value,
        });
    }

    /// What a name is bound to.
    pub fn get(
        &self,
        expressions: &Expressions,
        function: Option<usize>,
        name: &str,
    ) -> Option<ExprId> {
        let function = short(function);
        let is_it =
            |entry: &Entry| entry.function == function && name_of(expressions, entry) == name;
        let entry = self.0.find(hash(function, name), is_it)?;
        Some(entry.value)
    }
}

fn name_of<'e>(expressions: &'e Expressions, entry: &Entry) -> Cow<'e, str> {
    expressions.last_name(entry.target).unwrap_or_default()
}

fn hash(function: u32, name: &str) -> u64 {
    FxBuildHasher.hash_one((function, name))
}

fn short(function: Option<usize>) -> u32 {
    function.map_or(NOWHERE, |place| u32::try_from(place).unwrap_or(NOWHERE))
}
