//! What functions read.

use serde::{Deserialize, Serialize};

/// Whose words a function deals with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// Lines of a file, which an administrator wrote.
    File,
    /// What a peer sent.
    Peer,
}
