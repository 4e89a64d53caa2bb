//! What arguments say beside the text: the level, and the destination.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::facts::{Expr, ExprId, Facts, Function};
use crate::level::Level;
use crate::link::program::last_name;
use crate::link::reading::Reading;
use crate::link::reading::calls::arguments::{Arguments, Slot};
use crate::link::reading::summary::{Destination, LevelOf};
use crate::pack::{ArgumentAt, Pack};
use crate::sink::Sink;

/// How many names may stand between an argument and what it means.
const MAX_STEPS: usize = 4;

/// The parameter of a function that is named like a level.
pub fn level_parameter(function: &Function, pack: &Pack) -> Option<usize> {
    let mut parameters = function.parameters.iter();
    parameters.position(|name| pack.names_level(name))
}

impl Reading<'_, '_> {
    /// The level that an argument speaks of.
    pub fn level_at(&self, arguments: &Arguments<'_>, at: &ArgumentAt) -> LevelOf {
        match arguments.at(at) {
            Slot::Parameter(index) => LevelOf::Parameter(index),
            Slot::Expression(id) => self.level_of(id),
            Slot::Named | Slot::Empty => LevelOf::Unknown,
        }
    }

    /// The level that an expression such as `LOG_ERR | LOG_DAEMON` speaks of.
    pub fn level_of(&self, id: ExprId) -> LevelOf {
        let mut levels = self.levels_in(self.facts, id);
        let mut parameter = self.level_chosen(id);
        if levels.is_empty() {
            let names = self.facts.expressions.names(id);
            let given = names.iter().find_map(|name| self.parameter(name));
            let bound = || names.iter().find_map(|name| self.level_bound(name));
            parameter = given.or_else(bound);
            levels.extend(names.iter().flat_map(|name| self.bound_levels(name)));
        }
        if let Some(parameter) = parameter {
            return LevelOf::Parameter(parameter);
        }
        match levels.first() {
            Some(only) if levels.len() == 1 => LevelOf::Known(*only),
            // The parameter that is named like a level says which.
            Some(gravest) => match self.level_parameter() {
                parameter @ LevelOf::Parameter(_) => parameter,
                _ => LevelOf::Bound(*gravest),
            },
            None => LevelOf::Unknown,
        }
    }

    /// The levels that an expression speaks of itself: each branch of a choice may speak of another.
    fn levels_in(&self, facts: &Facts, id: ExprId) -> BTreeSet<Level> {
        let inner = |inner: &[ExprId]| -> Vec<BTreeSet<Level>> {
            inner.iter().map(|id| self.levels_in(facts, *id)).collect()
        };
        match facts.expressions.get(id) {
            Expr::Choice(branches) => inner(branches).into_iter().flatten().collect(),
            Expr::Opaque(parts) => {
                let mut spoken = inner(parts).into_iter().rev();
                spoken.find(|levels| !levels.is_empty()).unwrap_or_default()
            }
            Expr::Call(call) => {
                let name = facts.expressions.last_name(call.callee);
                // `LOG_DEBUG(3)` is a level, `debug_to_priority(level)` makes one.
                let constant = name.filter(|name| !name.contains(char::is_lowercase));
                constant
                    .and_then(|name| self.pack.level_in(&name))
                    .into_iter()
                    .collect()
            }
            _ => {
                let names = facts.expressions.names(id);
                let last = names.iter().rev().find_map(|name| self.pack.level_in(name));
                last.into_iter().collect()
            }
        }
    }

    /// The parameter that one branch of a choice is, where others name levels: `level < 8 ? level : LOG_DEBUG`.
    fn level_chosen(&self, id: ExprId) -> Option<usize> {
        match self.facts.expressions.get(id) {
            Expr::Choice(branches) => branches.iter().find_map(|id| self.level_given(*id)),
            Expr::Opaque(parts) => parts.iter().find_map(|id| self.level_chosen(*id)),
            _ => None,
        }
    }

    /// The same of a variable that gets now a level that is named, now one of a table: `level = levels[priority]`.
    fn level_bound(&self, name: &str) -> Option<usize> {
        let expressions = &self.facts.expressions;
        let bindings = self.function.bindings();
        let mut bound = bindings.filter(|binding| expressions.is_name(binding.target, name));
        bound.find_map(|binding| self.level_given(binding.value))
    }

    /// The parameter that an expression is which names no level, or else the one that is named like a level.
    fn level_given(&self, id: ExprId) -> Option<usize> {
        if !self.levels_in(self.facts, id).is_empty() {
            return self.level_chosen(id);
        }
        let itself = match self.facts.expressions.get(id) {
            Expr::Name(name) => self.parameter(name),
            _ => None,
        };
        itself.or_else(|| level_parameter(self.function, self.pack))
    }

    /// The level that a call speaks of where nothing behind it says one: by a constant among its arguments,
    /// by a parameter that is named so, or by the callee's name.
    pub fn level_said(&self, arguments: &Arguments<'_>, callee: &str) -> LevelOf {
        let mut given = arguments.given().iter().map(|given| given.value);
        if let Some(level) = given.find_map(|id| self.constant_level(id)) {
            return LevelOf::Known(level);
        }
        let by_callee = || {
            let level = self.pack.level_in(callee)?;
            let is_threshold = level == Level::Debug && self.takes_level(callee);
            (!is_threshold).then_some(LevelOf::Named(level))
        };
        match self.level_handed_on(arguments) {
            LevelOf::Unknown => by_callee().unwrap_or(LevelOf::Unknown),
            parameter => parameter,
        }
    }

    /// The level that a parameter which is named so says, where a call hands it on. A constant that is not
    /// handed on to what prints may be of any enumeration: `TLS_ALERT_BAD_CERT` is no alert.
    pub fn level_handed_on(&self, arguments: &Arguments<'_>) -> LevelOf {
        let given = arguments.given().iter();
        let mut parameters =
            given.filter_map(|given| match self.facts.expressions.get(given.value) {
                Expr::Name(name) if self.pack.names_level(name) => self.parameter(name),
                _ => None,
            });
        let parameter = parameters.next();
        parameter.map_or(LevelOf::Unknown, LevelOf::Parameter)
    }

    /// Whether a function has a parameter for the level: `DEBUG(0, …)` tells from which level of debugging on it
    /// prints, and with 0 it always does.
    fn takes_level(&self, callee: &str) -> bool {
        let functions = self.program.definitions(self.region, callee).into_iter();
        let mut functions = functions.map(|id| self.program.function(id).1);
        functions.any(|function| level_parameter(function, self.pack).is_some())
    }

    /// The level that the name of a constant speaks of.
    fn constant_level(&self, id: ExprId) -> Option<Level> {
        let (Expr::Name(name) | Expr::Member { name, .. }) = self.facts.expressions.get(id) else {
            return None;
        };
        let is_constant = !name.contains(char::is_lowercase);
        is_constant.then(|| self.pack.level_in(name))?
    }

    /// What a parameter that is named like a level says of all that the function prints.
    pub fn level_parameter(&self) -> LevelOf {
        level_parameter(self.function, self.pack).map_or(LevelOf::Unknown, LevelOf::Parameter)
    }

    /// The level of what is called by a name that a macro joins, if its name says one: the parameter of
    /// `log_##level(…)` says which.
    pub fn level_joined(&self, called: &str, callee: &Function) -> Option<LevelOf> {
        let is_joined = self.pack.pasted(called).nth(1).is_some();
        let is_joined = is_joined && self.pack.level_in(&callee.name).is_some();
        let parameter = self.parameter(called).filter(|_| is_joined);
        parameter.map(LevelOf::Parameter)
    }

    /// The parameter that a name is, or that is pasted to it.
    fn parameter(&self, name: &str) -> Option<usize> {
        let place = |name: &str| self.function.parameters.position(name);
        self.pack.pasted(name).find_map(place)
    }

    /// The levels that a variable of this function gets, or else that constants stand for.
    fn bound_levels(&self, name: &str) -> Vec<Level> {
        let is_it = |id: ExprId| self.facts.expressions.is_name(id, name);
        let bindings = self.function.bindings();
        let here: Vec<_> = bindings
            .filter(|binding| is_it(binding.target))
            .flat_map(|binding| self.levels_in(self.facts, binding.value))
            .collect();
        if !here.is_empty() {
            return here;
        }
        let constants = self.constant(name).into_iter();
        let spoken = constants
            .flat_map(|(region, value)| self.levels_in(&self.program.facts[region], value));
        spoken.collect()
    }

    /// The sink that an argument names, as the pack's sink knows its names; a parameter is left to
    /// the caller to say.
    pub fn destination_at(
        &self,
        arguments: &Arguments<'_>,
        at: &ArgumentAt,
        output: usize,
        otherwise: Sink,
    ) -> (Sink, Option<Destination>) {
        let to = |parameter| Destination { parameter, output };
        let id = match arguments.at(at) {
            Slot::Parameter(parameter) => return (otherwise, Some(to(parameter))),
            Slot::Expression(id) => id,
            Slot::Named | Slot::Empty => return (otherwise, None),
        };
        let Some(path) = self.facts.expressions.path(id) else {
            return (otherwise, None);
        };
        if let Some(sink) = self.named_sink(&path, output) {
            return (sink, None);
        }
        (otherwise, self.parameter(&path).map(to))
    }

    /// The sink that a name means, or what the name is bound to.
    fn named_sink(&self, path: &str, output: usize) -> Option<Sink> {
        let (_, names) = self.pack.sinks[output].to.as_ref()?;
        let meant = |path: &str| {
            let known = names
                .iter()
                .find(|(glob, _)| glob.matches(path) || glob.matches(last_name(path)));
            known.map(|(_, sink)| *sink)
        };
        let mut path = Cow::Borrowed(path);
        for _ in 0..MAX_STEPS {
            if let Some(sink) = meant(&path) {
                return Some(sink);
            }
            path = self.stands_for(&path)?;
        }
        None
    }

    fn constant(&self, place: &str) -> Vec<(usize, ExprId)> {
        let class = self.function.class.as_deref();
        self.program.constant(self.region, class, place)
    }

    fn stands_for(&self, path: &str) -> Option<Cow<'_, str>> {
        let name = last_name(path);
        let bound = self.program.names.bound_to(self.region, name);
        bound.or_else(|| {
            let (region, value) = self.constant(path).into_iter().next()?;
            self.program.facts[region].expressions.path(value)
        })
    }
}
