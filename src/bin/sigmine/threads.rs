//! The threads that all commands work with.

use crate::failure::Failure;

/// Stack of each thread. The parser's C code calls itself as deep as damaged text nests: 4 MB are enough for
/// the worst text under the size cap that we found.
const STACK: usize = 16 << 20;

/// Starts so many, or one for each core.
pub fn start(threads: Option<usize>) -> Result<(), Failure> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .stack_size(STACK);
    pool.build_global().map_err(|error| {
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
