//! What calls give: texts that the program's own functions return, and those that builders make.

use super::{MAX_DEPTH, Scope};
use crate::dialect::{Argument, Dialect};
use crate::facts::{Call, Expr, ExprId};
use crate::link::message::evidence::Construct;
use crate::link::program::FunctionId;
use crate::link::program::called::Called;
use crate::link::reading::calls::arguments::{Arguments, Slot};
use crate::link::value::{Value, Values};
use crate::pack::{ArgumentAt, Builder, Fit};

impl<'s> Scope<'s> {
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
            || pack.base_names.iter().any(|base| *base == object)
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
        let text =
            |places: &[ArgumentAt]| self.message(&arguments, places, builder.dialect, builder.list);
        let usual = text(&builder.message);
        match &builder.otherwise {
            Some(at) => Value::union(vec![usual, text(std::slice::from_ref(at))]),
            None => usual,
        }
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
        let is_given = |at: &&ArgumentAt| !matches!(arguments.at(at), Slot::Empty);
        let known = places.iter().find(holds_text);
        let given = || places.iter().find(is_given);
        let Some(at) = known.or_else(given).or(places.first()) else {
            return Value::hole();
        };
        let first_value = match at {
            ArgumentAt::Index(index) => index + 1,
            ArgumentAt::Named(_) | ArgumentAt::Last | ArgumentAt::Receiver => 0,
        };
        let values = |taken: usize| match list {
            true => arguments.list_values(self, first_value).behind(taken),
            false => arguments.rest_values(first_value + taken),
        };
        let listed = values(0);
        let text = self.slot_value(arguments.at(at), "");
        let mut fill = |wanted: &Argument| match (wanted, &listed) {
            (Argument::Position(n), _) if !list => {
                self.slot_value(arguments.slot(first_value + n), "")
            }
            (Argument::Position(n), Values::Rest(from)) => Value::parameter(from + n, ""),
            (Argument::Named(name), _) => self.slot_value(arguments.named(name), ""),
            _ => Value::hole(),
        };
        text.formatted(dialect, &values, &mut fill)
    }
}
