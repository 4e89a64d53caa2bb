//! Who wrote a line, and when.

use memchr::{memchr, memmem};

use super::clock::{self, Stamp};
use crate::level::Level;

/// What the start of a line says, as far as it has a known form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Header<'a> {
    /// The first time stamp.
    pub stamp: Option<Stamp<'a>>,
    /// The host, in a line of syslog or of the journal.
    pub host: Option<&'a [u8]>,
    /// The program, in the same lines.
    pub program: Option<&'a [u8]>,
}

/// Reads the start of a line, as `super::normalise()` makes it. Host and program are known in syslog's
/// two forms (RFC 3164 and 5424) and in a journal entry as JSON.
pub fn header(line: &[u8]) -> Header<'_> {
    let stamp = clock::stamp(line);
    if line.first() == Some(&b'{') {
        return Header {
            stamp,
            host: json_text(line, b"_HOSTNAME"),
            program: json_text(line, b"SYSLOG_IDENTIFIER"),
        };
    }
    let writer = stamp.and_then(|stamp| writer(line, &stamp));
    Header {
        stamp,
        host: writer.map(|(host, _)| host),
        program: writer.map(|(_, program)| program),
    }
}

/// The host and the program behind syslog's time stamp: `host program[7]: `, or after a version number
/// in angle brackets `host program 7 `.
fn writer<'a>(line: &'a [u8], stamp: &Stamp<'a>) -> Option<(&'a [u8], &'a [u8])> {
    let behind = line.get(stamp.end..)?.strip_prefix(b" ")?;
    let end = behind.iter().position(|byte| !HOST[usize::from(*byte)])?;
    let (host, rest) = behind.split_at(end);
    let tag = rest.strip_prefix(b" ")?;
    let tag = &tag[..memchr(b' ', tag).unwrap_or(tag.len())];
    let is_level = |level: &Level| host.eq_ignore_ascii_case(level.name().as_bytes());
    if host.is_empty() || host.ends_with(b":") || Level::ALL.iter().any(is_level) {
        return None;
    }
    let program = if is_numbered(line) {
        tag
    } else {
        program_of(tag)?
    };
    (!program.is_empty()).then_some((host, program))
}

/// The bytes that a host's name or address has.
static HOST: [bool; 256] = {
    let mut is_host = [false; 256];
    let mut byte = 0;
    while byte < is_host.len() {
        is_host[byte] = (byte as u8).is_ascii_alphanumeric()
            || matches!(byte as u8, b'.' | b'-' | b'_' | b':' | b'%');
        byte += 1;
    }
    is_host
};

/// Whether a line has the form of RFC 5424: `<34>1 `.
fn is_numbered(line: &[u8]) -> bool {
    let behind = |line: &[u8]| {
        let end = memchr(b'>', &line[..line.len().min(5)])?;
        Some(line[end + 1..].starts_with(b"1 "))
    };
    line.first() == Some(&b'<') && behind(line) == Some(true)
}

/// The name in `name[7]:` or `name:`.
fn program_of(tag: &[u8]) -> Option<&[u8]> {
    let name = tag.strip_suffix(b":")?;
    Some(match memchr(b'[', name) {
        Some(process) => &name[..process],
        None => name,
    })
}

/// The text of a field of a JSON object; escapes are gone from it already, so it ends at the next
/// quote.
pub(super) fn json_text<'a>(line: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let value = json_values(line, name).find_map(|value| value.strip_prefix(b"\""))?;
    Some(&value[..memchr(b'"', value)?])
}

/// What stands behind each `"name":` of a line.
pub(super) fn json_values<'a>(line: &'a [u8], name: &[u8]) -> impl Iterator<Item = &'a [u8]> {
    memmem::find_iter(line, name).filter_map(move |at| {
        let quoted = line[..at].ends_with(b"\"");
        let value = line[at + name.len()..].strip_prefix(b"\"")?;
        let value = value.trim_ascii_start().strip_prefix(b":")?;
        quoted.then(|| value.trim_ascii_start())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    fn writer_of(line: &str) -> Option<(String, String)> {
        let header = header(line.as_bytes());
        let text = |part: &[u8]| String::from_utf8_lossy(part).into_owned();
        Some((text(header.host?), text(header.program?)))
    }

    #[test]
    fn host_and_program_are_read_in_the_forms_of_syslog_and_the_journal() {
        for line in [
            "Aug  3 04:05:06 web ftpd[1]: x",
            "Aug  3 04:05:06 web ftpd: x",
            "<34>Aug  3 04:05:06 web ftpd[1]: x",
            "2026-08-03T10:11:12.345678+02:00 web ftpd[1]: x",
            "<34>1 2026-08-03T10:11:12Z web ftpd 1 - - x",
            r#"{"_HOSTNAME":"web","SYSLOG_IDENTIFIER" : "ftpd","MESSAGE":"x"}"#,
        ] {
            let writer = Some(("web".to_owned(), "ftpd".to_owned()));
            assert_eq!(writer_of(line), writer, "{line}");
        }
    }

    #[test]
    fn a_level_or_the_text_of_a_message_is_no_host() {
        for line in [
            "2026-08-03T10:11:12Z ERROR gate: x",
            "2026/08/03 10:11:12 [error] 7#7: x",
            "Mon Aug  3 10:11:12 2026 [pid 2] CONNECT: Client",
            "Aug  3 04:05:06 ftpd: opened the gate: x",
            "no time: at all",
            "",
        ] {
            assert_eq!(writer_of(line), None, "{line}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_host_and_a_tag_are_words_of_certain_bytes(behind in "[ a%é\\[\\]:;-]{0,4}( |ab|:|\\[7\\]){0,6}[ :a]{0,2}") {
            let form = Regex::new(r"^ ([A-Za-z0-9._:%-]*[A-Za-z0-9._%-]) ([^ ]*):(?: |$)").unwrap();
            let line = format!("Aug  3 04:05:06{behind}");
            let expected = form.captures(&behind).and_then(|found| {
                let program = found[2].split('[').next().unwrap().to_owned();
                (!program.is_empty()).then_some((found[1].to_owned(), program))
            });
            prop_assert_eq!(writer_of(&line), expected, "{:?}", behind);
        }
    }
}
