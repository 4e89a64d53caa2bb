//! Whole program: what reaches which sink, as messages with their evidence.
//!
//! The fix-point goes from the sinks of the language packs to the program's own functions: each
//! function is read along the ways through it ([`interpret`]), with what is known of the functions
//! that it calls, and what its callers must know becomes its [`summary`].

mod arguments;
mod by_name;
mod called;
mod callees;
mod callers;
mod calls;
mod characters;
mod circumstances;
mod classes;
mod collect;
mod combine;
mod defaults;
mod env;
mod evaluate;
mod evaluated;
mod evidence;
mod exceptions;
mod filled;
mod format;
mod functions;
mod handlers;
mod initialisers;
mod inputs;
mod interpret;
mod keep;
mod known;
mod linker;
mod meaning;
mod meant;
mod memo;
mod names;
mod order;
mod own_text;
mod print;
mod program;
mod programs;
mod references;
mod sought;
mod store;
mod summary;
mod table;
mod trace;
mod unwritten;
mod value;
mod via;
mod widen;

pub use evidence::{Certainty, Construct, Message, Site};
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
    linker.forget_summaries();
    linker.messages()
}
