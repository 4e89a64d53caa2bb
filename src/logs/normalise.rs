//! Text as a log collector's search sees it, not as a file stores it.
//!
//! | written | becomes | why |
//! |---|---|---|
//! | terminal colours and other `ESC [` sequences | nothing | they are not part of the text |
//! | `#011`, `\011`, `\x1b`: control characters only | the character | syslog daemons and shells write them so |
//! | `\"`, `\\`, `\n`, `\u00f6` …, in a line that is one JSON object | the character (RFC 8259, section 7) | collectors unpack JSON |
//! | `"MESSAGE":[104,105]` in such a line | `"MESSAGE":"hi"` | `journalctl -o json` writes texts with bytes that do not print so |
//! | `\r\n` at the end of a line | `\n` | a line end of another system |
//!
//! A line end that is written as an escape becomes a carriage return: an event stays one line.
//! The export form of journald has its own reader (`super::export`), and a log in UTF-16 that begins with
//! its mark is read as UTF-8. Nothing else changes.

use memchr::{memchr, memchr3, memmem, memrchr};

const ESC: char = '\u{1b}';

/// The field of a journal entry that may be written as a list of bytes.
const BYTES_FIELD: &[u8] = b"\"MESSAGE\"";

/// Makes of lines what a search sees; their number does not change. `before` is a buffer for the lines as
/// they were.
pub fn normalise(text: &mut Vec<u8>, before: &mut Vec<u8>) {
    rewrite(text, before, next_bytes_field, bytes_as_text);
    rewrite(text, before, next_escape, unescape);
}

/// Writes each line anew that holds a mark; there is none in most texts, which stay as they are. `next`
/// finds the first mark at or behind a position.
fn rewrite(
    text: &mut Vec<u8>,
    before: &mut Vec<u8>,
    next: impl Fn(&[u8], usize) -> Option<usize>,
    line: impl Fn(&[u8], &mut Vec<u8>),
) {
    let Some(mut mark) = next(text, 0) else {
        return;
    };
    std::mem::swap(text, before);
    text.clear();
    let mut done = 0;
    loop {
        let (start, end) = line_around(before, mark);
        text.extend_from_slice(&before[done..start]);
        line(&before[start..end], text);
        done = end;
        match next(before, end) {
            Some(found) => mark = found,
            None => break,
        }
    }
    text.extend_from_slice(&before[done..]);
}

fn line_around(text: &[u8], at: usize) -> (usize, usize) {
    let start = memrchr(b'\n', &text[..at]).map_or(0, |end| end + 1);
    let end = memchr(b'\n', &text[at..]).map_or(text.len(), |end| at + end);
    (start, end)
}

fn is_json_object(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.starts_with(b"{") && line.ends_with(b"}")
}

/// Where the next escape stands that means another character.
fn next_escape(text: &[u8], mut from: usize) -> Option<usize> {
    // The end of a line that is no JSON: it is asked for once, not for each backslash.
    let mut plain = from;
    loop {
        let at = from + memchr3(ESC as u8, b'#', b'\\', &text[from..])?;
        let rest = &text[at..];
        if rest[0] == ESC as u8 || escape(rest, false).is_some() {
            return Some(at);
        }
        if at >= plain && rest[0] == b'\\' && json_escape(rest).is_some() {
            let (start, end) = line_around(text, at);
            if is_json_object(&text[start..end]) {
                return Some(at);
            }
            plain = end;
        }
        from = at + 1;
    }
}

fn unescape(line: &[u8], out: &mut Vec<u8>) {
    let json = is_json_object(line);
    let mut rest = line;
    while let Some(at) = memchr3(ESC as u8, b'#', b'\\', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let (character, length) = escape(rest, json).unwrap_or((char::from(rest[0]), 1));
        rest = &rest[length..];
        if character == ESC {
            rest = &rest[sequence_length(rest)..];
        } else {
            let shown = if character == '\n' { '\r' } else { character };
            out.extend_from_slice(shown.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
    out.extend_from_slice(rest);
}

/// The character that an escape stands for, and how many bytes it is written in.
fn escape(rest: &[u8], json: bool) -> Option<(char, usize)> {
    match rest {
        [b'\\', ..] if json => json_escape(rest),
        [b'\\', b'x', digits @ ..] => control(digits, 2, 16).map(|c| (c, 4)),
        // `41#1770:` is a process and a thread: behind `#` only what begins with 0 is taken for a character.
        [b'#', b'0', digits @ ..] => control(digits, 2, 8).map(|c| (c, 4)),
        [b'\\', digits @ ..] => control(digits, 3, 8).map(|c| (c, 4)),
        _ => None,
    }
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

/// Where the next list of bytes begins.
fn next_bytes_field(text: &[u8], mut from: usize) -> Option<usize> {
    // Found faster than the field: few logs have any.
    memchr(b'{', text)?;
    loop {
        let at = from + memmem::find(&text[from..], BYTES_FIELD)? + BYTES_FIELD.len();
        let value = text[at..].trim_ascii_start().strip_prefix(b":");
        if value.is_some_and(|value| value.trim_ascii_start().starts_with(b"[")) {
            return Some(at);
        }
        from = at;
    }
}

/// The line with its first list of bytes as a JSON text; as it is where the list has anything but
/// bytes in it.
fn bytes_as_text(line: &[u8], out: &mut Vec<u8>) {
    let parts = || {
        let open = next_bytes_field(line, 0)?;
        let open = open + memchr(b'[', &line[open..])?;
        let close = open + memchr(b']', &line[open..])?;
        let bytes = str::from_utf8(&line[open + 1..close]).ok()?.split(',');
        let bytes: Option<Vec<u8>> = bytes.map(|byte| byte.trim().parse().ok()).collect();
        Some((open, bytes?, close + 1))
    };
    let Some((open, bytes, close)) = parts().filter(|_| is_json_object(line)) else {
        out.extend_from_slice(line);
        return;
    };
    out.extend_from_slice(&line[..open]);
    out.push(b'"');
    for byte in bytes {
        if byte.is_ascii_control() || matches!(byte, b'"' | b'\\') {
            out.extend_from_slice(format!("\\u{byte:04x}").as_bytes());
        } else {
            out.push(byte);
        }
    }
    out.push(b'"');
    out.extend_from_slice(&line[close..]);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Lines read with a buffer that is not empty.
    fn normalised(text: &[u8]) -> Vec<u8> {
        let mut text = text.to_owned();
        normalise(&mut text, &mut b"#011".to_vec());
        text
    }

    fn text(lines: &str) -> String {
        String::from_utf8(normalised(lines.as_bytes())).unwrap()
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
    fn robustness_20_a_journal_entry_as_a_list_of_bytes_is_read_as_text() {
        let entry = r#"{"MESSAGE" : [27,91,51,49,109,110,111,32,34,246,34], "PRIORITY":"3"}"#;
        let read = normalised(entry.as_bytes());
        assert_eq!(read, b"{\"MESSAGE\" : \"no \"\xf6\"\", \"PRIORITY\":\"3\"}");
        let other = r#"{"MESSAGE":[1,"x"]} {"MESSAGE":[256]}"#;
        assert_eq!(text(other), other);
    }

    #[test]
    fn lines_without_an_escape_stay_between_those_with_one() {
        let lines = "one #404\n{\"a\":\"b\\nc\"}\nC:\\new\nx#011y#012\nlast";
        assert_eq!(
            text(lines),
            "one #404\n{\"a\":\"b\rc\"}\nC:\\new\nx\ty\r\nlast"
        );
    }

    #[test]
    fn what_only_looks_like_an_escape_stays() {
        for line in [
            r"C:\new\101 #404 issue #12 41#1770: x",
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
        fn any_bytes_are_taken_and_lines_stay_lines(text in proptest::collection::vec(any::<u8>(), 0..60)) {
            let lines = |text: &[u8]| memchr::memchr_iter(b'\n', text).count();
            let before = lines(&text);
            prop_assert_eq!(lines(&normalised(&text)), before);
        }

        #[test]
        fn lines_are_read_as_if_each_stood_alone(lines in proptest::collection::vec(r#"[{}"\\#x01\x1b\[nm]{0,12}"#, 1..6)) {
            let alone: Vec<String> = lines.iter().map(|line| text(line)).collect();
            prop_assert_eq!(text(&lines.join("\n")), alone.join("\n"));
        }
    }
}
