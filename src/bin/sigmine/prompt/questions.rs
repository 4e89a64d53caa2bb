//! What is asked for with a line of text: keywords, ranks, texts to search for, reasons.

use std::io;

use sigmine::curate::{Current, Operation, View, checked};
use sigmine::display::escape;
use sigmine::pattern::Pattern;

use super::Prompt;
use super::ask::{Question, ask};
use crate::screen::{self, Beside, Line, Look};

impl Prompt {
    fn ask(
        &mut self,
        view: &View<'_>,
        (label, initial): (&str, &str),
        hint: &dyn Fn(&str) -> Line,
    ) -> io::Result<Option<String>> {
        let mut beside = Beside {
            sources: &mut self.sources,
            hits: &self.hits,
            site: self.site.1,
        };
        let question = Question {
            label,
            initial,
            body: &mut |size| screen::draw(view, &mut beside, size),
            hint,
        };
        let answer = ask(&self.terminal, question)?;
        Ok(answer.filter(|answer| !answer.trim().is_empty()))
    }

    pub(super) fn edit(
        &mut self,
        view: &View<'_>,
        current: &Current<'_>,
    ) -> io::Result<Option<Operation>> {
        let keyword = current.keyword().to_string();
        // What does not show cannot be edited: it is typed anew.
        let initial = if escape(&keyword) == keyword {
            keyword
        } else {
            String::new()
        };
        let hint = |answer: &str| keyword_hint(view, current, answer);
        let mut answer = self.ask(view, ("keyword", &initial), &hint)?;
        while let Some(written) = answer {
            let Ok(keyword): Result<Pattern, _> = written.parse();
            // A refused keyword is there to be mended, with the reason above it.
            if self.terminal.is_plain() || checked(current.candidate, &keyword).is_ok() {
                return Ok(Some(Operation::Edit(keyword)));
            }
            answer = self.ask(view, ("keyword", &written), &hint)?;
        }
        Ok(self.say("the keyword stays as it is"))
    }

    pub(super) fn goto(&mut self, view: &View<'_>) -> io::Result<Option<Operation>> {
        let hint = |_: &str| Line::new(Look::Dim, "a number, as the heading shows it; Esc leaves");
        let Some(answer) = self.ask(view, ("rank", ""), &hint)? else {
            return Ok(self.say("no rank given"));
        };
        Ok(match answer.trim().parse() {
            Ok(rank) => Some(Operation::Goto(rank)),
            Err(_) => self.say(&format!("'{answer}' is no number")),
        })
    }

    pub(super) fn search(&mut self, view: &View<'_>) -> io::Result<Option<Operation>> {
        let hint = |_: &str| {
            let hint = "a part of a message, keyword, file or function, in either case; Esc leaves";
            Line::new(Look::Dim, hint)
        };
        let Some(answer) = self.ask(view, ("search", ""), &hint)? else {
            return Ok(self.say("nothing to search for"));
        };
        self.searched = Some(answer.clone());
        Ok(Some(Operation::Search(answer)))
    }

    pub(super) fn search_on(&mut self) -> Option<Operation> {
        match self.searched.clone() {
            Some(text) => Some(Operation::Search(text)),
            None => self.say("nothing was searched for yet: / asks for a text"),
        }
    }

    pub(super) fn reject_because(&mut self, view: &View<'_>) -> io::Result<Option<Operation>> {
        let hint = |_: &str| Line::new(Look::Dim, "it goes into the decision file; Esc leaves");
        let answer = self.ask(view, ("why it is rejected", ""), &hint)?;
        Ok(match answer {
            Some(reason) => Some(Operation::RejectBecause(reason)),
            None => self.say("no reason given: nothing has changed"),
        })
    }
}

/// What is wrong with a keyword while it is typed, or what else it would find.
fn keyword_hint(view: &View<'_>, current: &Current<'_>, answer: &str) -> Line {
    let Ok(keyword): Result<Pattern, _> = answer.parse();
    match checked(current.candidate, &keyword) {
        Err(why) => Line::new(Look::Bad, &format!("no: {why}")),
        Ok(_) => {
            let others = view.also_found(&keyword).len();
            let found = format!("good: found in this message and in {others} others; Esc leaves");
            Line::new(Look::Good, &found)
        }
    }
}
