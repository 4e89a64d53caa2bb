//! What the rule says about itself, in one form, and then the rule as it will be.

use std::io;

use sigmine::display::escape;
use sigmine::emit::{Draft, Metadata};
use sigmine::job::{DraftOptions, Material};
use sigmine::source::Provenance;

use super::ask::{Question, ask};
use super::fields::{Field, fields, initial, set, text};
use super::keys::named_keys;
use super::pager::page;
use super::{Prompt, padded, said};
use crate::screen::{Line, Look, Size, wrapped};
use crate::terminal::{Event, KeyCode, is_interrupt};
use crate::wording::counted;

/// How a form was left.
pub enum Filled {
    /// This draft is to be written.
    Write(Vec<Draft>),
    /// The review is to go on.
    Back,
    /// Nothing is to be written.
    Leave,
}

/// What a form is about.
pub struct Desk<'a> {
    pub material: &'a Material,
    pub options: &'a DraftOptions,
}

/// What a key asks for.
enum Asked {
    Choose(usize),
    Edit,
    Preview,
    Leave(Filled),
    Nothing,
}

impl Prompt {
    /// Lets a person fill in the form and look at the rule. What is typed goes into `given`; what
    /// nobody typed stays as it is worked out.
    ///
    /// # Errors
    /// Where the terminal is gone; [`io::ErrorKind::Interrupted`] for Ctrl-C.
    pub fn form(&mut self, given: &mut Metadata, desk: &Desk<'_>) -> io::Result<Filled> {
        if self.terminal.is_plain() {
            return self.plain_form(given, desk);
        }
        let mut chosen = 0;
        loop {
            let proposed = desk.material.proposed(given);
            let fields = fields(&proposed);
            self.show_form(&proposed, given, desk, chosen)?;
            match self.asked(chosen, fields.len())? {
                Asked::Choose(other) => chosen = other,
                Asked::Edit => {
                    if let Some(field) = fields.get(chosen) {
                        self.fill_in(*field, given, &proposed, desk)?;
                    }
                }
                Asked::Preview => {
                    if let Some(filled) = self.preview(given, desk)? {
                        return Ok(filled);
                    }
                }
                Asked::Leave(filled) => return Ok(filled),
                Asked::Nothing => {}
            }
        }
    }

    /// Says a text above the form the next time.
    pub fn tell(&mut self, text: &str) {
        self.say(text);
    }

    fn asked(&mut self, chosen: usize, fields: usize) -> io::Result<Asked> {
        let Event::Key(key) = self.terminal.event(None)? else {
            return Ok(Asked::Nothing);
        };
        if is_interrupt(&key) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        self.said = None;
        Ok(match key.code {
            KeyCode::Up | KeyCode::Char('k') | KeyCode::BackTab => {
                Asked::Choose(chosen.saturating_sub(1))
            }
            KeyCode::Down | KeyCode::Char('j') | KeyCode::Tab => {
                Asked::Choose((chosen + 1).min(fields.saturating_sub(1)))
            }
            KeyCode::Enter | KeyCode::Char('e') => Asked::Edit,
            KeyCode::Char('w') => Asked::Preview,
            KeyCode::Char('b') => Asked::Leave(Filled::Back),
            KeyCode::Char('q') => Asked::Leave(Filled::Leave),
            _ => {
                self.say("this key does nothing here");
                Asked::Nothing
            }
        })
    }

    fn show_form(
        &self,
        proposed: &Metadata,
        given: &Metadata,
        desk: &Desk<'_>,
        chosen: usize,
    ) -> io::Result<()> {
        let size = self.terminal.size();
        let said = said(self.said.as_deref().unwrap_or_default(), size.columns);
        let rows = size.rows.saturating_sub(said.len() + 1);
        let body = body(proposed, given, desk, chosen, Size { rows, ..size });
        let keys = named_keys(&[
            ("↑↓", "choose"),
            ("e", "edit"),
            ("w", "preview and write"),
            ("b", "back to the review"),
            ("q", "leave"),
        ]);
        self.terminal.draw(&padded(body, &said, keys, size), None)
    }

    fn fill_in(
        &mut self,
        field: Field,
        given: &mut Metadata,
        proposed: &Metadata,
        desk: &Desk<'_>,
    ) -> io::Result<()> {
        let initial = initial(field, proposed);
        let chosen = fields(proposed).iter().position(|other| *other == field);
        let before = given.clone();
        let question = Question {
            label: field.label(),
            initial: &initial,
            body: &mut |size| body(proposed, &before, desk, chosen.unwrap_or_default(), size),
            hint: &|_| Line::new(Look::Dim, "nothing: as it is worked out; Esc leaves it"),
        };
        if let Some(answer) = ask(&self.terminal, question)? {
            self.take(field, &answer, given, proposed);
        }
        Ok(())
    }

    /// Takes an answer, and says where it is not taken as it is.
    fn take(&mut self, field: Field, answer: &str, given: &mut Metadata, proposed: &Metadata) {
        if let Err(why) = set(field, answer.trim(), given, proposed) {
            self.say(&why);
        }
    }

    /// The rule with lint's word on it; `None` to go on with the form.
    fn preview(&mut self, given: &Metadata, desk: &Desk<'_>) -> io::Result<Option<Filled>> {
        let others = [("e", "edit"), ("b", "back to the review"), ("q", "leave")];
        let (title, lines, drafts) = match desk.material.drafts(given, desk.options) {
            Ok(drafts) => {
                let columns = self.terminal.size().columns;
                let rules = drafts.iter().flat_map(|draft| rule(draft, given, columns));
                let lines = rules.collect::<Vec<_>>();
                let names = drafts.iter().map(|draft| format!("{}.yml", draft.name));
                (names.collect::<Vec<_>>().join(", "), lines, Some(drafts))
            }
            Err(error) => {
                let columns = self.terminal.size().columns;
                let lines = said(&error.to_string(), columns);
                ("there is no rule yet".to_owned(), lines, None)
            }
        };
        let write = drafts.iter().map(|_| ("w", "write it"));
        let keys: Vec<_> = write.chain(others).collect();
        let key = page(&self.terminal, &title, &lines, 0, &keys)?;
        Ok(match (key, drafts) {
            (KeyCode::Char('w'), Some(drafts)) => Some(Filled::Write(drafts)),
            (KeyCode::Char('b'), _) => Some(Filled::Back),
            (KeyCode::Char('q'), _) => Some(Filled::Leave),
            _ => None,
        })
    }

    /// The form where lines can only be printed: one question after the other, Enter keeps what is.
    fn plain_form(&mut self, given: &mut Metadata, desk: &Desk<'_>) -> io::Result<Filled> {
        loop {
            let mut nth = 0;
            loop {
                let proposed = desk.material.proposed(given);
                let Some(field) = fields(&proposed).get(nth).copied() else {
                    break;
                };
                nth += 1;
                let text = escape(&text(field, &proposed));
                let answer = self.terminal.line(&format!("{} [{text}]", field.label()))?;
                if !answer.is_empty() {
                    self.take(field, &answer, given, &proposed);
                }
                if let Some(said) = self.said.take() {
                    self.terminal.draw(&[Line::plain(&said)], None)?;
                }
            }
            if let Some(filled) = self.preview(given, desk)? {
                return Ok(filled);
            }
        }
    }
}

/// The form in at most as many rows as there are, the chosen field among them and in full.
fn body(
    proposed: &Metadata,
    given: &Metadata,
    desk: &Desk<'_>,
    chosen: usize,
    size: Size,
) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut last = 0;
    for (nth, field) in fields(proposed).into_iter().enumerate() {
        lines.extend(row(field, proposed, given, nth == chosen, size.columns));
        if nth == chosen {
            last = lines.len();
        }
    }
    let head = head(desk.material.provenance(), proposed);
    let room = size.rows.saturating_sub(head.len()).max(1);
    let first = last.saturating_sub(room);
    let shown = lines.into_iter().skip(first).take(room);
    head.into_iter().chain(shown).collect()
}

fn head(provenance: &Provenance, proposed: &Metadata) -> Vec<Line> {
    let known = [
        provenance.remote.clone(),
        provenance
            .commit
            .clone()
            .map(|commit| format!("commit {commit}")),
        provenance.licence.clone(),
    ];
    let known: Vec<String> = known.into_iter().flatten().collect();
    let known = if known.is_empty() {
        "no repository and no licence found".to_owned()
    } else {
        known.join(", ")
    };
    vec![
        Line::new(Look::Strong, "what the rule says about itself"),
        Line::new(Look::Name, "  project      ")
            .with(Look::Dim, &format!("{}: {known}", proposed.app)),
    ]
}

fn row(
    field: Field,
    proposed: &Metadata,
    given: &Metadata,
    is_chosen: bool,
    columns: usize,
) -> Vec<Line> {
    const INDENT: usize = 15;
    let (mark, look) = if is_chosen {
        ("> ", Look::Strong)
    } else {
        ("  ", Look::Plain)
    };
    let mut text = text(field, proposed);
    if field == Field::Author && given.author.is_none() {
        text = format!("{text}: to be filled in");
    } else if text.is_empty() && matches!(field, Field::Reference(_)) {
        "(another one)".clone_into(&mut text);
    }
    let mut parts = if is_chosen {
        wrapped(&escape(&text), columns.saturating_sub(INDENT).max(1))
    } else {
        vec![text]
    };
    parts.resize(parts.len().max(1), String::new());
    let labels = std::iter::once(format!("{mark}{:<13}", field.label()));
    let labels = labels.chain(std::iter::repeat(" ".repeat(INDENT)));
    let lines = labels.zip(&parts);
    lines
        .map(|(label, part)| Line::new(Look::Name, &label).with(look, part))
        .collect()
}

/// Lint's word, and the rule.
fn rule(draft: &Draft, given: &Metadata, columns: usize) -> Vec<Line> {
    let mut lines = vec![match draft.remarks.len() {
        0 => Line::new(Look::Good, "lint finds nothing wrong"),
        number => Line::new(
            Look::Warning,
            &format!("lint has {} and no objection", counted(number, "remark")),
        ),
    }];
    let remarks = draft.remarks.iter().map(|remark| format!("- {remark}"));
    let remarks = remarks.flat_map(|remark| wrapped(&remark, columns));
    lines.extend(remarks.map(|line| Line::new(Look::Warning, &line)));
    if given.author.is_none() {
        lines.push(Line::new(
            Look::Warning,
            "the author is still to be filled in: SigmaHQ wants a person's name",
        ));
    }
    lines.push(Line::default());
    let rule = draft.rule.lines().flat_map(|line| wrapped(line, columns));
    lines.extend(rule.map(|line| Line::plain(&line)));
    lines
}
