//! Text reaches a sink: messages of the function that is read, and flows for its callers.

use std::sync::Arc;

use crate::facts::Call;
use crate::level::Level;
use crate::link::message::collect::Finding;
use crate::link::message::evidence::{Certainty, Construct};
use crate::link::program::last_name;
use crate::link::reading::Reading;
use crate::link::reading::calls::arguments::Arguments;
use crate::link::reading::calls::filled::Marked;
use crate::link::reading::calls::own_text::{is_decoration, own_text};
use crate::link::reading::summary::{Flow, LevelOf, Way};
use crate::link::value::via::Via;
use crate::link::value::{Atom, Line, Origin, Parameter, Value};
use crate::pack::Fit;
use crate::pattern::Pattern;

/// Where a call stands and what it calls.
pub struct CallSite {
    pub callee: Arc<str>,
    pub line: u32,
    pub is_macro: bool,
}

impl Reading<'_, '_> {
    /// A sink of the language's own.
    pub fn print(&mut self, call: &Call<'_>, path: &str, index: usize, fit: Fit) {
        let output = &self.pack.sinks[index];
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
        let (sink, to) = match &output.to {
            Some((at, _)) => self.destination_at(&arguments, at, index, output.sink),
            None => (output.sink, None),
        };
        let way = Way {
            sink,
            to,
            level,
            certainty,
            dialect: output.dialect,
            debug_only: false,
            via: Via::default(),
        };
        let place = CallSite {
            callee: last_name(path).into(),
            line: call.line,
            is_macro: false,
        };
        self.emit(value, &way, &place);
    }

    /// Lines that are wholly this function's.
    pub fn emit(&mut self, value: Value, way: &Way, place: &CallSite) {
        for line in value.lines() {
            let marked: Vec<Marked<'_>> = line.atoms.iter().map(|atom| (atom, true)).collect();
            self.emit_line(&marked, line.origin, way, place);
        }
    }

    /// Text reaches a sink: what has no caller's part in it is a message of this function; what has
    /// one is a flow, and its own text is a message too.
    pub fn emit_line(
        &mut self,
        marked: &[Marked<'_>],
        origin: Origin,
        way: &Way,
        place: &CallSite,
    ) {
        if let Some(pattern) = own_text(marked) {
            let finding = self.finding(pattern, origin, way, place);
            self.read.findings.push(finding);
            self.emitted += 1;
        }
        let atoms = marked.iter().map(|(atom, _)| *atom);
        if !atoms.clone().any(is_of_others) {
            return;
        }
        let way = self.way_on(way, place);
        let is_flow = atoms.clone().any(|atom| matches!(atom, Atom::Parameter(_)));
        self.emitted += usize::from(is_flow);
        let may_be_store = is_decoration(atoms.clone());
        let is_new = is_flow && self.read.summary.takes(&way);
        if !may_be_store && !is_new {
            return;
        }
        let line = Line {
            atoms: atoms.map(|atom| self.as_format(told_apart(atom))).collect(),
            origin,
        };
        if may_be_store {
            self.print_stores(&line, &way);
        }
        if is_new {
            self.read.summary.add_flow(Flow { line, way });
        }
    }

    /// The way of a text that a caller hands over, or that a store holds.
    fn way_on(&self, way: &Way, place: &CallSite) -> Way {
        let via = if way.via.is_empty() {
            Via::of(place.callee.clone())
        } else {
            way.via.clone()
        };
        Way {
            via,
            level: way.level.or_said(|| self.level_parameter()),
            debug_only: way.debug_only || self.debug_only,
            ..way.clone()
        }
    }

    /// In a language with formats, the parameter before a function's further arguments is one, whatever prints it at
    /// last: programs have formatters of their own.
    fn as_format(&self, atom: Atom) -> Atom {
        let has_formats = self.pack.rest_start.is_some();
        let format = Parameter::format_of(self.function, self.pack.likely_dialect);
        let format = format.filter(|_| has_formats);
        match (&atom, format) {
            (Atom::Parameter(plain), Some(format))
                if plain.format.is_none()
                    && (plain.index, &plain.path) == (format.index, &format.path) =>
            {
                Atom::Parameter(format)
            }
            _ => atom,
        }
    }

    pub fn finding(
        &self,
        pattern: Pattern,
        origin: Origin,
        way: &Way,
        place: &CallSite,
    ) -> Finding {
        let level = match way.level {
            LevelOf::Known(level) | LevelOf::Named(level) | LevelOf::Bound(level) => Some(level),
            _ => None,
        };
        let construct = match origin.construct {
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
            debug_only: level == Some(Level::Debug) || way.debug_only || self.debug_only,
            function: self.inside.last().map(|name| (*name).to_owned()),
            line: place.line,
            entry: origin.entry,
            callee: place.callee.clone(),
            via: way.via.clone(),
            construct,
            call: self.current.filter(|_| origin.entry.is_none()),
        }
    }
}

/// Whether an atom is a text that a caller hands over, or one that a store holds.
fn is_of_others(atom: &Atom) -> bool {
    matches!(atom, Atom::Parameter(_) | Atom::Stored(..))
}

/// An atom as a caller can fill it in: not where all of its further arguments stand for one text.
fn told_apart(atom: &Atom) -> Atom {
    match atom {
        Atom::Rest(_) => Atom::Hole,
        other => other.clone(),
    }
}
