//! The threads that all commands work with.

use sigmine::threads;

use crate::failure::Failure;

/// Starts so many, or one for each core.
pub fn start(threads: Option<usize>) -> Result<(), Failure> {
    threads::start(threads).map_err(|error| {
        Failure::Usage(format!(
            "--threads: cannot start them: {error}; give a smaller number"
        ))
    })
}

/// The number of threads that was typed.
pub fn number(given: &str) -> Result<usize, String> {
    match given.parse() {
        Ok(threads @ 1..=1024) => Ok(threads),
        _ => Err("give a number from 1 to 1024".to_owned()),
    }
}
