//! Escape sequences of string literals.

/// What an escape sequence stands for: C's (ISO C 6.4.4.4), Python's (lexical analysis, "Escape
/// sequences") and doubled braces. An unknown one stands for itself.
pub(super) fn resolve(sequence: &str) -> String {
    let Some(body) = sequence.strip_prefix('\\') else {
        return match sequence {
            "{{" => "{".to_owned(),
            "}}" => "}".to_owned(),
            other => other.to_owned(),
        };
    };
    let mut rest = body.chars();
    let Some(letter) = rest.next() else {
        return sequence.to_owned();
    };
    let simple = match letter {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'v' => '\u{b}',
        'e' => '\u{1b}',
        '\\' | '\'' | '"' | '?' => letter,
        '\n' | '\r' => return String::new(),
        'x' | 'u' | 'U' => return number(rest.as_str(), 16, sequence),
        '0'..='7' => return number(body, 8, sequence),
        _ => return sequence.to_owned(),
    };
    simple.to_string()
}

/// A text in which a backslash stands for itself unless another one or a quote follows.
pub(super) fn unquoted(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw.chars().peekable();
    while let Some(c) = rest.next() {
        let escaped = rest.next_if(|next| c == '\\' && matches!(next, '\\' | '\''));
        text.push(escaped.unwrap_or(c));
    }
    text
}

fn number(digits: &str, radix: u32, sequence: &str) -> String {
    let code = u32::from_str_radix(digits, radix).ok();
    code.and_then(char::from_u32)
        .map_or_else(|| sequence.to_owned(), String::from)
}

#[cfg(test)]
mod tests {
    use super::{resolve, unquoted};

    #[test]
    fn raw_texts_have_two_escapes() {
        assert_eq!(unquoted(r"it\'s \\ a \n"), r"it's \ a \n");
    }

    #[test]
    fn escapes_become_characters() {
        let cases = [
            (r"\n", "\n"),
            (r"\x41", "A"),
            (r"\101", "A"),
            (r"\u00e9", "é"),
            (r"\d", r"\d"),
            ("{{", "{"),
            ("\\\n", ""),
        ];
        for (written, meant) in cases {
            assert_eq!(resolve(written), meant);
        }
    }
}
