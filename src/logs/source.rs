//! One log, opened as a whole or in parts that several threads read side by side.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::unpack::{is_packed, unpack};
use super::{Lines, Unread};
use crate::progress::Progress;

/// Bytes of a plain file that one thread reads at a time.
const PART: u64 = 16 << 20;

/// One log.
pub struct Source {
    name: String,
    place: Place,
}

enum Place {
    File(PathBuf),
    /// Taken out when it is read, which is possible once.
    Stream(Mutex<Option<Box<dyn Read + Send>>>),
}

/// Some lines of a log that follow one another.
#[derive(Debug)]
pub struct Part<'a> {
    source: &'a Source,
    /// Only of a plain file.
    piece: Option<Piece>,
}

/// The lines that start in a range of bytes of a file.
#[derive(Debug)]
struct Piece {
    range: Range<u64>,
    file_length: u64,
}

impl Source {
    pub(super) fn file(path: PathBuf) -> Self {
        Source {
            name: path.display().to_string(),
            place: Place::File(path),
        }
    }

    pub(super) fn stream(name: &str, stream: Box<dyn Read + Send>) -> Self {
        Source {
            name: name.to_owned(),
            place: Place::Stream(Mutex::new(Some(stream))),
        }
    }

    /// The path, or [`super::STDIN`].
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The log in parts, in order. Only a large plain file has more than one.
    pub fn parts(&self) -> Vec<Part<'_>> {
        self.parts_of(PART)
    }

    /// Says that this log broke off with `error`.
    pub fn unread(&self, error: &io::Error) -> Unread {
        let why = match error.kind() {
            ErrorKind::UnexpectedEof => {
                "the archive breaks off; what was read counts, fetch a whole copy for the rest"
                    .to_owned()
            }
            ErrorKind::Unsupported => error.to_string(),
            _ => format!("not read to its end: {error}; what was read counts"),
        };
        let path = self.name.clone();
        Unread { path, why }
    }

    pub(super) fn size(&self) -> Option<u64> {
        match &self.place {
            Place::File(path) => Some(fs::metadata(path).map_or(0, |data| data.len())),
            Place::Stream(_) => None,
        }
    }

    fn parts_of(&self, size: u64) -> Vec<Part<'_>> {
        let source = self;
        let Some(file_length) = self.plain_length().filter(|&length| length > size) else {
            return vec![Part {
                source,
                piece: None,
            }];
        };
        let starts = (0..file_length).step_by(usize::try_from(size).unwrap_or(usize::MAX));
        let part = |start: u64| {
            let range = start..file_length.min(start + size);
            Part {
                source,
                piece: Some(Piece { range, file_length }),
            }
        };
        starts.map(part).collect()
    }

    /// The length of a file that can be read from anywhere; a file that cannot be opened is left to
    /// the reading to report.
    fn plain_length(&self) -> Option<u64> {
        let Place::File(path) = &self.place else {
            return None;
        };
        let file = File::open(path).ok()?;
        let length = file.metadata().ok()?.len();
        let packed = is_packed(file).ok()?;
        (!packed).then_some(length)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Source").field(&self.name).finish()
    }
}

impl<'a> Part<'a> {
    /// Opens the part. `progress` hears of every byte on disk, once over all parts. A file is read up
    /// to the length it has now, so that a log that grows comes to an end.
    pub fn lines(&self, progress: &'a dyn Progress) -> io::Result<Lines<'a>> {
        match (&self.source.place, &self.piece) {
            (Place::File(path), Some(piece)) => piece.lines(File::open(path)?, progress),
            (Place::File(path), None) => {
                let file = File::open(path)?;
                let length = file.metadata()?.len();
                let watched = Watched {
                    raw: file.take(length),
                    left: length,
                    progress,
                };
                Ok(Lines::new(unpack(watched)?))
            }
            (Place::Stream(stream), _) => {
                let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
                let once = || io::Error::other("standard input was read before");
                let raw = stream.take().ok_or_else(once)?;
                Ok(Lines::new(unpack(Watched {
                    raw,
                    left: u64::MAX,
                    progress,
                })?))
            }
        }
    }
}

impl Piece {
    /// The byte before the range tells whether a line starts with the range.
    fn lines<'a>(&self, mut file: File, progress: &'a dyn Progress) -> io::Result<Lines<'a>> {
        let Range { start, end } = self.range;
        let from = start.saturating_sub(1);
        file.seek(SeekFrom::Start(from))?;
        let raw = file.take(self.file_length - from);
        let watched = Watched {
            raw,
            left: end - start,
            progress,
        };
        let lines = Lines::starting_before(end - from, watched);
        if start == 0 {
            Ok(lines)
        } else {
            lines.after_line_end()
        }
    }
}

/// Tells how many raw bytes went by, up to as many as belong to its part.
struct Watched<'a, R> {
    raw: R,
    left: u64,
    progress: &'a dyn Progress,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.raw.read(buffer)?;
        let own = self.left.min(count as u64);
        self.left -= own;
        self.progress.advance(own);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::progress::Silent;

    fn read(parts: &[Part<'_>]) -> (Vec<Vec<u8>>, u64) {
        let (mut found, mut bytes) = (Vec::new(), 0);
        for part in parts {
            let mut lines = part.lines(&Silent).unwrap();
            while let Some(line) = lines.next_line().unwrap() {
                found.push(line.to_vec());
            }
            bytes += lines.bytes();
        }
        (found, bytes)
    }

    #[test]
    fn robustness_21_a_log_that_grows_is_read_to_its_length_at_the_start() {
        let top = tempfile::tempdir().unwrap();
        let path = top.path().join("a.log");
        fs::write(&path, "one\n").unwrap();
        let source = Source::file(path.clone());
        let mut lines = source.parts()[0].lines(&Silent).unwrap();
        fs::write(&path, "one\ntwo\n").unwrap();
        assert_eq!(lines.next_line().unwrap().unwrap(), b"one");
        assert!(lines.next_line().unwrap().is_none());
    }

    #[test]
    fn standard_input_can_be_read_once() {
        let source = Source::stream("-", Box::new(&b"one\n"[..]));
        assert_eq!(read(&source.parts()), (vec![b"one".to_vec()], 4));
        assert!(source.parts()[0].lines(&Silent).is_err());
    }

    proptest! {
        #[test]
        fn parts_of_any_size_hold_the_lines_of_the_whole(text in "[ab\n\r]{0,40}", size in 1u64..50) {
            let top = tempfile::tempdir().unwrap();
            let path = top.path().join("a.log");
            fs::write(&path, &text).unwrap();
            let source = Source::file(path);
            let whole = read(&source.parts());
            prop_assert_eq!(whole.1, text.len() as u64);
            prop_assert_eq!(read(&source.parts_of(size)), whole);
        }
    }
}
