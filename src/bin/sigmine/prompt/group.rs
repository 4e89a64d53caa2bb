//! One decision on many candidates: which of its groups is meant is asked with one more key.

use std::io;

use sigmine::curate::{Group, Grouping, Operation, View};

use super::{Prompt, padded};
use crate::screen::{Line, Look, Size};
use crate::terminal::{Event, KeyCode, is_interrupt};
use crate::wording::counted;

impl Prompt {
    /// Asks which group is meant, and takes it as a whole.
    pub(super) fn group(
        &mut self,
        view: &View<'_>,
        accepts: bool,
    ) -> io::Result<Option<Operation>> {
        let size = |group: &Group<'_>| if accepts { group.clear } else { group.open };
        let groups = view.groups().into_iter().map(|group| (group, size(&group)));
        let groups: Vec<(Group<'_>, usize)> = groups.filter(|(_, size)| *size > 1).collect();
        if groups.is_empty() {
            return Ok(
                self.say("no other undecided candidate has the same function, wrapper or wording")
            );
        }
        let verb = if accepts { "accept" } else { "reject" };
        let chosen = loop {
            self.show_groups(view, &groups, verb)?;
            match self.terminal.event(None)? {
                Event::Key(key) if is_interrupt(&key) => {
                    return Err(io::ErrorKind::Interrupted.into());
                }
                Event::Key(key) => {
                    break groups
                        .iter()
                        .find(|(group, _)| key.code == KeyCode::Char(letter(group.grouping)));
                }
                Event::Text(_) | Event::Resized | Event::Idle => {}
            }
        };
        Ok(match chosen.map(|(group, _)| group.grouping) {
            None => self.say(&format!("no group chosen: nothing to {verb}")),
            Some(grouping) if accepts => Some(Operation::AcceptGroup(grouping)),
            Some(grouping) => Some(Operation::RejectGroup(grouping)),
        })
    }

    fn show_groups(
        &mut self,
        view: &View<'_>,
        groups: &[(Group<'_>, usize)],
        verb: &str,
    ) -> io::Result<()> {
        let size = self.terminal.size();
        let lines: Vec<Line> = groups.iter().map(|group| line(group, verb)).collect();
        let keys = Line::plain("any other key: none of them");
        if self.terminal.is_plain() {
            let lines: Vec<Line> = lines.into_iter().chain([keys]).collect();
            return self.terminal.draw(&lines, None);
        }
        let rows = size.rows.saturating_sub(lines.len() + 1);
        let body = self.body(view, Size { rows, ..size });
        let lines: Vec<Line> = lines
            .into_iter()
            .map(|line| line.cut(size.columns))
            .collect();
        self.terminal.draw(&padded(body, &lines, keys, size), None)
    }
}

fn line((group, size): &(Group<'_>, usize), verb: &str) -> Line {
    let (alike, name) = match group.grouping {
        Grouping::Function => ("in the function", group.name.to_owned()),
        Grouping::Wrapper => ("printed through", group.name.to_owned()),
        Grouping::Wording => ("that begin with", format!("'{}'", group.name)),
    };
    Line::new(Look::Name, &format!("  {}  ", letter(group.grouping)))
        .with(Look::Plain, &format!("{verb} "))
        .with(Look::Warning, &counted(*size, "candidate"))
        .with(Look::Plain, &format!(" {alike} {name}"))
}

fn letter(grouping: Grouping) -> char {
    match grouping {
        Grouping::Function => 'f',
        Grouping::Wrapper => 'w',
        Grouping::Wording => 'b',
    }
}
