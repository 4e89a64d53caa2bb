//! What of a language's own a call means.

use super::program::Program;
use crate::facts::{Call, Expr};
use crate::pack::{Builder, Callee, Fit, Output, Pack};

/// The name of what is called, as it is written and with its names replaced.
pub(super) struct Called<'a> {
    pack: &'a Pack,
    written: String,
    /// With imports and bound names replaced by what they stand for.
    pub path: String,
}

impl<'a> Called<'a> {
    /// `None` where something without a name is called.
    pub fn of(program: &Program<'a>, region: usize, call: &Call) -> Option<Self> {
        let expressions = &program.facts[region].expressions;
        let written = match (expressions.path(call.callee), expressions.get(call.callee)) {
            (Some(path), _) => path,
            (None, Expr::Member { name, .. }) => format!("?.{name}"),
            _ => return None,
        };
        Some(Called {
            pack: program.pack(region),
            path: program.resolve(region, &written),
            written,
        })
    }

    /// Whether it is a method of an object, or a function of a module.
    pub fn is_on_object(&self) -> bool {
        self.path.contains('.')
    }

    /// The sink that is called, by its place in the pack.
    pub fn output(&self) -> Option<(usize, Fit)> {
        let outputs = self.pack.sinks.iter().enumerate();
        self.first(outputs, |(_, output): &(usize, &Output)| &output.callee)
            .map(|((index, _), fit)| (index, fit))
    }

    /// The builder that is called.
    pub fn builder(&self) -> Option<(&'a Builder, Fit)> {
        self.first(self.pack.builders.iter(), |builder| &builder.callee)
    }

    /// The first that fits the call as it is written, where that is certain, since a name in it may stand
    /// for something else in another file only; otherwise the first that fits with names replaced.
    fn first<'c, T>(
        &self,
        all: impl Iterator<Item = T> + Clone,
        callee: impl Fn(&T) -> &'c Callee,
    ) -> Option<(T, Fit)> {
        let fitting = |path: &str| {
            all.clone()
                .find_map(|one| callee(&one).fits(path).map(|fit| (one, fit)))
        };
        match fitting(&self.written) {
            Some((one, fit @ Fit::Sure(_))) => Some((one, fit)),
            likely => fitting(&self.path).or(likely),
        }
    }
}
