//! Bars for long work, on stderr, and only on a terminal.

use std::sync::Mutex;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sigmine::progress::{Progress, Step};

/// Shows how far each step has come.
pub struct Bars {
    current: Mutex<ProgressBar>,
    hidden: bool,
}

impl Bars {
    /// `quiet` shows nothing at all.
    pub fn new(quiet: bool) -> Self {
        Bars {
            current: Mutex::new(ProgressBar::hidden()),
            hidden: quiet,
        }
    }

    fn with(&self, act: impl FnOnce(&mut ProgressBar)) {
        if let Ok(mut bar) = self.current.lock() {
            act(&mut bar);
        }
    }
}

impl Progress for Bars {
    fn begin(&self, step: Step, total: Option<u64>) {
        let bar = match (self.hidden, total) {
            (true, _) => ProgressBar::hidden(),
            // indicatif draws nothing where stderr is no terminal.
            (false, Some(total)) => {
                ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr())
            }
            (false, None) => ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()),
        };
        let template = match step {
            Step::Mining => "reading source {wide_bar} {pos}/{len} files",
            Step::Reading => "reading logs {wide_bar} {bytes}/{total_bytes}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        self.with(|current| *current = bar);
    }

    fn advance(&self, units: u64) {
        self.with(|bar| bar.inc(units));
    }

    fn end(&self) {
        self.with(|bar| bar.finish_and_clear());
    }
}
