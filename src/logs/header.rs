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

/// Reads the start of a line, as `super::normalised` gives it. Host and program are known in syslog's
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
    let (host, rest) = word(behind)?;
    let (tag, _) = word(rest)?;
    let is_host = host
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || b".-_:%".contains(byte));
    let is_level = |level: &Level| host.eq_ignore_ascii_case(level.name().as_bytes());
    if !is_host || host.ends_with(b":") || Level::ALL.iter().any(is_level) {
        return None;
    }
    let program = if is_numbered(line) {
        tag
    } else {
        program_of(tag)?
    };
    (!program.is_empty()).then_some((host, program))
}

fn word(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = memchr(b' ', text).unwrap_or(text.len());
    (end > 0).then(|| (&text[..end], text.get(end + 1..).unwrap_or_default()))
}

/// Whether a line has the form of RFC 5424: `<34>1 `.
fn is_numbered(line: &[u8]) -> bool {
    let behind = |line: &[u8]| {
        let end = memchr(b'>', &line[..line.len().min(5)])?;
        Some(line[end + 1..].starts_with(b"1 "))
    };
    line.starts_with(b"<") && behind(line) == Some(true)
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
}
