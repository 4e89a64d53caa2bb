//! What expressions can print, seen from one point of one function.

use super::arguments::{Arguments, Slot};
use super::env::{Env, handed_over};
use super::evidence::Construct;
use super::program::{FunctionId, Held, Program, last_name};
use super::summary::Summary;
use super::value::{Atom, Parameter, Value, Values};
use crate::dialect::{Argument, Dialect};
use crate::facts::{Call, Expr, ExprId, Expressions, Function};
use crate::pack::{ArgumentAt, Builder};

/// How many constants may stand for one another in a row.
const MAX_DEPTH: usize = 12;

/// A point of view: the names that are known here, and what they hold.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    pub program: &'s Program<'s>,
    pub summaries: &'s [Summary],
    pub region: usize,
    /// `None` for the value of a constant, which no parameter can change.
    pub function: Option<&'s Function>,
    pub env: &'s Env,
    pub depth: usize,
}

impl<'s> Scope<'s> {
    pub fn expressions(&self) -> &'s Expressions {
        &self.program.facts[self.region].expressions
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
                    built.concat(&self.value(*operand))
                })
            }
            Expr::Choice(branches) => {
                Value::union(branches.iter().map(|branch| self.value(*branch)))
            }
            Expr::Formatting { template, argument } => self.formatting(*template, *argument),
            Expr::Offset { base } => self.value(*base),
            Expr::Index { .. } => self.entries(id),
            Expr::Call(call) => self.result(call),
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

    fn place(&self, place: &str) -> Value {
        if let Some(value) = self.env.get(place) {
            return value.clone();
        }
        for (at, _) in place.rmatch_indices('.') {
            if let Some(known) = self.env.get(&place[..at]) {
                return below(known, &place[at..]).unwrap_or_else(Value::hole);
            }
        }
        if let Some(function) = self.function {
            if let Some(value) = handed_over(place, &function.parameters) {
                return value;
            }
            if function.rest.as_deref() == Some(place) {
                return Value::atom(Atom::Rest(function.parameters.len()));
            }
        }
        self.constant(last_name(place))
    }

    fn constant(&self, name: &str) -> Value {
        self.remembered(name, Held::Text, |scope, id| scope.value(id))
    }

    /// What the constants of this name hold, each seen from its own region.
    fn remembered(
        &self,
        name: &str,
        held: Held,
        look: impl Fn(&Scope<'_>, ExprId) -> Value,
    ) -> Value {
        let found = self.program.constant(self.region, name);
        if found.is_empty() || self.depth >= MAX_DEPTH {
            return Value::hole();
        }
        let key = (self.region, name.to_owned(), held);
        if let Some(known) = self.program.memo.borrow().get(&key) {
            return known.clone();
        }
        let env = Env::default();
        let from_there = |(region, id)| {
            look(
                &Scope {
                    region,
                    function: None,
                    env: &env,
                    depth: self.depth + 1,
                    ..*self
                },
                id,
            )
        };
        let value = Value::union(
            found
                .into_iter()
                .map(from_there)
                .filter(|value| !value.is_hole()),
        );
        self.program.memo.borrow_mut().insert(key, value.clone());
        value
    }

    fn formatting(&self, template: ExprId, argument: ExprId) -> Value {
        let values = match self.expressions().get(argument) {
            Expr::List(items) => items.clone(),
            _ => vec![argument],
        };
        let mut fill = |wanted: &Argument| match wanted {
            Argument::Position(n) => values
                .get(*n)
                .map_or_else(Value::hole, |id| self.value(*id)),
            _ => Value::hole(),
        };
        self.value(template)
            .formatted(Dialect::Percent, &Values::Unknown, &mut fill)
    }

    /// All texts of the table that an expression takes an entry of.
    fn entries(&self, id: ExprId) -> Value {
        let mut table = id;
        while let Expr::Index { object } | Expr::Member { object, .. } =
            self.expressions().get(table)
        {
            table = *object;
            if self.expressions().path(table).is_some() {
                break;
            }
        }
        let entries = match self.expressions().path(table) {
            Some(path) => {
                self.remembered(last_name(&path), Held::Entries, |scope, id| scope.texts(id))
            }
            None => self.texts(table),
        };
        entries.from(Construct::ErrorTable)
    }

    /// The texts of a list and of the lists in it.
    fn texts(&self, list: ExprId) -> Value {
        let mut texts = Vec::new();
        let mut todo = vec![list];
        while let Some(next) = todo.pop() {
            match self.expressions().get(next) {
                Expr::List(items) => todo.extend(items),
                _ if next == list => break,
                _ => texts.extend(Some(self.value(next)).filter(|value| !value.is_hole())),
            }
        }
        Value::union(texts)
    }

    /// What a call returns, if it is text.
    fn result(&self, call: &Call) -> Value {
        let Some(path) = self.expressions().path(call.callee) else {
            return match self.expressions().get(call.callee) {
                Expr::Member { name, .. } => self
                    .built_by(call, &format!("?.{name}"))
                    .unwrap_or_else(Value::hole),
                _ => Value::hole(),
            };
        };
        let path = self.program.resolve(self.region, &path);
        if self.depth >= MAX_DEPTH {
            return Value::hole();
        }
        let deeper = Scope {
            depth: self.depth + 1,
            ..*self
        };
        let returned = deeper.returned(call, &path);
        returned
            .or_else(|| deeper.built_by(call, &path))
            .unwrap_or_else(Value::hole)
    }

    /// The functions of the program that a call can mean: on an object only methods, on a module also
    /// functions.
    pub fn definitions(&self, call: &Call, path: &str) -> Vec<FunctionId> {
        let mut found = self.program.definitions(self.region, last_name(path));
        if let Expr::Member { object, .. } = self.expressions().get(call.callee) {
            let object = self.expressions().path(*object).unwrap_or_default();
            let on_module = self.program.is_imported(self.region, &object);
            found.retain(|id| on_module || self.program.function(*id).1.class.is_some());
        }
        found
    }

    fn returned(&self, call: &Call, path: &str) -> Option<Value> {
        let mut values = Vec::new();
        for id in self.definitions(call, path) {
            if let Some(value) = &self.summaries[id].returns {
                let arguments = Arguments::of_call(self, call, self.program.function(id).1);
                values.push(arguments.fill_in(self, value));
            }
        }
        let value = Some(Value::union(values)).filter(|value| !value.is_hole())?;
        Some(value.from(Construct::ReturnedString))
    }

    fn built_by(&self, call: &Call, path: &str) -> Option<Value> {
        let pack = self.program.pack(self.region);
        let builder = pack
            .builders
            .iter()
            .find(|b| b.into.is_none() && b.callee.fits(path).is_some())?;
        Some(self.built(call, builder))
    }

    /// The text that a builder makes.
    pub fn built(&self, call: &Call, builder: &Builder) -> Value {
        let arguments = Arguments::of_primitive(self, call);
        self.message(&arguments, &builder.message, builder.dialect, builder.list)
    }

    /// The text at a place of a call of the language's own, formatted with what follows it.
    pub fn message(
        &self,
        arguments: &Arguments<'_>,
        at: &ArgumentAt,
        dialect: Dialect,
        list: bool,
    ) -> Value {
        let first_value = match at {
            ArgumentAt::Index(index) => index + 1,
            ArgumentAt::Named(_) | ArgumentAt::Last | ArgumentAt::Receiver => 0,
        };
        let values = if list {
            arguments.list_values(self, first_value)
        } else {
            arguments.rest_values(first_value)
        };
        let text = self.slot_value(arguments.at(at), "");
        let mut fill = |wanted: &Argument| match (wanted, &values) {
            (Argument::Position(n), _) if !list => {
                self.slot_value(arguments.slot(first_value + n), "")
            }
            (Argument::Position(n), Values::Rest(from)) => Value::parameter(from + n, ""),
            (Argument::Named(name), _) => self.slot_value(arguments.named(name), ""),
            _ => Value::hole(),
        };
        text.formatted(dialect, &values, &mut fill)
    }

    /// What a slot of a call holds below a path.
    pub fn slot_value(&self, slot: Slot, path: &str) -> Value {
        match slot {
            Slot::Expression(id) => self.value_below(id, path),
            Slot::Parameter(index) => Value::parameter(index, path),
            Slot::Empty => Value::hole(),
        }
    }
}

/// The place below a parameter, where a value is just that parameter.
fn below(value: &Value, path: &str) -> Option<Value> {
    match value.only_atom()? {
        Atom::Parameter(Parameter {
            index,
            path: before,
            format: None,
        }) => Some(Value::parameter(*index, &format!("{before}{path}"))),
        _ => None,
    }
}
