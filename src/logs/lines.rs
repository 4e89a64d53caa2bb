//! Bytes to lines, in constant memory.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use memchr::memchr;

/// How many bytes of a line are kept. A longer line is still one line; what stands behind this
/// many bytes is counted as read, but never shown or matched.
pub const LINE_CAP: usize = 1 << 20;

/// Bytes asked from the system or the unpacker at once.
const CHUNK: usize = 256 << 10;

/// The lines of one log, without their line ends (`\n` or `\r\n`). The last one needs none.
pub struct Lines<'a> {
    reader: BufReader<Box<dyn Read + 'a>>,
    line: Vec<u8>,
    /// Bytes read, also those before the first line.
    position: u64,
    /// Where the first line starts, and before which position the last one does.
    start: u64,
    end: u64,
    /// An error that struck in the middle of a line: that line is given first.
    failed: Option<io::Error>,
}

impl<'a> Lines<'a> {
    /// The lines of `reader`, which need not be buffered.
    pub fn new(reader: impl Read + 'a) -> Self {
        Lines::starting_before(u64::MAX, reader)
    }

    /// Only the lines of `reader` that start before that many bytes.
    pub(super) fn starting_before(end: u64, reader: impl Read + 'a) -> Self {
        Lines {
            reader: BufReader::with_capacity(CHUNK, Box::new(reader)),
            line: Vec::new(),
            position: 0,
            start: 0,
            end,
            failed: None,
        }
    }

    /// The same without everything up to the first line end. An endless line is not looked through:
    /// none starts in it.
    pub(super) fn after_line_end(mut self) -> io::Result<Self> {
        let mut head = self.reader.by_ref().take(self.end);
        self.position = head.skip_until(b'\n')? as u64;
        self.start = self.position;
        Ok(self)
    }

    /// The next line; `None` after the last. After an error, what was read before it has been given.
    pub fn next_line(&mut self) -> io::Result<Option<&[u8]>> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        if self.position >= self.end {
            return Ok(None);
        }
        self.line.clear();
        let before = self.position;
        if let Err(error) = self.read_line() {
            if self.position == before {
                return Err(error);
            }
            self.failed = Some(error);
        }
        let any = self.position > before;
        Ok(any.then(|| self.line.strip_suffix(b"\r").unwrap_or(&self.line)))
    }

    /// Bytes of the lines so far: unpacked, line ends included.
    pub fn bytes(&self) -> u64 {
        self.position - self.start
    }

    fn read_line(&mut self) -> io::Result<()> {
        loop {
            let available = match self.reader.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                other => other?,
            };
            if available.is_empty() {
                return Ok(());
            }
            let end = memchr(b'\n', available);
            let text = &available[..end.unwrap_or(available.len())];
            let room = LINE_CAP - self.line.len();
            self.line.extend_from_slice(&text[..text.len().min(room)]);
            let taken = text.len() + usize::from(end.is_some());
            self.reader.consume(taken);
            self.position += taken as u64;
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut lines: Lines<'_>) -> Vec<String> {
        let mut found = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            found.push(String::from_utf8_lossy(line).into_owned());
        }
        found
    }

    #[test]
    fn line_ends_of_both_kinds_go_and_the_last_line_needs_none() {
        let lines = Lines::new(&b"one\r\n\ntwo\rhalf\nlast"[..]);
        assert_eq!(all(lines), ["one", "", "two\rhalf", "last"]);
        assert!(all(Lines::new(&b""[..])).is_empty());
    }

    #[test]
    fn a_line_of_fifty_megabytes_is_one_line_and_only_its_start_is_kept() {
        let long = io::repeat(b'x').take(50 << 20).chain(&b"\nnext\n"[..]);
        let mut lines = Lines::new(long);
        assert_eq!(lines.next_line().unwrap().unwrap().len(), LINE_CAP);
        assert!(lines.line.capacity() <= 2 * LINE_CAP);
        assert_eq!(lines.next_line().unwrap().unwrap(), b"next");
        assert!(lines.next_line().unwrap().is_none());
        assert_eq!(lines.bytes(), (50 << 20) + 6);
    }

    #[test]
    fn an_error_in_the_middle_of_a_line_comes_after_that_line() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("broken"))
            }
        }
        let mut lines = Lines::new((&b"whole\nha"[..]).chain(Broken));
        assert_eq!(lines.next_line().unwrap().unwrap(), b"whole");
        assert_eq!(lines.next_line().unwrap().unwrap(), b"ha");
        assert!(lines.next_line().is_err());
    }
}
