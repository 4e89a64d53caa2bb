//! What a call does: print, build, or hand on to the program's own functions.

use super::arguments::{Arguments, Marked, Slot};
use super::collect::Finding;
use super::evidence::{Certainty, Construct};
use super::interpret::Reading;
use super::program::{FunctionId, last_name};
use super::summary::{Flow, LevelOf, Way};
use super::value::{Atom, Line, Parameter, Value, Values, pattern_of};
use crate::dialect::Dialect;
use crate::facts::{Call, Expr, ExprId, Function};
use crate::level::Level;
use crate::pack::{ArgumentAt, Builder, Fit, Output};
use crate::pattern::Pattern;
use crate::sink::Sink;

/// Letters that a message has at least: fewer name nothing.
const MIN_LETTERS: usize = 4;

/// Letters that a callee may put around a text before a single word of the caller's counts as a
/// value in the callee's message, not as a message.
const MAX_DECORATION: usize = 8;

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

    /// A sink of the language's own.
    fn print(&mut self, call: &Call, path: &str, output: &Output, fit: Fit) {
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

    fn level_at(&self, arguments: &Arguments<'_>, at: &ArgumentAt) -> LevelOf {
        match arguments.at(at) {
            Slot::Parameter(index) => LevelOf::Parameter(index),
            Slot::Expression(id) => self.level_of(id),
            Slot::Empty => LevelOf::Unknown,
        }
    }

    /// The level that an expression such as `LOG_ERR | LOG_DAEMON` speaks of.
    fn level_of(&self, id: ExprId) -> LevelOf {
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

    /// Text reaches a sink: what has no caller's part in it is a message of this function; what has
    /// one is a flow, and its own text is a message too.
    fn emit_line(&mut self, marked: &[Marked], origin: Construct, way: Way, place: &CallSite<'_>) {
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

    /// A function that is not in the tree, but is called like one that reports errors: its first
    /// argument that reads like a sentence is the message.
    fn print_by_name(&mut self, call: &Call, path: &str) {
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

    /// An exception is raised with a text.
    pub fn raise(&mut self, raised: ExprId, line: usize) {
        let facts = self.facts;
        let Expr::Call(call) = facts.expressions.get(raised) else {
            return;
        };
        let Some(path) = facts.expressions.path(call.callee) else {
            return;
        };
        let scope = self.scope();
        let text = call
            .arguments
            .iter()
            .map(|argument| scope.value(argument.value))
            .find(|value| !value.is_hole());
        let Some(text) = text else { return };
        let way = Way {
            sink: Sink::Exception,
            level: LevelOf::Known(Level::Error),
            certainty: Certainty::Direct,
            dialect: Dialect::Plain,
            via: Vec::new(),
        };
        let first = self.findings.len();
        self.emit(
            text,
            &way,
            &CallSite {
                callee: last_name(&path),
                line,
                is_macro: false,
            },
        );
        for finding in &mut self.findings[first..] {
            finding.construct = Construct::RaisedMessage;
        }
    }
}

/// A function that takes a format and further arguments, and is called like one that reports
/// errors, prints them, even where its body hides how.
pub(super) fn flow_by_name(function: &Function, pack: &crate::pack::Pack) -> Option<Flow> {
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

/// Where a call stands and what it calls.
pub(super) struct CallSite<'s> {
    pub callee: &'s str,
    pub line: usize,
    pub is_macro: bool,
}

/// What a call itself contributes to a line, without what its callee puts around it; `None` if that
/// says nothing.
fn own_text(marked: &[Marked]) -> Option<Pattern> {
    let speaks = |(atom, own): &Marked| {
        *own && matches!(atom, Atom::Text(text) if text.contains(char::is_alphabetic))
    };
    let first = marked.iter().position(speaks)?;
    let last = marked.iter().rposition(speaks)?;
    let before = marked[..first]
        .iter()
        .rev()
        .take_while(|(_, own)| *own)
        .count();
    let behind = marked[last + 1..]
        .iter()
        .take_while(|(_, own)| *own)
        .count();
    let core = &marked[first - before..=last + behind];
    let pattern = pattern_of(core.iter().map(|(atom, _)| atom));
    let own = pattern_of(core.iter().filter(|(_, own)| *own).map(|(atom, _)| atom));
    let around = pattern_of(marked.iter().filter(|(_, own)| !own).map(|(atom, _)| atom));
    let is_value = words(&own) < 2 && around.letters() > MAX_DECORATION;
    (own.letters() >= MIN_LETTERS && !is_value).then_some(pattern)
}

fn words(pattern: &Pattern) -> usize {
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    pattern
        .texts()
        .flat_map(str::split_whitespace)
        .filter(is_word)
        .count()
}
