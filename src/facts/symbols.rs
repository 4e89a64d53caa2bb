//! The names and texts of a region, each of which stands in memory once.

use std::num::NonZeroU32;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A name or text, by its number in its region, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Symbol(NonZeroU32);

/// All of a region's.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Symbols {
    /// One after another.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// Those that were given before.
    #[serde(skip)]
    known: FxHashMap<Box<str>, Symbol>,
}

impl Symbols {
    /// What a symbol stands for.
    pub fn get(&self, symbol: Symbol) -> &str {
        let at = symbol.0.get() as usize - 1;
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[begin as usize..self.ends[at] as usize]
    }

    /// The symbol of a name or text.
    pub fn of(&mut self, text: &str) -> Symbol {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        self.text.push_str(text);
        // A region is at most a few hundred MB.
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.ends.push(end);
        let count = u32::try_from(self.ends.len()).ok();
        let symbol = Symbol(count.and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MAX));
        self.known.insert(text.into(), symbol);
        symbol
    }

    /// None is added any more.
    pub fn close(&mut self) {
        self.known = FxHashMap::default();
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
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
