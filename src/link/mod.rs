//! Whole program: what reaches which sink, as messages with their evidence.
//!
//! The fix-point goes from the sinks of the language packs to the program's own functions: each
//! function is read along the ways through it (`reading`), with what is known of the functions
//! that it calls, and what its callers must know becomes its `reading::summary`.
//!
//! These rooms have floors of their own, and their imports point down, too:
//!
//! | floor | room |
//! |---|---|
//! | 3 | `trace` |
//! | 2 | `linker`, `sought` |
//! | 1 | `reading` |
//! | 0 | `program`, `value`, `message` |

mod linker;
mod message;
mod program;
mod reading;
mod sought;
mod trace;
mod value;

pub use message::evidence::{Certainty, Construct, Message, Site};
pub use trace::{
    Broken, Chain, LevelSource, Link, Literal, Loss, Place, Query, Step, Trace, Traced, trace,
};

pub use crate::input::Input;
pub use crate::sink::Sink;

use crate::facts::Facts;
use crate::pack::Pack;
use linker::Linker;
use program::Program;

/// Joins the facts of a whole program, sorted by path, into its messages, sorted by language and
/// pattern.
pub fn link(facts: &[Facts], packs: &[Pack]) -> Vec<Message> {
    let program = Program::new(facts, packs);
    let mut linker = Linker::run(&program);
    linker.forget_reading();
    linker.messages()
}
