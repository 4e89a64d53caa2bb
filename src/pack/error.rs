//! What can be wrong with a pack.

use crate::corpus;

/// Every variant is the pack author's to mend; the place is a file, with line and column where known.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A data file cannot be read.
    #[error(transparent)]
    Corpus(#[from] corpus::Error),
    /// A folder under `queries/` lacks a file that each pack has.
    #[error(
        "{folder}: this language pack has no {missing}; see queries/README.md for what a pack holds"
    )]
    Incomplete {
        /// The pack's folder.
        folder: String,
        /// The file's name.
        missing: &'static str,
    },
    /// `pack.yml` does not have the form of a manifest.
    #[error("{path}: {message}; see queries/README.md for the keys of a manifest")]
    Manifest {
        /// The file.
        path: String,
        /// What the reader says, with line and column.
        message: String,
    },
    /// The manifest names a grammar that is not built in.
    #[error("{path}: unknown grammar '{name}'; built in are: {known}")]
    UnknownGrammar {
        /// The manifest.
        path: String,
        /// The grammar's name.
        name: String,
        /// Those that exist.
        known: String,
    },
    /// tree-sitter refuses a query.
    #[error("{path}:{line}:{column}: bad query: {message}")]
    Query {
        /// The query file.
        path: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// A query uses a capture that is not in the vocabulary.
    #[error(
        "{path}:{line}:{column}: unknown capture '@{name}'{guess}; queries/README.md lists the vocabulary"
    )]
    UnknownCapture {
        /// The query file.
        path: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// The capture's name.
        name: String,
        /// `, did you mean …?`, or nothing.
        guess: String,
    },
}
