//! Constants that functions make: who names one must be read after these.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Event, Expr, ExprId, Expressions, Function};
use crate::link::program::{FunctionId, Program, last_name};

/// How many constants that are made of one another are followed.
const MAX_STEPS: usize = 12;

/// The functions that make constants.
pub struct Initialisers<'p> {
    program: &'p Program<'p>,
    /// By the region and the value of a constant, sorted.
    makers: FxHashMap<(usize, ExprId), Vec<FunctionId>>,
    /// The last names of those constants.
    names: FxHashSet<&'p str>,
}

impl<'p> Initialisers<'p> {
    pub fn of(program: &'p Program<'p>) -> Self {
        let mut initialisers = Initialisers {
            program,
            makers: FxHashMap::default(),
            names: FxHashSet::default(),
        };
        for _ in 0..MAX_STEPS {
            if !initialisers.find_more() {
                break;
            }
        }
        initialisers
    }

    /// Looks for constants that functions make, or other such constants; whether there are new ones.
    fn find_more(&mut self) -> bool {
        let mut is_new = false;
        for (region, facts) in self.program.facts.iter().enumerate() {
            for constant in &facts.constants {
                let makers = self.makers_of(region, constant.value);
                let place = (region, constant.value);
                let known = self.makers.get(&place).map_or(0, Vec::len);
                if makers.len() > known {
                    is_new = true;
                    self.makers.insert(place, makers);
                    self.names
                        .extend(own_name(&facts.expressions, constant.target));
                }
            }
        }
        is_new
    }

    /// The functions that a constant's value calls, by itself or through other constants.
    fn makers_of(&self, region: usize, value: ExprId) -> Vec<FunctionId> {
        let expressions = &self.program.facts[region].expressions;
        let mut makers = Vec::new();
        let mut todo = vec![value];
        while let Some(id) = todo.pop() {
            let expression = expressions.get(id);
            todo.extend(expression.inner());
            // Of an object that nothing is known of, no method is asked.
            if let Expr::Call(call) = expression
                && matches!(expressions.get(call.callee), Expr::Name(_))
                && let Some(meant) = self.program.meant(region, None, id)
            {
                makers.extend(&meant.callees);
            }
            makers.extend(self.named(region, None, id));
        }
        sorted(makers)
    }

    /// The functions that make the constants which a function names.
    pub fn asked_by(&self, id: FunctionId) -> Vec<FunctionId> {
        if self.names.is_empty() {
            return Vec::new();
        }
        let (facts, function) = self.program.function(id);
        let region = self.program.region(id);
        let mut makers = Vec::new();
        let mut todo = roots(function);
        while let Some(id) = todo.pop() {
            let expression = facts.expressions.get(id);
            // Calls inside come by themselves.
            let is_call = |id: &ExprId| matches!(facts.expressions.get(*id), Expr::Call(call) if !call.is_field);
            todo.extend(expression.inner().filter(|id| !is_call(id)));
            makers.extend(self.named(region, function.class.as_deref(), id));
        }
        sorted(makers)
    }

    /// The functions that make the constant which an expression names, if it does.
    fn named(&self, region: usize, class: Option<&str>, id: ExprId) -> Vec<FunctionId> {
        let expressions = &self.program.facts[region].expressions;
        let name = own_name(expressions, id);
        if !name.is_some_and(|name| self.names.contains(name)) {
            return Vec::new();
        }
        let path = expressions.path(id).unwrap_or_default();
        let constants = self.program.constant(region, class, &path).into_iter();
        let makers = constants.filter_map(|place| self.makers.get(&place));
        makers.flatten().copied().collect()
    }
}

/// The last name of a name or member.
fn own_name(expressions: &Expressions, id: ExprId) -> Option<&str> {
    match expressions.get(id) {
        Expr::Name(name) | Expr::Member { name, .. } => Some(last_name(name)),
        _ => None,
    }
}

/// The expressions of a function.
fn roots(function: &Function) -> Vec<ExprId> {
    let in_body = function.all_events().filter_map(|event| match event {
        Event::Call { call: id, .. } | Event::Return(id, _) | Event::RaiseText(id, _) => Some(*id),
        Event::Bind(binding) => Some(binding.value),
        Event::Raise(raised) => *raised,
        Event::Closure(_) | Event::Leave | Event::Branch | Event::Arm | Event::Join => None,
    });
    let defaults = function.defaults.iter().map(|binding| binding.value);
    in_body.chain(defaults).collect()
}

fn sorted(mut ids: Vec<FunctionId>) -> Vec<FunctionId> {
    ids.sort_unstable();
    ids.dedup();
    ids
}
