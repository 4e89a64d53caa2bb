//! Words of a message or a name, as the lists see them.

use crate::pattern::{Pattern, Piece};

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Token {
    /// A word in lower case.
    Word(String),
    /// A printed value.
    Value,
}

impl Token {
    /// As it is shown to a person.
    pub(super) fn shown(&self) -> &str {
        match self {
            Token::Word(word) => word,
            Token::Value => "*",
        }
    }
}

/// The words of a message; a wildcard stands between the words around it.
pub(super) fn of_pattern(pattern: &Pattern) -> Vec<Token> {
    in_pattern(pattern, of_text)
}

/// The same, without the words inside of programmers' names: `str_alloc` speaks of no allocation.
pub(super) fn of_prose(pattern: &Pattern) -> Vec<Token> {
    in_pattern(pattern, |text| {
        let is_prose = |part: &&str| !names(part).any(is_identifier);
        text.split_whitespace()
            .filter(is_prose)
            .flat_map(of_text)
            .collect()
    })
}

/// Whether any is a word.
pub(super) fn has_words(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| matches!(token, Token::Word(_)))
}

fn in_pattern(pattern: &Pattern, words: fn(&str) -> Vec<Token>) -> Vec<Token> {
    let mut tokens = Vec::new();
    for piece in pattern.pieces() {
        match piece {
            Piece::Text(text) => tokens.extend(words(text)),
            Piece::Any | Piece::One => tokens.push(Token::Value),
        }
    }
    tokens
}

/// The words of a text or an identifier: `couldn't` is one word (`couldnt`), `read_loop`,
/// `ReadLoop` and `HTTPError` are two. `--name` is the word `option` and the name.
pub(super) fn of_text(text: &str) -> Vec<Token> {
    let characters: Vec<char> = text.chars().filter(|c| !matches!(c, '\'' | '’')).collect();
    let mut tokens = Vec::new();
    let mut word = String::new();
    for (at, &c) in characters.iter().enumerate() {
        if !c.is_alphanumeric() || begins_hump(&characters, at) {
            finish(&mut word, &mut tokens);
        }
        if begins_option(&characters, at) {
            tokens.push(Token::Word("option".to_owned()));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    finish(&mut word, &mut tokens);
    tokens
}

fn begins_hump(characters: &[char], at: usize) -> bool {
    let is = |index: Option<usize>, test: fn(char) -> bool| {
        index
            .and_then(|i| characters.get(i))
            .is_some_and(|&c| test(c))
    };
    let before = at.checked_sub(1);
    characters[at].is_uppercase()
        && (is(before, char::is_lowercase)
            || (is(before, char::is_uppercase) && is(Some(at + 1), char::is_lowercase)))
}

/// Whether `--` and a name begin here, as options on a command line are written.
fn begins_option(characters: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| characters[before]);
    matches!(characters[at..], ['-', '-', name, ..] if name.is_alphabetic())
        && before.is_none_or(|before| before != '-' && !before.is_alphanumeric())
}

fn finish(word: &mut String, tokens: &mut Vec<Token>) {
    if !word.is_empty() {
        tokens.push(Token::Word(std::mem::take(word)));
    }
}

/// Whether a word is written as programmers write names: `read_loop`, `ReadLoop`, `readLoop`.
pub(super) fn is_identifier(word: &str) -> bool {
    let snake = word
        .split('_')
        .filter(|part| part.chars().filter(|c| c.is_alphabetic()).count() >= 2)
        .count()
        >= 2;
    let characters: Vec<char> = word.chars().collect();
    let humps = (1..characters.len())
        .filter(|&at| begins_hump(&characters, at))
        .count();
    word.chars().count() >= 6 && (snake || humps >= 1)
}

/// The runs of letters, digits and `_` in a text.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(written: &str) -> String {
        let Ok(pattern) = written.parse();
        let tokens = of_pattern(&pattern);
        tokens
            .iter()
            .map(Token::shown)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn words_end_at_punctuation_wildcards_and_humps() {
        let cases = [
            ("syscall * out of bounds.", "syscall * out of bounds"),
            ("Couldn't open '/etc/x'", "couldnt open etc x"),
            (
                "SuspiciousOperation: HTTPError",
                "suspicious operation http error",
            ),
            ("PTRACE_SETOPTIONS failure", "ptrace setoptions failure"),
            ("SHA256 Größe", "sha256 größe"),
            ("'--no-seal' -- unused", "option no seal unused"),
        ];
        for (written, words) in cases {
            assert_eq!(shown(written), words);
        }
    }

    #[test]
    fn prose_leaves_programmers_names_out() {
        let Ok(pattern) = "poor accounting in str_netfd_alloc: *".parse();
        let prose: Vec<Token> = of_prose(&pattern);
        let shown: Vec<&str> = prose.iter().map(Token::shown).collect();
        assert_eq!(shown, ["poor", "accounting", "in", "*"]);
    }

    #[test]
    fn names_of_programmers_are_told_from_words() {
        for name in [
            "vsf_read_loop",
            "SuspiciousOperation",
            "readLoop",
            "PTRACE_SET",
        ] {
            assert!(is_identifier(name), "{name}");
        }
        for word in ["Connection", "ERROR", "a_b", "__init", "denied"] {
            assert!(!is_identifier(word), "{word}");
        }
    }
}
