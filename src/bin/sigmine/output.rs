//! Standard output, buffered.

use std::io::{BufWriter, StdoutLock, Write, stdout};

use crate::failure::Failure;

/// Lets a command write its result; the end is flushed, and a reader that has gone is a
/// [`Failure::ClosedPipe`].
pub fn write(
    result: impl FnOnce(&mut BufWriter<StdoutLock<'_>>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut out = BufWriter::new(stdout().lock());
    result(&mut out)?;
    out.flush()?;
    Ok(())
}
