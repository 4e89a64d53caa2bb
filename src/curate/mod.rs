//! The review: a person, flags or a file decide on candidates, all through one state machine.
//!
//! [`Session`] knows nothing of a terminal and nothing of a disk. [`review`] joins it with the one
//! who decides ([`Curator`]) and with the file that keeps what was decided ([`DecisionFile`]).

mod curator;
mod decision;
mod error;
mod fields;
mod file;
mod group;
mod keyword;
mod moved;
mod news;
mod operation;
mod session;
mod written;

pub use curator::{Curator, End, review};
pub use decision::{Decision, Decisions, Verdict};
pub use error::Error;
pub use file::DecisionFile;
pub use group::{Group, Grouping};
pub use keyword::{checked, kept};
pub use operation::{Current, Operation, Progressed, Refusal, View};
pub use session::{LeftOut, Session};
