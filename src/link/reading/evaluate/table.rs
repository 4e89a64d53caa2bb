//! Lists of texts: tables, with or without names for their fields, and texts that are joined.

use crate::facts::{Argument, Call, Expr, ExprId, Facts, NameList};
use crate::link::message::evidence::Construct;
use crate::link::program::{FunctionId, Held};
use crate::link::reading::calls::arguments::Slot;
use crate::link::reading::evaluate::Scope;
use crate::link::value::Value;

impl Scope<'_> {
    /// The texts that an entry of a table can be: `table[at]`, `table[at].field`, also by its address.
    pub fn entries(&self, id: ExprId) -> Value {
        let mut table = id;
        let mut fields = Vec::new();
        loop {
            table = match self.expressions().get(table) {
                Expr::Index { object } | Expr::Address { object } => object,
                Expr::Member { object, name } => {
                    fields.push(name);
                    object
                }
                _ => break,
            };
            if self.expressions().path(table).is_some() {
                break;
            }
        }
        fields.reverse();
        let entries = match self.expressions().path(table) {
            Some(path) => self.texts_of(&path, &fields),
            None => self.texts(table, &fields, |value, _| value),
        };
        entries.from(Construct::ErrorTable)
    }

    /// The text of a field of a constant, at a place such as `table.field`.
    pub fn entry(&self, place: &str) -> Option<Value> {
        let (root, fields) = place.split_once('.')?;
        if self.function()?.locals.contains(root) {
            return None;
        }
        let fields: Vec<_> = fields.split('.').collect();
        let texts = Some(self.texts_of(root, &fields)).filter(Value::has_text)?;
        let later = self.program.given_to_entry(self.region, place);
        Some(self.with_given(texts.from(Construct::ErrorTable), later))
    }

    /// The texts of the constant table that stands in a slot, each with its place, if one does.
    pub fn table(&self, slot: Slot) -> Option<Value> {
        let Slot::Expression(id) = slot else {
            return None;
        };
        let path = self.expressions().path(id)?;
        let texts = self.remembered(&path, Held::Places, |scope, id| {
            scope.texts(id, &[], |value, entry| {
                match scope.expressions().line(entry) {
                    Some(line) => value.entry(scope.region, line),
                    None => value,
                }
            })
        });
        texts.has_text().then_some(texts)
    }

    /// The texts that a macro lists: `{ EACH(AS_TEXT) }`, where `EACH(X)` is `X(A, "text") X(B, "other")`.
    fn listed(&self, call: &Call<'_>) -> Option<Value> {
        let name = self.expressions().path(call.callee)?;
        let macros = self.program.definitions(self.region, &name).into_iter();
        let texts = macros.filter(|id| self.program.function(*id).1.is_macro);
        let texts: Vec<_> = texts.flat_map(|id| self.handed_over_in(id)).collect();
        (!texts.is_empty()).then(|| Value::union(texts))
    }

    /// The texts that a macro hands to what it gets as a parameter.
    fn handed_over_in(&self, id: FunctionId) -> Vec<Value> {
        let (facts, function) = self.program.function(id);
        let calls = function.calls();
        let given = calls.flat_map(|call| match facts.expressions.get(call) {
            Expr::Call(call) if is_one_of(facts, call.callee, &function.parameters) => {
                call.arguments
            }
            _ => &[],
        });
        let text = |argument: &Argument| match facts.expressions.get(argument.value) {
            Expr::Text(text) => Some(Value::text(text)),
            _ => None,
        };
        given.filter_map(text).collect()
    }

    /// The texts of a list, with a separator between them.
    pub fn joined(&self, list: Slot, separator: Slot) -> Value {
        let Slot::Expression(list) = list else {
            return Value::hole();
        };
        let Expr::List(items) = self.expressions().get(list) else {
            return Value::hole();
        };
        let separator = self.slot_value(separator, "");
        let mut built = Value::empty();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                built = built.concat(&separator);
            }
            built = built.concat(&self.value(item.value));
        }
        built.from(Construct::BuiltString)
    }

    fn texts_of(&self, place: &str, fields: &[&str]) -> Value {
        let held = Held::Entries(fields.join("."));
        self.remembered(place, held, |scope, id| {
            scope.texts(id, fields, |value, _| value)
        })
    }

    /// The texts of a list and of the lists in it. Where items have names, only those with the names of
    /// the fields are meant.
    fn texts(
        &self,
        list: ExprId,
        fields: &[&str],
        placed: impl Fn(Value, ExprId) -> Value,
    ) -> Value {
        let mut texts = Vec::new();
        let mut todo = vec![(list, fields)];
        while let Some((next, fields)) = todo.pop() {
            match self.expressions().get(next) {
                Expr::List(items) => todo.extend(self.inside(items, fields)),
                _ if next == list => break,
                Expr::Call(call) if let Some(texts_there) = self.listed(&call) => {
                    texts.push(placed(texts_there, next));
                }
                _ => {
                    let value = Some(self.value(next)).filter(|value| !value.is_hole());
                    texts.extend(value.map(|value| placed(value, next)));
                }
            }
        }
        Value::union(texts)
    }

    /// The items that the first of these fields may mean, each with the fields to look for in it.
    fn inside<'f>(
        &self,
        items: &[Argument],
        fields: &'f [&'f str],
    ) -> Vec<(ExprId, &'f [&'f str])> {
        let name = |item: &Argument| item.name.map(|name| self.expressions().symbol(name));
        match fields.split_first() {
            Some((field, below)) if items.iter().any(|item| item.name.is_some()) => {
                let meant = items.iter().filter(|item| name(item) == Some(field));
                meant.map(|item| (item.value, below)).collect()
            }
            _ => items.iter().map(|item| (item.value, fields)).collect(),
        }
    }
}

fn is_one_of(facts: &Facts, id: ExprId, names: &NameList) -> bool {
    names.iter().any(|name| facts.expressions.is_name(id, name))
}
