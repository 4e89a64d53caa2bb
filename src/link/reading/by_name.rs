//! The last resort: functions whose names say that they report errors.

use crate::facts::{Call, Function};
use crate::link::message::evidence::Certainty;
use crate::link::program::{FunctionId, last_name};
use crate::link::reading::Reading;
use crate::link::reading::calls::arguments::Arguments;
use crate::link::reading::calls::meaning::level_parameter;
use crate::link::reading::calls::print::CallSite;
use crate::link::reading::summary::{Flow, LevelOf, Summary, Way};
use crate::link::value::via::Via;
use crate::link::value::{Atom, Line, Parameter, Value, pattern_of};
use crate::pack::{ArgumentAt, Pack};
use crate::sink::Sink;

impl Reading<'_, '_> {
    /// A function that is called like one that reports errors. If it is not in the tree, its first
    /// argument that reads like a sentence is the message; a table of sentences that is handed to it is
    /// one of messages, since no table can be followed entry by entry.
    pub fn print_by_name(&mut self, call: &Call<'_>, path: &str, callees: &[FunctionId]) {
        let scope = self.scope();
        let arguments = Arguments::of_primitive(&scope, call);
        let count = arguments.given().len();
        let is_read = |id: &FunctionId| self.is_open(*id, path) && !self.hands_on(*id);
        let is_read = callees.iter().any(is_read);
        let is_sentence =
            |index: &usize| reads_like_text(&scope.slot_value(arguments.slot(*index), ""));
        let sentence = (0..count).filter(|_| !is_read).find(is_sentence);
        let table =
            || (0..count).find_map(|index| Some((index, scope.table(arguments.slot(index))?)));
        let (index, value) = match sentence {
            Some(index) => {
                let at = [ArgumentAt::Index(index)];
                (
                    index,
                    scope.message(&arguments, &at, self.pack.likely_dialect, false),
                )
            }
            None => match table().filter(|(_, texts)| reads_like_text(texts)) {
                Some(table) => table,
                None => {
                    self.read.summary.hands_on |= !is_read && self.is_callers(&arguments);
                    return;
                }
            },
        };
        let callee = last_name(path);
        let said = arguments.given()[..index]
            .iter()
            .rev()
            .find_map(|argument| match self.level_of(argument.value) {
                LevelOf::Known(level) | LevelOf::Bound(level) => Some(level),
                _ => None,
            });
        let level = said
            .or_else(|| self.pack.level_in(callee))
            .map_or(LevelOf::Unknown, LevelOf::Known);
        let way = Way {
            sink: Sink::Unknown,
            to: None,
            debug_only: false,
            level,
            certainty: Certainty::Name,
            dialect: self.pack.likely_dialect,
            via: Via::default(),
        };
        self.emit(
            value,
            &way,
            &CallSite {
                callee: callee.into(),
                line: call.line,
                is_macro: false,
            },
        );
    }
}

impl Reading<'_, '_> {
    /// Whether a function is known to hand what it is given on to one that is known by name alone.
    pub fn hands_on(&self, id: FunctionId) -> bool {
        self.known.summary(id).hands_on
    }

    /// Whether one of several arguments is what the function that is read was given, as it is: a single one
    /// is as often an error's number as its text.
    fn is_callers(&self, arguments: &Arguments<'_>) -> bool {
        let scope = self.scope();
        let values = arguments
            .given()
            .iter()
            .map(|given| scope.value(given.value));
        let is_whole = |value: Value| value.only_atom().is_some_and(Atom::is_callers);
        arguments.hands_on_rest() || arguments.given().len() > 1 && values.into_iter().any(is_whole)
    }
}

/// A function that takes a format and further arguments, and is called like one that reports
/// errors, prints them, even where its body hides how. So does one that is nearly called so, or like a level, if
/// its caller does not get the text back.
pub fn flow_by_name(function: &Function, known: &Summary, pack: &Pack) -> Option<Flow> {
    let parameter = Parameter::format_of(function, pack.likely_dialect)?;
    let is_format =
        |atom: &Atom| matches!(atom, Atom::Parameter(known) if known.index == parameter.index);
    let has_format = |line: &Line| line.atoms.iter().any(is_format);
    if known.flows.iter().any(|flow| has_format(&flow.line)) {
        return None;
    }
    let given_back = || {
        // A format that is gone through is bound anew, which its caller does not see.
        let outs = known.outs.iter();
        let outs = outs.filter(|out| out.index != parameter.index);
        let outs = outs.map(|out| &out.value);
        let mut values = outs.chain(&known.returns);
        values.any(|value| value.lines().iter().any(has_format))
    };
    let name = &function.name;
    let is_called_alike = || pack.is_nearly_likely_sink(name) || pack.level_in(name).is_some();
    if !pack.is_likely_sink(name) && (!is_called_alike() || given_back()) {
        return None;
    }
    let level = level_parameter(function, pack);
    let way = Way {
        sink: Sink::Unknown,
        to: None,
        debug_only: false,
        level: level.map_or(LevelOf::Unknown, LevelOf::Parameter),
        certainty: Certainty::Name,
        dialect: pack.likely_dialect,
        via: Via::default(),
    };
    Some(Flow {
        line: Line::of(Atom::Parameter(parameter)),
        way,
    })
}

/// Whether one of the texts has two words or more.
fn reads_like_text(value: &Value) -> bool {
    let mut lines = value.lines().iter();
    lines.any(|line| pattern_of(&line.atoms).words() >= 2)
}
