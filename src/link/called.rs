//! What of a language's own a call means.

use super::program::Program;
use crate::facts::{Call, Expr};
use crate::pack::{Callee, Fit};

/// What is called: its name, and what of the language's own it is.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Called {
    /// Its name, with imports and bound names replaced by what they stand for.
    pub path: String,
    /// The sink that is called, by its place in the pack.
    pub output: Option<(usize, Fit)>,
    /// The builder that is called, by its place in the pack.
    pub builder: Option<(usize, Fit)>,
}

impl Called {
    /// `None` where something without a name is called.
    pub fn of(program: &Program<'_>, region: usize, call: &Call<'_>) -> Option<Self> {
        let expressions = &program.facts[region].expressions;
        let written = match (expressions.path(call.callee), expressions.get(call.callee)) {
            (Some(path), _) => path,
            (None, Expr::Member { name, .. }) => format!("?.{name}"),
            _ => return None,
        };
        let pack = program.pack(region);
        let path = program.resolve(region, &written);
        let outputs = pack.sinks.iter().map(|output| &output.callee);
        let builders = pack.builders.iter().map(|builder| &builder.callee);
        Some(Called {
            output: first(&written, &path, outputs),
            builder: first(&written, &path, builders),
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
fn first<'c>(
    written: &str,
    path: &str,
    all: impl Iterator<Item = &'c Callee> + Clone,
) -> Option<(usize, Fit)> {
    let fitting = |path: &str| {
        let mut all = all.clone().enumerate();
        all.find_map(|(place, callee)| callee.fits(path).map(|fit| (place, fit)))
    };
    match fitting(written) {
        Some((one, fit @ Fit::Sure(_))) => Some((one, fit)),
        likely if path == written => likely,
        likely => fitting(path).or(likely),
    }
}
