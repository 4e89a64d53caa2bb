//! Titles as SigmaHQ writes them.

use super::lists::Lists;

/// The title with every word capitalised that SigmaHQ does not write in lower case, in one line.
pub fn title_case(title: &str) -> String {
    let words: Vec<String> = title
        .split_whitespace()
        .enumerate()
        .map(|(index, word)| {
            if index == 0 || is_badly_cased(word) {
                capitalised(word)
            } else {
                word.to_owned()
            }
        })
        .collect();
    words.join(" ")
}

/// Whether a word is wholly in lower case and may not be: only a few small words may, and those
/// that hold `.`, `/` or `_`, or start with a digit (they are names).
pub(super) fn is_badly_cased(word: &str) -> bool {
    let is_lower = word.chars().any(char::is_lowercase) && !word.chars().any(char::is_uppercase);
    let is_name = word.contains(['.', '/', '_']) || word.starts_with(char::is_numeric);
    is_lower && !is_name && !Lists::get().title_words.contains(word)
}

/// The first letter in upper case.
fn capitalised(word: &str) -> String {
    let first = word.find(char::is_alphabetic).unwrap_or(0);
    let (before, rest) = word.split_at(first);
    let mut characters = rest.chars();
    let upper = characters.next().map(char::to_uppercase);
    let upper: String = upper.into_iter().flatten().collect();
    format!("{before}{upper}{}", characters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_capitalised_but_for_small_ones_and_names() {
        let cases = [
            (
                "suspicious vsftpd error messages",
                "Suspicious Vsftpd Error Messages",
            ),
            (
                "an attempt via the  ftp command",
                "An Attempt via the Ftp Command",
            ),
            ("errors in nginx.conf (core)", "Errors in nginx.conf (Core)"),
            ("éclair 2fa ok", "Éclair 2fa Ok"),
            ("", ""),
        ];
        for (title, wanted) in cases {
            assert_eq!(title_case(title), wanted);
            assert!(!title_case(title).split(' ').skip(1).any(is_badly_cased));
        }
    }
}
