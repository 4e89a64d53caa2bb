//! What expressions can print, seen from one point of one function.

use super::arguments::{Arguments, Slot};
use super::called::Called;
use super::env::{Env, handed_over};
use super::evaluated::Evaluated;
use super::evidence::Construct;
use super::known::Known;
use super::program::{FunctionId, Held, Program};
use super::store::Store;
use super::value::{Atom, Parameter, Value, Values};
use crate::dialect::{Argument, Dialect};
use crate::facts::{Binding, Call, Expr, ExprId, Expressions, Function};
use crate::pack::{ArgumentAt, Builder, Fit};

/// How many constants may stand for one another in a row.
const MAX_DEPTH: usize = 12;

/// A point of view: the names that are known here, and what they hold.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
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
                    built.concat(&self.value(*operand).first_of_rest())
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

    pub fn place(&self, place: &str) -> Value {
        if let Some(value) = self.env.get(place) {
            return value.clone();
        }
        for (at, _) in place.rmatch_indices('.') {
            if let Some(known) = self.env.get(&place[..at]) {
                return if known.has_text() {
                    // A field of an object that text was put into is that text.
                    known.clone()
                } else {
                    below(known, &place[at..]).unwrap_or_else(|| self.stored(place))
                };
            }
        }
        if let Some(function) = self.function() {
            if let Some(value) = handed_over(place, &function.parameters) {
                return value;
            }
            if function.rest.as_deref() == Some(place) {
                return Value::atom(Atom::Rest(function.parameters.len()));
            }
        }
        let constant = self.constant(place);
        if constant.has_text() {
            return constant;
        }
        let value = self.entry(place).or_else(|| self.said_by(place));
        value.unwrap_or_else(|| self.stored(place))
    }

    /// What is known of a place that is filled elsewhere.
    fn stored(&self, place: &str) -> Value {
        self.store(place).map_or_else(Value::hole, |store| {
            Value::atom(Atom::Stored(store, Dialect::Plain))
        })
    }

    /// Whether an object is the function's own, seen as one of a base class.
    pub fn is_base(&self, object: ExprId) -> bool {
        let pack = self.program.pack(self.region);
        let path = self.expressions().path(object);
        !pack.receiver_names.is_empty() && path.is_some_and(|path| pack.base_names.contains(&path))
    }

    /// The store that a place is, if it outlives the function.
    pub fn store(&self, place: &str) -> Option<Store> {
        let function = self.function()?;
        let (root, path) = place.split_once('.').unwrap_or((place, ""));
        if !path.is_empty() && self.is_own(function, root) {
            return None;
        }
        self.program.store(self.region, function, place)
    }

    /// Whether a name is an object that lives and ends in this function: it is declared here, and
    /// stands for nothing that came from elsewhere.
    fn is_own(&self, function: &Function, root: &str) -> bool {
        let is_declared = function.locals.contains(root);
        let is_known = |name: &str| {
            let is_own = function.parameters.contains(name) || function.locals.contains(name);
            is_own || self.program.is_global(self.region, name)
        };
        let comes_from_elsewhere = |binding: &Binding| {
            let expressions = self.expressions();
            expressions.is_name(binding.target, root)
                && match expressions.get(binding.value) {
                    Expr::Name(name) => is_known(name),
                    Expr::Call(_) | Expr::Member { .. } | Expr::Index { .. } => true,
                    _ => false,
                }
        };
        is_declared && !function.bindings().any(comes_from_elsewhere)
    }

    fn constant(&self, name: &str) -> Value {
        self.remembered(name, Held::Text, |scope, id| scope.value(id))
    }

    /// What the constants of this name hold, each seen from its own region.
    pub fn remembered(
        &self,
        name: &str,
        held: Held,
        look: impl Fn(&Scope<'_>, ExprId) -> Value,
    ) -> Value {
        let class = self
            .function()
            .and_then(|function| function.class.as_deref());
        let found = self.program.constant(self.region, class, name);
        if found.is_empty() || self.depth >= MAX_DEPTH {
            return self.library_constant(name);
        }
        let asked = match class {
            Some(class) => (format!("{class}:{name}"), held, self.depth),
            None => (name.to_owned(), held, self.depth),
        };
        let env = Env::default();
        let evaluated = Evaluated::default();
        let from_there = |(region, id)| {
            let there = Scope {
                region,
                caller: None,
                env: &env,
                evaluated: &evaluated,
                depth: self.depth + 1,
                ..*self
            };
            look(&there, id)
        };
        let values = found.into_iter().map(from_there);
        let work_out = || Value::union(values.filter(|value| !value.is_hole()));
        self.known.held(self.program, self.region, asked, work_out)
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
            .formatted(dialect, &Values::Unknown, &mut fill)
    }

    /// What a call returns, if it is text.
    pub fn result(&self, id: ExprId, call: &Call<'_>) -> Value {
        let Some(meant) = self.program.meant(self.region, self.caller, id) else {
            return Value::hole();
        };
        let Some(called) = &meant.called else {
            return Value::hole();
        };
        if self.depth >= MAX_DEPTH {
            return Value::hole();
        }
        let deeper = Scope {
            depth: self.depth + 1,
            ..*self
        };
        // A builder on a known object is not the program's own method of the same name.
        let is_sure = matches!(called.builder, Some((_, Fit::Sure(_))));
        let returned = if is_sure && called.is_on_object() {
            None
        } else {
            deeper.returned(call, &meant.callees)
        };
        returned
            .or_else(|| deeper.built_by(call, deeper.builder(called)?))
            .unwrap_or_else(Value::hole)
    }

    /// The builder that is called.
    pub fn builder(&self, called: &Called) -> Option<&'s Builder> {
        let (place, _) = called.builder?;
        Some(&self.program.pack(self.region).builders[place])
    }

    fn returned(&self, call: &Call<'_>, callees: &[FunctionId]) -> Option<Value> {
        if !self.knows_object(call) {
            return None;
        }
        let mut values = Vec::new();
        for id in callees {
            if let Some(value) = &self.known.summary(*id).returns {
                let arguments = Arguments::of_call(self, call, self.program.function(*id).1);
                values.push(arguments.fill_in(self, value));
            }
        }
        let value = Some(Value::union(values)).filter(|value| !value.is_hole())?;
        Some(value.from(Construct::ReturnedString))
    }

    /// Whether it is known whose method a call means: its own object's, a class's or module's, or that of
    /// an object which was made here. Of other objects any method of the name could be meant.
    fn knows_object(&self, call: &Call<'_>) -> bool {
        let Expr::Member { object, .. } = self.expressions().get(call.callee) else {
            return true;
        };
        let Some(object) = self.expressions().path(object) else {
            return false;
        };
        let is_class = |path: &str| self.program.class(self.region, path).is_some();
        let pack = self.program.pack(self.region);
        let Some(function) = self.function() else {
            return false;
        };
        pack.means_this(&object, function)
            || pack.base_names.contains(&object)
            || is_class(&object)
            || self.program.names.is_imported(self.region, &object)
            || self
                .program
                .names
                .bound_to(self.region, &object)
                .is_some_and(|bound| is_class(&bound))
    }

    fn built_by(&self, call: &Call<'_>, builder: &Builder) -> Option<Value> {
        let built = || self.built(call, builder);
        match (&builder.into, self.expressions().get(call.callee)) {
            (None, _) => Some(built()),
            (Some(ArgumentAt::Receiver), Expr::Member { object, .. }) => {
                let place = self.filled(object);
                Some(match self.expressions().get(place) {
                    // The text was added to what a name holds when the call was made.
                    Expr::Name(_) | Expr::Member { .. } => self.value(place),
                    _ => self.value(object).concat(&built()),
                })
            }
            _ => None,
        }
    }

    /// What a chain of calls that fill their receiver fills: `text` in `text.append(a).append(b)`.
    pub fn filled(&self, receiver: ExprId) -> ExprId {
        let mut place = receiver;
        while let Expr::Call(call) = self.expressions().get(place)
            && let Expr::Member { object, .. } = self.expressions().get(call.callee)
            && let Some(meant) = self.program.meant(self.region, self.caller, place)
            && let Some(builder) = meant
                .called
                .as_ref()
                .and_then(|called| self.builder(called))
            && builder.into == Some(ArgumentAt::Receiver)
        {
            place = object;
        }
        place
    }

    /// The text that a builder makes.
    pub fn built(&self, call: &Call<'_>, builder: &Builder) -> Value {
        let arguments = Arguments::of_primitive(self, call);
        if let Some(separator) = &builder.separator {
            let list = builder
                .message
                .first()
                .map_or(Slot::Empty, |at| arguments.at(at));
            return self.joined(list, arguments.at(separator));
        }
        self.message(&arguments, &builder.message, builder.dialect, builder.list)
    }

    /// The text at one of these places of a call of the language's own, formatted with what follows it.
    pub fn message(
        &self,
        arguments: &Arguments<'_>,
        places: &[ArgumentAt],
        dialect: Dialect,
        list: bool,
    ) -> Value {
        let holds_text = |at: &&ArgumentAt| self.slot_value(arguments.at(at), "").has_text();
        let Some(at) = places.iter().find(holds_text).or(places.first()) else {
            return Value::hole();
        };
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
