//! What is known of a call beside its text: the condition around it, what it prints, what comes after it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Event, Expr, ExprId, Expressions};
use crate::input::Input;
use crate::link::program::order::Order;
use crate::link::program::{FunctionId, Program, last_name};

/// How many of the calls behind a statement are named.
const NAMED: usize = 4;

/// What is known of a call; the same as in [`crate::link::Site`].
#[derive(Debug, Clone, Default)]
pub struct Circumstances {
    pub guard: Option<String>,
    pub values: Vec<String>,
    pub then: Vec<String>,
    pub callers: Arc<[String]>,
    pub calls: Arc<[String]>,
    pub input: Option<Input>,
    pub beside: bool,
    pub ends_process: bool,
}

/// What happens in any case from a point on, up to where the arm or the way through the function ends.
#[derive(Debug, Clone, Default)]
struct After {
    /// The calls that happen next.
    then: Vec<ExprId>,
    ends_process: bool,
}

/// The circumstances of these calls of a function and of the functions inside it, beside what holds
/// everywhere in it.
pub fn of_calls(
    program: &Program<'_>,
    id: FunctionId,
    wanted: &FxHashSet<ExprId>,
    everywhere: &Circumstances,
    ending: &[bool],
) -> FxHashMap<ExprId, Circumstances> {
    let (facts, function) = program.function(id);
    let region = program.region(id);
    let mut found = FxHashMap::default();
    backwards(
        program,
        id,
        &function.events,
        ending,
        &mut |event, after| {
            if let Event::Call {
                call, condition, ..
            } = event
                && wanted.contains(call)
            {
                let circumstances = Circumstances {
                    guard: condition.map(|text| facts.expressions.symbol(text).to_owned()),
                    values: values(&facts.expressions, *call),
                    then: (after.then.iter())
                        .filter_map(|call| program.called_name(region, *call))
                        .map(String::from)
                        .collect(),
                    ends_process: after.ends_process,
                    ..everywhere.clone()
                };
                found.insert(*call, circumstances);
            }
        },
    );
    found
}

/// For each function, whether it ends the process whatever way is gone through it.
pub fn ending(program: &Program<'_>, order: &Order) -> Vec<bool> {
    let mut ending = vec![false; order.callees.len()];
    for id in order.groups.iter().flatten() {
        let events = &program.function(*id).1.events;
        ending[*id] = backwards(program, *id, events, &ending, &mut |_, _| ()).ends_process;
    }
    ending
}

/// Goes through events from the last to the first, tells of each call what happens after it (and whether
/// it ends the process itself), and gives what happens in any case from the first on.
fn backwards(
    program: &Program<'_>,
    id: FunctionId,
    events: &[Event],
    ending: &[bool],
    tell: &mut dyn FnMut(&Event, &After),
) -> After {
    let mut around: Vec<After> = Vec::new();
    let mut after = After::default();
    for event in events.iter().rev() {
        match event {
            Event::Join => around.push(std::mem::take(&mut after)),
            Event::Branch => after = around.pop().unwrap_or_default(),
            Event::Arm
            | Event::Return(..)
            | Event::Leave
            | Event::Raise(_)
            | Event::RaiseText(..) => {
                after = After::default();
            }
            Event::Closure(closure) => {
                backwards(program, id, &closure.events, ending, tell);
            }
            Event::Call { call, .. } => {
                after.ends_process |= ends(program, id, *call, ending);
                tell(event, &after);
                let has_name = program.called_name(program.region(id), *call).is_some();
                if has_name {
                    after.then.truncate(NAMED - 1);
                    after.then.insert(0, *call);
                }
            }
            Event::Bind(_) => {}
        }
    }
    after
}

/// Whether a call ends the process: one of the language's own, or whatever function it can mean.
fn ends(program: &Program<'_>, caller: FunctionId, call: ExprId, ending: &[bool]) -> bool {
    let region = program.region(caller);
    let Some(meant) = program.meant(region, Some(caller), call) else {
        return false;
    };
    let endings = &program.pack(region).endings;
    let is_primitive = meant
        .path()
        .is_some_and(|path| endings.iter().any(|ending| ending == path));
    let callees = &meant.callees;
    is_primitive || !callees.is_empty() && callees.iter().all(|callee| ending[*callee])
}

/// What a function calls, by the last names of the calls; sorted, each once.
pub fn calls(program: &Program<'_>, id: FunctionId) -> Arc<[String]> {
    let names = program.called_names(id);
    let names: BTreeSet<&str> = names.iter().map(|name| last_name(name)).collect();
    names.into_iter().map(String::from).collect()
}

/// The names in a call's arguments, sorted, each once.
fn values(expressions: &Expressions, call: ExprId) -> Vec<String> {
    let Expr::Call(call) = expressions.get(call) else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for argument in call.arguments {
        match expressions.get(argument.value) {
            Expr::Call(inner) => names.extend(expressions.path(inner.callee)),
            _ => names.extend(expressions.names(argument.value).into_iter().map(Cow::from)),
        }
    }
    names.retain(|name| name.contains(char::is_alphabetic));
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(Cow::into_owned).collect()
}
