//! The decision file: YAML, one block a candidate, sorted, so that it reads well in a code review
//! and merges in git.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;
use serde::{Deserialize, Serialize};

use super::{Decision, Decisions, Error};
use crate::file;
use crate::score::Fingerprint;

/// The newest form of the file.
const VERSION: u32 = 1;

/// Bytes of a decision file: some three hundred thousand decisions.
const MAX_BYTES: u64 = 64 << 20;

/// A decision file that is open: no other run can use it meanwhile.
#[derive(Debug)]
pub struct DecisionFile {
    path: PathBuf,
    application: String,
    /// The blocks as they were written last: of very many, each save makes only a few anew.
    blocks: RefCell<BTreeMap<Fingerprint, (Decision, String)>>,
    /// Held until the end; the file itself is replaced at each write, so the lock is beside it.
    _lock: File,
}

/// The file as it is written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    application: String,
    decisions: Vec<Decision>,
}

/// Only the version, for files of a form that is not known yet.
#[derive(Debug, Deserialize)]
struct Header {
    version: u32,
}

impl DecisionFile {
    /// Opens the file for an application and reads the decisions in it; it need not exist yet.
    ///
    /// # Errors
    /// [`Error`] if it cannot be read or written, is in use, or is not this application's.
    pub fn open(path: &Path, application: &str) -> Result<(DecisionFile, Decisions), Error> {
        let lock = lock(path)?;
        let file = DecisionFile {
            path: path.to_owned(),
            application: application.to_owned(),
            blocks: RefCell::default(),
            _lock: lock,
        };
        let decisions = match file::text(path, MAX_BYTES) {
            Ok(text) => file.parse(&text)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Decisions::default(),
            Err(source) => {
                let path = shown(path);
                return Err(Error::Unreadable { path, source });
            }
        };
        // Better now than after the first decision.
        let probe = AtomicWriteFile::open(path).and_then(AtomicWriteFile::discard);
        probe.map_err(|source| unwritable(path, source))?;
        Ok((file, decisions))
    }

    /// Writes all decisions: after it the file is the old one or the new one, never half.
    ///
    /// # Errors
    /// [`Error::Unwritable`], for example where the disk is full.
    pub fn save(&self, decisions: &Decisions) -> Result<(), Error> {
        let text = self.text(decisions).map_err(io::Error::other);
        let replaced = text.and_then(|text| {
            let mut file = AtomicWriteFile::open(&self.path)?;
            file.write_all(text.as_bytes())?;
            file.commit()
        });
        replaced.map_err(|source| unwritable(&self.path, source))
    }

    /// The whole file: the head, and one block after the other.
    fn text(&self, decisions: &Decisions) -> Result<String, serde_yaml::Error> {
        let none = Written {
            version: VERSION,
            application: self.application.clone(),
            decisions: Vec::new(),
        };
        let head = serde_yaml::to_string(&none)?;
        let mut blocks = self.blocks.borrow_mut();
        let mut text = String::new();
        for decision in decisions.iter() {
            let known = blocks.get(&decision.fingerprint);
            if known.is_none_or(|(written, _)| written != decision) {
                let block = serde_yaml::to_string(&[decision])?;
                blocks.insert(decision.fingerprint.clone(), (decision.clone(), block));
            }
            if let Some((_, block)) = blocks.get(&decision.fingerprint) {
                text.push_str(block);
            }
        }
        if text.is_empty() {
            return Ok(head);
        }
        // An empty list stands in brackets behind its key, blocks stand below it.
        Ok(head.trim_end().trim_end_matches("[]").trim_end().to_owned() + "\n" + &text)
    }

    fn parse(&self, text: &str) -> Result<Decisions, Error> {
        let Header { version } = serde_yaml::from_str(text).map_err(|e| self.corrupt(text, &e))?;
        if version > VERSION {
            return Err(Error::Newer {
                place: self.place(text, |line| line.starts_with("version:")),
                version,
                known: VERSION,
            });
        }
        let written: Written = serde_yaml::from_str(text).map_err(|e| self.corrupt(text, &e))?;
        if written.application != self.application {
            return Err(Error::OtherApplication {
                place: self.place(text, |line| line.starts_with("application:")),
                found: written.application,
                wanted: self.application.clone(),
            });
        }
        let mut decisions = Decisions::default();
        for decision in written.decisions {
            if let Some(first) = decisions.set(decision) {
                return Err(Error::Twice {
                    place: self.place(text, |line| line.contains(&first.fingerprint.0)),
                    fingerprint: first.fingerprint.0,
                });
            }
        }
        Ok(decisions)
    }

    fn corrupt(&self, text: &str, error: &serde_yaml::Error) -> Error {
        let place = if text.contains(is_no_yaml) {
            // The reader gives such a character no line.
            self.place(text, |line| line.contains(is_no_yaml))
        } else {
            let line = error.location().map_or(1, |location| location.line());
            format!("{}:{line}", shown(&self.path))
        };
        Error::Corrupt {
            place,
            message: error.to_string(),
        }
    }

    /// The file with the last of the lines that are meant.
    fn place(&self, text: &str, is_meant: impl Fn(&str) -> bool) -> String {
        let lines = (1..).zip(text.lines());
        let last = lines.filter(|(_, line)| is_meant(line)).last();
        format!("{}:{}", shown(&self.path), last.map_or(1, |(line, _)| line))
    }
}

/// Control characters that YAML does not have (YAML 1.2.2, 5.1).
fn is_no_yaml(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{85}')
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn unwritable(path: &Path, source: io::Error) -> Error {
    let path = shown(path);
    Error::Unwritable { path, source }
}

/// Takes the lock beside the file; the system frees it however the run ends.
fn lock(path: &Path) -> Result<File, Error> {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
    let made = folder.map_or(Ok(()), std::fs::create_dir_all);
    let mut beside = path.as_os_str().to_owned();
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
