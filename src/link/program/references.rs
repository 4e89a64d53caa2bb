//! Which functions each function and each file names, and what that says of the programs that are made of the files.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::facts::{Event, Expr, ExprId, Facts, Function};
use crate::link::program::order::reached;
use crate::link::program::{FunctionId, Program};

/// Of so many functions of a file a server uses one, at the least, where the file belongs to a library.
const USED_OF_A_LIBRARY: usize = 3;

/// The functions that are named in a program: to call them, or to have them called later.
pub struct References<'p> {
    program: &'p Program<'p>,
    /// By each function.
    pub by_function: Vec<Vec<FunctionId>>,
    /// By each file: its top level, where tables stand, is one of its functions.
    by_file: Vec<Vec<FunctionId>>,
}

impl<'p> References<'p> {
    pub fn of(program: &'p Program<'p>) -> Self {
        let ids = program.function_ids().into_par_iter();
        let by_function: Vec<_> = ids.map(|id| in_function(program, id)).collect();
        let mut by_file = vec![Vec::new(); program.facts.len()];
        for (id, named) in by_function.iter().enumerate() {
            by_file[program.region(id)].extend(named);
        }
        Self {
            program,
            by_function,
            by_file,
        }
    }

    /// For each function, whether its file offers it to somebody outside of the tree, such as the loader of a
    /// module: nothing names it, or only what is offered itself.
    pub fn offered(&self) -> Vec<bool> {
        let program = self.program;
        let mut is_named = vec![false; self.by_function.len()];
        for id in self.by_file.iter().flatten() {
            is_named[*id] = true;
        }
        let unnamed = program.function_ids().filter(|id| {
            let function = program.function(*id).1;
            let is_plain = !function.name.is_empty() && !function.is_macro;
            is_plain && !is_named[*id] && !program.is_entry(*id)
        });
        let in_the_file = |(id, named): (FunctionId, &Vec<FunctionId>)| -> Vec<_> {
            let is_near = |other: &FunctionId| program.region(*other) == program.region(id);
            named.iter().copied().filter(is_near).collect()
        };
        let within: Vec<_> = self
            .by_function
            .iter()
            .enumerate()
            .map(in_the_file)
            .collect();
        reached(&within, unnamed.collect())
    }

    /// For each file, those that are linked with it since it names their functions. A file that a program begins
    /// in is linked with no other.
    pub fn linked(&self, entries: &[FunctionId], servers: &[FunctionId]) -> Vec<Vec<usize>> {
        let mut apart = self.files_of(entries).collect();
        let served = reached(&self.linked_but(&apart), self.files_of(servers).collect());
        let by_servers = self
            .by_file
            .iter()
            .zip(served)
            .filter(|(_, served)| *served);
        let by_servers = by_servers.flat_map(|(named, _)| named).copied().collect();
        apart.retain(|file| !self.is_library(*file, &by_servers));
        self.linked_but(&apart)
    }

    /// Whether servers use many of a file's functions: then the program that begins in it only tries these out.
    /// What a tool's own file shares with a server is names.
    fn is_library(&self, file: usize, by_servers: &FxHashSet<FunctionId>) -> bool {
        let functions = self.program.functions.of_region(file);
        let all = functions.len();
        let used = functions.filter(|id| by_servers.contains(id)).count();
        used * USED_OF_A_LIBRARY >= all
    }

    /// For each file, those whose functions it names, but for some.
    fn linked_but(&self, apart: &FxHashSet<usize>) -> Vec<Vec<usize>> {
        let linked = |named: &Vec<FunctionId>| {
            let files = self.files_of(named);
            files.filter(|file| !apart.contains(file)).collect()
        };
        self.by_file.iter().map(linked).collect()
    }

    fn files_of(&self, functions: &[FunctionId]) -> impl Iterator<Item = usize> {
        functions.iter().map(|id| self.program.region(*id))
    }
}

fn in_function(program: &Program<'_>, id: FunctionId) -> Vec<FunctionId> {
    let (facts, function) = program.function(id);
    let is_own = |name: &str| function.parameters.contains(name) || function.locals.contains(name);
    let values = values(facts, function).into_iter();
    let handed = values.flat_map(|value| facts.expressions.names(value));
    let handed = handed.filter(|name| program.is_function(name) && !is_own(name));
    let called = program.called_names(id).into_iter();
    let names: FxHashSet<_> = called.chain(handed.map(Cow::Borrowed)).collect();
    let region = program.region(id);
    names
        .iter()
        .flat_map(|name| program.definitions(region, name))
        .collect()
}

/// What a function hands to calls and binds.
fn values(facts: &Facts, function: &Function) -> Vec<ExprId> {
    let mut values = Vec::new();
    for event in function.all_events() {
        match event {
            Event::Bind(binding) => values.push(binding.value),
            Event::Call { call, .. } => {
                if let Expr::Call(call) = facts.expressions.get(*call) {
                    values.extend(call.arguments.iter().map(|argument| argument.value));
                }
            }
            _ => {}
        }
    }
    values
}
