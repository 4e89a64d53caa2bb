//! Signals at the prompt. While a key is awaited the terminal neither echoes nor waits for Enter; a
//! signal that ends the program must not leave it so.

use std::io;

/// From now on SIGINT, SIGTERM and SIGHUP first give the terminal back as it is now. Then they end
/// the program as they always do, so that a shell sees 130, 143 or 129.
///
/// # Errors
/// Where the terminal's state cannot be read, or no handler can be installed.
#[cfg(unix)]
pub fn give_terminal_back() -> io::Result<()> {
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    let found = tcgetattr(io::stdin())?;
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            // After SIGHUP the terminal may be gone: then there is nothing to give back.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, &found);
            let told = "\nstopped by a signal; what was decided is kept";
            let _ = console::Term::stderr().write_line(told);
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
    Ok(())
}

/// Elsewhere the console gives itself back.
#[cfg(not(unix))]
pub fn give_terminal_back() -> io::Result<()> {
    Ok(())
}
