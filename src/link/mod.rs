//! Whole program: what reaches which sink, as messages with their evidence.

mod evidence;

pub use evidence::{Certainty, Construct, Message, Sink, Site};
