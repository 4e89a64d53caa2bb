//! The one who decides: one of the two traits at the library's edge (the other is
//! `progress::Progress`).

use std::io;

use super::{DecisionFile, Error, Operation, Progressed, Refusal, Session, View};

/// Asked for one operation after another.
pub trait Curator {
    /// What to do next. When all candidates were seen it is still asked, until it leaves: the last
    /// decision can be taken back, too.
    ///
    /// # Errors
    /// [`io::ErrorKind::Interrupted`] where the person wants to stop at once; anything else means
    /// that nobody can be asked.
    fn next(&mut self, view: &View<'_>) -> io::Result<Operation>;

    /// The last operation did nothing.
    fn refused(&mut self, why: &Refusal);
}

/// How a review ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The curator left.
    Left,
    /// The curator was interrupted.
    Interrupted,
}

/// Asks until the curator leaves. What is decided is on disk before the next question.
///
/// # Errors
/// [`Error`] where a decision cannot be kept, or nobody can be asked.
pub fn review(
    session: &mut Session,
    curator: &mut dyn Curator,
    file: &DecisionFile,
) -> Result<End, Error> {
    loop {
        let operation = match curator.next(&session.view()) {
            Ok(Operation::Quit) => return Ok(End::Left),
            Ok(operation) => operation,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                return Ok(End::Interrupted);
            }
            Err(error) => return Err(Error::Curator(error)),
        };
        match session.apply(operation) {
            Ok(Progressed::Decided) => file.save(session.decisions())?,
            Ok(Progressed::Moved) => {}
            Err(refusal) => curator.refused(&refusal),
        }
    }
}
