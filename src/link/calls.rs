//! What a call does: print, build, or hand on to the program's own functions.

use super::arguments::{Arguments, Slot};
use super::evidence::{Certainty, Construct};
use super::interpret::Reading;
use super::print::CallSite;
use super::program::{FunctionId, last_name};
use super::summary::{LevelOf, Way};
use super::value::{Atom, Value};
use crate::facts::{Call, Expr, ExprId};
use crate::pack::{ArgumentAt, Builder, Fit, Output};

impl<'a> Reading<'_, 'a> {
    /// A call happens.
    pub fn call(&mut self, id: ExprId) {
        let facts = self.facts;
        let Expr::Call(call) = facts.expressions.get(id) else {
            return;
        };
        let path = match facts.expressions.path(call.callee) {
            Some(path) => self.program.resolve(self.region, &path),
            None => return,
        };
        if self.pack.rest_start.as_ref() == Some(&path) {
            return self.start_rest(call);
        }
        let definitions = self.scope().definitions(call, &path);
        let summaries = self.summaries;
        let has_effect =
            |id: &FunctionId| !summaries[*id].flows.is_empty() || !summaries[*id].outs.is_empty();
        if definitions.iter().any(has_effect) {
            definitions
                .into_iter()
                .for_each(|id| self.apply(call, &path, id));
        } else if let Some((output, fit)) = self.output_named(&path) {
            self.print(call, &path, output, fit);
        } else if let Some(builder) = self.builder_named(&path) {
            self.build(call, builder);
        } else if definitions.is_empty() && self.pack.is_likely_sink(last_name(&path)) {
            self.print_by_name(call, &path);
        }
    }

    /// From here on the first argument holds all arguments behind the named parameters.
    fn start_rest(&mut self, call: &Call) {
        let list = call
            .arguments
            .first()
            .and_then(|list| self.facts.expressions.path(list.value));
        if let Some(list) = list {
            let rest = Value::atom(Atom::Rest(self.function.parameters.len()));
            self.ways.now_mut().set(list, rest);
        }
    }

    fn output_named(&self, path: &str) -> Option<(&'a Output, Fit)> {
        self.pack
            .sinks
            .iter()
            .find_map(|output| output.callee.fits(path).map(|fit| (output, fit)))
    }

    fn builder_named(&self, path: &str) -> Option<&'a Builder> {
        self.pack
            .builders
            .iter()
            .find(|builder| builder.into.is_some() && builder.callee.fits(path).is_some())
    }

    /// A builder of the language's own that fills one of its arguments.
    fn build(&mut self, call: &Call, builder: &Builder) {
        let scope = self.scope();
        let arguments = Arguments::of_primitive(&scope, call);
        let Some(ArgumentAt::Index(into)) = builder.into else {
            return;
        };
        let Slot::Expression(id) = arguments.slot(into) else {
            return;
        };
        let value = scope.built(call, builder);
        self.write(id, "", value, builder.append);
    }

    /// Text is written to what an argument points to.
    fn write(&mut self, target: ExprId, path: &str, value: Value, append: bool) {
        let Some(place) = self.facts.expressions.path(target) else {
            return;
        };
        let inside = path.is_empty() && self.facts.expressions.is_inside(target);
        let value = if append || inside {
            self.scope().value_below(target, path).concat(&value)
        } else {
            value
        };
        self.ways
            .now_mut()
            .set(format!("{place}{path}"), value.from(Construct::BuiltString));
    }

    /// One of the program's own functions.
    fn apply(&mut self, call: &Call, path: &str, id: FunctionId) {
        let callee = self.program.function(id).1;
        let place = CallSite {
            callee: last_name(path),
            line: call.line,
            is_macro: callee.is_macro,
        };
        let summaries = self.summaries;
        for flow in &summaries[id].flows {
            let scope = self.scope();
            let arguments = Arguments::of_call(&scope, call, callee);
            let lines = arguments.fill_in_marked(&scope, &flow.line);
            let way = self.way_through(&flow.way, &arguments, &place);
            for (marked, origin) in lines {
                self.emit_line(&marked, origin, way.clone(), &place);
            }
        }
        for out in &summaries[id].outs {
            let scope = self.scope();
            let arguments = Arguments::of_call(&scope, call, callee);
            let Slot::Expression(target) = arguments.slot(out.index) else {
                continue;
            };
            let value = arguments.fill_in(&scope, &out.value);
            self.write(target, &out.path, value, false);
        }
    }

    fn way_through(&self, way: &Way, arguments: &Arguments<'_>, place: &CallSite<'_>) -> Way {
        let level = match way.level {
            LevelOf::Parameter(index) => self.level_at(arguments, &ArgumentAt::Index(index)),
            other => other,
        };
        let by_name = || {
            self.pack
                .level_in(place.callee)
                .map_or(LevelOf::Unknown, LevelOf::Known)
        };
        let via = std::iter::once(place.callee.to_owned())
            .chain(way.via.iter().cloned())
            .collect();
        Way {
            level: if level == LevelOf::Unknown {
                by_name()
            } else {
                level
            },
            certainty: way.certainty.max(Certainty::Wrapper),
            via,
            ..way.clone()
        }
    }
}
