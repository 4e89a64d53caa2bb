//! How far long work has come: bars on stderr, and only on a terminal.

use std::sync::Mutex;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sigmine::progress::{Progress, Step};

use crate::args::Common;
use crate::diagnostics;

/// Shows how far each step has come, and afterwards how long it took.
pub struct Bars {
    current: Mutex<Option<Current>>,
    quiet: bool,
    verbose: bool,
}

struct Current {
    name: &'static str,
    since: Instant,
    bar: ProgressBar,
}

impl Bars {
    /// `--quiet` shows no bar, `--verbose` tells the times.
    pub fn new(common: &Common) -> Self {
        Bars {
            current: Mutex::new(None),
            quiet: common.quiet,
            verbose: common.verbose,
        }
    }

    fn bar(&self, total: Option<u64>, template: &str) -> ProgressBar {
        if self.quiet {
            return ProgressBar::hidden();
        }
        // indicatif draws nothing where stderr is no terminal.
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar
    }
}

impl Progress for Bars {
    fn begin(&self, step: Step, total: Option<u64>) {
        let (name, template) = match step {
            Step::Mining => (
                "reading source",
                "reading source {wide_bar} {pos}/{len} files",
            ),
            Step::Reading => (
                "reading logs",
                "reading logs {wide_bar} {bytes}/{total_bytes}",
            ),
        };
        let bar = self.bar(total, template);
        if let Ok(mut current) = self.current.lock() {
            let since = Instant::now();
            *current = Some(Current { name, since, bar });
        }
    }

    fn advance(&self, units: u64) {
        if let Ok(current) = self.current.lock() {
            current.iter().for_each(|current| current.bar.inc(units));
        }
    }

    fn end(&self) {
        let ended = self
            .current
            .lock()
            .ok()
            .and_then(|mut current| current.take());
        let Some(Current { name, since, bar }) = ended else {
            return;
        };
        bar.finish_and_clear();
        if self.verbose {
            let seconds = since.elapsed().as_secs_f64();
            diagnostics::note(format!("{name} took {seconds:.2} s"));
        }
    }
}
