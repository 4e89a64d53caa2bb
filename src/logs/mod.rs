//! Sample logs, streamed: the loading door for what programs wrote on normal days.
//!
//! [`LogSet::find`] lists the logs, [`Source::blocks`] gives the lines of one in blocks, [`normalise()`]
//! makes of them what a collector would search, and [`header`] tells when, where and by whom a line was
//! written. Memory does not grow with a log: a line is kept up to [`LINE_CAP`] bytes, an archive is
//! unpacked as it is read.

mod blocks;
mod clock;
mod export;
mod header;
mod normalise;
mod set;
mod source;
mod unpack;

pub use blocks::{Block, Blocks, LINE_CAP, Spare};
pub use clock::{Day, Stamp};
pub use header::{Header, header};
pub use normalise::normalise;
pub use set::{LogSet, SAMPLES, STDIN, Unread};
pub use source::Source;

/// What keeps a job from having any sample log.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A path of the user's that leads nowhere.
    #[error(
        "{path}: cannot read this log: {source}; name a file, a folder, a pattern such as '*.log.gz', or - for standard input"
    )]
    Missing {
        /// The path as it was given.
        path: String,
        /// Why not.
        source: std::io::Error,
    },
    /// A pattern that is none.
    #[error("{path}: no pattern for files: {why}; write [*] for a '*' in a name")]
    Pattern {
        /// The pattern as it was given.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// A sample log that the binary does not have.
    #[error("{path}: there are no sample logs of this program; those there are: {known}")]
    NoSample {
        /// As it was given.
        path: String,
        /// The programs with sample logs.
        known: String,
    },
    /// Nothing under the user's paths is a file.
    #[error(
        "{paths}: no log file here; name a file, a folder that holds one, or - for standard input{unread}"
    )]
    NoFile {
        /// The paths as they were given.
        paths: String,
        /// What could not be read, in brackets; empty if there was nothing.
        unread: String,
    },
}
