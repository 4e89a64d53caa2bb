//! What can go wrong with a decision file.

/// Each variant names the file, says what is wrong and what to do; nothing decided is lost.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is there, but cannot be read.
    #[error(
        "{path}: cannot read this decision file: {source}; check its permissions, or name another with --decisions"
    )]
    Unreadable {
        /// The file.
        path: String,
        /// Why not.
        source: std::io::Error,
    },
    /// It cannot be written: nothing could be kept.
    #[error("{path}: cannot write this decision file: {source}; name another with --decisions")]
    Unwritable {
        /// The file.
        path: String,
        /// Why not.
        source: std::io::Error,
    },
    /// It does not have the form of a decision file.
    #[error(
        "{place}: no decision file: {message}; mend it there, or name another with --decisions"
    )]
    Corrupt {
        /// The file and the line.
        place: String,
        /// What is wrong.
        message: String,
    },
    /// Two decisions on one candidate, for example after a merge.
    #[error(
        "{place}: a second decision on {fingerprint}; keep the one that is meant and delete the other"
    )]
    Twice {
        /// The file and the line of the second.
        place: String,
        /// The candidate.
        fingerprint: String,
    },
    /// A newer sigmine wrote it.
    #[error(
        "{place}: written by a newer sigmine (version {version} of the form, known is {known}); use that one"
    )]
    Newer {
        /// The file and the line.
        place: String,
        /// Its version.
        version: u32,
        /// The newest that is known here.
        known: u32,
    },
    /// It belongs to another application.
    #[error(
        "{place}: holds decisions on '{found}', not on '{wanted}'; name another file with --decisions, or say --app '{found}'"
    )]
    OtherApplication {
        /// The file and the line.
        place: String,
        /// The application that it names.
        found: String,
        /// The one that is reviewed.
        wanted: String,
    },
    /// Another run is using it.
    #[error(
        "{path}: another sigmine is using this decision file; wait until it is done, or name another with --decisions"
    )]
    InUse {
        /// The file.
        path: String,
    },
    /// The one who decides has gone: the terminal is closed, or cannot be used.
    #[error(
        "cannot ask: {0}; decide with --no-input and --accept, --accept-above or --decisions instead"
    )]
    Curator(#[source] std::io::Error),
}
