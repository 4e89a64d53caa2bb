//! Texts that are copied character by character, as filters of control characters do.

use crate::facts::{Binding, Expr, ExprId};
use crate::link::message::evidence::Construct;
use crate::link::reading::{Reading, says_something};
use crate::link::value::{Line, Value};

impl Reading<'_, '_> {
    /// `clean[i] = isprint(text[i]) ? text[i] : '?'`: what is printed of `clean` is the text.
    pub fn copy_characters(&mut self, binding: &Binding) {
        let expressions = &self.facts.expressions;
        let Expr::Index { object } = expressions.get(binding.target) else {
            return;
        };
        let (Some(place), Some(text)) = (
            expressions.path(object),
            self.text_of_character(binding.value),
        ) else {
            return;
        };
        let text = text.from(Construct::BuiltString);
        let before = self.scope().place(&place);
        let value = if before.has_text() && before != text {
            before.concat(&text)
        } else {
            text
        };
        self.keep(&place, &value, binding.line);
        self.put(&place, value);
    }

    /// The caller's text, or the one built here, of which an expression is one character: one of a literal
    /// says nothing of the others.
    fn text_of_character(&self, id: ExprId) -> Option<Value> {
        match self.facts.expressions.get(id) {
            Expr::Index { object } => {
                let text = self.value(object);
                (says_something(&text) && !is_literal(&text)).then_some(text)
            }
            Expr::Choice(branches) => branches.iter().find_map(|id| self.text_of_character(*id)),
            _ => None,
        }
    }
}

/// Whether a value is text as it is written somewhere, which nobody has handed over or built.
fn is_literal(value: &Value) -> bool {
    let is_written =
        |line: &Line| line.origin.construct == Construct::DirectCall && !line.has_parameter();
    value.lines().iter().all(is_written)
}
