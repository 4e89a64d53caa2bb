//! Why a source tree cannot be read at all.

/// The user's: the path names no source tree that sigmine can read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing lies there.
    #[error("{path}: no such file or folder; give the folder of a cloned project")]
    Missing {
        /// The path as given.
        path: String,
    },
    /// It lies there, but the system does not let us in.
    #[error("{path}: cannot be read: {source}; check its permissions")]
    Unreadable {
        /// The path as given.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// There is no file in it that a pack reads.
    #[error(
        "{path}: no source file of a known language here (known: {languages}); is it the right folder, or does --packs name a pack for its language?"
    )]
    NoSource {
        /// The path as given.
        path: String,
        /// The names of the packs.
        languages: String,
    },
    /// There are such files, but all were left out.
    #[error(
        "{path}: all {files} source files here are tests, third-party or generated code; add --include-vendored to read them"
    )]
    AllLeftOut {
        /// The path as given.
        path: String,
        /// How many.
        files: usize,
    },
    /// There are such files, but version control ignores all of them, or they are hidden.
    #[error(
        "{path}: all {files} source files here are hidden or ignored by version control; name them or their folders to read them"
    )]
    AllIgnored {
        /// The path as given.
        path: String,
        /// How many.
        files: usize,
    },
}
