//! A question that is answered with a line of text.

use std::io;

use tui_input::backend::crossterm::EventHandler;
use tui_input::{Input, InputRequest};

use super::padded;
use crate::screen::{Line, Look, Size, width};
use crate::terminal::{Event, KeyCode, Terminal, is_interrupt, typed};

/// What is asked.
pub struct Question<'a> {
    /// What the answer is.
    pub label: &'a str,
    /// The answer to begin with.
    pub initial: &'a str,
    /// What is shown above, for a size.
    pub body: &'a mut dyn FnMut(Size) -> Vec<Line>,
    /// What is said of an answer while it is typed.
    pub hint: &'a dyn Fn(&str) -> Line,
}

/// Asks, with the answer so far to be edited. `None` where nobody answered: Escape, or an empty line
/// at a terminal that can only print lines.
///
/// # Errors
/// Where the terminal is gone; [`io::ErrorKind::Interrupted`] for Ctrl-C.
pub fn ask(terminal: &Terminal, mut question: Question<'_>) -> io::Result<Option<String>> {
    if terminal.is_plain() {
        let answer = terminal.line(question.label)?;
        return Ok(Some(answer).filter(|answer| !answer.is_empty()));
    }
    let mut input = Input::new(question.initial.to_owned());
    loop {
        show(terminal, &mut question, &input)?;
        match terminal.event(None)? {
            Event::Key(key) if is_interrupt(&key) => {
                return Err(io::ErrorKind::Interrupted.into());
            }
            Event::Key(key) => match key.code {
                KeyCode::Enter => return Ok(Some(input.value().to_owned())),
                KeyCode::Esc => return Ok(None),
                _ => {
                    input.handle_event(&typed(key));
                }
            },
            Event::Text(text) => {
                let visible = text.chars().filter(|c| !c.is_control());
                for character in visible {
                    input.handle(InputRequest::InsertChar(character));
                }
            }
            Event::Resized | Event::Idle => {}
        }
    }
}

/// The body, what is said of the answer, and the answer with the cursor in it.
fn show(terminal: &Terminal, question: &mut Question<'_>, input: &Input) -> io::Result<()> {
    let size = terminal.size();
    let hint = (question.hint)(input.value()).cut(size.columns);
    let label = format!("{}: ", question.label);
    // One column stays free for a cursor behind the last character.
    let columns = size.columns.saturating_sub(width(&label) + 1).max(1);
    let scroll = input.visual_scroll(columns);
    let answer = Line::new(Look::Name, &label).with(Look::Plain, &scrolled(input.value(), scroll));
    let cursor = width(&label) + input.visual_cursor().saturating_sub(scroll);
    let body = (question.body)(Size {
        rows: size.rows.saturating_sub(2),
        ..size
    });
    let screen = padded(body, &[hint], answer.cut(size.columns), size);
    terminal.draw(&screen, Some(cursor))
}

/// A text without its first columns.
fn scrolled(text: &str, columns: usize) -> String {
    let mut skipped = 0;
    let shown = text.chars().skip_while(|character| {
        let is_out = skipped < columns;
        skipped += width(character.encode_utf8(&mut [0; 4]));
        is_out
    });
    shown.collect()
}
