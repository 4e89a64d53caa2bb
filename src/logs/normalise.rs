//! A line as a log collector's search sees it, not as a file stores it.
//!
//! | written | becomes | why |
//! |---|---|---|
//! | terminal colours and other `ESC [` sequences | nothing | they are not part of the text |
//! | `#011`, `\011`, `\x1b`: control characters only | the character | syslog daemons and shells write them so |
//! | `\"`, `\\`, `\n`, `\u00f6` …, in a line that is one JSON object | the character (RFC 8259, section 7) | collectors unpack JSON |
//!
//! Nothing else changes. The export form of journald is matched line by line, as it is written.

use memchr::memchr3;

const ESC: char = '\u{1b}';

/// Makes the text, line by line, in one buffer.
#[derive(Debug, Default)]
pub struct Normaliser {
    text: Vec<u8>,
}

impl Normaliser {
    /// The text of a line: the line itself where there is nothing to do, which is the usual case.
    pub fn text<'a>(&'a mut self, line: &'a [u8]) -> &'a [u8] {
        if mark(line).is_none() {
            return line;
        }
        let json = is_json_object(line);
        self.text.clear();
        let mut rest = line;
        while let Some(at) = mark(rest) {
            self.text.extend_from_slice(&rest[..at]);
            rest = &rest[at..];
            let (character, length) = escaped(rest, json);
            rest = &rest[length..];
            if character == ESC {
                rest = &rest[sequence_length(rest)..];
            } else {
                let mut bytes = [0; 4];
                let encoded = character.encode_utf8(&mut bytes);
                self.text.extend_from_slice(encoded.as_bytes());
            }
        }
        self.text.extend_from_slice(rest);
        &self.text
    }
}

fn mark(text: &[u8]) -> Option<usize> {
    memchr3(ESC as u8, b'#', b'\\', text)
}

fn is_json_object(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.starts_with(b"{") && line.ends_with(b"}")
}

/// The character at a mark, and how many bytes it is written in: the mark itself if nothing is
/// escaped here.
fn escaped(rest: &[u8], json: bool) -> (char, usize) {
    let found = match rest {
        [b'\\', ..] if json => json_escape(rest),
        [b'\\', b'x', digits @ ..] => control(digits, 2, 16).map(|c| (c, 4)),
        [b'\\' | b'#', digits @ ..] => control(digits, 3, 8).map(|c| (c, 4)),
        _ => None,
    };
    found.unwrap_or((char::from(rest[0]), 1))
}

fn control(text: &[u8], digits: usize, radix: u32) -> Option<char> {
    let character = char::from_u32(number(text, digits, radix)?)?;
    character.is_ascii_control().then_some(character)
}

fn number(text: &[u8], digits: usize, radix: u32) -> Option<u32> {
    text.get(..digits)?.iter().try_fold(0, |value, &byte| {
        Some(value * radix + char::from(byte).to_digit(radix)?)
    })
}

fn json_escape(rest: &[u8]) -> Option<(char, usize)> {
    let character = match rest.get(1)? {
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return json_unicode(rest),
        &other if matches!(other, b'"' | b'\\' | b'/') => char::from(other),
        _ => return None,
    };
    Some((character, 2))
}

/// `\uXXXX`, or two of them where UTF-16 needs a pair.
fn json_unicode(rest: &[u8]) -> Option<(char, usize)> {
    let high = number(rest.get(2..)?, 4, 16)?;
    if let Some(character) = char::from_u32(high) {
        return Some((character, 6));
    }
    let low = number(rest.get(6..)?.strip_prefix(b"\\u")?, 4, 16)?;
    let units = [high, low].map(|unit| unit as u16);
    let character = char::decode_utf16(units).next()?.ok()?;
    Some((character, 12))
}

/// The length of a control sequence after its ESC (ECMA-48, section 5.4); 0 if none stands there.
fn sequence_length(rest: &[u8]) -> usize {
    let Some(parameters) = rest.strip_prefix(b"[") else {
        return 0;
    };
    let last = parameters
        .iter()
        .position(|byte| !(0x20..=0x3f).contains(byte));
    last.map_or(rest.len(), |at| at + 2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(line: &str) -> String {
        let mut normaliser = Normaliser::default();
        String::from_utf8(normaliser.text(line.as_bytes()).to_vec()).unwrap()
    }

    #[test]
    fn robustness_20_colours_octal_escapes_and_json_are_read_as_text() {
        assert_eq!(text("\u{1b}[1;31mfailed\u{1b}[0m login"), "failed login");
        assert_eq!(
            text(r"#033[31mfailed#033[0m a#011b \011c"),
            "failed a\tb \tc"
        );
        assert_eq!(text(r"\x1b[31mfailed"), "failed");
        assert_eq!(
            text(r#"{"msg":"can't open \"x\"\u003a \ud83d\ude00 \u001b[31mno"}"#),
            "{\"msg\":\"can't open \"x\": \u{1f600} no\"}"
        );
    }

    #[test]
    fn what_only_looks_like_an_escape_stays() {
        for line in [
            r"C:\new\101 #404 issue #12",
            r"#08 \xff \u0041 \",
            r#"{"a":"\q \u12 \ud800 \ud800 "}"#,
            "plain",
            "",
        ] {
            assert_eq!(text(line), line);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken_and_never_grow(line in proptest::collection::vec(any::<u8>(), 0..60)) {
            let length = line.len();
            prop_assert!(Normaliser::default().text(&line).len() <= length);
        }
    }
}
