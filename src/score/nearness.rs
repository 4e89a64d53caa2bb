//! Whether a text is another one that was changed a little.

use std::collections::BTreeMap;

use super::tokens::{self, Token};
use crate::pattern::Pattern;

/// Of how many words of the longer text one may be missing in the other.
const WORDS_FOR_ONE_MISSING: usize = 5;

/// The words of a message, in lower case and without the values that it prints.
pub fn words_of(pattern: &Pattern) -> Vec<String> {
    let words = tokens::of_pattern(pattern).into_iter();
    words
        .filter_map(|token| match token {
            Token::Word(word) => Some(word),
            Token::Value => None,
        })
        .collect()
}

/// How many words two messages share, if that is so many that one may be the other, changed a little.
pub fn nearly_same(one: &[String], other: &[String]) -> Option<usize> {
    let longer = one.len().max(other.len());
    let shared = shared(one, other);
    (shared > 0 && longer - shared <= spared(longer)).then_some(shared)
}

/// How many words of so many may be missing.
pub fn spared(words: usize) -> usize {
    words / WORDS_FOR_ONE_MISSING
}

fn shared(one: &[String], other: &[String]) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in one {
        *counts.entry(word).or_default() += 1;
    }
    let is_in_one = |word: &&String| match counts.get_mut(word.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    other.iter().filter(is_in_one).count()
}
