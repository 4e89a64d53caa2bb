//! When a line was written.

use std::sync::LazyLock;

use regex::bytes::Regex;

/// In how many bytes at the start of a line a time stamp is looked for; behind them it is text.
pub const STAMP_WITHIN: usize = 256;

/// The known forms; the leftmost one on a line counts.
const FORMS: [&str; 5] = [
    // ISO 8601 and RFC 3339, with the blank or the slashes that many programs write.
    r"\b\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?",
    // C's asctime, also Apache's error log with its fraction of a second.
    r"\b[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}(?:\.\d{1,9})? \d{4}\b",
    // RFC 3164, which has no year.
    r"\b[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2}\b",
    // The common log format of web servers.
    r"\b\d{2}/[A-Z][a-z]{2}/\d{4}:\d{2}:\d{2}:\d{2}(?: [+-]\d{4})?",
    // Seconds since 1970, at the start of a line, or as the audit daemon writes them.
    r"(?:^\[?|audit\()(?<epoch>1\d{9}(?:\.\d{1,9})?)\b",
];

static ANY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("(?-u){}", FORMS.join("|"))).ok());

/// The first time stamp at the start of a line, as it is written there: ISO 8601, syslog, C's
/// asctime, Apache's two forms, seconds since 1970.
pub fn timestamp(line: &[u8]) -> Option<String> {
    let start = &line[..line.len().min(STAMP_WITHIN)];
    let found = ANY.as_ref()?.captures(start)?;
    let stamp = found.name("epoch").or_else(|| found.get(0))?;
    Some(String::from_utf8_lossy(stamp.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::timestamp;

    #[test]
    fn each_known_form_is_found_and_given_as_written() {
        let cases = [
            ("Aug  3 04:05:06 host sshd[1]: x", "Aug  3 04:05:06"),
            ("<34>Oct 11 22:14:15 host su: x", "Oct 11 22:14:15"),
            ("2026-08-05T10:11:12.345Z x", "2026-08-05T10:11:12.345Z"),
            ("2026/08/05 10:11:12 [error] x", "2026/08/05 10:11:12"),
            ("2026-08-05 10:11:12,345 ERROR x", "2026-08-05 10:11:12,345"),
            (
                "::1 - - [05/Aug/2026:10:11:12 +0200] \"GET",
                "05/Aug/2026:10:11:12 +0200",
            ),
            (
                "[Wed Aug 05 10:11:12.345678 2026] [x]",
                "Wed Aug 05 10:11:12.345678 2026",
            ),
            (
                "Wed Aug  5 10:11:12 2026 [pid 2] CONNECT",
                "Wed Aug  5 10:11:12 2026",
            ),
            ("1770000000.123 x", "1770000000.123"),
            (
                "type=X msg=audit(1364481363.243:24287): x",
                "1364481363.243",
            ),
        ];
        for (line, stamp) in cases {
            assert_eq!(timestamp(line.as_bytes()).as_deref(), Some(stamp), "{line}");
        }
    }

    #[test]
    fn other_numbers_are_no_time() {
        for line in [
            "order 1770000000 shipped",
            "10:11:12 x",
            "",
            "\u{fffd}\u{fffd}",
        ] {
            assert_eq!(timestamp(line.as_bytes()), None, "{line}");
        }
    }
}
