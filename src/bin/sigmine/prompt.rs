//! The review at the terminal: one candidate a screen, one key a decision. The only file that reads
//! keys and knows dialoguer.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use console::{Key, Term};
use dialoguer::Input;
use sigmine::crosscheck::Report;
use sigmine::curate::{Curator, Operation, Refusal, View};
use sigmine::display::escape;
use sigmine::pattern::Pattern;

use crate::screen::Screen;

const HELP: &str = "\
  y accept          a accept all of this function    u undo
  n reject          d reject all of this function    b back
  e edit keyword    s skip (also Enter, →)           g go to rank
  ? this help       q save and leave (also Ctrl-C)";

/// Asks a person.
pub struct Prompt {
    term: Term,
    screen: Screen,
    /// Whether the terminal can only print lines: keys are then read with Enter.
    plain: bool,
    said: Option<String>,
}

impl Prompt {
    /// `sources` are the folders that sites lie in; the report tells what keywords hit.
    ///
    /// # Errors
    /// Where no person is at the terminal; the message names what to use instead.
    pub fn new(sources: &[PathBuf], report: Option<Report>) -> Result<Self, String> {
        Prompt::check()?;
        let term = Term::stderr();
        let plain = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        Ok(Prompt {
            term,
            screen: Screen::new(sources, report),
            plain,
            said: None,
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
        Err("nobody can be asked, because this is no terminal; use --no-input with --accept N, --accept-above SCORE or --decisions FILE".to_owned())
    }

    fn show(&mut self, view: &View<'_>) -> io::Result<()> {
        let (height, width) = self.term.size();
        let below = 3;
        let lines = self.screen.draw(
            view,
            usize::from(height).saturating_sub(below).max(5),
            usize::from(width).max(20),
        );
        if !self.plain {
            self.term.clear_screen()?;
        }
        for line in lines {
            self.term.write_line(&line)?;
        }
        if let Some(said) = self.said.take() {
            self.term.write_line(&said)?;
        }
        let group = if view.group > 1 {
            format!(" a/d all {}", view.group)
        } else {
            String::new()
        };
        let keys = format!("y/n/e/s{group} u b g ? q: ");
        self.term.write_str(&console::truncate_str(
            &keys,
            usize::from(width).max(20),
            "",
        ))
    }

    fn key(&self) -> io::Result<Key> {
        if !self.plain {
            return self.term.read_key_raw();
        }
        let line = self.term.read_line()?;
        Ok(line.trim().chars().next().map_or(Key::Enter, Key::Char))
    }

    fn ask(&self, question: &str, initial: &str) -> io::Result<Option<String>> {
        self.term.write_line("")?;
        let input = Input::<String>::new()
            .with_prompt(question)
            .with_initial_text(initial)
            .allow_empty(true);
        let answer = input
            .interact_text_on(&self.term)
            .map_err(|dialoguer::Error::IO(error)| error)?;
        Ok(Some(answer).filter(|answer| !answer.trim().is_empty()))
    }

    fn edit(&self, view: &View<'_>) -> io::Result<Option<Operation>> {
        let keyword = view
            .decision
            .map_or(&view.candidate.keyword, |decision| &decision.keyword);
        let answer = self.ask("keyword", &escape(&keyword.to_string()))?;
        Ok(answer.map(|answer| {
            let Ok(keyword): Result<Pattern, _> = answer.parse();
            Operation::Edit(keyword)
        }))
    }

    fn goto(&mut self) -> io::Result<Option<Operation>> {
        let Some(answer) = self.ask("rank", "")? else {
            return Ok(None);
        };
        match answer.trim().parse() {
            Ok(rank) => Ok(Some(Operation::Goto(rank))),
            Err(_) => {
                self.said = Some(format!("'{}' is no number", escape(&answer)));
                Ok(None)
            }
        }
    }

    fn operation(&mut self, key: &Key, view: &View<'_>) -> io::Result<Option<Operation>> {
        Ok(Some(match key {
            Key::Char('y') => Operation::Accept,
            Key::Char('n') => Operation::Reject,
            Key::Char('s') | Key::Enter | Key::ArrowRight => Operation::Skip,
            Key::Char('a') => Operation::AcceptGroup,
            Key::Char('d') => Operation::RejectGroup,
            Key::Char('u') => Operation::Undo,
            Key::Char('b') | Key::ArrowLeft => Operation::Back,
            Key::Char('q') => Operation::Quit,
            Key::Char('e') => return self.edit(view),
            Key::Char('g') => return self.goto(),
            Key::CtrlC | Key::Char('\u{3}') => return Err(io::ErrorKind::Interrupted.into()),
            Key::Char('?') => {
                self.said = Some(HELP.to_owned());
                return Ok(None);
            }
            _ => {
                self.said = Some("this key does nothing; ? lists those that do".to_owned());
                return Ok(None);
            }
        }))
    }
}

impl Curator for Prompt {
    fn next(&mut self, view: &View<'_>) -> io::Result<Operation> {
        loop {
            self.show(view)?;
            let key = self.key()?;
            let operation = self.operation(&key, view)?;
            if let Some(operation) = operation {
                self.term.write_line("")?;
                return Ok(operation);
            }
            if self.plain {
                self.term.write_line("")?;
            }
        }
    }

    fn refused(&mut self, why: &Refusal) {
        self.said = Some(escape(&why.to_string()));
    }
}
