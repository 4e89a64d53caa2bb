//! What reading one region may cost; parsing it and its macros draw from it together.

use std::cell::Cell;
use std::ops::ControlFlow;
use std::time::Duration;

/// Progress reports that every text may cost, however short. tree-sitter reports once in 100 operations,
/// so this budget, unlike a clock, gives the same result on every machine.
const REPORTS_ALWAYS: f64 = 2_000.0;

/// Reports that a byte may cost besides. Measured on 800 files of C and Python projects, long ones need
/// 0.005, shorter ones up to 0.03. At the most, 100 KB of memory were measured for a report, on short
/// damaged C.
const REPORTS_PER_BYTE: f64 = 0.02;

/// What no budget of operations catches: in damaged text one operation can take as long as the text is, and
/// twelve kilobytes took a minute. Usual text takes less than a microsecond for a byte, so that only such text depends
/// on the machine. It is the thread's own time, which others on the machine do not take.
const PATIENCE: Duration = Duration::from_secs(1);

/// What a byte may take besides: ten seconds for a file of the size cap.
const PATIENCE_PER_BYTE: Duration = Duration::from_nanos(2_400);

/// Reports between two looks at the clock: so few that it costs a hundredth of parsing at the most.
const CLOCKED: u32 = 8;

/// The budget of one region.
pub(super) struct Budget {
    left: Cell<f64>,
    until: Duration,
    /// Reports since the clock was looked at: asking the system for it takes longer than many operations.
    unclocked: Cell<u32>,
}

impl Budget {
    /// What a text of this many bytes may cost.
    pub(super) fn of(bytes: usize) -> Self {
        let length = u32::try_from(bytes).unwrap_or(u32::MAX);
        Budget {
            left: Cell::new(REPORTS_ALWAYS + bytes as f64 * REPORTS_PER_BYTE),
            until: clock() + PATIENCE + PATIENCE_PER_BYTE.saturating_mul(length),
            unclocked: Cell::new(0),
        }
    }

    /// Takes one report of the parser; says whether to go on.
    pub(super) fn spend(&self) -> ControlFlow<()> {
        self.left.set(self.left.get() - 1.0);
        let unclocked = self.unclocked.get() + 1;
        self.unclocked.set(unclocked % CLOCKED);
        if self.left.get() < 0.0 || unclocked == CLOCKED && clock() > self.until {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Whether nothing is left.
    pub(super) fn is_spent(&self) -> bool {
        self.left.get() < 0.0 || clock() > self.until
    }
}

/// The time that this thread has worked.
#[cfg(unix)]
fn clock() -> Duration {
    let worked = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(worked).unwrap_or_default()
}

/// The time that has passed, where a thread's own is not known.
#[cfg(not(unix))]
fn clock() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed()
}

#[cfg(test)]
mod tests {
    use super::{Budget, clock};
    use std::time::Duration;

    #[test]
    fn a_short_text_whose_operations_take_long_is_given_up_after_a_second() {
        let (budget, start) = (Budget::of(100), clock());
        let work = |time: Duration| {
            let until = clock() + time;
            while clock() < until {}
        };
        while budget.spend().is_continue() {
            work(Duration::from_millis(20));
        }
        assert!(budget.is_spent());
        assert!(clock() - start < Duration::from_secs(2));
    }
}
