//! The threads that read source text: their stacks are deep enough for whatever stands in it.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};

/// Stack of a thread on which source text is parsed. The parser's C code calls itself as deep as damaged text
/// nests: 4 MB are enough for the worst text under the size cap that we found.
pub const STACK: usize = 16 << 20;

/// Whether rayon's own pool was started here.
static IS_STARTED: AtomicBool = AtomicBool::new(false);

/// Starts so many threads, or one for each core, as rayon's own pool: for a program that has not used it yet.
/// Without it each job starts as many as rayon has, and ends them.
///
/// # Errors
/// Where they cannot be started, or others are running.
pub fn start(threads: Option<usize>) -> Result<(), ThreadPoolBuildError> {
    builder(threads.unwrap_or(0)).build_global()?;
    IS_STARTED.store(true, Ordering::Relaxed);
    Ok(())
}

/// Does the work where everything that runs in parallel has deep stacks, whoever calls.
///
/// # Errors
/// Where the threads cannot be started.
pub(crate) fn on_deep_stacks<R: Send>(
    work: impl FnOnce() -> R + Send,
) -> Result<R, ThreadPoolBuildError> {
    let is_outside = rayon::current_thread_index().is_none();
    if is_outside && IS_STARTED.load(Ordering::Relaxed) {
        return Ok(work());
    }
    let pool = builder(rayon::current_num_threads()).build()?;
    Ok(pool.install(work))
}

fn builder(threads: usize) -> ThreadPoolBuilder {
    ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(STACK)
}
