//! What can go wrong with kept facts.

use std::io;

/// Says by itself what is wrong, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A cache that takes no files.
    #[error(
        "{path}: cannot keep facts here: {source}; name another folder with --cache, or leave it out"
    )]
    Cache {
        /// The folder.
        path: String,
        /// What the system says.
        source: io::Error,
    },
}
