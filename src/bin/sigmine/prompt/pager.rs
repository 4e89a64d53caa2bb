//! More lines than a screen has: they are scrolled through.

use std::io;

use super::keys::named_keys;
use super::padded;
use crate::screen::{Line, Look};
use crate::terminal::{Event, KeyCode, Terminal, is_interrupt};

/// Shows lines below a title, from the `first` on, until a key comes that does not scroll; that key
/// is returned.
///
/// # Errors
/// Where the terminal is gone; [`io::ErrorKind::Interrupted`] for Ctrl-C.
pub fn page(
    terminal: &Terminal,
    title: &str,
    lines: &[Line],
    first: usize,
    keys: &[(&str, &str)],
) -> io::Result<KeyCode> {
    let title = Line::new(Look::Strong, title);
    if terminal.is_plain() {
        return plain(terminal, title, lines, keys);
    }
    let mut first = first;
    loop {
        let size = terminal.size();
        // The title and the keys have a line each.
        let rows = size.rows.saturating_sub(2).max(1);
        first = first.min(lines.len().saturating_sub(rows));
        let end = lines.len().min(first + rows);
        let place = format!("  {}-{end} of {}", (first + 1).min(end), lines.len());
        let mut screen = vec![title.clone().with(Look::Dim, &place)];
        screen.extend_from_slice(&lines[first..end]);
        let footer = named_keys(keys);
        let footer = if rows < lines.len() {
            footer
                .with(Look::Plain, "  ")
                .with(Look::Name, "↑↓")
                .with(Look::Plain, " scroll")
        } else {
            footer
        };
        terminal.draw(&padded(screen, &[], footer, size), None)?;
        let Event::Key(key) = terminal.event(None)? else {
            continue;
        };
        if is_interrupt(&key) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        first = match key.code {
            KeyCode::Up | KeyCode::Char('k') => first.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => first + 1,
            KeyCode::PageUp => first.saturating_sub(rows),
            KeyCode::PageDown | KeyCode::Char(' ') => first + rows,
            KeyCode::Home => 0,
            KeyCode::End => lines.len(),
            other => return Ok(other),
        };
    }
}

/// Where lines can only be printed, all are. Where no key but Enter is offered, none is waited for.
fn plain(
    terminal: &Terminal,
    title: Line,
    lines: &[Line],
    keys: &[(&str, &str)],
) -> io::Result<KeyCode> {
    let mut all = vec![title];
    all.extend_from_slice(lines);
    if keys.len() <= 1 {
        terminal.draw(&all, None)?;
        return Ok(KeyCode::Enter);
    }
    all.push(named_keys(keys));
    terminal.draw(&all, None)?;
    match terminal.event(None)? {
        Event::Key(key) => Ok(key.code),
        _ => Ok(KeyCode::Enter),
    }
}
