//! Whether a text may be the keyword of a candidate, and what of the message it keeps.

use std::ops::Range;

use super::operation::Refusal;
use crate::pattern::Pattern;
use crate::score::{self, Candidate};
use crate::sigma::Keyword;

/// The keyword for a candidate, if it may stand in a rule and finds the candidate's message.
///
/// # Errors
/// [`Refusal::Keyword`] and [`Refusal::NotInMessage`].
pub(super) fn fitting(candidate: &Candidate, keyword: &Pattern) -> Result<Keyword, Refusal> {
    let legal = Keyword::new(keyword.clone()).map_err(|why| Refusal::Keyword {
        keyword: keyword.clone(),
        why,
    })?;
    let message = &candidate.message.pattern;
    if legal.occurs_in(message) {
        return Ok(legal);
    }
    Err(Refusal::NotInMessage {
        keyword: keyword.clone(),
        message: message.clone(),
    })
}

/// Takes a keyword that a person made up for a candidate. Besides what holds for any, it must name
/// something of the application; the candidate's own keyword is always good enough.
///
/// # Errors
/// [`Refusal::Keyword`], [`Refusal::NotInMessage`] and [`Refusal::General`].
pub fn checked(candidate: &Candidate, keyword: &Pattern) -> Result<Keyword, Refusal> {
    let fitting = fitting(candidate, keyword)?;
    // Not all scripts have blanks between words, by which a general text is told.
    let is_told = keyword.texts().all(str::is_ascii);
    if is_told && *keyword != candidate.keyword && score::cut(keyword).is_none() {
        return Err(Refusal::General {
            keyword: keyword.clone(),
        });
    }
    Ok(fitting)
}

/// The parts of a message's written form that a keyword keeps, as ranges of bytes; what lies outside
/// of them is given up. Empty if the keyword is not in the message.
pub fn kept(keyword: &Pattern, message: &Pattern) -> Vec<Range<usize>> {
    let written = message.to_string();
    let characters = characters(&written);
    let folded: String = characters.iter().map(|(c, _)| folded(*c)).collect();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for text in keyword.texts() {
        let text: String = text.chars().map(self::folded).collect();
        let Some(at) = folded[from..].find(&text).map(|at| from + at) else {
            return Vec::new();
        };
        from = at + text.len();
        let first = folded[..at].chars().count();
        let found = &characters[first..first + text.chars().count()];
        let Some((start, end)) = found.first().zip(found.last()) else {
            continue;
        };
        let (start, end) = (start.1.start, end.1.end);
        // Where the keyword's wildcard stands for just one value of the message, nothing is lost.
        match ranges.last_mut() {
            Some(last) if written[last.end..start] == *"*" => last.end = end,
            _ => ranges.push(start..end),
        }
    }
    ranges
}

/// In lower case, if that is one character too: characters then stay where they are.
fn folded(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

/// The characters of a written form with their places in it; a wildcard is a NUL, which no text holds.
fn characters(written: &str) -> Vec<(char, Range<usize>)> {
    let mut all = Vec::new();
    let mut rest = written.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let is_escaped = |(_, next): &(usize, char)| matches!(next, '*' | '?' | '\\');
        let meant = match c {
            '*' | '?' => '\0',
            '\\' => rest.next_if(is_escaped).map_or(c, |(_, escaped)| escaped),
            other => other,
        };
        let end = rest.peek().map_or(written.len(), |(next, _)| *next);
        all.push((meant, start..end));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept_texts(keyword: &str, message: &str) -> Vec<String> {
        let (Ok(keyword), Ok(message)) = (keyword.parse(), message.parse::<Pattern>());
        let written = message.to_string();
        let ranges = kept(&keyword, &message).into_iter();
        ranges.map(|range| written[range].to_owned()).collect()
    }

    #[test]
    fn what_a_keyword_keeps_of_its_message_is_known_to_the_character() {
        for (keyword, message, texts) in [
            (
                "out of bounds",
                "syscall * Out of bounds (*)",
                vec!["Out of bounds"],
            ),
            ("call * out", "syscall * out of bounds", vec!["call * out"]),
            (
                "syscall*bounds",
                "syscall * out of bounds",
                vec!["syscall", "bounds"],
            ),
            (r"d\", r"c:\d\ gone", vec![r"d\"]),
            ("GRÖSSE", "die Größe", vec![]),
            ("GRÖ", "die größe 龍 *", vec!["grö"]),
        ] {
            assert_eq!(kept_texts(keyword, message), texts, "{keyword}");
        }
    }
}
