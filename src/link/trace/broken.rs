//! The step at which a literal's way to a sink ends.

use std::borrow::Cow;

use super::chain::link;
use super::literals::{Root, Text};
use super::parts::printed;
use super::{Broken, Link, Loss, Step};
use crate::dialect::Dialect;
use crate::facts::{Call, Expr, ExprId};
use crate::link::program::called::Called;
use crate::link::program::{FunctionId, Program};
use crate::link::reading::calls::arguments::{Arguments, Slot};
use crate::link::reading::calls::own_text::own_text;
use crate::link::reading::env::Env;
use crate::link::reading::evaluate::Scope;
use crate::link::reading::evaluate::evaluated::Evaluated;
use crate::link::reading::known::Known;
use crate::link::value::{Atom, Line};

/// Where the way of a literal ends that is no part of a message. `reaching` says for each function
/// whether it reaches a sink at all.
pub(super) fn broken(
    program: &Program<'_>,
    known: Known<'_>,
    reaching: &[bool],
    text: &Text,
) -> Broken {
    let scope = Scope {
        program,
        known,
        region: program.region(text.function),
        caller: Some(text.function),
        env: &Env::default(),
        evaluated: &Evaluated::default(),
        depth: 0,
    };
    let search = Search { scope, reaching };
    Broken {
        literal: text.literal.clone(),
        step: search.step(text),
    }
}

/// Looks for the step, seen from the function that the literal stands in.
struct Search<'s> {
    scope: Scope<'s>,
    reaching: &'s [bool],
}

impl Search<'_> {
    fn step(&self, text: &Text) -> Step {
        if is_too_short(&text.line) {
            return Step::TooShort;
        }
        let step = self.way_out(text);
        // A placeholder has letters too.
        let prints_little = || {
            let mut dialects = Dialect::ALL.iter();
            dialects.any(|dialect| is_too_short(&printed(text, *dialect)))
        };
        match step {
            Step::Handed {
                loss: Loss::Value, ..
            } if prints_little() => Step::TooShort,
            step => step,
        }
    }

    /// From the inside out: the first call that does not give the text back, or else what becomes of
    /// the whole expression.
    fn way_out(&self, text: &Text) -> Step {
        let mut is_entry = false;
        for (at, id) in text.path.iter().enumerate().rev().skip(1) {
            match self.scope.expressions().get(*id) {
                Expr::List(_) => is_entry = true,
                Expr::Call(call) if !self.scope.value(*id).has_text() => {
                    let step = self.at_call(*id, &call, text.path[at + 1]);
                    return step.unwrap_or(Step::NotFollowed);
                }
                Expr::Opaque(_) => return Step::NotFollowed,
                _ => {}
            }
        }
        let named = match text.root {
            Root::Bind(target) if is_entry => self.place(target).map(|table| Step::Entry { table }),
            Root::Bind(target) => self.place(target).map(|name| Step::Bound { name }),
            Root::Default(target) => self.place(target).map(|name| Step::Default { name }),
            Root::Return => Some(Step::Returned),
            Root::Call => None,
        };
        named.unwrap_or(Step::NotFollowed)
    }

    /// Why a call with this argument does not print it; `None` for what has no name, or a receiver.
    fn at_call(&self, id: ExprId, call: &Call<'_>, value: ExprId) -> Option<Step> {
        let mut arguments = call.arguments.iter();
        let at = arguments.position(|argument| argument.value == value)?;
        let (program, region) = (self.scope.program, self.scope.region);
        let meant = program.meant(region, self.scope.caller, id)?;
        let called = meant.called.as_ref()?;
        let callees = &meant.callees;
        let mut through = callees
            .iter()
            .filter_map(|id| self.through(call, value, *id));
        let callee = link(program, region, &called.path, callees);
        let loss = through
            .next()
            .or_else(|| self.at_known(call, called))
            .unwrap_or_else(|| self.at_other(&callee, callees));
        Some(Step::Handed {
            callee,
            argument: at + 1,
            loss,
        })
    }

    /// What a function of the program does with an argument, if it does anything that is known.
    fn through(&self, call: &Call<'_>, value: ExprId, callee: FunctionId) -> Option<Loss> {
        let function = self.scope.program.function(callee).1;
        let arguments = Arguments::of_call(&self.scope, call, function);
        // A receiver may be counted, so positions can be one higher.
        let mut slots = 0..=call.arguments.len();
        let index = slots.find(|at| arguments.slot(*at) == Slot::Expression(value))?;
        let holds = |line: &Line| {
            let mut atoms = line.atoms.iter();
            atoms.any(|atom| matches!(atom, Atom::Parameter(known) if known.index == index))
        };
        let summary = self.scope.known.summary(callee);
        if summary.flows.iter().any(|flow| holds(&flow.line)) {
            return Some(Loss::Value);
        }
        let mut outs = summary.outs.iter();
        let out = outs.find(|out| out.value.lines().iter().any(holds))?;
        let into = self.place_at(arguments.slot(out.index))?;
        Some(Loss::Built { into })
    }

    /// What a call of the language's own does with an argument.
    fn at_known(&self, call: &Call<'_>, called: &Called) -> Option<Loss> {
        if called.output.is_some() {
            return Some(Loss::OtherArgument);
        }
        let builder = self.scope.builder(called)?;
        let into = builder.into.as_ref().and_then(|into| {
            let arguments = Arguments::of_primitive(&self.scope, call);
            self.place_at(arguments.at(into))
        });
        Some(into.map_or(Loss::OtherArgument, |into| Loss::Built { into }))
    }

    /// A call that nothing is known of but the functions that it can mean, or its name.
    fn at_other(&self, callee: &Link, callees: &[FunctionId]) -> Loss {
        if callees.iter().any(|id| self.reaching[*id]) {
            Loss::OtherText
        } else if !callee.defined.is_empty() {
            Loss::NoSink
        } else if (self.scope.program.pack(self.scope.region)).is_likely_sink(&callee.name) {
            Loss::NoSentence
        } else {
            Loss::NotInSource
        }
    }

    fn place_at(&self, slot: Slot) -> Option<String> {
        match slot {
            Slot::Expression(id) => self.place(id),
            _ => None,
        }
    }

    /// A name or field, also of which an entry is meant.
    fn place(&self, id: ExprId) -> Option<String> {
        match self.scope.expressions().get(id) {
            Expr::Index { object } => self.place(object),
            _ => self.scope.expressions().path(id).map(Cow::into_owned),
        }
    }
}

fn is_too_short(line: &Line) -> bool {
    let own: Vec<_> = line.atoms.iter().map(|atom| (atom, true)).collect();
    own_text(&own).is_none()
}
