//! Functions that stand in fields, variables, tables and parameters, and are called through them.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Argument, Binding, Call, Expr, ExprId, Facts, Function, NameList};
use crate::link::program::{FunctionId, Program};

/// How many functions may stand behind one name: more are a habit of naming, not one hook.
const MAX_HANDLERS: usize = 16;

/// How many, where each takes a format and its values: that is a hook for messages.
const MAX_PRINTERS: usize = 64;

/// How many names may stand between a call and its function.
const MAX_STEPS: usize = 4;

/// What a function is known by where it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Holder<'a> {
    /// A variable or table.
    Variable(&'a str),
    /// A field of any object.
    Field(&'a str),
    /// A function's parameter, or a variable of its own.
    Own(FunctionId, &'a str),
    /// An entry of this table of a region, or this field of one.
    Entry(usize, &'a str, Option<&'a str>),
}

/// The functions behind names.
#[derive(Debug, Default)]
pub struct Handlers<'a> {
    behind: FxHashMap<Holder<'a>, Vec<&'a str>>,
    /// Parameters of functions whose values are kept under a name.
    kept: FxHashMap<Holder<'a>, Vec<(FunctionId, &'a str)>>,
    /// Variables that a region takes from a field of the same name.
    from_fields: FxHashSet<(usize, &'a str)>,
}

impl<'a> Handlers<'a> {
    /// Gathers all functions of a program that are named without being called.
    pub fn of(program: &Program<'a>) -> Self {
        let mut handlers = Handlers::default();
        for (region, facts) in program.facts.iter().enumerate() {
            let defaults = facts
                .functions
                .iter()
                .flat_map(|function| &function.defaults);
            for binding in facts.constants.iter().chain(defaults) {
                let holder = holder(facts, binding.target);
                handlers.bind(program, region, None, holder, binding);
            }
        }
        for id in program.function_ids() {
            let (facts, function) = program.function(id);
            let region = program.region(id);
            // Where a binding declares, functions are values as all others are, and what is a function's own is not listed.
            let own = (!program.pack(region).bindings_declare).then_some(function);
            for binding in function.bindings() {
                let holder = holder(facts, binding.target).map(|holder| match holder {
                    Holder::Variable(name) if function.locals.contains(name) => {
                        Holder::Own(id, name)
                    }
                    holder => holder,
                });
                handlers.bind(program, region, own, holder, binding);
                handlers.keep(facts, holder, binding.value, id, &function.parameters);
            }
            for call in function.calls() {
                if let Expr::Call(call) = facts.expressions.get(call) {
                    handlers.hand_over(program, region, own, &call);
                }
            }
        }
        handlers
    }

    fn bind(
        &mut self,
        program: &Program<'a>,
        region: usize,
        function: Option<&Function>,
        holder: Option<Holder<'a>>,
        binding: &Binding,
    ) {
        let facts = &program.facts[region];
        let Some(holder) = holder else {
            return;
        };
        if let Expr::List(items) = facts.expressions.get(binding.value) {
            return self.table(program, region, holder, items);
        }
        if let Holder::Variable(name) | Holder::Own(_, name) = holder
            && last_of(facts, binding.value) == Some(name)
        {
            self.from_fields.insert((region, name));
        }
        self.add(program, holder, named(facts, function, binding.value));
    }

    /// The functions of a table stand behind its name, and behind those of its fields.
    fn table(
        &mut self,
        program: &Program<'a>,
        region: usize,
        table: Holder<'a>,
        items: &'a [Argument],
    ) {
        let facts = &program.facts[region];
        let mut todo: Vec<&'a Argument> = items.iter().collect();
        while let Some(item) = todo.pop() {
            if let Expr::List(inner) = facts.expressions.get(item.value) {
                todo.extend(inner);
                continue;
            }
            let function = last_of(facts, item.value);
            let field = item.name.map(|name| facts.expressions.symbol(name));
            self.add(program, field.map_or(table, Holder::Field), function);
            if let Holder::Variable(table) = table {
                self.add(program, Holder::Entry(region, table, field), function);
            }
        }
    }

    fn keep(
        &mut self,
        facts: &'a Facts,
        holder: Option<Holder<'a>>,
        value: ExprId,
        id: FunctionId,
        parameters: &'a NameList,
    ) {
        let (Some(holder), Expr::Name(value)) = (holder, facts.expressions.get(value)) else {
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
        caller: Option<&Function>,
        call: &Call<'a>,
    ) {
        let facts = &program.facts[region];
        for (index, argument) in call.arguments.iter().enumerate() {
            let Some(function) = named(facts, caller, argument.value) else {
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
                    self.add(program, Holder::Own(id, parameter), Some(function));
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

    /// The functions that a call through this name in this function can mean: that of a field, or else of a variable,
    /// which is a field only where plain names may be, or where it was taken from one.
    pub fn behind(
        &self,
        program: &Program<'a>,
        region: usize,
        caller: Option<FunctionId>,
        name: &str,
        is_field: bool,
    ) -> Vec<FunctionId> {
        let mut functions: Vec<&str> = Vec::new();
        let mut holders = vec![Holder::Variable(name)];
        let may_be_field = || program.pack(region).own_methods;
        if is_field || may_be_field() || self.from_fields.contains(&(region, name)) {
            holders.push(Holder::Field(name));
        }
        holders.extend(caller.map(|caller| Holder::Own(caller, name)));
        for _ in 0..MAX_STEPS {
            let mut next = Vec::new();
            for holder in holders {
                functions.extend(self.behind.get(&holder).into_iter().flatten());
                let kept = self.kept.get(&holder).into_iter().flatten();
                next.extend(kept.map(|(id, parameter)| Holder::Own(*id, parameter)));
            }
            holders = next;
        }
        meant(program, region, functions)
    }

    /// The functions of a table that a call through a field of one of its entries can mean. In a table that the
    /// region fills with functions stands none that a field of the same name holds elsewhere.
    pub fn of_entry(
        &self,
        program: &Program<'a>,
        region: usize,
        table: &str,
        field: &str,
    ) -> Option<Vec<FunctionId>> {
        let holders = [Some(field), None].map(|field| Holder::Entry(region, table, field));
        let functions = holders.iter().filter_map(|holder| self.behind.get(holder));
        let functions: Vec<_> = functions.flatten().copied().collect();
        (!functions.is_empty()).then(|| meant(program, region, functions))
    }
}

/// The functions of these names that a region means, if they are few enough to be one hook.
fn meant(program: &Program<'_>, region: usize, mut functions: Vec<&str>) -> Vec<FunctionId> {
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

/// Whether a function takes a format and its values, in a language that has them.
fn takes_format(program: &Program<'_>, id: FunctionId) -> bool {
    let has_formats = program.pack(program.region(id)).rest_start.is_some();
    has_formats && program.function(id).1.rest.is_some()
}

/// What a name or member is known by.
fn holder(facts: &Facts, id: ExprId) -> Option<Holder<'_>> {
    match facts.expressions.get(id) {
        Expr::Name(name) => Some(Holder::Variable(name)),
        Expr::Member { name, .. } => Some(Holder::Field(name)),
        Expr::Index { object } | Expr::Address { object } | Expr::Offset { base: object } => {
            holder(facts, object)
        }
        _ => None,
    }
}

/// What may be the name of a function: a variable of the function that it stands in is none, whoever is called like it.
fn named<'a>(facts: &'a Facts, function: Option<&Function>, id: ExprId) -> Option<&'a str> {
    let is_own = |name| {
        function.is_some_and(|own| own.parameters.contains(name) || own.locals.contains(name))
    };
    match facts.expressions.get(id) {
        Expr::Name(name) if is_own(name) => None,
        Expr::Index { object } | Expr::Address { object } | Expr::Offset { base: object } => {
            named(facts, function, object)
        }
        _ => last_of(facts, id),
    }
}

/// The last name of a name or member.
fn last_of(facts: &Facts, id: ExprId) -> Option<&str> {
    match facts.expressions.get(id) {
        Expr::Name(name) | Expr::Member { name, .. } => Some(name),
        Expr::Index { object } | Expr::Address { object } | Expr::Offset { base: object } => {
            last_of(facts, object)
        }
        _ => None,
    }
}
