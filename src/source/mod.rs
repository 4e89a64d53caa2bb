//! The loading door for source trees: which files there are, what they hold, and what was left out.

mod about;
mod error;
mod forge;
mod git;
mod provenance;
mod read;
mod walk;

use std::path::PathBuf;
use std::sync::Arc;

pub use error::Error;
pub use provenance::Provenance;
pub use read::read;
pub use walk::{aside, walk, walk_all};

/// A file of the tree that a language pack reads, not opened yet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Relative to its source folder, `/`-separated; what sites show.
    pub path: String,
    /// Where it lies on disk.
    pub location: PathBuf,
    /// The index of the pack that reads it.
    pub pack: usize,
}

/// A stretch of one file that is analysed on its own; now a whole file, later a top-level item.
#[derive(Debug, Clone)]
pub struct Region {
    /// The file's path, as sites show it.
    pub path: Arc<str>,
    /// The index of the pack that reads it.
    pub pack: usize,
    /// The text, in UTF-8; bytes that were not are replaced by U+FFFD one by one.
    pub text: String,
    /// The line of its first byte, counted from 1.
    pub line: usize,
}

/// What was not read, so that a person can be told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The path as sites would show it.
    pub path: String,
    /// Why, and what to do about it.
    pub why: String,
}

/// A kind of files that are left out on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// Third-party or generated code.
    Vendored,
    /// Tests, examples, benchmarks.
    Tests,
}

/// How many files were left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Third-party or generated code.
    pub vendored: usize,
    /// Tests, examples, benchmarks.
    pub tests: usize,
    /// Hidden, or ignored by version control.
    pub ignored: usize,
}

/// What to read.
#[derive(Debug, Clone)]
pub struct Options {
    /// Larger files are skipped; in bytes.
    pub max_file_size: u64,
    /// Read third-party and generated code, and tests too.
    pub include_vendored: bool,
}

impl Options {
    /// 4 MiB: the largest hand-written files of the C projects that we tried are below 1 MiB.
    pub const MAX_FILE_SIZE: u64 = 4 << 20;
}

impl Default for Options {
    fn default() -> Self {
        Options {
            max_file_size: Options::MAX_FILE_SIZE,
            include_vendored: false,
        }
    }
}

/// What [`walk`] found.
#[derive(Debug, Default)]
pub struct Tree {
    /// The files to read, sorted by path.
    pub files: Vec<SourceFile>,
    /// What cannot be read, sorted.
    pub skipped: Vec<Skipped>,
    /// What is not wanted.
    pub left_out: LeftOut,
}
