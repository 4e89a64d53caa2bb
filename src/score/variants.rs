//! Variants of a text become one message: known values of one statement, and lists that differ in a word.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::consolidate::join;
use super::tokens::{self, is_identifier};
use crate::link::Message;
use crate::pattern::{Pattern, Piece};

/// Letters and words that variants share at least: what is left must still name the message.
const SHARED_LETTERS: usize = 12;
const SHARED_WORDS: usize = 3;

/// Words that the variants of one statement share at least.
const SHARED_IN_STATEMENT: usize = 2;

/// Words that a known value has at most: more are a message of their own.
const MOST_OF_A_VALUE: usize = 1;

/// Messages that differ in one word are variants if there are so many: of two, one may deny what the
/// other says.
const FEWEST: usize = 3;

/// Texts of one statement, and words of one text with the blanks between them, that are compared at most: more are no list of values,
/// and comparing each with each would take hours.
const MOST_TEXTS: usize = 200;
const MOST_WORDS: usize = 60;

/// Joins the texts of one statement of which one has a value where others have words, and those of which
/// many differ in one word: the words are known values.
pub(super) fn of_statements(messages: Vec<Message>) -> Vec<Message> {
    let mut statements: BTreeMap<(String, usize), Vec<Message>> = BTreeMap::new();
    for message in messages {
        let site = message.sites.first();
        let statement = site.map_or_else(Default::default, |site| (site.file.clone(), site.line));
        statements.entry(statement).or_default().push(message);
    }
    let joined = |texts: Vec<Message>| {
        if texts.len() > MOST_TEXTS {
            return texts;
        }
        by_skeleton(with_values(in_other_forms(texts)), SHARED_IN_STATEMENT)
    };
    let statements: Vec<_> = statements.into_values().collect();
    let joined = statements.into_par_iter().map(joined);
    joined.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// Joins messages of which many differ in the same word.
pub(super) fn of_words(messages: Vec<Message>) -> Vec<Message> {
    by_skeleton(messages, SHARED_WORDS)
}

fn by_skeleton(messages: Vec<Message>, least_words: usize) -> Vec<Message> {
    if messages.len() < FEWEST {
        return messages;
    }
    // Most skeletons are those of one message: of all together only hashes are kept, which takes much less memory.
    let each = |message: &Message| skeletons_of(&message.pattern, least_words);
    let hashed = |message| each(message).into_iter().map(hash).collect();
    let hashes: Vec<Vec<u64>> = messages.par_iter().map(hashed).collect();
    let mut counts: FxHashMap<u64, usize> = FxHashMap::default();
    for hash in hashes.iter().flatten() {
        *counts.entry(*hash).or_default() += 1;
    }
    let is_of_many = |hash: &u64| counts[hash] >= FEWEST;
    let mut skeletons: BTreeMap<Pattern, Vec<usize>> = BTreeMap::new();
    for (index, message) in messages.iter().enumerate() {
        if !hashes[index].iter().any(is_of_many) {
            continue;
        }
        for (skeleton, hash) in each(message).into_iter().zip(&hashes[index]) {
            if is_of_many(hash) {
                skeletons.entry(skeleton).or_default().push(index);
            }
        }
    }
    let mut messages: Vec<Option<Message>> = messages.into_iter().map(Some).collect();
    let mut joined = Vec::new();
    let mut skeletons: Vec<_> = skeletons.into_iter().collect();
    skeletons.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    for (skeleton, members) in skeletons {
        let free = |index: &&usize| messages[**index].is_some();
        if members.iter().filter(free).count() >= FEWEST {
            let group = members.iter().filter_map(|index| messages[*index].take());
            joined.extend(with_pattern(group.collect(), skeleton));
        }
    }
    messages.into_iter().flatten().chain(joined).collect()
}

fn hash(skeleton: Pattern) -> u64 {
    FxBuildHasher.hash_one(skeleton)
}

/// Joins the messages of one statement that differ in the form of their values only, as `from *:*` and `from [*]`
/// of an address do.
fn in_other_forms(messages: Vec<Message>) -> Vec<Message> {
    let mut forms: BTreeMap<Pattern, Vec<Message>> = BTreeMap::new();
    for message in messages {
        let bare = without_forms(&message.pattern);
        forms.entry(bare).or_default().push(message);
    }
    let joined = |(bare, group): (Pattern, Vec<Message>)| {
        if group.len() > 1 && says_enough(&bare, SHARED_IN_STATEMENT) {
            return with_pattern(group, bare).into_iter().collect();
        }
        group
    };
    forms.into_iter().flat_map(joined).collect()
}

/// The pattern with one value in the place of each that has text at it, and of several in a row.
fn without_forms(pattern: &Pattern) -> Pattern {
    let words = words(pattern);
    let is_blank = |piece: &Piece| matches!(piece, Piece::Text(text) if text == " ");
    let mut pieces = Vec::new();
    let mut in_values = false;
    for word in words.split_inclusive(is_blank) {
        let is_value = word.iter().any(|piece| !matches!(piece, Piece::Text(_)));
        match is_value {
            true if in_values => {}
            true => {
                pieces.push(Piece::Any);
                pieces.extend(word.last().filter(|piece| is_blank(piece)).cloned());
            }
            false => pieces.extend(word.iter().cloned()),
        }
        in_values = is_value;
    }
    Pattern::new(pieces)
}

/// The messages of one statement, each with those that it stands for.
fn with_values(mut messages: Vec<Message>) -> Vec<Message> {
    messages.sort_by_key(|message| message.pattern.texts().map(str::len).sum::<usize>());
    let mut groups: Vec<(Pattern, Vec<Message>)> = Vec::new();
    for message in messages {
        let stands_for_it = |(pattern, _): &&mut (Pattern, Vec<Message>)| {
            message.pattern.words() <= pattern.words() + MOST_OF_A_VALUE
                && shared(pattern, &message.pattern).as_ref() == Some(pattern)
        };
        match groups.iter_mut().find(stands_for_it) {
            Some((_, group)) => group.push(message),
            None => groups.push((message.pattern.clone(), vec![message])),
        }
    }
    let joined = |(pattern, group)| with_pattern(group, pattern);
    groups.into_iter().filter_map(joined).collect()
}

/// The messages as one, with this text.
fn with_pattern(group: Vec<Message>, pattern: Pattern) -> Option<Message> {
    join(group).map(|joined| Message { pattern, ..joined })
}

/// What two texts have in common at their beginning and end, if that is enough.
fn shared(a: &Pattern, b: &Pattern) -> Option<Pattern> {
    let (a, b) = (words(a), words(b));
    if a.len().max(b.len()) > MOST_WORDS {
        return None;
    }
    let most = a.len().min(b.len());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tails = a.iter().rev().zip(b.iter().rev());
    let tail = tails.take(most - head).take_while(|(a, b)| a == b).count();
    let pieces = (a[..head].iter())
        .chain([&Piece::Any])
        .chain(&a[a.len() - tail..]);
    let pattern = Pattern::new(pieces.cloned());
    says_enough(&pattern, SHARED_IN_STATEMENT).then_some(pattern)
}

/// The pattern with each of its words in turn as a value, where what is left says enough.
fn skeletons_of(pattern: &Pattern, least_words: usize) -> Vec<Pattern> {
    let words = words(pattern);
    if words.len() > MOST_WORDS {
        return Vec::new();
    }
    let is_word = |piece: &Piece| match piece {
        Piece::Text(text) => {
            text.contains(char::is_alphabetic) && !tokens::names(text).any(is_identifier)
        }
        _ => false,
    };
    let places = (0..words.len()).filter(|at| is_word(&words[*at]));
    let skeleton = |at: usize| {
        let piece = |(index, piece): (usize, &Piece)| {
            if index == at {
                Piece::Any
            } else {
                piece.clone()
            }
        };
        Pattern::new(words.iter().enumerate().map(piece))
    };
    let enough = |pattern: &Pattern| says_enough(pattern, least_words);
    places.map(skeleton).filter(enough).collect()
}

fn says_enough(pattern: &Pattern, least_words: usize) -> bool {
    pattern.letters() >= SHARED_LETTERS && pattern.words() >= least_words
}

/// The words, the blanks between them and the values.
fn words(pattern: &Pattern) -> Vec<Piece> {
    let split = |piece: &Piece| match piece {
        Piece::Text(text) => text
            .split_inclusive(' ')
            .map(|word| Piece::Text(word.to_owned()))
            .collect(),
        other => vec![other.clone()],
    };
    pattern
        .pieces()
        .iter()
        .flat_map(split)
        .flat_map(without_blank)
        .collect()
}

/// `word ` as the word and the blank, so that a word is the same at the end of a text.
fn without_blank(piece: Piece) -> Vec<Piece> {
    match &piece {
        Piece::Text(text) => match text.strip_suffix(' ') {
            Some(word) if !word.is_empty() => {
                vec![Piece::Text(word.to_owned()), Piece::Text(" ".to_owned())]
            }
            _ => vec![piece],
        },
        _ => vec![piece],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(written: &str) -> Pattern {
        let Ok(pattern) = written.parse();
        pattern
    }

    fn shared_text(a: &str, b: &str) -> Option<String> {
        shared(&pattern(a), &pattern(b)).map(|shared| shared.to_string())
    }

    #[test]
    fn texts_that_begin_and_end_alike_share_them() {
        let long = "invalid * packet that exceeds the length";
        assert_eq!(
            shared_text(
                "invalid ping packet that exceeds the length",
                "invalid pong packet that exceeds the length"
            )
            .as_deref(),
            Some(long)
        );
        assert_eq!(
            shared_text("no seal on packet from [NULL]", "no seal on packet from *").as_deref(),
            Some("no seal on packet from *")
        );
        assert_eq!(shared_text("seal accepted", "seal rejected"), None);
        assert_eq!(
            shared_text("frame lost on the way", "a forged seal was seen"),
            None
        );
    }

    #[test]
    fn the_form_of_a_value_is_left_out() {
        let bare = "seal of * is broken by *";
        for written in [
            "seal of *.*.*.*:* is broken by *",
            "seal of [*] is broken by peer#*:*",
            "seal of * (*) is broken by * *",
        ] {
            assert_eq!(without_forms(&pattern(written)).to_string(), bare);
        }
        assert_ne!(
            without_forms(&pattern("seal of *, broken by *")).to_string(),
            bare
        );
    }

    #[test]
    fn a_skeleton_lacks_one_word_and_no_name() {
        let skeletons: Vec<String> =
            skeletons_of(&pattern("bad seal in read_loop of peer"), SHARED_WORDS)
                .iter()
                .map(Pattern::to_string)
                .collect();
        assert!(skeletons.contains(&"bad * in read_loop of peer".to_owned()));
        assert!(!skeletons.contains(&"bad seal in * of peer".to_owned()));
    }
}
