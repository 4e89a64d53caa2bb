//! The review at the terminal: one candidate a screen, one key a decision. The only file that reads
//! keys and knows dialoguer.

use std::io::{self, BufRead, IsTerminal};
use std::path::PathBuf;

use console::{Key, Term};
use dialoguer::Input;
use sigmine::crosscheck::Report;
use sigmine::curate::{Curator, Current, Operation, Refusal, View};
use sigmine::display::escape;
use sigmine::pattern::Pattern;

use crate::screen::{self, Screen, wrapped};
use crate::signals::{self, Ending};

const HELP: &str = "\
y accept   n reject   e edit keyword
a/d the same for the whole function
s/→ skip   b/← back   g go to rank
u undo     l list     q save and leave (Ctrl-C)";

/// The fewest lines for a candidate, and the fewest columns.
const LEAST: (usize, usize) = (5, 20);

/// Asks a person.
pub struct Prompt {
    term: Term,
    screen: Screen,
    /// Whether the terminal can only print lines: keys are then read with Enter.
    plain: bool,
    said: Option<String>,
    /// Whether a screen was drawn: what stands above the first one is left to be read.
    has_drawn: bool,
    ending: Ending,
}

impl Prompt {
    /// `sources` are the folders that sites lie in; the report tells what keywords hit.
    ///
    /// # Errors
    /// Where no person is at the terminal; the message names what to use instead.
    pub fn new(sources: &[PathBuf], report: Option<Report>) -> Result<Self, String> {
        Prompt::check()?;
        let ending = signals::give_terminal_back()
            .map_err(|error| format!("cannot use this terminal: {error}; use --no-input"))?;
        let plain = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        Ok(Prompt {
            term: Term::stderr(),
            screen: Screen::new(sources, report),
            plain,
            said: None,
            has_drawn: false,
            ending,
        })
    }

    /// Whether a person can be asked at all, for before the long work.
    ///
    /// # Errors
    /// As [`Prompt::new`].
    pub fn check() -> Result<(), String> {
        if io::stdin().is_terminal() && io::stderr().is_terminal() {
            return Ok(());
        }
        Err("nobody can be asked, because this is no terminal; use 'sigmine draft --no-input' with --accept N, --accept-above SCORE or --decisions FILE".to_owned())
    }

    fn show(&mut self, view: &View<'_>) -> io::Result<()> {
        let (rows, columns) = self.term.size();
        let width = usize::from(columns).max(LEAST.1);
        // The last line is for the keys.
        let rows = usize::from(rows).saturating_sub(1).max(LEAST.0 + 1);
        let mut said = wrapped(&self.said.take().unwrap_or_default(), width);
        said.truncate(rows - LEAST.0);
        let height = rows - said.len();
        if self.has_drawn && !self.plain {
            self.term.clear_screen()?;
        }
        self.has_drawn = true;
        for line in self.screen.draw(view, height, width).iter().chain(&said) {
            self.term.write_line(line)?;
        }
        let keys = keys(view);
        self.term
            .write_str(&console::truncate_str(&keys, width, ""))
    }

    fn key(&self) -> io::Result<Key> {
        if !self.plain {
            return self.term.read_key_raw();
        }
        Ok(line()?.trim().chars().next().map_or(Key::Enter, Key::Char))
    }

    /// `None` where nothing was answered.
    fn ask(&self, question: &str, initial: &str) -> io::Result<Option<String>> {
        self.term.write_line("")?;
        let answer = if self.plain {
            self.term.write_str(&format!("{question}: "))?;
            line()?
        } else {
            Input::<String>::new()
                .with_prompt(question)
                .with_initial_text(initial)
                .allow_empty(true)
                .interact_text_on(&self.term)
                .map_err(|dialoguer::Error::IO(error)| error)?
        };
        Ok(Some(answer).filter(|answer| !answer.trim().is_empty()))
    }

    fn edit(&mut self, current: &Current<'_>) -> io::Result<Option<Operation>> {
        let keyword = current.keyword().to_string();
        // What does not show cannot be edited: it is typed anew.
        let initial = if escape(&keyword) == keyword {
            keyword
        } else {
            String::new()
        };
        let Some(answer) = self.ask("keyword", &initial)? else {
            return Ok(self.say("no keyword given: nothing has changed"));
        };
        let Ok(keyword): Result<Pattern, _> = answer.parse();
        Ok(Some(Operation::Edit(keyword)))
    }

    fn goto(&mut self) -> io::Result<Option<Operation>> {
        let answer = self.ask("rank", "")?.unwrap_or_default();
        Ok(match answer.trim().parse() {
            Ok(rank) => Some(Operation::Goto(rank)),
            Err(_) => self.say(&format!("'{answer}' is no number")),
        })
    }

    fn list(&mut self, view: &View<'_>) -> Option<Operation> {
        let rows = usize::from(self.term.size().0);
        let decided = screen::decided(view, rows.saturating_sub(LEAST.0 + 1).max(1));
        self.say(&decided)
    }

    fn operation(&mut self, key: &Key, view: &View<'_>) -> io::Result<Option<Operation>> {
        Ok(Some(match (key, &view.current) {
            (Key::Char('y'), _) => Operation::Accept,
            (Key::Char('n'), _) => Operation::Reject,
            (Key::Char('s') | Key::Enter | Key::ArrowRight, _) => Operation::Skip,
            (Key::Char('a'), _) => Operation::AcceptGroup,
            (Key::Char('d'), _) => Operation::RejectGroup,
            (Key::Char('u'), _) => Operation::Undo,
            (Key::Char('b') | Key::ArrowLeft, _) => Operation::Back,
            (Key::Char('q'), _) => Operation::Quit,
            (Key::Char('e'), Some(current)) => return self.edit(current),
            (Key::Char('g'), _) => return self.goto(),
            (Key::CtrlC, _) => return Err(io::ErrorKind::Interrupted.into()),
            (Key::Char('l'), _) => return Ok(self.list(view)),
            (Key::Char('?'), _) => return Ok(self.say(HELP)),
            _ => return Ok(self.say("this key does nothing here; ? lists those that do")),
        }))
    }

    fn ask_once(&mut self, view: &View<'_>) -> io::Result<Option<Operation>> {
        self.show(view)?;
        let key = self.key()?;
        let operation = self.operation(&key, view)?;
        self.term.write_line("")?;
        Ok(operation)
    }

    /// Shows a text above the keys the next time; that is no operation.
    fn say(&mut self, text: &str) -> Option<Operation> {
        let lines: Vec<String> = text.lines().map(escape).collect();
        self.said = Some(lines.join("\n"));
        None
    }
}

impl Curator for Prompt {
    fn next(&mut self, view: &View<'_>) -> io::Result<Operation> {
        loop {
            let asked = self.ask_once(view);
            if asked.is_err() {
                self.ending.wait();
            }
            if let Some(operation) = asked? {
                return Ok(operation);
            }
        }
    }

    fn refused(&mut self, why: &Refusal) {
        self.say(&why.to_string());
    }
}

fn keys(view: &View<'_>) -> String {
    match view.current.map(|current| current.group) {
        None => "u b g l ? q: ".to_owned(),
        Some(1) => "y/n/e/s u b g l ? q: ".to_owned(),
        Some(group) => format!("y/n/e/s a/d all {group} u b g l ? q: "),
    }
}

/// A line from the terminal as it is. At its end nobody answers any more.
fn line() -> io::Result<String> {
    let mut line = Vec::new();
    if io::stdin().lock().read_until(b'\n', &mut line)? == 0 {
        return Err(io::ErrorKind::Interrupted.into());
    }
    let text = String::from_utf8_lossy(&line);
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
