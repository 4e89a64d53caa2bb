//! The arguments of a call, as its callee counts them.

use std::cell::RefCell;

use crate::dialect::{Argument as Placeholder, Dialect};
use crate::facts::{Argument, Call, Expr, ExprId, Expressions, Function, NameList};
use crate::link::reading::calls::filled::{Filled, Place};
use crate::link::reading::calls::own_text::is_decoration;
use crate::link::reading::evaluate::Scope;
use crate::link::value::{Atom, Line, Parameter, Value, Values};
use crate::pack::ArgumentAt;

/// Parameters of what is no function of the program.
static NO_NAMES: NameList = NameList::new();

/// Lines that one call may print when a parameter that is all of it has several values: a catalogue of texts.
const MAX_LINES: usize = 4096;

/// Lines that one call may print when parameters in its text have several values.
const MAX_SENTENCES: usize = 256;

/// What stands at a place of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    Expression(ExprId),
    /// An argument that the caller passes on from its own caller.
    Parameter(usize),
    /// What the caller calls so, as a macro asks for it.
    Named,
    Empty,
}

/// The arguments of one call.
pub struct Arguments<'s> {
    receiver: Slot,
    /// Whether the receiver is the callee's first parameter.
    counts_receiver: bool,
    given: &'s [Argument],
    /// Their places as the callee counts, where one of them is a macro that stands for several.
    listed: Option<Vec<Slot>>,
    /// Those that the call stands among.
    expressions: &'s Expressions,
    /// Names of the callee's parameters, where they are known.
    names: &'s NameList,
    /// The caller's further arguments stand behind the given ones, from this position on.
    rest: Option<usize>,
    /// What was asked for already: flows of one callee mostly ask for the same.
    held: RefCell<Vec<(Slot, String, Value)>>,
    /// The same for what is formatted.
    formatted: RefCell<Vec<(Parameter, Value)>>,
}

impl<'s> Arguments<'s> {
    /// For a call of the language's own functions.
    pub fn of_primitive(scope: &Scope<'s>, call: &Call<'s>) -> Self {
        Arguments::new(scope, call, &NO_NAMES, false, 0)
    }

    /// For a call of one of the program's functions.
    pub fn of_call(scope: &Scope<'s>, call: &Call<'s>, callee: &'s Function) -> Self {
        let by_receiver = scope.program.pack(scope.region).has_receiver(callee)
            && !hands_over_receiver(scope, call, callee);
        // A macro's own parameters are told apart before what is given to it is replaced.
        let replaced = match callee.is_macro {
            true => callee.parameters.len(),
            false => 0,
        };
        Arguments::new(scope, call, &callee.parameters, by_receiver, replaced)
    }

    /// Nothing is given.
    pub fn none(scope: &Scope<'s>) -> Self {
        Arguments {
            receiver: Slot::Empty,
            counts_receiver: false,
            given: &[],
            listed: None,
            expressions: scope.expressions(),
            names: &NO_NAMES,
            rest: None,
            held: RefCell::default(),
            formatted: RefCell::default(),
        }
    }

    /// Macros that stand for several arguments are replaced from the place `replaced` on.
    fn new(
        scope: &Scope<'s>,
        call: &Call<'s>,
        names: &'s NameList,
        by_receiver: bool,
        replaced: usize,
    ) -> Self {
        let receiver = match scope.expressions().get(call.callee) {
            Expr::Member { object, .. } if scope.is_base(object) => Slot::Parameter(0),
            Expr::Member { object, .. } => Slot::Expression(object),
            _ => Slot::Empty,
        };
        let spread = spread(scope, call);
        let given = spread.map_or(call.arguments, |(at, _)| &call.arguments[..at]);
        let rest = spread.map(|(_, rest)| rest);
        Arguments {
            receiver,
            counts_receiver: by_receiver,
            given,
            listed: listed(scope, given, replaced),
            expressions: scope.expressions(),
            names,
            rest,
            held: RefCell::default(),
            formatted: RefCell::default(),
        }
    }

    /// The n-th argument as the callee counts.
    pub fn slot(&self, index: usize) -> Slot {
        if index == Parameter::BY_NAME {
            return Slot::Named;
        }
        let shift = usize::from(self.counts_receiver);
        if index < shift {
            return self.receiver;
        }
        let at = index - shift;
        if let Some(name) = self.names.get(index)
            && let named @ Slot::Expression(_) = self.named(name)
        {
            return named;
        }
        let given = match &self.listed {
            Some(listed) => listed.get(at).copied(),
            None => self.given.get(at).map(placed),
        };
        match (given, self.rest) {
            (Some(slot), _) => slot,
            (None, Some(rest)) => Slot::Parameter(rest + at - self.places()),
            (None, None) => Slot::Empty,
        }
    }

    /// How many places the arguments take that are written here.
    fn places(&self) -> usize {
        let listed = self.listed.as_ref().map(Vec::len);
        listed.unwrap_or(self.given.len())
    }

    /// The argument at a place that a pack names.
    pub fn at(&self, at: &ArgumentAt) -> Slot {
        match at {
            ArgumentAt::Index(index) => self.slot(*index),
            ArgumentAt::Named(name) => self.named(name),
            ArgumentAt::Last => self.slot(self.places().saturating_sub(1)),
            ArgumentAt::Receiver => self.receiver,
        }
    }

    /// The argument with this name.
    pub fn named(&self, name: &str) -> Slot {
        let mut given = self.given.iter();
        let given = given.find(|argument| {
            let known = argument.name.map(|name| self.expressions.symbol(name));
            known == Some(name)
        });
        given.map_or(Slot::Empty, |argument| Slot::Expression(argument.value))
    }

    /// All arguments in order, without a receiver.
    pub fn given(&self) -> &'s [Argument] {
        self.given
    }

    /// Whether the caller's further arguments stand behind the given ones.
    pub fn hands_on_rest(&self) -> bool {
        self.rest.is_some()
    }

    /// What a format at this place is filled with, for a format that the caller does not know.
    pub fn rest_values(&self, first: usize) -> Values {
        let shift = usize::from(self.counts_receiver);
        match self.rest {
            Some(rest) if first >= self.places() + shift => {
                Values::Rest(rest + first - shift - self.places())
            }
            _ => Values::Unknown,
        }
    }

    /// A value of the callee's, in terms of the caller's. Where that makes too many, the callee's are
    /// told apart and the caller's are not.
    pub fn fill_in(&self, scope: &Scope<'_>, value: &Value) -> Value {
        if !value.lines().iter().any(Line::has_parameter) {
            return value.clone();
        }
        if let [Line { atoms, origin }] = value.lines()
            && let [Atom::Parameter(parameter)] = atoms.as_slice()
            && *origin == crate::link::Construct::DirectCall.into()
        {
            // What is only handed on needs no putting together.
            return Value::union([self.parameter(scope, parameter)]);
        }
        let whole = |parameter: Value| parameter;
        let all = value.lines().iter();
        let all = all.map(|line| self.filled_in(scope, line, whole));
        Value::alternatives(all).unwrap_or_else(|_| {
            let lines = value.lines().iter();
            Value::union(lines.map(|line| self.filled_in(scope, line, |many| many.widened())))
        })
    }

    fn filled_in(&self, scope: &Scope<'_>, line: &Line, as_told: impl Fn(Value) -> Value) -> Value {
        let start = Value::of_origin(line.origin);
        line.atoms.iter().fold(start, |built, atom| match atom {
            Atom::Parameter(parameter) => built.concat(&as_told(self.parameter(scope, parameter))),
            Atom::Rest(_) => built.followed_by(&Atom::Hole),
            other => built.followed_by(other),
        })
    }

    /// A line of the callee's, in terms of the caller's, and what of it the call contributes. `None` where
    /// the call contributes nothing that is known: what the callee says itself is told where it stands.
    pub fn fill_in_marked<'l>(&self, scope: &Scope<'_>, line: &'l Line) -> Option<Filled<'l>> {
        let handed_over = |atom: &Atom| match atom {
            Atom::Parameter(parameter) => Some(self.parameter(scope, parameter)),
            _ => None,
        };
        let handed_over: Vec<_> = line.atoms.iter().map(handed_over).collect();
        let is_stored = |atom: &Atom| matches!(atom, Atom::Stored(..));
        if handed_over.iter().flatten().all(Value::is_unknown) && !line.atoms.iter().any(is_stored)
        {
            return None;
        }
        let at_most = if is_decoration(&line.atoms) {
            MAX_LINES
        } else {
            MAX_SENTENCES
        };
        let mut count = 1;
        let places = line.atoms.iter().zip(handed_over);
        let places = places.map(|(atom, handed_over)| {
            let (Atom::Parameter(parameter), Some(mut value)) = (atom, handed_over) else {
                return Place::Callees(atom);
            };
            if count * value.lines().len() > at_most {
                value = value.widened();
            }
            count *= value.lines().len();
            // What an object keeps and nobody knows is not said by this call.
            let is_own = value.has_text() || self.slot(parameter.index) != self.receiver;
            Place::HandedOver(value, is_own)
        });
        Some(Filled(places.collect()))
    }

    /// What the caller hands over for a parameter.
    fn parameter(&self, scope: &Scope<'_>, parameter: &Parameter) -> Value {
        let value = || self.value(scope, self.slot(parameter.index), &parameter.path);
        let Some((dialect, values)) = &parameter.format else {
            return value();
        };
        let is_it = |(known, _): &&(Parameter, Value)| known == parameter;
        if let Some((_, value)) = self.formatted.borrow().iter().find(is_it) {
            return value.clone();
        }
        let value = self.format(scope, &value(), *dialect, values);
        let formatted = (parameter.clone(), value.clone());
        self.formatted.borrow_mut().push(formatted);
        value
    }

    /// A format that the caller hands over, filled with the values that it hands over too.
    fn format(
        &self,
        scope: &Scope<'_>,
        format: &Value,
        dialect: Dialect,
        values: &Values,
    ) -> Value {
        let first = match values {
            Values::Rest(from) => Some(*from),
            _ => None,
        };
        let passed_on = |taken: usize| match values {
            Values::Unknown => Values::Unknown,
            Values::Rest(from) => self.rest_values(from + taken),
            Values::List(at) => self.list_values(scope, *at).behind(taken),
        };
        let listed = passed_on(0);
        let mut fill = |wanted: &Placeholder| match (wanted, first, &listed) {
            (Placeholder::Position(n), Some(first), _) => {
                self.value(scope, self.slot(first + n), "")
            }
            (Placeholder::Position(n), None, Values::Rest(from)) => Value::parameter(from + n, ""),
            (Placeholder::Named(name), ..) => self.value(scope, self.named(name), ""),
            _ => Value::hole(),
        };
        format.formatted(dialect, &passed_on, &mut fill)
    }

    /// What a slot holds below a path where the call stands.
    fn value(&self, scope: &Scope<'_>, slot: Slot, path: &str) -> Value {
        let is_it = |held: &&(Slot, String, Value)| held.0 == slot && held.1 == path;
        if let Some((.., value)) = self.held.borrow().iter().find(is_it) {
            return value.clone();
        }
        let value = scope.slot_value(slot, path);
        let held = (slot, path.to_owned(), value.clone());
        self.held.borrow_mut().push(held);
        value
    }

    /// What a format is filled with whose values come as one list at this place.
    pub fn list_values(&self, scope: &Scope<'_>, at: usize) -> Values {
        match scope.slot_value(self.slot(at), "").only_atom() {
            Some(Atom::Rest(from)) => Values::Rest(*from),
            Some(Atom::Parameter(list)) if list.index != Parameter::BY_NAME => {
                Values::List(list.index)
            }
            _ => Values::Unknown,
        }
    }
}

/// The place of an argument that stands where the callee counts it.
fn placed(argument: &Argument) -> Slot {
    match argument.name {
        None => Slot::Expression(argument.value),
        Some(_) => Slot::Empty,
    }
}

/// The places of what is given to a call, if one of the arguments is a macro that stands for several; what these are is
/// mostly where the call stands.
fn listed(scope: &Scope<'_>, given: &[Argument], replaced: usize) -> Option<Vec<Slot>> {
    let count = |argument: &Argument| match scope.expressions().get(argument.value) {
        Expr::Name(name) => scope.arguments_of(name),
        _ => 1,
    };
    if !given
        .iter()
        .skip(replaced)
        .any(|argument| count(argument) > 1)
    {
        return None;
    }
    let places = |(at, argument): (usize, &Argument)| match count(argument) {
        several if several > 1 && at >= replaced => vec![Slot::Empty; several],
        _ => vec![placed(argument)],
    };
    Some(given.iter().enumerate().flat_map(places).collect())
}

/// Where a call hands on all further arguments of its caller, and which is the first of these. What stands behind
/// them has no place that is known: `FIRST(__VA_ARGS__, "none")`.
fn spread(scope: &Scope<'_>, call: &Call<'_>) -> Option<(usize, usize)> {
    let function = scope.function()?;
    let rest = function.rest.as_deref()?;
    let mut given = call.arguments.iter();
    let at = given.position(|argument| scope.expressions().is_name(argument.value, rest))?;
    Some((at, function.parameters.len()))
}

/// `Base.method(self, …)`: a method that is called on its class gets its object as an argument.
fn hands_over_receiver(scope: &Scope<'_>, call: &Call<'_>, callee: &Function) -> bool {
    let Expr::Member { object, .. } = scope.expressions().get(call.callee) else {
        return false;
    };
    let Some(first) = call.arguments.first() else {
        return false;
    };
    let on_class = scope
        .expressions()
        .path(object)
        .is_some_and(|object| scope.program.class(scope.region, &object).is_some());
    let first = scope.expressions().get(first.value);
    on_class && matches!(first, Expr::Name(name) if callee.parameters.get(0) == Some(name))
}
