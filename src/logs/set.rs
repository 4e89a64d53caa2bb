//! Which logs there are: paths of the user's to a sorted list of sources.

use std::collections::HashSet;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::unpack::unpack;
use super::{Error, Lines};
use crate::progress::Progress;

/// The path that stands for standard input, and its name in reports.
pub const STDIN: &str = "-";

/// The logs of one job, sorted by path, each once.
#[derive(Debug)]
pub struct LogSet {
    sources: Vec<Source>,
    unread: Vec<Unread>,
}

/// Something that was left out, or of which only the beginning was read. One line for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// The file or folder.
    pub path: String,
    /// Why, and what to do about it.
    pub why: String,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.why)
    }
}

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

impl LogSet {
    /// Lists what `paths` name: files, folders (with all below them), and [`STDIN`] for `stdin`,
    /// which the caller opens because the library does not.
    ///
    /// A link is followed only where it is one of the `paths` itself. Pipes, sockets and devices are
    /// never opened: below a folder they are no logs, as one of the `paths` they are unread. So is a
    /// folder that cannot be listed. A path that leads nowhere, or no file at all, is an error.
    pub fn find(paths: &[PathBuf], stdin: Box<dyn Read + Send>) -> Result<LogSet, Error> {
        let mut found = Found::default();
        let mut stdin = Some(stdin);
        for path in paths {
            if path.as_os_str() != STDIN {
                found.path(path)?;
            } else if let Some(stream) = stdin.take() {
                found.sources.push(Source {
                    name: STDIN.to_owned(),
                    place: Place::Stream(Mutex::new(Some(stream))),
                });
            }
        }
        found.into_set(paths)
    }

    /// The logs, sorted by name.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What could not be listed.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// Bytes on disk; `None` if standard input is among the logs.
    pub fn size(&self) -> Option<u64> {
        self.sources.iter().map(Source::size).sum()
    }
}

impl Source {
    /// The path, or [`STDIN`].
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Opens the log. `progress` hears of every byte read from disk. A file is read up to the length
    /// it has now, so that a log that grows comes to an end.
    pub fn lines<'a>(&'a self, progress: &'a dyn Progress) -> io::Result<Lines<'a>> {
        let raw: Box<dyn Read + 'a> = match &self.place {
            Place::File(path) => {
                let file = File::open(path)?;
                let length = file.metadata()?.len();
                Box::new(file.take(length))
            }
            Place::Stream(stream) => {
                let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
                let once = || io::Error::other("standard input was read before");
                stream.take().ok_or_else(once)?
            }
        };
        Ok(Lines::new(unpack(Watched { raw, progress })?))
    }

    /// Says that this log broke off with `error`.
    pub fn unread(&self, error: &io::Error) -> Unread {
        let why = match error.kind() {
            ErrorKind::UnexpectedEof => {
                "the archive breaks off; what was read counts, fetch a whole copy for the rest"
                    .into()
            }
            ErrorKind::Unsupported => error.to_string(),
            _ => format!("not read to its end: {error}; what was read counts"),
        };
        Unread {
            path: self.name.clone(),
            why,
        }
    }

    fn size(&self) -> Option<u64> {
        match &self.place {
            Place::File(path) => Some(fs::metadata(path).map_or(0, |data| data.len())),
            Place::Stream(_) => None,
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Source").field(&self.name).finish()
    }
}

/// Tells how many raw bytes went by.
struct Watched<'a> {
    raw: Box<dyn Read + 'a>,
    progress: &'a dyn Progress,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.raw.read(buffer)?;
        self.progress.advance(count as u64);
        Ok(count)
    }
}

#[derive(Default)]
struct Found {
    sources: Vec<Source>,
    unread: Vec<Unread>,
    /// The real paths of the sources: one log must not count twice.
    seen: HashSet<PathBuf>,
}

impl Found {
    fn path(&mut self, path: &Path) -> Result<(), Error> {
        let data = fs::metadata(path).map_err(|source| Error::Missing {
            path: path.display().to_string(),
            source,
        })?;
        if data.is_dir() {
            self.folder(path);
        } else if data.is_file() {
            self.file(path.to_owned());
        } else {
            self.unread(
                path,
                "no regular file; pipe its text into --logs -".to_owned(),
            );
        }
        Ok(())
    }

    fn folder(&mut self, top: &Path) {
        let mut folders = vec![top.to_owned()];
        while let Some(folder) = folders.pop() {
            match entries(&folder) {
                Ok(inside) => folders.extend(self.take_files(inside)),
                Err(error) => self.unread(&folder, format!("cannot list this folder: {error}")),
            }
        }
    }

    /// Keeps the files and gives back the folders.
    fn take_files(&mut self, inside: Vec<(PathBuf, fs::FileType)>) -> Vec<PathBuf> {
        let mut folders = Vec::new();
        for (path, kind) in inside {
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                self.file(path);
            }
        }
        folders
    }

    fn file(&mut self, path: PathBuf) {
        let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if self.seen.insert(real) {
            self.sources.push(Source {
                name: path.display().to_string(),
                place: Place::File(path),
            });
        }
    }

    fn unread(&mut self, path: &Path, why: String) {
        self.unread.push(Unread {
            path: path.display().to_string(),
            why,
        });
    }

    fn into_set(mut self, paths: &[PathBuf]) -> Result<LogSet, Error> {
        if self.sources.is_empty() {
            let shown = paths.iter().map(|path| path.display().to_string());
            let paths = shown.collect::<Vec<_>>().join(", ");
            return Err(Error::NoFile { paths });
        }
        self.sources.sort_by(|a, b| a.name.cmp(&b.name));
        self.unread.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(LogSet {
            sources: self.sources,
            unread: self.unread,
        })
    }
}

fn entries(folder: &Path) -> io::Result<Vec<(PathBuf, fs::FileType)>> {
    let one = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        Ok((entry.path(), entry.file_type()?))
    };
    fs::read_dir(folder)?.map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(paths: &[PathBuf]) -> Result<LogSet, Error> {
        LogSet::find(paths, Box::new(io::empty()))
    }

    fn names(set: &LogSet, below: &Path) -> Vec<String> {
        let below = below.display().to_string();
        let short = |source: &Source| source.name().replace(&below, "");
        set.sources().iter().map(short).collect()
    }

    #[test]
    fn folders_are_searched_to_the_bottom_and_each_file_counts_once() {
        let top = tempfile::tempdir().unwrap();
        fs::create_dir_all(top.path().join("b/c")).unwrap();
        for file in ["b/c/deep.log.1", "b/z.log", "a.log"] {
            fs::write(top.path().join(file), "x\n").unwrap();
        }
        let paths = [
            top.path().join("b"),
            top.path().to_owned(),
            top.path().join("a.log"),
        ];
        let set = find(&paths).unwrap();
        assert_eq!(
            names(&set, top.path()),
            ["/a.log", "/b/c/deep.log.1", "/b/z.log"]
        );
        assert_eq!(set.size(), Some(6));
    }

    #[cfg(unix)]
    #[test]
    fn robustness_13_links_and_pipes_below_a_folder_are_never_opened() {
        let top = tempfile::tempdir().unwrap();
        fs::write(top.path().join("a.log"), "x\n").unwrap();
        std::os::unix::fs::symlink(top.path(), top.path().join("loop")).unwrap();
        std::os::unix::fs::symlink("a.log", top.path().join("current.log")).unwrap();
        let socket = std::os::unix::net::UnixListener::bind(top.path().join("socket")).unwrap();
        let set = find(&[top.path().to_owned()]).unwrap();
        assert_eq!(names(&set, top.path()), ["/a.log"]);
        assert!(set.unread().is_empty());

        let named = find(&[top.path().join("socket"), top.path().join("current.log")]).unwrap();
        assert_eq!(names(&named, top.path()), ["/current.log"]);
        assert!(
            named.unread()[0]
                .to_string()
                .contains("socket: no regular file")
        );
        drop(socket);
    }

    #[test]
    fn robustness_23_no_log_at_all_is_an_error_that_names_the_paths() {
        let top = tempfile::tempdir().unwrap();
        let empty = find(&[top.path().to_owned()]).unwrap_err().to_string();
        assert!(empty.contains(&top.path().display().to_string()), "{empty}");
        let missing = find(&[top.path().join("no.log")]).unwrap_err().to_string();
        assert!(missing.contains("no.log"), "{missing}");
    }

    #[test]
    fn robustness_21_a_log_that_grows_is_read_to_its_length_at_the_start() {
        let top = tempfile::tempdir().unwrap();
        let path = top.path().join("a.log");
        fs::write(&path, "one\n").unwrap();
        let set = find(std::slice::from_ref(&path)).unwrap();
        let mut lines = set.sources()[0].lines(&crate::progress::Silent).unwrap();
        fs::write(&path, "one\ntwo\n").unwrap();
        assert_eq!(lines.next_line().unwrap().unwrap(), b"one");
        assert!(lines.next_line().unwrap().is_none());
    }

    #[test]
    fn standard_input_is_a_log_that_can_be_read_once() {
        let paths = [PathBuf::from(STDIN), PathBuf::from(STDIN)];
        let set = LogSet::find(&paths, Box::new(&b"one\n"[..])).unwrap();
        assert_eq!((set.sources().len(), set.size()), (1, None));
        let source = &set.sources()[0];
        let mut lines = source.lines(&crate::progress::Silent).unwrap();
        assert_eq!(lines.next_line().unwrap().unwrap(), b"one");
        assert!(source.lines(&crate::progress::Silent).is_err());
    }
}
