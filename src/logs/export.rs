//! The export form of systemd's journal as lines of text.
//!
//! An entry is a group of fields with an empty line behind it. A field is `NAME=value` and a line end;
//! or, where the value does not print, `NAME`, a line end, the value's length as 64 bits in little
//! endian, the value and a line end (systemd's "Journal Export Format"). Each entry becomes one line,
//! as syslog would have written it: `2026-08-05T10:11:12.345678Z host program[7]: message`.

use std::io::{self, BufRead, BufReader, Read};

use super::LINE_CAP;

/// How every export begins: journalctl writes this field first.
pub(super) const START: &[u8] = b"__CURSOR=";

/// Gives the lines of an export.
pub(super) struct Export<R> {
    reader: BufReader<R>,
    line: Vec<u8>,
    given: usize,
}

#[derive(Default)]
struct Entry {
    time: Option<i64>,
    host: Vec<u8>,
    program: Vec<u8>,
    process: Vec<u8>,
    message: Option<Vec<u8>>,
}

impl<R: Read> Export<R> {
    pub(super) fn new(reader: R) -> Self {
        Export {
            reader: BufReader::new(reader),
            line: Vec::new(),
            given: 0,
        }
    }

    /// The next entry that has a message; `None` after the last.
    fn entry(&mut self) -> io::Result<Option<Entry>> {
        let mut entry = Entry::default();
        loop {
            let field = self.text()?;
            match field {
                None | Some([]) if entry.message.is_some() => return Ok(Some(entry)),
                None => return Ok(None),
                Some([]) => entry = Entry::default(),
                Some(field) => match memchr::memchr(b'=', field) {
                    Some(at) => entry.set(&field[..at], &field[at + 1..]),
                    None => {
                        let name = field.to_vec();
                        let value = self.binary()?;
                        entry.set(&name, &value);
                    }
                },
            }
        }
    }

    /// A line without its end, cut at [`LINE_CAP`]; `None` at the end of the log.
    fn text(&mut self) -> io::Result<Option<&[u8]>> {
        self.line.clear();
        let mut start = self.reader.by_ref().take(LINE_CAP as u64);
        if start.read_until(b'\n', &mut self.line)? == 0 {
            return Ok(None);
        }
        if self.line.last() == Some(&b'\n') {
            self.line.pop();
        } else {
            self.reader.skip_until(b'\n')?;
        }
        Ok(Some(&self.line))
    }

    /// A value behind its length, cut at [`LINE_CAP`].
    fn binary(&mut self) -> io::Result<Vec<u8>> {
        let mut length = [0; 8];
        self.reader.read_exact(&mut length)?;
        let length = u64::from_le_bytes(length);
        let mut value = Vec::new();
        let kept = length.min(LINE_CAP as u64);
        self.reader.by_ref().take(kept).read_to_end(&mut value)?;
        let mut cut = self.reader.by_ref().take(length - kept);
        io::copy(&mut cut, &mut io::sink())?;
        self.reader.skip_until(b'\n')?;
        Ok(value)
    }
}

impl<R: Read> Read for Export<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.line.len() {
            let Some(entry) = self.entry()? else {
                self.line.clear();
                self.given = 0;
                return Ok(0);
            };
            self.line = entry.line();
            self.given = 0;
        }
        let rest = &self.line[self.given..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}

impl Entry {
    fn set(&mut self, name: &[u8], value: &[u8]) {
        match name {
            b"__REALTIME_TIMESTAMP" => {
                self.time = str::from_utf8(value)
                    .ok()
                    .and_then(|time| time.parse().ok());
            }
            b"_HOSTNAME" => self.host = value.to_vec(),
            b"SYSLOG_IDENTIFIER" => self.program = value.to_vec(),
            b"_COMM" if self.program.is_empty() => self.program = value.to_vec(),
            b"_PID" => self.process = value.to_vec(),
            b"MESSAGE" => self.message = Some(value.to_vec()),
            _ => {}
        }
    }

    fn line(self) -> Vec<u8> {
        let mut line = Vec::new();
        let time = self
            .time
            .and_then(|time| jiff::Timestamp::from_microsecond(time).ok());
        if let Some(time) = time {
            line.extend_from_slice(format!("{time:.6} ").as_bytes());
        }
        if !self.host.is_empty() && !self.program.is_empty() {
            line.extend_from_slice(&self.host);
            line.push(b' ');
            line.extend_from_slice(&self.program);
            if !self.process.is_empty() {
                line.extend([b"[", &self.process[..], b"]"].concat());
            }
            line.extend_from_slice(b": ");
        }
        let message = self.message.unwrap_or_default();
        // An entry is one event, also where its message has several lines.
        line.extend(
            message
                .iter()
                .map(|&byte| if byte == b'\n' { b'\r' } else { byte }),
        );
        line.push(b'\n');
        line
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(export: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        Export::new(export).read_to_end(&mut text).unwrap();
        text
    }

    #[test]
    fn robustness_20_an_entry_of_the_journal_is_one_line() {
        let mut export =
            b"__CURSOR=s=1;i=2\n__REALTIME_TIMESTAMP=1785924672345678\n_HOSTNAME=web\n\
            SYSLOG_IDENTIFIER=ftpd\n_PID=7\nMESSAGE=login refused\n\n\
            __CURSOR=s=1;i=3\n_UID=0\n\n\
            __CURSOR=s=1;i=4\nMESSAGE\n"
                .to_vec();
        export.extend_from_slice(&7u64.to_le_bytes());
        export.extend_from_slice(
            b"one\ntw\xff\n\n__CURSOR=s=1;i=5\n_HOSTNAME=web\n_COMM=cron\nMESSAGE=a=b",
        );
        assert_eq!(
            lines(&export),
            b"2026-08-05T10:11:12.345678Z web ftpd[7]: login refused\none\rtw\xff\nweb cron: a=b\n"
        );
    }

    #[test]
    fn a_value_that_claims_to_be_endless_ends_with_the_log() {
        let export = [
            b"__CURSOR=1\nMESSAGE\n",
            &u64::MAX.to_le_bytes()[..],
            b"abc",
        ]
        .concat();
        assert_eq!(lines(&export), b"abc\n");
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let export = [b"__CURSOR=1\nMESSAGE\n".to_vec(), bytes].concat();
            let mut text = Vec::new();
            let _ = Export::new(&export[..]).read_to_end(&mut text);
            prop_assert!(text.len() <= export.len());
        }
    }
}
