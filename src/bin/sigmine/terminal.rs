//! The terminal of a review: keys come in, screens go out. The only file that knows crossterm.
//!
//! A terminal that can only print lines (`TERM=dumb`) gets the same lines one below the other, and
//! keys are read with Enter.

use std::io::{self, BufRead, IsTerminal, Write};
use std::time::Duration;

use console::Term;
use crossterm::event::{self, Event as Raw, KeyEventKind, KeyModifiers};
use crossterm::{cursor, execute, queue, terminal as screen};

use crate::screen::{Line, Size};
use crate::signals::{self, Shown};

pub use crossterm::event::{KeyCode, KeyEvent};

/// The fewest columns that are drawn for, however narrow the terminal.
const LEAST_COLUMNS: usize = 20;
/// The fewest rows.
const LEAST_ROWS: usize = 6;

/// What happens at a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Text(String),
    /// The size changed.
    Resized,
    /// Nothing, for as long as was asked for.
    Idle,
}

/// A terminal with a person at it.
pub struct Terminal {
    is_plain: bool,
    shown: Shown,
}

impl Terminal {
    /// Whether a person can be asked at all, for before the long work.
    ///
    /// # Errors
    /// Where no person is at the terminal; the message names what to use instead.
    pub fn check() -> Result<(), String> {
        if io::stdin().is_terminal() && io::stderr().is_terminal() {
            return Ok(());
        }
        Err("nobody can be asked, because this is no terminal; use 'sigmine draft --no-input' with --accept N, --accept-above SCORE or --decisions FILE".to_owned())
    }

    /// Takes the terminal, until this is dropped: what it showed before is then shown again.
    ///
    /// # Errors
    /// As [`Terminal::check`], and where it cannot be used.
    pub fn open() -> Result<Self, String> {
        Terminal::check()?;
        let unusable =
            |error: io::Error| format!("cannot use this terminal: {error}; use --no-input");
        let shown = Shown::default();
        signals::give_terminal_back(&shown).map_err(unusable)?;
        let is_plain = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        let terminal = Terminal { is_plain, shown };
        terminal.enter().map_err(unusable)?;
        Ok(terminal)
    }

    /// Whether it can only print lines.
    pub fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// Its size now.
    pub fn size(&self) -> Size {
        let (rows, columns) = Term::stderr().size();
        Size {
            rows: usize::from(rows).max(LEAST_ROWS),
            columns: usize::from(columns).max(LEAST_COLUMNS),
        }
    }

    /// Waits for what happens next, at most as long as `idle` says.
    ///
    /// # Errors
    /// Where the terminal is gone; [`io::ErrorKind::Interrupted`] at the end of its input.
    pub fn event(&self, idle: Option<Duration>) -> io::Result<Event> {
        if self.is_plain {
            let line = plain_line()?;
            let first = line.trim().chars().next();
            return Ok(Event::Key(
                first.map_or(KeyCode::Enter, KeyCode::Char).into(),
            ));
        }
        loop {
            if let Some(idle) = idle
                && !event::poll(idle)?
            {
                return Ok(Event::Idle);
            }
            match event::read()? {
                Raw::Key(key) if is_control(&key, 'z') => {
                    self.suspend()?;
                    return Ok(Event::Resized);
                }
                Raw::Key(key) if key.kind != KeyEventKind::Release => return Ok(Event::Key(key)),
                Raw::Paste(text) => return Ok(Event::Text(text)),
                Raw::Resize(..) => return Ok(Event::Resized),
                _ => {}
            }
        }
    }

    /// Shows lines, as many as the terminal has rows, in the place of those before. The cursor is
    /// shown only where a column of the last line is given.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn draw(&self, lines: &[Line], cursor: Option<usize>) -> io::Result<()> {
        let texts = lines.iter().map(|line| line.to_string());
        let mut out = Vec::new();
        if self.is_plain {
            out.extend(texts.flat_map(|line| line.into_bytes().into_iter().chain([b'\n'])));
        } else {
            queue!(
                out,
                screen::BeginSynchronizedUpdate,
                cursor::Hide,
                cursor::MoveTo(0, 0)
            )?;
            for (row, text) in texts.enumerate() {
                if row > 0 {
                    out.extend(b"\r\n");
                }
                // Cleared first: after a line of full width the cursor still stands on its end.
                queue!(out, screen::Clear(screen::ClearType::UntilNewLine))?;
                out.extend(text.into_bytes());
            }
            queue!(out, screen::Clear(screen::ClearType::FromCursorDown))?;
            if let Some(column) = cursor {
                let column = u16::try_from(column).unwrap_or(u16::MAX);
                queue!(out, cursor::MoveToColumn(column), cursor::Show)?;
            }
            queue!(out, screen::EndSynchronizedUpdate)?;
        }
        self.write(&out)
    }

    /// A line of text from a terminal that can only print lines.
    ///
    /// # Errors
    /// [`io::ErrorKind::Interrupted`] at the end of its input.
    pub fn line(&self, question: &str) -> io::Result<String> {
        self.write(format!("{question}: ").as_bytes())?;
        plain_line()
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let _shown = self.shown.hold();
        let mut out = io::stderr().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    fn enter(&self) -> io::Result<()> {
        let mut shown = self.shown.hold();
        if !self.is_plain {
            screen::enable_raw_mode()?;
            *shown = true;
            let mut out = io::stderr().lock();
            execute!(
                out,
                screen::EnterAlternateScreen,
                event::EnableBracketedPaste
            )?;
        }
        Ok(())
    }

    /// Stops the program until it is continued; the terminal is given back meanwhile.
    #[cfg(unix)]
    fn suspend(&self) -> io::Result<()> {
        use signal_hook::{consts::SIGTSTP, low_level::emulate_default_handler};
        self.leave()?;
        emulate_default_handler(SIGTSTP)?;
        self.enter()
    }

    /// Elsewhere no program can be stopped.
    #[cfg(not(unix))]
    fn suspend(&self) -> io::Result<()> {
        Ok(())
    }

    fn leave(&self) -> io::Result<()> {
        let mut shown = self.shown.hold();
        if std::mem::take(&mut *shown) {
            let mut out = io::stderr().lock();
            execute!(
                out,
                event::DisableBracketedPaste,
                cursor::Show,
                screen::LeaveAlternateScreen
            )?;
            screen::disable_raw_mode()?;
        }
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing back.
        let _ = self.leave();
    }
}

/// Ctrl-C; a terminal in raw mode makes no signal of it.
pub fn is_interrupt(key: &KeyEvent) -> bool {
    is_control(key, 'c')
}

fn is_control(key: &KeyEvent, letter: char) -> bool {
    key.code == KeyCode::Char(letter) && key.modifiers.contains(KeyModifiers::CONTROL)
}

/// A key, for what edits text.
pub fn typed(key: KeyEvent) -> Raw {
    Raw::Key(key)
}

/// A line as it is. At the end of input nobody answers any more.
fn plain_line() -> io::Result<String> {
    let mut line = Vec::new();
    if io::stdin().lock().read_until(b'\n', &mut line)? == 0 {
        return Err(io::ErrorKind::Interrupted.into());
    }
    let text = String::from_utf8_lossy(&line);
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
