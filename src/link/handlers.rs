//! Functions that stand in fields, variables, tables and parameters, and are called through them.

use rustc_hash::FxHashMap;

use super::program::{FunctionId, Program};
use crate::facts::{Argument, Binding, Call, Expr, ExprId, Facts, NameList};

/// How many functions may stand behind one name: more are a habit of naming, not one hook.
const MAX_HANDLERS: usize = 16;

/// How many, where each takes a format and its values: that is a hook for messages.
const MAX_PRINTERS: usize = 64;

/// How many names may stand between a call and its function.
const MAX_STEPS: usize = 4;

/// What a function is known by where it is called.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Holder<'a> {
    /// A field, variable or table, by its last name.
    Named(&'a str),
    /// A function's parameter.
    Parameter(FunctionId, &'a str),
}

/// The functions behind names.
#[derive(Debug, Default)]
pub(super) struct Handlers<'a> {
    behind: FxHashMap<Holder<'a>, Vec<&'a str>>,
    /// Parameters of functions whose values are kept under a name.
    kept: FxHashMap<&'a str, Vec<(FunctionId, &'a str)>>,
}

impl<'a> Handlers<'a> {
    /// Gathers all functions of a program that are named without being called.
    pub fn of(program: &Program<'a>) -> Self {
        let mut handlers = Handlers::default();
        for facts in program.facts {
            let defaults = facts
                .functions
                .iter()
                .flat_map(|function| &function.defaults);
            for binding in facts.constants.iter().chain(defaults) {
                handlers.bind(program, facts, binding);
            }
        }
        for id in program.function_ids() {
            let (facts, function) = program.function(id);
            for binding in function.bindings() {
                handlers.bind(program, facts, binding);
                handlers.keep(facts, binding, id, &function.parameters);
            }
            for call in function.calls() {
                if let Expr::Call(call) = facts.expressions.get(call) {
                    handlers.hand_over(program, program.region(id), facts, &call);
                }
            }
        }
        handlers
    }

    fn bind(&mut self, program: &Program<'a>, facts: &'a Facts, binding: &Binding) {
        let Some(holder) = last_of(facts, binding.target) else {
            return;
        };
        match facts.expressions.get(binding.value) {
            Expr::List(items) => self.table(program, facts, holder, items),
            _ => self.add(
                program,
                Holder::Named(holder),
                last_of(facts, binding.value),
            ),
        }
    }

    /// The functions of a table stand behind its name, and behind those of its fields.
    fn table(
        &mut self,
        program: &Program<'a>,
        facts: &'a Facts,
        table: &'a str,
        items: &'a [Argument],
    ) {
        let mut todo: Vec<&'a Argument> = items.iter().collect();
        while let Some(item) = todo.pop() {
            if let Expr::List(inner) = facts.expressions.get(item.value) {
                todo.extend(inner);
                continue;
            }
            let function = last_of(facts, item.value);
            let holder = item
                .name
                .map_or(table, |name| facts.expressions.symbol(name));
            self.add(program, Holder::Named(holder), function);
        }
    }

    fn keep(
        &mut self,
        facts: &'a Facts,
        binding: &Binding,
        id: FunctionId,
        parameters: &'a NameList,
    ) {
        let (Some(holder), Expr::Name(value)) = (
            last_of(facts, binding.target),
            facts.expressions.get(binding.value),
        ) else {
            return;
        };
        if let Some(parameter) = parameters.iter().find(|parameter| *parameter == value) {
            let kept = self.kept.entry(holder).or_default();
            if kept.len() <= MAX_HANDLERS {
                kept.push((id, parameter));
            }
        }
    }

    /// Functions that a call hands over stand behind its callee's parameters.
    fn hand_over(
        &mut self,
        program: &Program<'a>,
        region: usize,
        facts: &'a Facts,
        call: &Call<'a>,
    ) {
        for (index, argument) in call.arguments.iter().enumerate() {
            let Some(function) = last_of(facts, argument.value) else {
                continue;
            };
            if !program.is_function(function) {
                continue;
            }
            let Some(callee) = last_of(facts, call.callee) else {
                return;
            };
            for id in program.definitions(region, callee) {
                let callee = program.function(id).1;
                let shift = usize::from(program.pack(region).has_receiver(callee));
                let name = argument.name.map(|name| facts.expressions.symbol(name));
                let parameter = match name {
                    Some(name) => callee.parameters.iter().find(|known| *known == name),
                    None => callee.parameters.get(index + shift),
                };
                if let Some(parameter) = parameter {
                    self.add(program, Holder::Parameter(id, parameter), Some(function));
                }
            }
        }
    }

    fn add(&mut self, program: &Program<'a>, holder: Holder<'a>, function: Option<&'a str>) {
        let Some(function) = function.filter(|name| program.is_function(name)) else {
            return;
        };
        let behind = self.behind.entry(holder).or_default();
        if behind.contains(&function) {
            return;
        }
        let all_take_formats = || {
            let mut names = behind.iter().chain([&function]);
            names.all(|name| {
                let mut ids = program.functions.all_named(name);
                ids.all(|id| takes_format(program, id))
            })
        };
        if behind.len() <= MAX_HANDLERS || behind.len() <= MAX_PRINTERS && all_take_formats() {
            behind.push(function);
        }
    }

    /// The functions that a call through this name in this function can mean.
    pub fn behind(
        &self,
        program: &Program<'a>,
        region: usize,
        caller: Option<FunctionId>,
        name: &str,
    ) -> Vec<FunctionId> {
        let mut functions: Vec<&str> = Vec::new();
        let mut holders = vec![Holder::Named(name)];
        holders.extend(caller.map(|caller| Holder::Parameter(caller, name)));
        for _ in 0..MAX_STEPS {
            let mut next = Vec::new();
            for holder in holders {
                functions.extend(self.behind.get(&holder).into_iter().flatten());
                if let Holder::Named(name) = holder {
                    let kept = self.kept.get(name).into_iter().flatten();
                    next.extend(kept.map(|(id, parameter)| Holder::Parameter(*id, parameter)));
                }
            }
            holders = next;
        }
        functions.sort_unstable();
        functions.dedup();
        let all: Vec<_> = functions
            .iter()
            .flat_map(|function| program.functions.pointed_to(region, function))
            .collect();
        if all.iter().all(|id| takes_format(program, *id)) {
            return program.functions.nearest(region, &all, MAX_PRINTERS);
        }
        program.functions.nearest(region, &all, MAX_HANDLERS)
    }
}

/// Whether a function takes a format and its values, in a language that has them.
fn takes_format(program: &Program<'_>, id: FunctionId) -> bool {
    let has_formats = program.pack(program.region(id)).rest_start.is_some();
    has_formats && program.function(id).1.rest.is_some()
}

/// The last name of a name or member.
fn last_of(facts: &Facts, id: ExprId) -> Option<&str> {
    match facts.expressions.get(id) {
        Expr::Name(name) | Expr::Member { name, .. } => Some(name),
        Expr::Index { object } | Expr::Offset { base: object } => last_of(facts, object),
        _ => None,
    }
}
