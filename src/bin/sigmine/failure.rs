//! Why a command stopped.

use std::io;

use sigmine::{crosscheck, curate, job, logs, pack, sigma};

/// Any error of a room, or of the terminal itself. Rendered once, in `diagnostics`.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("{0}")]
    Usage(String),
    #[error(transparent)]
    Job(#[from] job::Error),
    #[error(transparent)]
    Pack(#[from] pack::Error),
    #[error(transparent)]
    Logs(#[from] logs::Error),
    #[error(transparent)]
    Crosscheck(#[from] crosscheck::Error),
    #[error(transparent)]
    Sigma(#[from] sigma::Error),
    #[error(transparent)]
    Curate(#[from] curate::Error),
    #[error("{path}: cannot be read: {source}; name a file that exists and is readable")]
    Unreadable { path: String, source: io::Error },
    #[error("cannot write the result: {0}; is there room on the disk?")]
    Output(#[source] io::Error),
    /// Whoever read the result has gone, as `head` does.
    #[error("the result's reader has gone")]
    ClosedPipe,
    /// A person pressed Ctrl-C at the prompt.
    #[error("interrupted; what was decided is kept")]
    Interrupted,
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
            _ => Failure::Output(error),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Failure::from(io::Error::from(error))
    }
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Self {
        Failure::from(io::Error::from(error))
    }
}
