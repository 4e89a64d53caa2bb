//! The last resort: functions whose names say that they report errors.

use super::arguments::Arguments;
use super::evidence::Certainty;
use super::interpret::Reading;
use super::own_text::words;
use super::print::CallSite;
use super::program::last_name;
use super::summary::{Flow, LevelOf, Way};
use super::value::{Atom, Line, Parameter, Values, pattern_of};
use crate::dialect::Dialect;
use crate::facts::{Call, Function};
use crate::pack::{ArgumentAt, Pack};
use crate::sink::Sink;

impl Reading<'_, '_> {
    /// A function that is not in the tree, but is called like one that reports errors: its first
    /// argument that reads like a sentence is the message.
    pub fn print_by_name(&mut self, call: &Call, path: &str) {
        let scope = self.scope();
        let arguments = Arguments::of_primitive(&scope, call);
        let sentence = (0..arguments.given().len()).find(|index| {
            let value = scope.slot_value(arguments.slot(*index), "");
            value
                .lines()
                .iter()
                .any(|line| words(&pattern_of(&line.atoms)) >= 2)
        });
        let Some(index) = sentence else { return };
        let value = scope.message(
            &arguments,
            &ArgumentAt::Index(index),
            Dialect::Printf,
            false,
        );
        let callee = last_name(path);
        let said = arguments.given()[..index]
            .iter()
            .rev()
            .find_map(|argument| match self.level_of(argument.value) {
                LevelOf::Known(level) => Some(level),
                _ => None,
            });
        let level = said
            .or_else(|| self.pack.level_in(callee))
            .map_or(LevelOf::Unknown, LevelOf::Known);
        let way = Way {
            sink: Sink::Unknown,
            level,
            certainty: Certainty::Name,
            dialect: Dialect::Printf,
            via: Vec::new(),
        };
        self.emit(
            value,
            &way,
            &CallSite {
                callee,
                line: call.line,
                is_macro: false,
            },
        );
    }
}

/// A function that takes a format and further arguments, and is called like one that reports
/// errors, prints them, even where its body hides how.
pub(super) fn flow_by_name(function: &Function, pack: &Pack) -> Option<Flow> {
    let format = function.parameters.len().checked_sub(1)?;
    if function.rest.is_none() || !pack.is_likely_sink(&function.name) {
        return None;
    }
    let values = Values::Rest(function.parameters.len());
    let parameter = Parameter {
        index: format,
        path: String::new(),
        format: Some((Dialect::Printf, values)),
    };
    let level = function
        .parameters
        .iter()
        .position(|name| pack.names_level(name));
    let way = Way {
        sink: Sink::Unknown,
        level: level.map_or(LevelOf::Unknown, LevelOf::Parameter),
        certainty: Certainty::Name,
        dialect: Dialect::Printf,
        via: Vec::new(),
    };
    Some(Flow {
        line: Line::of(Atom::Parameter(parameter)),
        way,
    })
}
