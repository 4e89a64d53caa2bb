//! What expressions can print, seen from one point of one function.

pub mod evaluated;
pub mod format;
mod places;
mod results;
pub mod table;
pub mod unwritten;

use places::below;

use crate::dialect::Argument;
use crate::facts::{Expr, ExprId, Expressions, Function};
use crate::link::program::{FunctionId, Program};
use crate::link::reading::calls::arguments::Slot;
use crate::link::reading::env::Env;
use crate::link::reading::evaluate::evaluated::Evaluated;
use crate::link::reading::known::Known;
use crate::link::value::{Value, Values};

/// How many constants and results may stand for one another in a row.
const MAX_DEPTH: usize = 12;

/// A point of view: the names that are known here, and what they hold.
#[derive(Clone, Copy)]
pub struct Scope<'s> {
    pub program: &'s Program<'s>,
    pub known: Known<'s>,
    pub region: usize,
    /// The function that is read; `None` for the value of a constant, which no parameter can change.
    pub caller: Option<FunctionId>,
    pub env: &'s Env,
    /// What was found out of the expressions with this environment.
    pub evaluated: &'s Evaluated,
    pub depth: usize,
}

impl<'s> Scope<'s> {
    pub fn expressions(&self) -> &'s Expressions {
        &self.program.facts[self.region].expressions
    }

    /// The function that is read.
    pub fn function(&self) -> Option<&'s Function> {
        self.caller.map(|caller| self.program.function(caller).1)
    }

    /// For how many arguments a name stands: a macro may stand for several, a variable never does.
    pub fn arguments_of(&self, name: &str) -> usize {
        let count = self.program.arguments_of(name);
        let is_own = |function: &Function| {
            function.parameters.contains(name) || function.locals.contains(name)
        };
        match self.function() {
            Some(function) if count > 1 && is_own(function) => 1,
            _ => count,
        }
    }

    /// What an expression can print.
    pub fn value(&self, id: ExprId) -> Value {
        match self.expressions().get(id) {
            Expr::Text(text) => Value::text(text),
            Expr::Name(_) | Expr::Member { .. } => match self.expressions().path(id) {
                Some(path) => self.place(&path),
                None => self.entries(id),
            },
            Expr::Concatenation(operands) => {
                operands.iter().fold(Value::empty(), |built, operand| {
                    built.concat(&self.operand(*operand))
                })
            }
            Expr::Choice(branches) => {
                Value::union(branches.iter().map(|branch| self.value(*branch)))
            }
            Expr::Formatting { template, argument } => {
                self.once(id, || self.formatting(template, argument))
            }
            Expr::Offset { base } => self.value(base),
            Expr::Index { .. } => self.entries(id),
            Expr::Address { object } => {
                let entries = Some(self.entries(id)).filter(Value::has_text);
                entries.unwrap_or_else(|| self.value(object))
            }
            Expr::Call(call) => self.once(id, || match call.is_field {
                true => self.field(id, &call),
                false => self.result(id, &call),
            }),
            Expr::List(_) | Expr::Opaque(_) => Value::hole(),
        }
    }

    /// What a place below an expression holds: `path` is `""` or `.field`.
    pub fn value_below(&self, id: ExprId, path: &str) -> Value {
        if path.is_empty() {
            return self.value(id);
        }
        match self
            .expressions()
            .path(id)
            .filter(|place| !place.contains('('))
        {
            Some(place) => self.place(&format!("{place}{path}")),
            None => below(&self.value(id), path).unwrap_or_else(Value::hole),
        }
    }

    fn formatting(&self, template: ExprId, argument: ExprId) -> Value {
        let values: Vec<(Option<&str>, ExprId)> = match self.expressions().get(argument) {
            Expr::List(items) => items
                .iter()
                .map(|item| {
                    (
                        item.name.map(|name| self.expressions().symbol(name)),
                        item.value,
                    )
                })
                .collect(),
            _ => vec![(None, argument)],
        };
        let mut fill = |wanted: &Argument| {
            let value = match wanted {
                Argument::Position(n) => values.get(*n),
                Argument::Named(name) => values.iter().find(|(key, _)| *key == Some(name.as_str())),
                _ => None,
            };
            value.map_or_else(Value::hole, |(_, id)| self.value(*id))
        };
        let dialect = self.program.pack(self.region).formatting_dialect;
        self.value(template)
            .formatted(dialect, &|_| Values::Unknown, &mut fill)
    }

    /// What a slot of a call holds below a path.
    pub fn slot_value(&self, slot: Slot, path: &str) -> Value {
        match slot {
            Slot::Expression(id) => self.value_below(id, path),
            Slot::Parameter(index) => Value::parameter(index, path),
            Slot::Named => self.place(path),
            Slot::Empty => Value::hole(),
        }
    }
}
