//! Calls that look like names and fields.

use crate::facts::{Call, ExprId};
use crate::link::message::evidence::Construct;
use crate::link::reading::calls::arguments::Arguments;
use crate::link::reading::evaluate::Scope;
use crate::link::value::Value;

impl Scope<'_> {
    /// What a method gives that is called without arguments, or what the field of its name holds.
    pub fn field(&self, id: ExprId, call: &Call<'_>) -> Value {
        let result = self.result(id, call);
        match self.expressions().path(id).filter(|_| result.is_hole()) {
            Some(path) if !path.contains('(') => self.place(&path),
            _ => result,
        }
    }

    /// What the own object's method of this name gives, where a name alone calls it.
    pub fn said_by(&self, name: &str) -> Option<Value> {
        let function = self.function()?;
        if self.program.is_own(self.region, function, name) {
            return None;
        }
        let methods = self.program.called_by_name(self.region, self.caller, name);
        let none = Arguments::none(self);
        let returned = methods
            .iter()
            .filter_map(|id| self.known.summary(*id).returns.as_ref())
            .map(|value| none.fill_in(self, value));
        let value = Value::union(returned);
        (!value.is_hole()).then(|| value.from(Construct::ReturnedString))
    }
}
