//! One log, opened as a stream of blocks.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::unpack::{Unpacked, unpack};
use super::{Blocks, Unread};
use crate::progress::{Progress, Silent};

/// One log.
pub struct Source {
    name: String,
    place: Place,
}

enum Place {
    File(PathBuf),
    /// Of the sample logs in the binary.
    Embedded(&'static [u8]),
    /// Taken out when it is read, which is possible once.
    Stream(Mutex<Option<Box<dyn Read + Send>>>),
}

impl Source {
    pub(super) fn file(path: PathBuf) -> Self {
        Source {
            name: path.display().to_string(),
            place: Place::File(path),
        }
    }

    pub(super) fn embedded(name: String, bytes: &'static [u8]) -> Self {
        Source {
            name,
            place: Place::Embedded(bytes),
        }
    }

    pub(super) fn stream(name: &str, stream: Box<dyn Read + Send>) -> Self {
        Source {
            name: name.to_owned(),
            place: Place::Stream(Mutex::new(Some(stream))),
        }
    }

    /// A pipe that a shell has opened: it is opened again when it is read.
    pub(super) fn pipe(path: PathBuf) -> Self {
        let name = path.display().to_string();
        Source::stream(&name, Box::new(Pipe { path, file: None }))
    }

    /// The path, or [`super::STDIN`], or [`super::SAMPLES`] with a name behind it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Opens the log. `progress` hears of every byte on disk. A file is read up to the length it has
    /// now, so that a log that grows comes to an end.
    pub fn blocks<'a>(&self, progress: &'a dyn Progress) -> io::Result<Blocks<'a>> {
        let (text, packed) = self.text(progress)?;
        Ok(Blocks::new(text).packed(packed))
    }

    /// Its first bytes, unpacked, at most `most` of them; none of what can be read only once. What breaks
    /// off in them breaks off again when the log is read.
    pub fn start(&self, most: u64) -> Vec<u8> {
        let mut start = Vec::new();
        if !matches!(self.place, Place::Stream(_)) {
            let text = self.text(&Silent);
            let _ = text.and_then(|(text, _)| text.take(most).read_to_end(&mut start));
        }
        start
    }

    fn text<'a>(&self, progress: &'a dyn Progress) -> io::Result<Unpacked<'a>> {
        let raw: Box<dyn Read + Send> = match &self.place {
            Place::File(path) => {
                let file = File::open(path)?;
                let length = file.metadata()?.len();
                Box::new(file.take(length))
            }
            Place::Embedded(bytes) => Box::new(*bytes),
            Place::Stream(stream) => {
                let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
                let once = || io::Error::other("a stream, which was read before");
                stream.take().ok_or_else(once)?
            }
        };
        unpack(Watched { raw, progress })
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
            Place::Embedded(bytes) => Some(bytes.len() as u64),
            Place::Stream(_) => None,
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Source").field(&self.name).finish()
    }
}

/// A pipe by its path, opened where it is read.
struct Pipe {
    path: PathBuf,
    file: Option<File>,
}

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = match self.file.take() {
            Some(file) => file,
            None => File::open(&self.path)?,
        };
        let count = file.read(buffer);
        self.file = Some(file);
        count
    }
}

/// Tells how many raw bytes went by.
struct Watched<'a> {
    raw: Box<dyn Read + Send>,
    progress: &'a dyn Progress,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.raw.read(buffer)?;
        self.progress.advance(count as u64);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &Source) -> Vec<u8> {
        let blocks = source.blocks(&Silent).unwrap();
        blocks.flat_map(|block| block.unwrap().text).collect()
    }

    #[test]
    fn robustness_21_a_log_that_grows_is_read_to_its_length_at_the_start() {
        let top = tempfile::tempdir().unwrap();
        let path = top.path().join("a.log");
        fs::write(&path, "one\n").unwrap();
        let mut blocks = Source::file(path.clone()).blocks(&Silent).unwrap();
        fs::write(&path, "one\ntwo\n").unwrap();
        assert_eq!(blocks.next().unwrap().unwrap().text, b"one\n");
        assert!(blocks.next().is_none());
    }

    #[test]
    fn standard_input_can_be_read_once_and_a_sample_again() {
        let source = Source::stream("-", Box::new(&b"one\n"[..]));
        assert_eq!(text(&source), b"one\n");
        assert!(source.blocks(&Silent).is_err());
        let sample = Source::embedded("sample".into(), b"two\n");
        assert_eq!(
            (text(&sample), text(&sample)),
            (b"two\n".to_vec(), b"two\n".to_vec())
        );
    }
}
