//! Titles as SigmaHQ writes them.

use super::lists::Lists;

/// The title with every word capitalised that SigmaHQ does not write in lower case, in one line.
pub fn title_case(title: &str) -> String {
    let words: Vec<String> = title
        .split_whitespace()
        .enumerate()
        .map(|(index, word)| {
            if is_badly_cased(word) || (index == 0 && is_lower(word)) {
                capitalised(word)
            } else {
                word.to_owned()
            }
        })
        .collect();
    words.join(" ")
}

/// The words of a text that a title can hold: those in lower case whose letters have no capitals, such
/// as `ª`, cannot stand in one.
pub fn title_words(text: &str) -> String {
    let words = text.split_whitespace();
    let fit = words.filter(|word| !is_badly_cased(&capitalised(word)));
    fit.collect::<Vec<_>>().join(" ")
}

/// Whether a word is wholly in lower case and may not be: only a few small words may, and those
/// that hold `.`, `/` or `_`, or start with a digit (they are names).
pub(super) fn is_badly_cased(word: &str) -> bool {
    let is_name = word.contains(['.', '/', '_']) || word.starts_with(|c: char| c.is_ascii_digit());
    is_lower(word) && !is_name && !Lists::get().title_words.contains(word)
}

fn is_lower(word: &str) -> bool {
    word.contains(char::is_lowercase) && !word.contains(char::is_uppercase)
}

/// The first letter that has a capital form in that form.
fn capitalised(word: &str) -> String {
    let has_capital = |c: char| !c.to_uppercase().eq([c]);
    let Some((at, first)) = word.char_indices().find(|(_, c)| has_capital(*c)) else {
        return word.to_owned();
    };
    let after = &word[at + first.len_utf8()..];
    format!("{}{}{after}", &word[..at], first.to_uppercase())
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
            ("the ࡰa ½x word", "The ࡰA ½X Word"),
            ("Errors OF mySQL", "Errors OF mySQL"),
            ("", ""),
        ];
        for (title, wanted) in cases {
            assert_eq!(title_case(title), wanted);
            assert!(!title_case(title).split(' ').skip(1).any(is_badly_cased));
        }
    }

    #[test]
    fn a_word_without_capitals_does_not_get_into_a_title() {
        assert_eq!(
            title_words("an \u{aa}  example of 𝒂 2fa"),
            "an example of 2fa"
        );
    }
}
