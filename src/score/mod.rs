//! Signals about a message, their sum, and the keyword that would stand for it in a rule.

mod candidate;

pub use candidate::{Candidate, Fingerprint, Reason};
