//! The review at the terminal: one candidate a screen, one key a decision.

mod ask;
mod fields;
mod form;
mod group;
mod keys;
mod pager;
mod questions;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sigmine::crosscheck::Report;
use sigmine::curate::{Curator, Current, Operation, Refusal, Session, View};
use sigmine::display::escape;
use sigmine::logs::LogSet;

use crate::hits::Hits;
use crate::screen::{self, Beside, Line, Look, Size, Sources, wrapped};
use crate::terminal::{Event, KeyCode, KeyEvent, Terminal, is_interrupt};
use pager::page;

pub use form::{Desk, Filled};

/// The fewest lines that are left for a candidate where something is said, too.
const LEAST_ROWS: usize = 5;

/// How often it is looked whether hits were counted meanwhile.
const TICK: Duration = Duration::from_millis(30);

/// Asks a person.
pub struct Prompt {
    terminal: Terminal,
    sources: Sources,
    hits: Hits,
    /// The candidate that is shown, by its rank, and which of its sites.
    site: (usize, usize),
    searched: Option<String>,
    said: Option<String>,
}

impl Prompt {
    /// `sources` are the folders that sites lie in; the report tells what keywords hit in the logs.
    ///
    /// # Errors
    /// Where no person is at the terminal; the message names what to use instead.
    pub fn new(
        sources: &[PathBuf],
        report: Option<&Report>,
        logs: Option<Arc<LogSet>>,
    ) -> Result<Self, String> {
        Ok(Prompt {
            terminal: Terminal::open()?,
            sources: Sources::new(sources),
            hits: Hits::new(report, logs),
            site: (0, 0),
            searched: None,
            said: None,
        })
    }

    /// Tells what has changed since the last review, if anything has.
    ///
    /// # Errors
    /// Where the terminal is gone, or the person wants to stop at once.
    pub fn news(&mut self, session: &Session) -> io::Result<()> {
        let lines = screen::news(session);
        if lines.is_empty() {
            return Ok(());
        }
        let title = "since the last review the application has changed";
        page(&self.terminal, title, &lines, 0, &[("Enter", "go on")])?;
        Ok(())
    }

    /// Adds what was counted during the review to a report, so that nothing is counted twice.
    pub fn tell_counted(&self, report: &mut Report) {
        for hits in self.hits.counted() {
            if !report
                .hits
                .iter()
                .any(|known| known.keyword == hits.keyword)
            {
                report.hits.push(hits.clone());
            }
        }
    }

    fn show(&mut self, view: &View<'_>) -> io::Result<()> {
        let size = self.terminal.size();
        let mut said = said(self.said.as_deref().unwrap_or_default(), size.columns);
        said.truncate(size.rows.saturating_sub(LEAST_ROWS + 1));
        // The last line is for the keys.
        let rows = size.rows.saturating_sub(said.len() + 1);
        let body = self.body(view, Size { rows, ..size });
        let keys = keys::line(view, size.columns);
        if self.terminal.is_plain() {
            let lines: Vec<Line> = body.into_iter().chain(said).chain([keys]).collect();
            return self.terminal.draw(&lines, None);
        }
        self.terminal.draw(&padded(body, &said, keys, size), None)
    }

    fn body(&mut self, view: &View<'_>, size: Size) -> Vec<Line> {
        if let Some(current) = &view.current {
            self.hits.count(current.keyword());
            let rank = current.candidate.rank;
            if self.site.0 != rank {
                self.site = (rank, 0);
            }
        }
        let mut beside = Beside {
            sources: &mut self.sources,
            hits: &self.hits,
            site: self.site.1,
        };
        screen::draw(view, &mut beside, size)
    }

    fn list(&mut self, view: &View<'_>) -> io::Result<Option<Operation>> {
        let lines = screen::decided(view);
        if lines.is_empty() {
            return Ok(self.say("nothing is decided yet"));
        }
        let last = if self.terminal.is_plain() {
            0
        } else {
            lines.len()
        };
        page(
            &self.terminal,
            "decided so far",
            &lines,
            last,
            &[("Enter", "back")],
        )?;
        Ok(None)
    }

    fn source(&mut self, current: &Current<'_>) -> io::Result<Option<Operation>> {
        let site = current.candidate.message.sites.get(self.site.1);
        let Some(site) = site else {
            return Ok(self.say("no site is known"));
        };
        let lines = self.sources.whole(site);
        if lines.is_empty() {
            return Ok(self.say(&format!(
                "{}: the source is not at hand; --source names its folder",
                site.file
            )));
        }
        let first = site.line.saturating_sub(self.terminal.size().rows / 2);
        page(
            &self.terminal,
            &site.file,
            &lines,
            first,
            &[("Enter", "back")],
        )?;
        Ok(None)
    }

    fn next_site(&mut self, current: &Current<'_>) -> Option<Operation> {
        let sites = current.candidate.message.sites.len();
        if sites < 2 {
            return self.say("this is the only site that prints it");
        }
        self.site.1 = (self.site.1 + 1) % sites;
        None
    }

    fn operation(&mut self, key: KeyEvent, view: &View<'_>) -> io::Result<Option<Operation>> {
        if is_interrupt(&key) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let current = view.current.as_ref();
        let operation = match key.code {
            KeyCode::Char('y') => Operation::Accept,
            KeyCode::Char('n') => Operation::Reject,
            KeyCode::Char('s') | KeyCode::Enter | KeyCode::Right | KeyCode::Down => Operation::Skip,
            KeyCode::Char('b') | KeyCode::Left | KeyCode::Up => Operation::Back,
            KeyCode::Char('u') => Operation::Undo,
            KeyCode::Char('q') => Operation::Quit,
            KeyCode::Char('/') => return self.search(view),
            KeyCode::Char('N') => return Ok(self.search_on()),
            KeyCode::Char('g') => return self.goto(view),
            KeyCode::Char('l') => return self.list(view),
            KeyCode::Char('?') => {
                page(
                    &self.terminal,
                    "keys",
                    &keys::help(),
                    0,
                    &[("Enter", "back")],
                )?;
                return Ok(None);
            }
            other => return self.on_current(other, view, current),
        };
        Ok(Some(operation))
    }

    /// Keys that need a candidate.
    fn on_current(
        &mut self,
        key: KeyCode,
        view: &View<'_>,
        current: Option<&Current<'_>>,
    ) -> io::Result<Option<Operation>> {
        match (key, current) {
            (KeyCode::Char('e'), Some(current)) => self.edit(view, current),
            (KeyCode::Char('r'), Some(_)) => self.reject_because(view),
            (KeyCode::Char('a'), Some(_)) => self.group(view, true),
            (KeyCode::Char('d'), Some(_)) => self.group(view, false),
            (KeyCode::Char('v'), Some(current)) => self.source(current),
            (KeyCode::Char('x'), Some(current)) => Ok(self.next_site(current)),
            _ => Ok(self.say("this key does nothing here; ? lists those that do")),
        }
    }

    /// `None` where only the screen changes.
    fn ask_once(&mut self, view: &View<'_>) -> io::Result<Option<Operation>> {
        self.show(view)?;
        loop {
            let idle = self.hits.is_counting().then_some(TICK);
            match self.terminal.event(idle)? {
                Event::Key(key) => {
                    self.said = None;
                    return self.operation(key, view);
                }
                Event::Text(_) => return Ok(self.say("pasted text decides nothing")),
                Event::Resized => return Ok(None),
                Event::Idle if self.hits.collect() => return Ok(None),
                Event::Idle => {}
            }
        }
    }

    /// Shows a text above the keys the next time; that is no operation.
    fn say(&mut self, text: &str) -> Option<Operation> {
        self.said = Some(text.to_owned());
        None
    }
}

impl Curator for Prompt {
    fn next(&mut self, view: &View<'_>) -> io::Result<Operation> {
        loop {
            if let Some(operation) = self.ask_once(view)? {
                return Ok(operation);
            }
        }
    }

    fn refused(&mut self, why: &Refusal) {
        self.say(&why.to_string());
    }
}

fn said(text: &str, columns: usize) -> Vec<Line> {
    let lines: Vec<String> = text.lines().map(escape).collect();
    let lines = wrapped(&lines.join("\n"), columns);
    let line = |line: &String| Line::new(Look::Warning, line).cut(columns);
    lines.iter().map(line).collect()
}

/// The lines of a whole screen: the body, empty lines, what is said, and the line of keys.
fn padded(body: Vec<Line>, said: &[Line], keys: Line, size: Size) -> Vec<Line> {
    let mut lines: Vec<Line> = body
        .into_iter()
        .map(|line| line.cut(size.columns))
        .collect();
    let rows = size.rows.saturating_sub(said.len() + 1);
    lines.resize(rows, Line::default());
    lines.extend_from_slice(said);
    lines.push(keys.cut(size.columns));
    lines
}
