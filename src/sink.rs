//! The ways through which text leaves a program.

use serde::{Deserialize, Serialize};

/// The way through which text leaves the program, best for a rule first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sink {
    /// The system's log, or a logging library's handlers.
    Syslog,
    /// A log file of the application's own.
    File,
    /// The standard error stream.
    Stderr,
    /// A raised exception; it is logged where nothing catches it.
    Exception,
    /// The peer's socket: only a log that records replies shows it.
    Client,
    /// Text leaves the program here, where to is not known.
    Unknown,
}
