//! Cutting the keyword: the part of a pattern that may stand in a rule.
//!
//! What is legal and portable is SigmaHQ's convention, as `sigma`'s checks hold it: no wildcard at
//! an edge, no escaped `\*` and `\?`, no control character, and text that identifies something.

use super::tokens;
use crate::pattern::{Pattern, Piece};

/// The shortest keyword, in characters: shorter ones match everything.
const SHORTEST: usize = 5;

/// The longest keyword, in characters: long texts change with the next release, and lines are cut.
const LONGEST: usize = 120;

/// An inner wildcard stays only between texts of at least this many letters.
const SIDE_LETTERS: usize = 3;

/// Letters of a second keyword at least.
const SECOND_LETTERS: usize = 15;

/// More wildcards than this make a keyword slow and vague.
const MOST_WILDCARDS: usize = 2;

/// What stands between a `%` and its conversion, beside digits, and the conversions of C and Python.
const MODIFIERS: &str = "-+#.hlLqjzt";
const CONVERSIONS: &str = "diouxXeEfFgGaAcspnr";

/// The longest stable, specific and legal text of a pattern, as the keyword of a rule; `None` if no
/// part of it says enough: at least five characters, with two words or one programmer's name.
///
/// Characters that some backend gets wrong (`"`, `%`, outside ASCII) are avoided where what is left is
/// at least half as long; otherwise a wildcard stands for `"` and `%`.
pub fn cut(pattern: &Pattern) -> Option<Pattern> {
    cut_where(pattern, is_specific)
}

/// The longest legal text of a pattern that has no better keyword: many programs print such a text.
pub fn cut_vague(pattern: &Pattern) -> Option<Pattern> {
    cut_where(pattern, |keyword| {
        let length: usize = keyword.texts().map(|text| text.chars().count()).sum();
        length >= SHORTEST
    })
}

/// The best keyword in what the first one leaves of the pattern, where it has at least
/// [`SECOND_LETTERS`]: a rule may hold both.
pub(super) fn cut_second(pattern: &Pattern, first: &Pattern) -> Option<Pattern> {
    let is_outside = |text: &&String| letters(text) >= SECOND_LETTERS;
    let rest = given_up(pattern, first);
    let parts = rest.iter().filter(is_outside);
    let keywords = parts.filter_map(|text| {
        cut(&Pattern::new([
            Piece::Any,
            Piece::Text(text.clone()),
            Piece::Any,
        ]))
    });
    keywords.max_by_key(Pattern::letters)
}

/// The texts of the pattern that do not stand in the keyword, trimmed, without those of no letter.
pub(super) fn given_up(pattern: &Pattern, keyword: &Pattern) -> Vec<String> {
    let mut kept = keyword.texts().peekable();
    let mut left = Vec::new();
    for text in pattern.texts() {
        let mut rest = text;
        while let Some((before, behind)) = kept.peek().and_then(|next| rest.split_once(*next)) {
            left.push(before);
            rest = behind;
            kept.next();
        }
        left.push(rest);
    }
    let says = |text: &&str| text.contains(char::is_alphabetic);
    left.into_iter()
        .map(str::trim)
        .filter(says)
        .map(str::to_owned)
        .collect()
}

fn cut_where(pattern: &Pattern, is_enough: fn(&Pattern) -> bool) -> Option<Pattern> {
    let pattern = &without_placeholders(pattern);
    let clean = best(pattern, |c| is_forbidden(c) || is_awkward(c), is_enough);
    let whole = best(pattern, is_forbidden, is_enough);
    match (clean, whole) {
        (Some(clean), Some(whole)) if 2 * clean.letters() >= whole.letters() => Some(clean),
        (clean, Some(whole)) => Some(portable(&whole))
            .filter(is_enough)
            .or(clean)
            .or(Some(whole)),
        (clean, None) => clean,
    }
}

/// The pattern with a value for each `%s` and `%04x` that nobody is seen to fill: a log has something else there.
fn without_placeholders(pattern: &Pattern) -> Pattern {
    let mut pieces = Vec::new();
    for piece in pattern.pieces() {
        let Piece::Text(text) = piece else {
            pieces.push(piece.clone());
            continue;
        };
        let mut rest = text.as_str();
        while let Some((before, behind)) = rest.split_once('%') {
            let conversion =
                behind.trim_start_matches(|c: char| c.is_ascii_digit() || MODIFIERS.contains(c));
            pieces.push(Piece::Text(before.to_owned()));
            match conversion.strip_prefix(|c| CONVERSIONS.contains(c)) {
                Some(filled) => {
                    pieces.push(Piece::Any);
                    rest = filled;
                }
                None => {
                    pieces.push(Piece::Text("%".to_owned()));
                    rest = behind;
                }
            }
        }
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Pattern::new(pieces)
}

/// The keyword with a wildcard for each `"` and `%`.
fn portable(keyword: &Pattern) -> Pattern {
    let mut pieces = Vec::new();
    for piece in keyword.pieces() {
        let Piece::Text(text) = piece else {
            pieces.push(piece.clone());
            continue;
        };
        for (part, text) in text.split(['"', '%']).enumerate() {
            pieces.extend((part > 0).then_some(Piece::Any));
            pieces.push(Piece::Text(text.to_owned()));
        }
    }
    Pattern::new(pieces).without_edge_wildcards()
}

/// The rule language gives these a meaning, or a log cannot be trusted to show them.
fn is_forbidden(c: char) -> bool {
    matches!(c, '*' | '?' | '\\') || (!c.is_ascii() && !c.is_alphanumeric())
}

fn is_awkward(c: char) -> bool {
    matches!(c, '"' | '%') || !c.is_ascii()
}

/// The part with the most letters among those that avoid the characters; the first of equals.
fn best(
    pattern: &Pattern,
    avoid: fn(char) -> bool,
    is_enough: fn(&Pattern) -> bool,
) -> Option<Pattern> {
    let mut best: Option<Pattern> = None;
    for run in runs(pattern, avoid) {
        for keyword in parts(&run) {
            let longest = best.as_ref().map_or(0, Pattern::letters);
            if keyword.letters() > longest && is_enough(&keyword) {
                best = Some(keyword);
            }
        }
    }
    best
}

/// Text between two values, and whether it touches a value or a cut on each side.
#[derive(Debug, Clone)]
struct Fragment {
    text: String,
    open_start: bool,
    open_end: bool,
}

/// The pattern, cut at the characters to avoid; in each run, values stand between the fragments.
fn runs(pattern: &Pattern, avoid: fn(char) -> bool) -> Vec<Vec<Fragment>> {
    let mut runs = vec![Vec::new()];
    let last = pattern.pieces().len().saturating_sub(1);
    for (index, piece) in pattern.pieces().iter().enumerate() {
        let text = match piece {
            Piece::Any => continue,
            Piece::One => {
                runs.push(Vec::new());
                continue;
            }
            Piece::Text(text) => text,
        };
        let pieces: Vec<&str> = text.split(avoid).collect();
        for (part, text) in pieces.iter().enumerate() {
            if part > 0 {
                runs.push(Vec::new());
            }
            if let Some(run) = runs.last_mut() {
                run.push(Fragment {
                    text: (*text).to_owned(),
                    open_start: part > 0 || index > 0,
                    open_end: part + 1 < pieces.len() || index < last,
                });
            }
        }
    }
    runs
}

/// All neighbouring fragments of a run that may stand together, as keywords.
fn parts(run: &[Fragment]) -> Vec<Pattern> {
    let mut parts = Vec::new();
    for start in 0..run.len() {
        for end in start..run.len().min(start + MOST_WILDCARDS + 1) {
            let fragments = &run[start..=end];
            let carries = |fragment: &Fragment| letters(&fragment.text) >= SIDE_LETTERS;
            if start < end && !fragments.iter().all(carries) {
                break;
            }
            parts.extend(joined(fragments));
        }
    }
    parts
}

/// One keyword of the fragments; `None` where trimming or the length leaves nothing of one.
fn joined(fragments: &[Fragment]) -> Option<Pattern> {
    let mut texts: Vec<&str> = fragments.iter().map(|f| f.text.as_str()).collect();
    let (first, last) = (fragments.first()?, fragments.last()?);
    if first.open_start {
        texts[0] = trim_start(texts[0]);
    }
    let end = texts.len() - 1;
    if last.open_end {
        texts[end] = trim_end(texts[end]);
    }
    if let [only] = texts.as_mut_slice() {
        *only = shortened(only);
    }
    let inner_is_empty = texts.iter().any(|text| letters(text) < SIDE_LETTERS);
    let length: usize = texts.iter().map(|text| text.chars().count() + 1).sum();
    if inner_is_empty || length > LONGEST + 1 {
        return None;
    }
    let pieces = texts
        .iter()
        .flat_map(|text| [Piece::Text((*text).to_owned()), Piece::Any]);
    Some(Pattern::new(pieces).without_edge_wildcards())
}

/// Beside a value, half a word and what opens or closes around the value are not stable.
fn trim_start(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_')
        .trim_start_matches(|c: char| c.is_whitespace() || ")]}>'`\",.:;-=/".contains(c))
}

fn trim_end(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_')
        .trim_end_matches(|c: char| c.is_whitespace() || "([{<'`\",-=/#@".contains(c))
}

/// A long text ends at the last blank that the longest keyword reaches.
fn shortened(text: &str) -> &str {
    let Some((limit, _)) = text.char_indices().nth(LONGEST) else {
        return text;
    };
    let head = &text[..limit];
    head.rfind(' ')
        .map_or(head, |blank| head[..blank].trim_end())
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

fn is_specific(keyword: &Pattern) -> bool {
    let names = || keyword.texts().flat_map(tokens::names);
    let words = names().filter(|name| letters(name) >= 2).count();
    let length: usize = keyword.texts().map(|text| text.chars().count()).sum();
    length >= SHORTEST && (words >= 2 || names().any(tokens::is_identifier))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut_text(written: &str) -> Option<String> {
        let Ok(pattern) = written.parse();
        cut(&pattern).map(|keyword| keyword.to_string())
    }

    #[test]
    fn keywords_are_the_longest_stable_text() {
        let cases = [
            ("syscall * out of bounds", "syscall * out of bounds"),
            ("syscall not permitted: *", "syscall not permitted:"),
            ("* bad request from '*'", "bad request from"),
            (
                "Connection refused: too many sessions.",
                "Connection refused: too many sessions.",
            ),
            ("unknown verb \\*, ignoring it", "unknown verb"),
            ("*/* is not a directory", "is not a directory"),
            ("path C:\\temp is not safe", "is not safe"),
            ("sess*ion closed early", "sess*ion closed early"),
            ("a*ion closed early", "closed early"),
            (
                "got \"value\" where a number was due",
                "where a number was due",
            ),
            (
                "die in vsf_sysutil_read_loop",
                "die in vsf_sysutil_read_loop",
            ),
            ("SuspiciousOperation", "SuspiciousOperation"),
            ("Ungültige Anfrage *", "Ungültige Anfrage"),
            ("no \"listening_socket\" set", "no *listening_socket* set"),
            ("%s: frame at %04x is forged [%s]", "frame at * is forged"),
            ("100% of the seals are forged", "of the seals are forged"),
        ];
        for (written, wanted) in cases {
            assert_eq!(cut_text(written).as_deref(), Some(wanted), "{written}");
        }
    }

    #[test]
    fn a_text_that_says_nothing_gives_no_keyword() {
        for written in [
            "*",
            "",
            "error: *",
            "failed",
            "* *: *",
            "a: b",
            "\\?\\*",
            "12345 678",
        ] {
            assert_eq!(cut_text(written), None, "{written}");
        }
    }

    #[test]
    fn long_texts_end_at_a_word() {
        let long = "many words ".repeat(30);
        let keyword = cut_text(&long).unwrap();
        assert!(keyword.chars().count() <= LONGEST);
        assert!(keyword.ends_with("words") || keyword.ends_with("many"));
    }

    fn piece() -> impl Strategy<Value = Piece> {
        let word = "[a-zA-Z_]{1,9}";
        let text =
            proptest::collection::vec(prop_oneof![4 => word, 2 => " {1,2}", 1 => "\\PC"], 0..8);
        prop_oneof![
            4 => text.prop_map(|parts| Piece::Text(parts.concat())),
            2 => Just(Piece::Any),
            1 => Just(Piece::One),
        ]
    }

    proptest! {
        #[test]
        fn a_keyword_is_legal_and_stands_in_every_line_of_the_message(
            pieces in proptest::collection::vec(piece(), 0..9),
            value in "[ a-z0-9]{1,5}",
        ) {
            let pattern = Pattern::new(pieces);
            let Some(keyword) = cut(&pattern) else { return Ok(()) };
            let texts: Vec<&str> = keyword.texts().collect();
            let all = texts.concat();
            prop_assert!(all.chars().count() >= SHORTEST);
            prop_assert!(!all.contains(['*', '?', '\\']) && !all.contains(char::is_control));
            prop_assert!(matches!(keyword.pieces().first(), Some(Piece::Text(t)) if t.trim_start() == t));
            prop_assert!(matches!(keyword.pieces().last(), Some(Piece::Text(t)) if t.trim_end() == t));
            prop_assert!(!keyword.pieces().contains(&Piece::One));
            let line: String = pattern.pieces().iter().map(|piece| match piece {
                Piece::Text(text) => text.as_str(),
                Piece::Any => value.as_str(),
                Piece::One => "x",
            }).collect();
            let mut rest = line.as_str();
            for text in texts {
                let at = rest.find(text);
                prop_assert!(at.is_some(), "{keyword} in {line}");
                rest = &rest[at.unwrap_or_default() + text.len()..];
            }
        }
    }
}
