//! Signals while a screen is shown. The terminal then neither echoes nor waits for Enter, and shows a
//! screen of ours; a signal that ends the program must not leave it so.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard};

/// What undoes a screen: pasted text comes as typed, the cursor shows, the first screen is back.
const LEAVE: &str = "\u{1b}[?2004l\u{1b}[?25h\u{1b}[?1049l";

/// Whether a screen of ours is shown. Who writes to the terminal holds it meanwhile.
#[derive(Clone, Default)]
pub struct Shown(Arc<Mutex<bool>>);

impl Shown {
    /// Waits until nobody else writes. A signal that ends the program never gives it back.
    pub fn hold(&self) -> MutexGuard<'_, bool> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// As [`Shown::hold`], but only for a moment: a terminal that takes no text blocks who writes.
    #[cfg(unix)]
    fn hold_soon(&self) -> Option<MutexGuard<'_, bool>> {
        use std::time::Duration;
        (0..20).find_map(|_| {
            let held = self.0.try_lock().ok();
            if held.is_none() {
                std::thread::sleep(Duration::from_millis(10));
            }
            held
        })
    }
}

/// From now on SIGINT, SIGTERM and SIGHUP first give the terminal back as it is now. Then they end
/// the program as they always do, so that a shell sees 130, 143 or 129.
///
/// # Errors
/// Where the terminal's state cannot be read, or no handler can be installed.
#[cfg(unix)]
pub fn give_terminal_back(shown: &Shown) -> io::Result<()> {
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    let found = tcgetattr(io::stdin())?;
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    let shown = shown.clone();
    std::thread::spawn(move || {
        for signal in signals.forever() {
            let held = shown.hold_soon();
            let leave = if held.as_deref() == Some(&false) {
                ""
            } else {
                LEAVE
            };
            // After SIGHUP the terminal may be gone: then there is nothing to give back.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, &found);
            let told = format!("{leave}\nstopped by a signal; what was decided is kept");
            let _ = console::Term::stderr().write_line(&told);
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
    Ok(())
}

/// Elsewhere the console gives itself back.
#[cfg(not(unix))]
pub fn give_terminal_back(_: &Shown) -> io::Result<()> {
    Ok(())
}
