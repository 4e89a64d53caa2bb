//! What a keyword matches besides its own message, and the words that several messages share.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Candidate;
use super::tokens::{self, is_identifier};
use super::within::Within;
use crate::pattern::{Pattern, Piece};

/// How many other messages are named.
const NAMED: usize = 5;

/// Letters of a programmer's name that may stand for several messages alone.
const SHARED_LETTERS: usize = 10;

/// Messages that share a name at most: more are a habit, not one event.
const MOST_SHARING: usize = 8;

/// Another message of the program that a keyword would match.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overlap {
    /// The other message's place in the ranking.
    pub rank: usize,
    /// Its text.
    pub pattern: Pattern,
}

/// Notes for each candidate which other messages its keyword would match, the least suspicious first.
/// The candidates are in their order.
pub(super) fn note_overlaps(candidates: &mut [Candidate]) {
    let keywords: Vec<Vec<String>> = candidates.iter().map(|one| lower(&one.keyword)).collect();
    let longest = keywords
        .iter()
        .map(|texts| texts.iter().max_by_key(|text| text.len()));
    let longest: Vec<&str> = longest
        .map(|text| text.map_or("\u{0}", String::as_str))
        .collect();
    let texts = candidates.iter().map(|one| lower(&one.message.pattern));
    let texts: Vec<String> = texts.map(|texts| texts.join("\u{0}")).collect();
    let Ok(searcher) = Within::new(&longest, texts.iter().map(String::as_str)) else {
        return;
    };
    let mut matched: Vec<Vec<usize>> = vec![Vec::new(); candidates.len()];
    for (index, text) in texts.iter().enumerate().rev() {
        for keyword in searcher.find(text) {
            let is_new = keyword != index && matched[keyword].len() < NAMED;
            if is_new && stand_in_order(&keywords[keyword], text) {
                matched[keyword].push(index);
            }
        }
    }
    let overlap = |index: &usize| Overlap {
        rank: index + 1,
        pattern: candidates[*index].message.pattern.clone(),
    };
    let overlaps: Vec<Vec<Overlap>> = matched
        .iter()
        .map(|all| all.iter().map(overlap).collect())
        .collect();
    for (candidate, overlaps) in candidates.iter_mut().zip(overlaps) {
        candidate.also_matches = overlaps;
    }
}

/// Notes a programmer's name that stands in several messages, all of them suspicious: it may be the
/// keyword for all.
pub(super) fn note_shared(candidates: &mut [Candidate]) {
    let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let mut names: Vec<&str> = candidate
            .message
            .pattern
            .texts()
            .flat_map(tokens::names)
            .collect();
        names.retain(|name| {
            is_identifier(name)
                && name.chars().filter(|c| c.is_alphabetic()).count() >= SHARED_LETTERS
        });
        names.sort_unstable();
        names.dedup();
        for name in names {
            holders.entry(name.to_owned()).or_default().push(index);
        }
    }
    holders.retain(|_, all| {
        (2..=MOST_SHARING).contains(&all.len())
            && all.iter().all(|index| candidates[*index].score > 0.0)
    });
    for (name, all) in holders {
        for index in all {
            candidates[index].shared_keyword = Some(Pattern::new([Piece::Text(name.clone())]));
        }
    }
}

/// Whether the texts of a pattern stand in another one, in their order.
pub(super) fn is_in(pattern: &Pattern, whole: &Pattern) -> bool {
    stand_in_order(&lower(pattern), &lower(whole).join("\u{0}"))
}

fn lower(pattern: &Pattern) -> Vec<String> {
    pattern.texts().map(str::to_lowercase).collect()
}

fn stand_in_order(texts: &[String], whole: &str) -> bool {
    let mut rest = whole;
    texts.iter().all(|text| match rest.find(text.as_str()) {
        Some(at) => {
            rest = &rest[at + text.len()..];
            true
        }
        None => false,
    })
}
