//! Messages: what is known of each, and how single findings become the program's.

pub mod circumstances;
pub mod collect;
pub mod evidence;
pub mod inputs;
