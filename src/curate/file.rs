//! The decision file: YAML, one block a candidate, sorted, so that it reads well in a code review
//! and merges in git.

use std::cell::RefCell;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;

use super::written::{Written, without_mark};
use super::{Decisions, Error, fields};
use crate::file;
use crate::score::Fingerprint;

/// Bytes of a decision file: some three hundred thousand decisions.
const MAX_BYTES: u64 = 64 << 20;

/// Links to links that are followed.
const MOST_LINKS: usize = 40;

/// A decision file.
#[derive(Debug)]
pub struct DecisionFile {
    /// As it was named.
    path: PathBuf,
    /// What a link names: it stays a link.
    target: PathBuf,
    kept: RefCell<Kept>,
    /// Held until the end; the file itself is replaced at each write, so the lock is beside it.
    _lock: Option<File>,
}

/// What is in the file.
#[derive(Debug)]
struct Kept {
    written: Written,
    /// Whether it is not yet there so.
    is_new: bool,
}

impl DecisionFile {
    /// Opens the file for an application and reads the decisions in it; it need not exist yet. No other run
    /// can use it meanwhile.
    ///
    /// # Errors
    /// [`Error`] if it cannot be read or written, is in use, or is not this application's.
    pub fn open(path: &Path, application: &str) -> Result<(DecisionFile, Decisions), Error> {
        let target = target(path);
        let lock = lock(path, &target)?;
        let (file, decisions) = DecisionFile::read(path, application)?;
        // Better now than after the first decision.
        let probe = AtomicWriteFile::open(&target).and_then(AtomicWriteFile::discard);
        probe.map_err(|source| unwritable(path, source))?;
        let file = DecisionFile {
            _lock: Some(lock),
            ..file
        };
        Ok((file, decisions))
    }

    /// The same for a run that decides nothing: it leaves no trace, and others may use the file.
    ///
    /// # Errors
    /// [`Error`] if it cannot be read, or is not this application's.
    pub fn read(path: &Path, application: &str) -> Result<(DecisionFile, Decisions), Error> {
        let (written, is_new) = match file::text(path, MAX_BYTES) {
            Ok(text) => {
                let list = fields::read(without_mark(&text), &shown(path), application)?;
                (Written::of(&text, list, application), false)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                (Written::new(application), true)
            }
            Err(source) => {
                let path = shown(path);
                return Err(Error::Unreadable { path, source });
            }
        };
        let written = written.map_err(|error| unwritable(path, io::Error::other(error)))?;
        let decisions = written.decisions();
        let file = DecisionFile {
            path: path.to_owned(),
            target: target(path),
            kept: RefCell::new(Kept { written, is_new }),
            _lock: None,
        };
        Ok((file, decisions))
    }

    /// Writes all decisions, if any has changed: after it the file is the old one or the new one, never
    /// half.
    ///
    /// # Errors
    /// [`Error::Unwritable`], for example where the disk is full.
    pub fn save(&self, decisions: &Decisions) -> Result<(), Error> {
        let mut kept = self.kept.borrow_mut();
        let saved = kept.take(decisions).and_then(|()| {
            if kept.is_new {
                let mut file = AtomicWriteFile::open(&self.target)?;
                file.write_all(kept.written.text().as_bytes())?;
                file.commit()?;
                kept.is_new = false;
            }
            Ok(())
        });
        saved.map_err(|source| unwritable(&self.path, source))
    }

    /// Where the keyword of a decision stands, as `file:line`.
    pub fn place_of_keyword(&self, fingerprint: &Fingerprint) -> String {
        let line = self.kept.borrow().written.line_of_keyword(fingerprint);
        let line = line.map(|line| format!(":{line}"));
        format!("{}{}", shown(&self.path), line.unwrap_or_default())
    }
}

impl Kept {
    fn take(&mut self, decisions: &Decisions) -> io::Result<()> {
        let has_changed = self.written.take(decisions).map_err(io::Error::other)?;
        self.is_new |= has_changed;
        Ok(())
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn unwritable(path: &Path, source: io::Error) -> Error {
    let path = shown(path);
    Error::Unwritable { path, source }
}

/// What a path stands for in the end, whether that exists or not.
fn target(path: &Path) -> PathBuf {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(next) = std::fs::read_link(&target) else {
            break;
        };
        target.pop();
        target.push(next);
    }
    target
}

/// Takes the lock beside the file; the system frees it however the run ends.
fn lock(path: &Path, target: &Path) -> Result<File, Error> {
    let folder = target.parent().filter(|f| !f.as_os_str().is_empty());
    let made = folder.map_or(Ok(()), std::fs::create_dir_all);
    let mut beside = target.as_os_str().to_owned();
    beside.push(".lock");
    let opened = made.and_then(|()| {
        let mut options = OpenOptions::new();
        options
            .create(true)
            .truncate(false)
            .write(true)
            .open(beside)
    });
    let file = opened.map_err(|source| unwritable(path, source))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::InUse { path: shown(path) }),
        Err(TryLockError::Error(source)) => Err(unwritable(path, source)),
    }
}
