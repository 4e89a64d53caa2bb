//! Sample logs, streamed: the loading door for what programs wrote on normal days.
//!
//! [`LogSet::find`] lists the logs, [`Source::parts`] cuts a large one for several
//! threads, and [`Part::lines`] gives the lines. Memory does not
//! grow with a log: a line is kept up to [`LINE_CAP`] bytes, an archive is unpacked as it is read.

mod lines;
mod normalise;
mod set;
mod source;
mod timestamp;
mod unpack;

pub use lines::{LINE_CAP, Lines};
pub use normalise::Normaliser;
pub use set::{LogSet, STDIN, Unread};
pub use source::{Part, Source};
pub use timestamp::{STAMP_WITHIN, timestamp};

/// What keeps a job from having any sample log.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A path of the user's that leads nowhere.
    #[error(
        "{path}: cannot read this log: {source}; name a file, a folder, or - for standard input"
    )]
    Missing {
        /// The path as it was given.
        path: String,
        /// Why not.
        source: std::io::Error,
    },
    /// Nothing under the user's paths is a file.
    #[error(
        "{paths}: no log file here; name a file, a folder that holds one, or - for standard input"
    )]
    NoFile {
        /// The paths as they were given.
        paths: String,
    },
}
