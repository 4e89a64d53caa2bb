//! When a line was written.
//!
//! All known forms but seconds since 1970 hold a time of day, `10:11:12`, which is found fast; what
//! stands before it says which form it is.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use memchr::memchr_iter;
use memchr::memmem::Finder;

/// In how many bytes at the start of a line a time stamp is looked for; behind them it is text. In a
/// JSON object it may stand anywhere.
const WITHIN: usize = 256;

/// The length of `10:11:12`.
const CLOCK: usize = 8;

/// Fields of JSON objects that tell when something was logged.
const JSON_TIMES: [&[u8]; 4] = [b"ts", b"time", b"timestamp", b"@timestamp"];

/// What stands before the time in a record of Linux's audit.
static AUDIT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"audit("));

/// A time stamp in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp<'a> {
    /// As it is written there.
    pub text: &'a [u8],
    /// The day that it names.
    pub day: Day,
    /// Where the text behind it begins in the line.
    pub(super) end: usize,
}

/// A day of the year. The year is not kept, because syslog does not tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
}

/// The first time stamp at the start of a line: ISO 8601 (also with a blank or slashes), syslog (RFC
/// 3164), C's asctime, Apache's two forms, the journal's and others' seconds since 1970, JSON's too.
pub(super) fn stamp(line: &[u8]) -> Option<Stamp<'_>> {
    let is_json = line.first() == Some(&b'{');
    let start = if is_json {
        line
    } else {
        &line[..line.len().min(WITHIN)]
    };
    if is_json && let Some(found) = journal(start) {
        return Some(found);
    }
    if let Some(found) = epoch_at(start, usize::from(start.first() == Some(&b'['))) {
        return Some(found);
    }
    let clocks = memchr_iter(b':', start).filter_map(|colon| {
        let at = colon.checked_sub(2)?;
        is_clock(start.get(at..)?.first_chunk()?).then_some(at)
    });
    let mut dated = clocks.filter_map(|at| before(start, at));
    if let Some(found) = dated.next() {
        return Some(found);
    }
    if is_json && let Some(found) = json_epoch(start) {
        return Some(found);
    }
    epoch_at(start, AUDIT.find(start)? + AUDIT.needle().len())
}

/// Whether these are digits and colons as in `10:11:12`: the bytes without what they have in common with
/// `00:00:00` are at most 9, or 0 for colons, so that what is added does not reach the upper bit.
fn is_clock(text: &[u8; CLOCK]) -> bool {
    const ROOM: u64 = u64::from_ne_bytes([0x76, 0x76, 0x7f, 0x76, 0x76, 0x7f, 0x76, 0x76]);
    const UPPER: u64 = 0x8080_8080_8080_8080;
    let bytes = u64::from_ne_bytes(*text) ^ u64::from_ne_bytes(*b"00:00:00");
    (((bytes & !UPPER) + ROOM) | bytes) & UPPER == 0
}

/// The stamp whose time of day stands at `at`.
fn before(line: &[u8], at: usize) -> Option<Stamp<'_>> {
    let head = &line[..at];
    let end = at + CLOCK;
    let whole = |start: usize, end: usize, day: Day| {
        let is_word = start > 0 && line[start - 1].is_ascii_alphanumeric();
        (!is_word).then_some(Stamp {
            text: &line[start..end],
            day,
            end,
        })
    };
    match head {
        [
            ..,
            b'0'..=b'9',
            b'0'..=b'9',
            b'0'..=b'9',
            b'0'..=b'9',
            a @ (b'-' | b'/'),
            m,
            n,
            b,
            d,
            e,
            b'T' | b' ',
        ] if a == b => {
            let day = Day::new(number(&[*m, *n])?, number(&[*d, *e])?)?;
            whole(at - 11, zone(line, fraction(line, end), false), day)
        }
        [
            ..,
            d,
            e,
            b'/',
            a,
            b,
            c,
            b'/',
            b'0'..=b'9',
            b'0'..=b'9',
            b'0'..=b'9',
            b'0'..=b'9',
            b':',
        ] => {
            let day = Day::new(month(&[*a, *b, *c])?, number(&[*d, *e])?)?;
            whole(at - 12, zone(line, end, true), day)
        }
        [.., a, b, c, b' ', d, e, b' '] => {
            let day = Day::new(month(&[*a, *b, *c])?, number(&[*d, *e])?)?;
            let (start, end) = with_year(line, at - 7, end);
            whole(start, end, day)
        }
        _ => None,
    }
}

/// C's asctime has the day of the week before such a date, and the year behind it.
fn with_year(line: &[u8], start: usize, end: usize) -> (usize, usize) {
    let weekday = matches!(
        line[..start],
        [.., b'A'..=b'Z', b'a'..=b'z', b'a'..=b'z', b' ']
    );
    let year = fraction(line, end);
    let is_year = match line.get(year..year + 5) {
        Some([b' ', digits @ ..]) => digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    if weekday && is_year {
        (start - 4, year + 5)
    } else {
        (start, end)
    }
}

/// The end of a fraction of a second that may stand at `at`.
fn fraction(line: &[u8], at: usize) -> usize {
    if !matches!(line.get(at), Some(b'.' | b',')) {
        return at;
    }
    match digits(&line[at + 1..]) {
        0 => at,
        count => at + 1 + count.min(9),
    }
}

/// The end of a time zone that may stand at `at`, with a blank before it if `spaced`.
fn zone(line: &[u8], at: usize, spaced: bool) -> usize {
    match &line[at..] {
        [b' ', b'+' | b'-', digits @ ..] if spaced && self::digits(digits) >= 4 => at + 6,
        [b'Z', ..] if !spaced => at + 1,
        [b'+' | b'-', a, b, b':', c, d, ..] if !spaced && self::digits(&[*a, *b, *c, *d]) == 4 => {
            at + 6
        }
        [b'+' | b'-', digits @ ..] if !spaced && self::digits(digits) >= 4 => at + 5,
        _ => at,
    }
}

/// Seconds since 1970 that begin at `at`: ten digits, the first one 1.
fn epoch_at(line: &[u8], at: usize) -> Option<Stamp<'_>> {
    let text = line.get(at..)?;
    if text.first() != Some(&b'1') || digits(text) != 10 {
        return None;
    }
    let end = fraction(text, 10);
    if text.get(end).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let seconds = str::from_utf8(&text[..10]).ok()?.parse().ok()?;
    let day = Day::of(Timestamp::from_second(seconds).ok()?)?;
    Some(Stamp {
        text: &text[..end],
        day,
        end: at + end,
    })
}

/// The time of an entry in JSON that is written as a number: seconds since 1970, or milliseconds.
fn json_epoch(line: &[u8]) -> Option<Stamp<'_>> {
    let values = JSON_TIMES.iter();
    let mut values = values.flat_map(|name| super::header::json_values(line, name));
    values.find_map(|value| {
        let value = value.strip_prefix(b"\"").unwrap_or(value);
        let whole = digits(value);
        let number = || str::from_utf8(&value[..whole]).ok()?.parse().ok();
        let time = match whole {
            10 => Timestamp::from_second(number()?),
            13 => Timestamp::from_millisecond(number()?),
            _ => return None,
        };
        Some(Stamp {
            text: &value[..fraction(value, whole)],
            day: Day::of(time.ok()?)?,
            end: 0,
        })
    })
}

/// The time of a journal entry in JSON, in microseconds since 1970.
fn journal(line: &[u8]) -> Option<Stamp<'_>> {
    let text = super::header::json_text(line, b"__REALTIME_TIMESTAMP")?;
    let micros = str::from_utf8(text).ok()?.parse().ok()?;
    let day = Day::of(Timestamp::from_microsecond(micros).ok()?)?;
    Some(Stamp { text, day, end: 0 })
}

impl Day {
    fn new(month: u8, day: u8) -> Option<Self> {
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Day { month, day })
    }

    fn of(time: Timestamp) -> Option<Self> {
        let date = TimeZone::UTC.to_datetime(time).date();
        Day::new(date.month().try_into().ok()?, date.day().try_into().ok()?)
    }
}

fn month(name: &[u8; 3]) -> Option<u8> {
    Some(match name {
        b"Jan" => 1,
        b"Feb" => 2,
        b"Mar" => 3,
        b"Apr" => 4,
        b"May" => 5,
        b"Jun" => 6,
        b"Jul" => 7,
        b"Aug" => 8,
        b"Sep" => 9,
        b"Oct" => 10,
        b"Nov" => 11,
        b"Dec" => 12,
        _ => return None,
    })
}

/// Two digits, or a blank and one.
fn number(text: &[u8; 2]) -> Option<u8> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| byte - b'0');
    let tens = if text[0] == b' ' { 0 } else { digit(text[0])? };
    Some(10 * tens + digit(text[1])?)
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(line: &str) -> Option<(String, u8, u8)> {
        let Stamp { text, day, .. } = stamp(line.as_bytes())?;
        Some((
            String::from_utf8_lossy(text).into_owned(),
            day.month,
            day.day,
        ))
    }

    #[test]
    fn each_known_form_is_found_and_given_as_written() {
        let cases = [
            ("Aug  3 04:05:06 host sshd[1]: x", "Aug  3 04:05:06"),
            ("<34>Aug  3 22:14:15 host su: x", "Aug  3 22:14:15"),
            ("2026-08-03T10:11:12.345Z x", "2026-08-03T10:11:12.345Z"),
            ("2026-08-03T10:11:12+02:00 x", "2026-08-03T10:11:12+02:00"),
            ("2026/08/03 10:11:12 [error] x", "2026/08/03 10:11:12"),
            ("2026-08-03 10:11:12,345 ERROR x", "2026-08-03 10:11:12,345"),
            (
                "::1 - - [03/Aug/2026:10:11:12 +0200] \"GET",
                "03/Aug/2026:10:11:12 +0200",
            ),
            // What follows is no time zone in these.
            ("2026-08-03 10:11:12 -0200 files", "2026-08-03 10:11:12"),
            ("[03/Aug/2026:10:11:12 +2 more]", "03/Aug/2026:10:11:12"),
            (
                "[Mon Aug 03 10:11:12.345678 2026] [x]",
                "Mon Aug 03 10:11:12.345678 2026",
            ),
            (
                "Mon Aug  3 10:11:12 2026 [pid 2] CONNECT",
                "Mon Aug  3 10:11:12 2026",
            ),
            ("1785751872.123 x", "1785751872.123"),
            ("[1785751872] x", "1785751872"),
            (
                "type=X msg=audit(1785751872.243:24287): x",
                "1785751872.243",
            ),
            (
                r#"{"log":"at 10:00:00","time":"2026-08-03T10:11:12Z"}"#,
                "2026-08-03T10:11:12Z",
            ),
            (
                r#"{"MESSAGE":"x","__REALTIME_TIMESTAMP" : "1785751872000000"}"#,
                "1785751872000000",
            ),
            (
                r#"{"level":30,"time":1785751872123,"msg":"x"}"#,
                "1785751872123",
            ),
            (r#"{"msg":"ts","ts" : 1785751872.5}"#, "1785751872.5"),
        ];
        for (line, stamp) in cases {
            assert_eq!(found(line), Some((stamp.to_owned(), 8, 3)), "{line}");
        }
    }

    #[test]
    fn other_numbers_are_no_time() {
        for line in [
            "order 1770000000 shipped",
            "17700000001 x",
            "10:11:12 x",
            "2026-13-03 10:11:12 x",
            "x2026-08-03 10:11:12 x",
            r#"{"time":17857518721,"timestamp":"yesterday","id":1785751872}"#,
            "",
            "\u{fffd}\u{fffd}",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }

    #[test]
    fn a_time_of_day_is_digits_and_colons_and_no_other_byte() {
        for at in 0..CLOCK {
            for byte in 0..=u8::MAX {
                let mut text = *b"19:50:09";
                text[at] = byte;
                let is_one = match at {
                    2 | 5 => byte == b':',
                    _ => byte.is_ascii_digit(),
                };
                assert_eq!(is_clock(&text), is_one, "{byte:#x} at {at}");
            }
        }
    }

    #[test]
    fn each_month_is_known_by_its_name() {
        let names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
        for (month, name) in (1..).zip(names.split(' ')) {
            let line = format!("{name}  3 04:05:06 x");
            assert_eq!(stamp(line.as_bytes()).unwrap().day, Day { month, day: 3 });
        }
        assert_eq!(stamp(b"Jax  3 04:05:06 x"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken(line in "[ -~]{0,8}([0-9:/ TZ.,+-]|Aug ){0,30}[ -~]{0,8}") {
            let _ = stamp(line.as_bytes());
        }
    }
}
