//! Of the texts that one statement prints, one with known values where another has wildcards is that other one.

use std::collections::BTreeMap;

use super::consolidate::join;
use crate::link::{Message, Site};
use crate::pattern::{Pattern, Piece};

/// Letters and words of a text that may stand for others: it must still name the message.
const FEWEST_LETTERS: usize = 12;
const FEWEST_WORDS: usize = 2;

/// Texts of one statement that are compared at most, since each is with each.
const MOST_TEXTS: usize = 200;

/// Stands for a wildcard; no text holds it.
const VALUE: &str = "\0";

/// Joins each message to one that all its places print too, with wildcards where it has a known value of one word or
/// none: `ip=<unknown>` to `ip=*`. What a program falls back to would speak for or against a message that it is no part of.
pub(super) fn join_known_values(messages: Vec<Message>) -> Vec<Message> {
    let general = general_of_each(&messages);
    let most_general = |mut index: usize| {
        while let Some(other) = general[index] {
            index = other;
        }
        index
    };
    let mut groups: BTreeMap<usize, Vec<Message>> = BTreeMap::new();
    let mut patterns = BTreeMap::new();
    for (index, message) in messages.into_iter().enumerate() {
        let group = most_general(index);
        if group == index {
            patterns.insert(group, message.pattern.clone());
        }
        groups.entry(group).or_default().push(message);
    }
    let joined = |(group, pattern)| {
        let joined = join(groups.remove(&group)?)?;
        Some(Message { pattern, ..joined })
    };
    patterns.into_iter().filter_map(joined).collect()
}

/// For each message, one that stands for it; the general one always has fewer letters, so that no two stand for one another.
fn general_of_each(messages: &[Message]) -> Vec<Option<usize>> {
    let mut at: BTreeMap<(&str, usize), Vec<usize>> = BTreeMap::new();
    for (index, message) in messages.iter().enumerate() {
        for site in &message.sites {
            let texts = at.entry(place(site)).or_default();
            if texts.last() != Some(&index) {
                texts.push(index);
            }
        }
    }
    let is_printed_at = |index: usize, site: &Site| at[&place(site)].binary_search(&index).is_ok();
    let general = |message: &Message| {
        let beside = &at[&place(message.sites.first()?)];
        let mut beside = beside.iter().take(MOST_TEXTS).copied();
        beside.find(|other| {
            stands_for(&messages[*other].pattern, &message.pattern)
                && message.sites.iter().all(|site| is_printed_at(*other, site))
        })
    };
    messages.iter().map(general).collect()
}

fn place(site: &Site) -> (&str, usize) {
    (&site.file, site.line)
}

/// Whether a text says what another one says, with wildcards for known values of it.
fn stands_for(general: &Pattern, known: &Pattern) -> bool {
    let is_value = |piece: &&Piece| **piece == Piece::Any;
    let values = general.pieces().iter().filter(is_value).count();
    general.letters() >= FEWEST_LETTERS
        && general.words() >= FEWEST_WORDS
        && general.letters() < known.letters()
        && known.words() <= general.words() + values
        && is_like(known, general)
}

/// Whether a text has this form, where each wildcard of it stands for one of the text's own, or for known text.
fn is_like(known: &Pattern, form: &Pattern) -> bool {
    let pieces = known.pieces().iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Any | Piece::One => VALUE,
    });
    let known: String = pieces.collect();
    let mut rest = known.as_str();
    let mut after_value = false;
    let mut pieces = form.pieces().iter().peekable();
    while let Some(piece) = pieces.next() {
        let Piece::Text(text) = piece else {
            after_value = true;
            continue;
        };
        let parted = match pieces.peek() {
            None => rest.strip_suffix(text.as_str()).map(|before| (before, "")),
            Some(_) => rest.split_once(text.as_str()),
        };
        match parted {
            Some((value, behind)) if is_one_value(value) && (after_value || value.is_empty()) => {
                rest = behind;
            }
            _ => return false,
        }
        after_value = false;
    }
    is_one_value(rest) && (after_value || rest.is_empty())
}

fn is_one_value(text: &str) -> bool {
    text == VALUE || !text.contains(VALUE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_a_value_stands_for_those_with_a_known_one() {
        let stands_for = |general: &str, known: &str| {
            let (Ok(general), Ok(known)) = (general.parse(), known.parse());
            stands_for(&general, &known)
        };
        let general = "login failed: user=* ip=*";
        assert!(stands_for(general, "login failed: user=* ip=<unknown>"));
        assert!(stands_for(
            general,
            "login failed: user=nobody ip=<unknown>"
        ));
        assert!(stands_for("* was turned away", "nobody was turned away"));
        assert!(!stands_for("gate * was left", "gate * was left (open)"));
        assert!(!stands_for(
            "left by the gate *",
            "left by the gate * (open)"
        ));
        assert!(!stands_for("login failed: user=* ip=<unknown>", general));
        assert!(!stands_for(
            general,
            "login failed: user=* ip=* port=*, and it was not the first time"
        ));
        assert!(!stands_for(general, general));
        assert!(!stands_for("bad *", "bad gate"));
        assert!(!stands_for(
            "login failed: user=*.",
            "login failed: user=root"
        ));
    }
}
