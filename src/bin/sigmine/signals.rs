//! Signals at the prompt. While a key is awaited the terminal neither echoes nor waits for Enter; a
//! signal that ends the program must not leave it so.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a signal is about to end the program.
pub struct Ending(Arc<AtomicBool>);

impl Ending {
    /// Waits for the end if a signal has come. A signal also interrupts the wait for a key; that is
    /// not to be taken for Ctrl-C, which has another exit code.
    pub fn wait(&self) {
        while self.0.load(Ordering::SeqCst) {
            std::thread::park();
        }
    }
}

/// From now on SIGINT, SIGTERM and SIGHUP first give the terminal back as it is now. Then they end
/// the program as they always do, so that a shell sees 130, 143 or 129.
///
/// # Errors
/// Where the terminal's state cannot be read, or no handler can be installed.
#[cfg(unix)]
pub fn give_terminal_back() -> io::Result<Ending> {
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    let ending = Arc::new(AtomicBool::new(false));
    let all = [SIGHUP, SIGINT, SIGTERM];
    for signal in all {
        signal_hook::flag::register(signal, Arc::clone(&ending))?;
    }
    let found = tcgetattr(io::stdin())?;
    let mut signals = signal_hook::iterator::Signals::new(all)?;
    std::thread::spawn(move || {
        loop {
            // Where a text is asked for, any signal makes a SIGINT too: the other one came first.
            let Some(signal) = signals.wait().max_by_key(|signal| *signal != SIGINT) else {
                continue;
            };
            // After SIGHUP the terminal may be gone: then there is nothing to give back.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, &found);
            let told = "\nstopped by a signal; what was decided is kept";
            let _ = console::Term::stderr().write_line(told);
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
    Ok(Ending(ending))
}

/// Elsewhere the console gives itself back.
#[cfg(not(unix))]
pub fn give_terminal_back() -> io::Result<Ending> {
    Ok(Ending(Arc::new(AtomicBool::new(false))))
}
