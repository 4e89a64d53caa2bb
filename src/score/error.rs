use crate::corpus;

/// What can go wrong with the word lists.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file that cannot be read.
    #[error(transparent)]
    Shelf(#[from] corpus::Error),
    /// A file that is not written as `corpora/words/README.md` says.
    #[error("{path}:{line}: {problem}; see corpora/words/README.md for the form")]
    Form {
        /// The file.
        path: String,
        /// The line, counted from 1; 0 where the parser names none.
        line: usize,
        /// What the parser says.
        problem: String,
    },
    /// An entry that cannot be used.
    #[error("{path}: entry '{entry}': {problem}")]
    Entry {
        /// The file.
        path: String,
        /// The entry's text or name.
        entry: String,
        /// What is wrong and what to do about it.
        problem: String,
    },
    /// No `signals.yml` among the files.
    #[error(
        "{0}: no such word list; it holds the weights of level, sink and specificity: put it back"
    )]
    NoSignals(&'static str),
}
