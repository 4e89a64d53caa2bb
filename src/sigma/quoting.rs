//! How text becomes YAML.

use super::yaml::{self, Kind};

/// The text in single quotes. It must hold no line break and no character that YAML refuses.
pub fn yaml_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The text as a YAML scalar on one line: without quotes where no reader can mistake it, else in
/// single quotes. Runs of white space become one blank, characters that do not show are dropped.
pub fn yaml_text(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|c| is_printable(*c)).collect();
    if is_plain(&line) {
        line
    } else {
        yaml_quoted(&line)
    }
}

/// How many bytes the quoted scalar has that a text begins with, its quotes included; `None` if it
/// begins with none.
pub(super) fn quoted_length(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    let (_, quote) = chars.next().filter(|(_, c)| matches!(c, '\'' | '"'))?;
    while let Some((at, c)) = chars.next() {
        let escapes = match quote {
            '"' => c == '\\' && chars.next().is_some(),
            _ => c == quote && chars.next_if(|(_, next)| *next == quote).is_some(),
        };
        if c == quote && !escapes {
            return Some(at + quote.len_utf8());
        }
    }
    None
}

/// Whether a text means the same without quotes: narrower than what YAML allows, so that nobody has
/// to know YAML by heart.
fn is_plain(line: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || " _-.,;()/%+=~#?&:".contains(c);
    line.starts_with(char::is_alphabetic)
        && line.chars().all(allowed)
        && !line.contains(": ")
        && !line.contains(" #")
        && !line.ends_with([':', ' '])
        && yaml::plain_kind(line) == Kind::Text
}

/// Whether YAML allows the character unescaped, and it neither breaks a line nor hides itself.
pub(super) fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_scalar_ends_at_its_closing_quote() {
        for (text, scalar) in [
            ("'a' # it's 'b'", Some("'a'")),
            ("'it''s' 'b'", Some("'it''s'")),
            ("''", Some("''")),
            (r#""a \"b\" \\" # "c""#, Some(r#""a \"b\" \\""#)),
            ("\"it's\"'", Some("\"it's\"")),
            ("plain 'a'", None),
            ("'open", None),
        ] {
            assert_eq!(
                quoted_length(text).map(|length| &text[..length]),
                scalar,
                "{text}"
            );
        }
    }

    #[test]
    fn text_is_quoted_where_plain_text_could_be_mistaken() {
        for (text, wanted) in [
            ("Suspicious Errors (2)", "Suspicious Errors (2)"),
            ("https://a.example/x#L1", "https://a.example/x#L1"),
            ("Detects: all", "'Detects: all'"),
            ("C #1", "'C #1'"),
            ("yes", "'yes'"),
            ("12", "'12'"),
            ("- x", "'- x'"),
            ("it's", "'it''s'"),
            ("", "''"),
            (" two\n lines\u{7} ", "two lines"),
        ] {
            assert_eq!(yaml_text(text), wanted);
        }
    }

    #[test]
    fn single_quotes_are_doubled_and_read_back() {
        let written = format!("k: {}\n", yaml_quoted(r#"it's "a" \n: # x"#));
        assert_eq!(
            yaml::read(&written).unwrap().get("k").unwrap().text(),
            Some(r#"it's "a" \n: # x"#)
        );
    }
}
