//! The exit codes of the contract.

use std::process::ExitCode;

/// How a run ended. Greater is worse: of two, the greater one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// All is done.
    Done,
    /// All is done, and something was found that the command exists to report.
    Found,
    /// Some input, or a part of it, was not read; each is named.
    Partly,
    /// Usage or input error: nothing was done.
    Error,
    /// A person interrupted the review (128 + SIGINT).
    Interrupted,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        ExitCode::from(match code {
            Code::Done => 0,
            Code::Found => 1,
            Code::Error => 2,
            Code::Partly => 3,
            Code::Interrupted => 130,
        })
    }
}
