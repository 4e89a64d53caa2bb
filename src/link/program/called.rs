//! What of a language's own a call means.

use rustc_hash::FxHashMap;

use crate::facts::{Call, Expr};
use crate::link::program::{FunctionId, Program, last_name};
use crate::pack::{Callee, Fit, Pack};

/// The calls of a pack's sinks and builders.
#[derive(Debug)]
pub struct Primitives<'a> {
    outputs: ByName<'a>,
    builders: ByName<'a>,
}

/// By the names of their calls, entries of a pack's list with their places in it.
type ByName<'a> = FxHashMap<&'a str, Vec<(usize, &'a Callee)>>;

impl<'a> Primitives<'a> {
    pub fn of(pack: &'a Pack) -> Self {
        Primitives {
            outputs: by_name(pack.sinks.iter().map(|output| &output.callee)),
            builders: by_name(pack.builders.iter().map(|builder| &builder.callee)),
        }
    }
}

fn by_name<'a>(callees: impl Iterator<Item = &'a Callee>) -> ByName<'a> {
    let mut by_name = ByName::default();
    for (place, callee) in callees.enumerate() {
        for (name, _) in &callee.calls {
            by_name.entry(name).or_default().push((place, callee));
        }
    }
    by_name
}

/// What is called: its name, and what of the language's own it is.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Called {
    /// Its name, with imports and bound names replaced by what they stand for.
    pub path: String,
    /// The sink that is called, by its place in the pack.
    pub output: Option<(usize, Fit)>,
    /// The builder that is called, by its place in the pack.
    pub builder: Option<(usize, Fit)>,
}

impl Called {
    /// `None` where something without a name is called.
    pub fn of(
        program: &Program<'_>,
        region: usize,
        caller: Option<FunctionId>,
        call: &Call<'_>,
    ) -> Option<Self> {
        let expressions = &program.facts[region].expressions;
        let written = match (expressions.path(call.callee), expressions.get(call.callee)) {
            (Some(path), _) => path,
            (None, Expr::Member { name, .. }) => format!("?.{name}").into(),
            _ => return None,
        };
        let primitives = program.primitives(region);
        let path = program.resolve(region, caller, &written);
        Some(Called {
            output: first(&written, &path, &primitives.outputs),
            builder: first(&written, &path, &primitives.builders),
            path,
        })
    }

    /// Whether it is a method of an object, or a function of a module.
    pub fn is_on_object(&self) -> bool {
        self.path.contains('.')
    }
}

/// The first that fits the call as it is written, where that is certain, since a name in it may stand
/// for something else in another file only; otherwise the first that fits with names replaced.
fn first(written: &str, path: &str, all: &ByName<'_>) -> Option<(usize, Fit)> {
    let fitting = |path: &str| {
        let mut all = all.get(last_name(path))?.iter();
        all.find_map(|(place, callee)| callee.fits(path).map(|fit| (*place, fit)))
    };
    match fitting(written) {
        Some((one, fit @ Fit::Sure(_))) => Some((one, fit)),
        likely if path == written => likely,
        likely => fitting(path).or(likely),
    }
}
