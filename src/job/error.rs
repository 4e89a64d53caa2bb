//! What can go wrong in a step: the errors of the rooms that it joins.

use crate::{corpus, crosscheck, emit, facts, logs, pack, score, source};

/// Each variant says by itself what is wrong, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A data file of the user's.
    #[error(transparent)]
    Corpus(#[from] corpus::Error),
    /// A language pack.
    #[error(transparent)]
    Pack(#[from] pack::Error),
    /// The threads that read a source tree.
    #[error("threads cannot be started: {0}; give a smaller number of them")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// A source tree.
    #[error(transparent)]
    Source(#[from] source::Error),
    /// The folder for facts.
    #[error(transparent)]
    Facts(#[from] facts::Error),
    /// A word list.
    #[error(transparent)]
    Score(#[from] score::Error),
    /// A sample log.
    #[error(transparent)]
    Logs(#[from] logs::Error),
    /// A cross-check.
    #[error(transparent)]
    Crosscheck(#[from] crosscheck::Error),
    /// The draft.
    #[error(transparent)]
    Emit(#[from] emit::Error),
}
