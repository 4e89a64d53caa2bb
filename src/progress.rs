//! Who watches long work: one of the two traits at the library's edge (the other is `curate::Curator`).

/// A step of long work, in the order in which a job goes through them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Source files are listed, read and parsed; the unit is a file.
    Mining,
    /// Sample logs are read; the unit is a byte of the logs as they lie on disk.
    Reading,
}

/// Receives how far long work has come. Called from many threads at once.
pub trait Progress: Sync {
    /// A step begins; `total` is in the step's unit, `None` where it cannot be known.
    fn begin(&self, step: Step, total: Option<u64>);
    /// So many units more are done.
    fn advance(&self, units: u64);
    /// The step that began last is over.
    fn end(&self);
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _step: Step, _total: Option<u64>) {}
    fn advance(&self, _units: u64) {}
    fn end(&self) {}
}
