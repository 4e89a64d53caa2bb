//! The names and texts of a region, each of which stands in memory once.

use std::hash::BuildHasher;
use std::num::NonZeroU32;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

/// A name or text, by its number in its region, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Symbol(NonZeroU32);

impl Symbol {
    /// The symbol with this number; none has 0.
    pub(super) fn numbered(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(Symbol)
    }

    pub(super) fn number(self) -> u32 {
        self.0.get()
    }
}

/// All of a region's.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Symbols {
    /// One after another.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// All, by the hashes of what they stand for.
    #[serde(skip)]
    known: HashTable<Symbol>,
}

impl Symbols {
    /// What a symbol stands for.
    #[inline]
    pub fn get(&self, symbol: Symbol) -> &str {
        slice(&self.text, &self.ends, symbol)
    }

    /// The symbol of a name or text.
    pub fn of(&mut self, text: &str) -> Symbol {
        let hash = FxBuildHasher.hash_one(text);
        let is_it = |known: &Symbol| self.get(*known) == text;
        if let Some(known) = self.known.find(hash, is_it) {
            return *known;
        }
        self.text.push_str(text);
        // A region is at most a few hundred MB.
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.ends.push(end);
        let count = u32::try_from(self.ends.len()).ok();
        let symbol = Symbol(count.and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MAX));
        let hash_of = |known: &Symbol| {
            let text = slice(&self.text, &self.ends, *known);
            FxBuildHasher.hash_one(text)
        };
        self.known.insert_unique(hash, symbol, hash_of);
        symbol
    }

    /// None is added any more.
    pub fn close(&mut self) {
        self.known = HashTable::new();
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

#[inline]
fn slice<'t>(text: &'t str, ends: &[u32], symbol: Symbol) -> &'t str {
    let at = symbol.0.get() as usize - 1;
    let begin = at.checked_sub(1).map_or(0, |before| ends[before]);
    &text[begin as usize..ends[at] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_one_symbol_also_the_empty_one() {
        let mut symbols = Symbols::default();
        let texts = ["", "a", "\u{fc}b", "a", ""];
        let all = texts.map(|text| symbols.of(text));
        assert_eq!((all[0], all[1]), (all[4], all[3]));
        symbols.close();
        assert_eq!(all.map(|symbol| symbols.get(symbol)), texts);
    }
}
