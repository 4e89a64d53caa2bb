//! Who fills a store that has become known.

use rustc_hash::FxHashSet;

use crate::facts::{Event, Expr, ExprId};
use crate::link::program::store::Store;
use crate::link::program::{FunctionId, Program, last_name};

/// Stores whose text is sought, with what tells quickly that most places are none of them.
pub(super) struct Sought<'s> {
    stores: &'s [Store],
    /// Each store's path.
    paths: FxHashSet<&'s str>,
    /// The last names of the paths.
    pub fields: FxHashSet<&'s str>,
}

impl<'s> Sought<'s> {
    pub fn new(stores: &'s [Store]) -> Self {
        let paths = stores.iter().map(Store::path);
        let fields = paths.clone().map(last_name);
        Sought {
            stores,
            paths: paths.collect(),
            fields: fields.filter(|field| !field.is_empty()).collect(),
        }
    }

    /// Whether a function may put something into one of the stores.
    pub fn is_filled_by(&self, program: &Program<'_>, id: FunctionId) -> bool {
        let (facts, function) = program.function(id);
        let is_filled = |target| self.holds(program, id, target);
        function.all_events().any(|event| match event {
            Event::Bind(binding) => is_filled(match facts.expressions.get(binding.target) {
                // One of its characters.
                Expr::Index { object } => object,
                _ => binding.target,
            }),
            Event::Call { call, .. } => match facts.expressions.get(*call) {
                Expr::Call(call) => call.arguments.iter().any(|given| is_filled(given.value)),
                _ => false,
            },
            _ => false,
        })
    }

    /// Whether a function's expression is a place in one of the stores.
    fn holds(&self, program: &Program<'_>, id: FunctionId, target: ExprId) -> bool {
        let (facts, function) = program.function(id);
        let last = facts.expressions.last_name(target);
        if !last.is_some_and(|last| self.fields.contains(last.as_ref())) {
            return false;
        }
        let Some(place) = facts.expressions.path(target) else {
            return false;
        };
        // A store is known by what lies below its object, or by its own name.
        let path = place.split_once('.').map_or(&*place, |(_, path)| path);
        if !self.paths.contains(path) {
            return false;
        }
        let filled = program.store(program.region(id), function, &place);
        filled.is_some_and(|filled| self.stores.contains(&filled))
    }
}
