//! The decision file: YAML, one block a candidate, sorted, so that it reads well in a code review
//! and merges in git.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;
use serde::{Deserialize, Serialize};

use super::{Decision, Decisions, Error};

/// The newest form of the file.
const VERSION: u32 = 1;

/// A decision file that is open: no other run can use it meanwhile.
#[derive(Debug)]
pub struct DecisionFile {
    path: PathBuf,
    application: String,
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
            _lock: lock,
        };
        let decisions = match std::fs::read_to_string(path) {
            Ok(text) => file.parse(&text)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Decisions::default(),
            Err(source) => {
                return Err(Error::Unreadable {
                    path: file.shown(),
                    source,
                });
            }
        };
        Ok((file, decisions))
    }

    /// Writes all decisions: after it the file is the old one or the new one, never half.
    ///
    /// # Errors
    /// [`Error::Unwritable`], for example where the disk is full.
    pub fn save(&self, decisions: &Decisions) -> Result<(), Error> {
        let written = Written {
            version: VERSION,
            application: self.application.clone(),
            decisions: decisions.iter().cloned().collect(),
        };
        let text = serde_yaml::to_string(&written).map_err(|error| Error::Corrupt {
            path: self.shown(),
            message: error.to_string(),
        })?;
        let replaced = AtomicWriteFile::open(&self.path).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.commit()
        });
        replaced.map_err(|source| Error::Unwritable {
            path: self.shown(),
            source,
        })
    }

    fn parse(&self, text: &str) -> Result<Decisions, Error> {
        let corrupt = |error: serde_yaml::Error| Error::Corrupt {
            path: self.shown(),
            message: error.to_string(),
        };
        let Header { version } = serde_yaml::from_str(text).map_err(corrupt)?;
        if version > VERSION {
            return Err(Error::Newer {
                path: self.shown(),
                version,
                known: VERSION,
            });
        }
        let written: Written = serde_yaml::from_str(text).map_err(corrupt)?;
        if written.application != self.application {
            return Err(Error::OtherApplication {
                path: self.shown(),
                found: written.application,
                wanted: self.application.clone(),
            });
        }
        Ok(written.decisions.into_iter().collect())
    }

    fn shown(&self) -> String {
        self.path.display().to_string()
    }
}

/// Takes the lock beside the file; the system frees it however the run ends.
fn lock(path: &Path) -> Result<File, Error> {
    let shown = path.display().to_string();
    let unwritable = |source| Error::Unwritable {
        path: shown.clone(),
        source,
    };
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder).map_err(unwritable)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(beside)
        .map_err(unwritable)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::InUse { path: shown }),
        Err(TryLockError::Error(source)) => Err(unwritable(source)),
    }
}
