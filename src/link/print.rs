//! Text reaches a sink: messages of the function that is read, and flows for its callers.

use super::arguments::{Arguments, Marked, Slot};
use super::collect::Finding;
use super::evidence::{Certainty, Construct};
use super::interpret::Reading;
use super::own_text::own_text;
use super::program::last_name;
use super::summary::{Flow, LevelOf, Way};
use super::value::{Line, Value};
use crate::facts::{Call, ExprId};
use crate::level::Level;
use crate::pack::{ArgumentAt, Fit, Output};
use crate::pattern::Pattern;
use crate::sink::Sink;

/// Where a call stands and what it calls.
pub(super) struct CallSite<'s> {
    pub callee: &'s str,
    pub line: usize,
    pub is_macro: bool,
}

impl Reading<'_, '_> {
    /// A sink of the language's own.
    pub fn print(&mut self, call: &Call, path: &str, output: &Output, fit: Fit) {
        let scope = self.scope();
        let arguments = Arguments::of_primitive(&scope, call);
        let value = scope.message(&arguments, &output.message, output.dialect, output.list);
        let (level, certainty) = match fit {
            Fit::Sure(level) => (level, Certainty::Direct),
            Fit::Likely(level) => (level, Certainty::Name),
        };
        let level = match (&output.level, level) {
            (Some(at), _) => self.level_at(&arguments, at),
            (None, Some(level)) => LevelOf::Known(level),
            (None, None) => LevelOf::Unknown,
        };
        let sink = self.destination(&arguments, output);
        let way = Way {
            sink,
            level,
            certainty,
            dialect: output.dialect,
            via: Vec::new(),
        };
        let place = CallSite {
            callee: last_name(path),
            line: call.line,
            is_macro: false,
        };
        self.emit(value, &way, &place);
    }

    /// Lines that are wholly this function's.
    pub fn emit(&mut self, value: Value, way: &Way, place: &CallSite<'_>) {
        for line in value.lines() {
            let marked: Vec<Marked> = line.atoms.iter().map(|atom| (atom.clone(), true)).collect();
            self.emit_line(&marked, line.origin, way.clone(), place);
        }
    }

    fn destination(&self, arguments: &Arguments<'_>, output: &Output) -> Sink {
        let Some((at, names)) = &output.to else {
            return output.sink;
        };
        let Slot::Expression(id) = arguments.at(at) else {
            return output.sink;
        };
        let Some(path) = self.facts.expressions.path(id) else {
            return output.sink;
        };
        let known = names
            .iter()
            .find(|(glob, _)| glob.matches(&path) || glob.matches(last_name(&path)));
        known.map_or(output.sink, |(_, sink)| *sink)
    }

    pub fn level_at(&self, arguments: &Arguments<'_>, at: &ArgumentAt) -> LevelOf {
        match arguments.at(at) {
            Slot::Parameter(index) => LevelOf::Parameter(index),
            Slot::Expression(id) => self.level_of(id),
            Slot::Empty => LevelOf::Unknown,
        }
    }

    /// The level that an expression such as `LOG_ERR | LOG_DAEMON` speaks of.
    pub fn level_of(&self, id: ExprId) -> LevelOf {
        let names = self.facts.expressions.names(id);
        if let Some(level) = names.iter().rev().find_map(|name| self.pack.level_in(name)) {
            return LevelOf::Known(level);
        }
        let position = |name: &&str| {
            self.function
                .parameters
                .iter()
                .position(|parameter| parameter == name)
        };
        names
            .iter()
            .find_map(position)
            .map_or(LevelOf::Unknown, LevelOf::Parameter)
    }

    /// Text reaches a sink: what has no caller's part in it is a message of this function; what has
    /// one is a flow, and its own text is a message too.
    pub fn emit_line(
        &mut self,
        marked: &[Marked],
        origin: Construct,
        way: Way,
        place: &CallSite<'_>,
    ) {
        if let Some(pattern) = own_text(marked) {
            self.findings
                .push(self.finding(pattern, origin, &way, place));
        }
        let line = Line {
            atoms: marked.iter().map(|(atom, _)| atom.clone()).collect(),
            origin,
        };
        if line.has_parameter() {
            let via = if way.via.is_empty() {
                vec![place.callee.to_owned()]
            } else {
                way.via.clone()
            };
            self.summary.add_flow(Flow {
                line,
                way: Way { via, ..way },
            });
        }
    }

    fn finding(
        &self,
        pattern: Pattern,
        origin: Construct,
        way: &Way,
        place: &CallSite<'_>,
    ) -> Finding {
        let level = match way.level {
            LevelOf::Known(level) => Some(level),
            _ => None,
        };
        let construct = match origin {
            Construct::DirectCall if way.via.is_empty() => Construct::DirectCall,
            Construct::DirectCall if place.is_macro => Construct::MacroCall,
            Construct::DirectCall => Construct::WrapperCall,
            built => built,
        };
        Finding {
            pattern,
            level,
            sink: way.sink,
            certainty: way.certainty,
            dialect: way.dialect,
            debug_only: level == Some(Level::Debug),
            line: place.line,
            callee: place.callee.to_owned(),
            via: way.via.clone(),
            construct,
        }
    }
}
