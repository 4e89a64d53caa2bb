//! Which logs there are: paths of the user's to a sorted list of sources.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Error, Source};
use crate::corpus::{SampleLog, sample_logs};
use crate::display::counted;

/// The path that stands for standard input, and its name in reports.
pub const STDIN: &str = "-";

/// What stands before the name of a program whose sample logs in the binary are meant.
pub const SAMPLES: &str = "corpora:";

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

impl LogSet {
    /// Lists what `paths` name: files, folders (with all below them), patterns for both with `*`, `?`
    /// and `[…]`, [`SAMPLES`] with a program behind it, and [`STDIN`] for `stdin`, which the caller
    /// opens because the library does not.
    ///
    /// A link is followed only where it is one of the `paths` itself; those below a folder that lead to files
    /// which are not read are unread. So is a folder that cannot be listed. A pipe that a shell
    /// has opened (`<(…)`) is read once, if it is one of the `paths`. Pipes that have a name, sockets and devices
    /// are never opened: nobody may ever write into them. A path that leads
    /// nowhere, or no file at all, is an error.
    pub fn find(paths: &[PathBuf], stdin: Box<dyn Read + Send>) -> Result<LogSet, Error> {
        let mut found = Found::default();
        let mut stdin = Some(stdin);
        for path in paths {
            let written = path.to_string_lossy();
            if let Some(program) = written.strip_prefix(SAMPLES) {
                found.samples(program)?;
            } else if written != STDIN {
                found.given(path)?;
            } else if let Some(stream) = stdin.take() {
                found.sources.push(Source::stream(STDIN, stream));
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

#[derive(Default)]
struct Found {
    sources: Vec<Source>,
    unread: Vec<Unread>,
    /// Links below folders.
    links: Vec<PathBuf>,
    /// The real paths of the sources: one log must not count twice.
    seen: HashSet<PathBuf>,
}

impl Found {
    /// A path, or a pattern where no such path exists: the shell does not expand what is quoted.
    fn given(&mut self, path: &Path) -> Result<(), Error> {
        let written = path.to_string_lossy();
        if path.exists() || !written.contains(['*', '?', '[']) {
            return self.path(path);
        }
        let broken = |error: glob::PatternError| Error::Pattern {
            path: written.to_string(),
            why: error.msg.to_owned(),
        };
        for entry in glob::glob(&written).map_err(broken)? {
            match entry {
                Ok(path) => self.path(&path)?,
                Err(error) => self.unread(
                    error.path(),
                    format!("cannot list this folder: {}", error.error()),
                ),
            }
        }
        Ok(())
    }

    fn samples(&mut self, program: &str) -> Result<(), Error> {
        let all = sample_logs();
        let own: Vec<&SampleLog> = all.iter().filter(|log| log.program == program).collect();
        if own.is_empty() {
            let mut known: Vec<&str> = all.iter().map(|log| log.program).collect();
            known.dedup();
            return Err(Error::NoSample {
                path: format!("{SAMPLES}{program}"),
                known: known.join(", "),
            });
        }
        for log in own {
            let name = format!("{SAMPLES}{program}/{}", log.file);
            if self.seen.insert(PathBuf::from(&name)) {
                self.sources.push(Source::embedded(name, log.bytes));
            }
        }
        Ok(())
    }

    fn path(&mut self, path: &Path) -> Result<(), Error> {
        let data = fs::metadata(path).map_err(|source| Error::Missing {
            path: path.display().to_string(),
            source,
        })?;
        if data.is_dir() {
            self.folder(path);
        } else if data.is_file() {
            self.file(path.to_owned());
        } else if is_open_pipe(path, &data) {
            self.sources.push(Source::pipe(path.to_owned()));
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
            } else if kind.is_symlink() {
                self.links.push(path);
            }
        }
        folders
    }

    fn file(&mut self, path: PathBuf) {
        let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if self.seen.insert(real) {
            self.sources.push(Source::file(path));
        }
    }

    fn unread(&mut self, path: &Path, why: String) {
        self.unread.push(Unread {
            path: path.display().to_string(),
            why,
        });
    }

    /// Says which links were not followed: who may write into a folder of logs must not choose what is read.
    fn name_links(&mut self) {
        let mut by_folder: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for link in std::mem::take(&mut self.links) {
            let real = fs::canonicalize(&link).ok().filter(|real| real.is_file());
            if let (Some(real), Some(folder)) = (real, link.parent())
                && !self.seen.contains(&real)
            {
                *by_folder.entry(folder.to_owned()).or_default() += 1;
            }
        }
        for (folder, links) in by_folder {
            let links = counted(links as u64, "link");
            let pattern = folder.join("*");
            let pattern = pattern.display();
            self.unread(
                &folder,
                format!("{links} to other files not followed; name them, or '{pattern}'"),
            );
        }
    }

    fn into_set(mut self, paths: &[PathBuf]) -> Result<LogSet, Error> {
        self.name_links();
        if self.sources.is_empty() {
            let unread = self.unread.iter().map(|unread| format!(" ({unread})"));
            let unread = unread.collect();
            let shown = paths.iter().map(|path| path.display().to_string());
            let paths = shown.collect::<Vec<_>>().join(", ");
            return Err(Error::NoFile { paths, unread });
        }
        self.sources.sort_by(|a, b| a.name().cmp(b.name()));
        self.unread.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(LogSet {
            sources: self.sources,
            unread: self.unread,
        })
    }
}

/// Whether this is a pipe without a name, which somebody has opened: where it leads is no path.
#[cfg(unix)]
fn is_open_pipe(path: &Path, data: &fs::Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&data.file_type()) && fs::canonicalize(path).is_err()
}

#[cfg(not(unix))]
fn is_open_pipe(_: &Path, _: &fs::Metadata) -> bool {
    false
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

        let other = tempfile::tempdir().unwrap();
        fs::write(other.path().join("b.log"), "x\n").unwrap();
        std::os::unix::fs::symlink(other.path().join("b.log"), top.path().join("b.log")).unwrap();
        let set = find(&[top.path().to_owned()]).unwrap();
        assert_eq!(names(&set, top.path()), ["/a.log"]);
        let said = set.unread()[0].to_string();
        assert!(
            said.contains("1 link to other files not followed"),
            "{said}"
        );
        let set = find(&[top.path().join("*.log")]).unwrap();
        assert_eq!(names(&set, top.path()), ["/a.log", "/b.log"]);

        let named = find(&[top.path().join("socket"), top.path().join("current.log")]).unwrap();
        assert_eq!(names(&named, top.path()), ["/current.log"]);
        assert!(
            named.unread()[0]
                .to_string()
                .contains("socket: no regular file")
        );
        drop(socket);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_pipe_that_is_open_is_read_once_and_one_with_a_name_not_at_all() {
        use std::io::Write;
        use std::os::fd::AsRawFd;
        let top = tempfile::tempdir().unwrap();
        let named = top.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&named).status();
        assert!(made.unwrap().success());
        let said = find(std::slice::from_ref(&named)).unwrap_err().to_string();
        assert!(said.contains("pipe its text into --logs -"), "{said}");
        let (reader, mut writer) = std::io::pipe().unwrap();
        let open = PathBuf::from(format!("/proc/self/fd/{}", reader.as_raw_fd()));
        let set = find(&[open]).unwrap();
        assert_eq!(set.size(), None);
        writer.write_all(b"one\n").unwrap();
        drop(writer);
        let mut blocks = set.sources()[0].blocks(&crate::progress::Silent).unwrap();
        assert_eq!(blocks.next().unwrap().unwrap().text, b"one\n");
        assert!(set.sources()[0].blocks(&crate::progress::Silent).is_err());
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
    fn a_quoted_pattern_finds_rotated_names_and_one_that_finds_nothing_is_an_error() {
        let top = tempfile::tempdir().unwrap();
        for file in ["a.log", "a.log.1", "a.log.2.gz", "b.txt"] {
            fs::write(top.path().join(file), "x\n").unwrap();
        }
        let set = find(&[top.path().join("a.log*")]).unwrap();
        assert_eq!(
            names(&set, top.path()),
            ["/a.log", "/a.log.1", "/a.log.2.gz"]
        );
        let nothing = find(&[top.path().join("c*")]).unwrap_err();
        assert!(matches!(nothing, Error::NoFile { .. }), "{nothing}");
        let broken = find(&[top.path().join("c[")]).unwrap_err();
        assert!(matches!(broken, Error::Pattern { .. }), "{broken}");
    }

    #[test]
    fn sample_logs_are_known_by_their_program() {
        let first = sample_logs()[0].program;
        let set = find(&[format!("{SAMPLES}{first}").into()]).unwrap();
        assert!(
            set.sources()[0]
                .name()
                .starts_with(&format!("{SAMPLES}{first}/"))
        );
        assert!(set.size().unwrap() > 0);
        let unknown = find(&[format!("{SAMPLES}no such").into()]).unwrap_err();
        assert!(unknown.to_string().contains(first), "{unknown}");
    }

    #[test]
    fn standard_input_is_one_log_of_unknown_size() {
        let set = find(&[PathBuf::from(STDIN), PathBuf::from(STDIN)]).unwrap();
        assert_eq!((set.sources().len(), set.size()), (1, None));
    }
}
