//! What names and fields hold, and what constants of the program are.

use super::{MAX_DEPTH, Scope};
use crate::dialect::Dialect;
use crate::facts::{Binding, Expr, ExprId, Function};
use crate::link::program::Held;
use crate::link::program::assigned::Given;
use crate::link::program::store::Store;
use crate::link::reading::env::{Env, handed_over};
use crate::link::reading::evaluate::evaluated::Evaluated;
use crate::link::value::{Atom, Parameter, Value};

impl Scope<'_> {
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
        let first = Some(self.constant(place)).filter(Value::has_text);
        match first.or_else(|| self.entry(place)) {
            // What a place begins with is not all that it holds later.
            Some(first) if first.is_open() => Value::union([first, self.stored(place)]),
            Some(first) => first,
            None => {
                let said = self.said_by(place);
                let held = said.unwrap_or_else(|| self.stored(place));
                match held.is_hole() && self.is_callers(place) {
                    true => Value::parameter(Parameter::BY_NAME, place),
                    false => held,
                }
            }
        }
    }

    /// Whether a macro speaks of what may be its caller's: it is not its own, and no constant of the program.
    fn is_callers(&self, place: &str) -> bool {
        let root = place.split('.').next().unwrap_or(place);
        let function = self.function();
        function.is_some_and(|function| function.is_macro && !function.locals.contains(root))
            && self.program.constant(self.region, None, root).is_empty()
    }

    /// What stands beside a text: a macro that stands for nothing adds nothing.
    pub fn operand(&self, id: ExprId) -> Value {
        match self.expressions().get(id) {
            Expr::Name(name) if self.env.get(name).is_none() && self.constant(name).is_empty() => {
                Value::empty()
            }
            _ => self.value(id).first_of_rest(),
        }
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
        !pack.receiver_names.is_empty()
            && path.is_some_and(|path| pack.base_names.iter().any(|base| *base == path))
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
                    Expr::Call(_) | Expr::Member { .. } => true,
                    Expr::Index { .. } | Expr::Address { .. } => true,
                    _ => false,
                }
        };
        is_declared && !function.bindings().any(comes_from_elsewhere)
    }

    /// The text of a constant, or of a variable or field that begins with one: it may be given others later.
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
            Some(class) => (format!("{class}:{name}"), held.clone(), self.depth),
            None => (name.to_owned(), held.clone(), self.depth),
        };
        let work_out = || {
            let values = found.into_iter().map(|there| self.seen_from(there, &look));
            let known = Value::union(values.filter(|value| !value.is_hole()));
            if held != Held::Text || !known.has_text() {
                return known;
            }
            let later = self.program.given_later(self.region, class, name);
            self.with_given(known, later)
        };
        self.known.held(self.program, self.region, asked, work_out)
    }

    /// A value, or what a place is given later.
    pub fn with_given(&self, first: Value, later: Given) -> Value {
        match later {
            Given::Texts(texts) => {
                let texts = texts.into_iter();
                let texts = texts.map(|there| self.seen_from(there, |scope, id| scope.value(id)));
                Value::union(std::iter::once(first).chain(texts))
            }
            Given::Unknown => first.or_unknown(),
        }
    }

    /// What is looked for in an expression, seen from its own region.
    fn seen_from(
        &self,
        (region, id): (usize, ExprId),
        look: impl Fn(&Scope<'_>, ExprId) -> Value,
    ) -> Value {
        let there = Scope {
            region,
            caller: None,
            env: &Env::default(),
            evaluated: &Evaluated::default(),
            depth: self.depth + 1,
            ..*self
        };
        look(&there, id)
    }
}

/// The place below a parameter, where a value is just that parameter.
pub(super) fn below(value: &Value, path: &str) -> Option<Value> {
    match value.only_atom()? {
        Atom::Parameter(Parameter {
            index,
            path: before,
            format: None,
        }) => Some(Value::parameter(*index, &format!("{before}{path}"))),
        _ => None,
    }
}
