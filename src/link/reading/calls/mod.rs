//! What a call does: print, build, or hand on to the program's own functions.

pub mod arguments;
pub mod filled;
pub mod meaning;
pub mod own_text;
pub mod print;

use crate::facts::{Call, Expr, ExprId, Function};
use crate::link::message::evidence::{Certainty, Construct};
use crate::link::program::{FunctionId, last_name};
use crate::link::reading::Reading;
use crate::link::reading::calls::arguments::{Arguments, Slot};
use crate::link::reading::calls::filled::Filled;
use crate::link::reading::calls::print::CallSite;
use crate::link::reading::summary::{LevelOf, Out, Summary, Way};
use crate::link::value::{Atom, Line, Value};
use crate::pack::{ArgumentAt, Builder, Fit};

/// A line that a callee prints, and the way to the sink.
type Printed<'s> = (Filled<'s>, Way);

/// What a callee leaves in an argument.
type Left<'s> = (ExprId, &'s Out, Value);

impl<'a> Reading<'_, 'a> {
    /// A call happens.
    pub fn call(&mut self, id: ExprId) {
        let facts = self.facts;
        let Expr::Call(ref call) = facts.expressions.get(id) else {
            return;
        };
        let Some(meant) = self.program.meant(self.region, Some(self.id), id) else {
            return;
        };
        let path = meant.path();
        if path.is_some() && path == self.pack.rest_start.as_deref() {
            return self.start_rest(call);
        }
        let path = path.unwrap_or_default();
        let callees = &meant.callees;
        let output = meant.called.as_ref().and_then(|called| called.output);
        let builder = meant.called.as_ref().and_then(|called| called.builder);
        let builder = builder.map(|(place, _)| &self.pack.builders[place]);
        // A method of a known logger is not the program's own method of the same name.
        let is_logger = matches!(output, Some((_, Fit::Sure(_)))) && path.contains('.');
        let before = self.read.findings.len();
        let is_told = !is_logger && self.apply_all(call, path, callees, output.is_none());
        if self.makes_error(call, path) {
            return self.make_error(call, path, is_told);
        }
        // What is handed on as the text may be another argument: a macro's own parameter before its further ones.
        let is_said = || self.read.findings.len() > before;
        if is_told && (is_said() || !callees.iter().any(|id| self.hands_on(*id))) {
            return;
        }
        let builder = builder.filter(|builder| builder.into.is_some());
        // What makes an error tells something, and leaves it to whoever prints the error.
        if let Some((output, fit)) = output {
            self.print(call, path, output, fit);
        }
        if let Some(builder) = builder {
            self.build(call, builder);
        }
        let is_known = output.is_some() || builder.is_some();
        let may_report = || {
            let hands_on = callees.iter().any(|id| self.hands_on(*id));
            hands_on || self.pack.is_likely_sink(last_name(path))
        };
        if !is_known && may_report() {
            self.print_by_name(call, path, callees);
        }
    }

    /// Whether a callee is what is called, and not only what makes an object of the class called.
    pub fn is_open(&self, callee: FunctionId, path: &str) -> bool {
        self.program.function(callee).1.name == last_name(path)
            || self.program.class(self.region, path).is_none()
    }

    /// All that a call does through the functions that it can mean; whether that is anything. What they
    /// leave in their arguments is all that a builder does, but not what a sink is for.
    fn apply_all(
        &mut self,
        call: &Call<'_>,
        path: &str,
        callees: &[FunctionId],
        may_build: bool,
    ) -> bool {
        let before = self.emitted;
        let mut is_built = false;
        for id in callees {
            is_built |= self.apply(call, path, *id);
        }
        may_build && is_built || self.emitted > before
    }

    /// From here on the first argument holds all arguments behind the named parameters.
    fn start_rest(&mut self, call: &Call<'_>) {
        let list = call
            .arguments
            .first()
            .and_then(|list| self.facts.expressions.path(list.value));
        if let Some(list) = list {
            let rest = Value::atom(Atom::Rest(self.function.parameters.len()));
            self.ways.now_mut().set(&list, rest);
        }
    }

    /// A builder of the language's own that fills one of its arguments.
    fn build(&mut self, call: &Call<'_>, builder: &Builder) {
        let scope = self.scope();
        let arguments = Arguments::of_primitive(&scope, call);
        let into = builder.into.as_ref().map(|into| arguments.at(into));
        let Some(Slot::Expression(id)) = into else {
            return;
        };
        let id = scope.filled(id);
        let mut value = scope.built(call, builder);
        if builder.prepend {
            value = value.concat(&scope.value(id));
        }
        if let Some(place) = self.facts.expressions.path(id) {
            self.keep_all(&place, &value, call.line);
            self.write_through(&place, &value, builder.append || self.is_added(id, ""));
        }
        self.write(id, "", value, builder.append);
    }

    /// Text is written to what an argument points to.
    fn write(&mut self, target: ExprId, path: &str, value: Value, append: bool) {
        let Some(place) = self.facts.expressions.path(target) else {
            return;
        };
        let there = || self.scope().value_below(target, path);
        let value = match append {
            true => there().concat(&value),
            false if self.is_added(target, path) => there().continued(&value),
            false => value,
        };
        let value = value.from(Construct::BuiltString);
        self.put(&format!("{place}{path}"), value);
    }

    /// Whether what is written there stands behind what was there before.
    fn is_added(&self, target: ExprId, path: &str) -> bool {
        path.is_empty() && self.facts.expressions.is_inside(target)
    }

    /// One of the program's own functions; whether it leaves anything in its arguments.
    fn apply(&mut self, call: &Call<'_>, path: &str, id: FunctionId) -> bool {
        let summary = self.known.summary(id);
        if summary.does_nothing() {
            return false;
        }
        let callee = self.program.function(id).1;
        let name = if path.is_empty() {
            &callee.name
        } else {
            last_name(path)
        };
        let place = CallSite {
            callee: name.into(),
            line: call.line,
            is_macro: callee.is_macro,
        };
        let (printed, left) = self.effects(call, callee, summary, &place);
        let mut marked = Vec::new();
        for (filled, way) in &printed {
            for number in 0..filled.count() {
                let origin = filled.put_together(number, &mut marked);
                self.emit_line(&marked, origin, way, &place);
            }
        }
        for (target, out, value) in left {
            let is_given_here = out.value.lines().iter().any(Line::has_parameter);
            if let Some(place) = self.facts.expressions.path(target) {
                let place = format!("{place}{}", out.path);
                // One of many pieces, such as an escaped letter, is not all that a callee leaves behind a pointer.
                let is_whole = is_given_here || !out.path.is_empty();
                if is_given_here {
                    self.keep_all(&place, &value, call.line);
                }
                if is_whole {
                    self.write_through(&place, &value, self.is_added(target, &out.path));
                }
            }
            self.write(target, &out.path, value, false);
        }
        self.bind_for_caller(call, callee, summary);
        !summary.outs.is_empty() && self.is_open(id, path)
    }

    /// What a callee prints when it is called so, and what it leaves in its arguments, with what they held
    /// before the call.
    fn effects<'s>(
        &self,
        call: &Call<'_>,
        callee: &Function,
        summary: &'s Summary,
        place: &CallSite,
    ) -> (Vec<Printed<'s>>, Vec<Left<'s>>) {
        let scope = self.scope();
        let arguments = Arguments::of_call(&scope, call, callee);
        let joined = self.level_joined(&place.callee, callee);
        let mut printed = Vec::new();
        for flow in &summary.flows {
            if let Some(filled) = arguments.fill_in_marked(&scope, &flow.line) {
                let mut way = self.way_through(&flow.way, &arguments, place);
                way.level = joined.unwrap_or(way.level);
                printed.push((filled, way));
            }
        }
        let left = summary
            .outs
            .iter()
            .filter_map(|out| match arguments.slot(out.index) {
                Slot::Expression(target) => {
                    Some((target, out, arguments.fill_in(&scope, &out.value)))
                }
                _ => None,
            });
        (printed, left.collect())
    }

    /// What a macro binds to names of the function that it stands in.
    fn bind_for_caller(&mut self, call: &Call<'_>, callee: &Function, summary: &Summary) {
        for (place, bound) in &summary.binds {
            let scope = self.scope();
            let arguments = Arguments::of_call(&scope, call, callee);
            let value = arguments.fill_in(&scope, bound);
            // What the macro says itself is told where it stands.
            if bound.lines().iter().any(Line::has_parameter) {
                self.keep(place, &value, call.line);
            }
            match place.contains('.') {
                true => self.put(place, value),
                false => self.ways.now_mut().set(place, value),
            }
        }
    }

    fn way_through(&self, way: &Way, arguments: &Arguments<'_>, place: &CallSite) -> Way {
        let level = match way.level {
            LevelOf::Parameter(index) => self.level_at(arguments, &ArgumentAt::Index(index)),
            other => other,
        };
        let level = level.or_said(|| match level {
            LevelOf::Named(_) => self.level_handed_on(arguments),
            _ => self.level_said(arguments, &place.callee),
        });
        let (sink, to) = match way.to {
            Some(to) => {
                let at = ArgumentAt::Index(to.parameter);
                self.destination_at(arguments, &at, to.output, way.sink)
            }
            None => (way.sink, None),
        };
        Way {
            sink,
            to,
            level,
            certainty: way.certainty.max(Certainty::Wrapper),
            via: way.via.after(&place.callee),
            ..way.clone()
        }
    }
}
