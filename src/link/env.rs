//! What names and fields hold, along the ways through a function.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::rc::Rc;

use super::value::Value;

/// How many names and fields of one function are followed.
const MAX_PLACES: usize = 512;

/// Values by place: `name`, `name.field`.
#[derive(Debug, Clone, Default)]
pub(super) struct Env {
    values: BTreeMap<Rc<str>, Value>,
    /// Whether this way has left the function.
    left: bool,
}

impl Env {
    pub fn get(&self, place: &str) -> Option<&Value> {
        self.values.get(place)
    }

    pub fn set(&mut self, place: &str, value: Value) {
        // What lies below a place is gone when the place itself gets a new value.
        let below = format!("{place}.");
        let from_there = (Bound::Included(below.as_str()), Bound::Unbounded);
        while let Some((known, _)) = self.values.range::<str, _>(from_there).next()
            && known.starts_with(&below)
        {
            let gone = known.clone();
            self.values.remove(&gone);
        }
        if self.values.len() < MAX_PLACES || self.values.contains_key(place) {
            self.values.insert(place.into(), value);
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Rc<str>, &Value)> {
        self.values.iter()
    }

    /// Joins the ways that have not left the function, which all come from `before`. A place without a
    /// value holds what the caller handed over, if it lies below a parameter, or else nothing that
    /// could be printed.
    fn join(before: &Env, envs: Vec<Env>, parameters: &[String]) -> Env {
        let mut going_on: Vec<Env> = envs.into_iter().filter(|env| !env.left).collect();
        let Some(first) = going_on.pop() else {
            return Env {
                values: BTreeMap::new(),
                left: true,
            };
        };
        if going_on.is_empty() {
            return first;
        }
        going_on.push(first);
        let ways = going_on.len();
        let mut gathered: BTreeMap<Rc<str>, Vec<Value>> = BTreeMap::new();
        for (place, value) in going_on.into_iter().flat_map(|env| env.values) {
            gathered.entry(place).or_default().push(value);
        }
        let join_all = |(place, mut values): (Rc<str>, Vec<Value>)| {
            if values.len() < ways {
                values.extend(handed_over(&place, parameters));
            }
            values.dedup();
            if values.len() == 1 {
                return (place, values.swap_remove(0));
            }
            let there = before.get(&place).cloned();
            let joined = match there.or_else(|| handed_over(&place, parameters)) {
                Some(there) => Value::joined(&there, values),
                None => Value::union(values),
            };
            (place, joined)
        };
        Env {
            values: gathered.into_iter().map(join_all).collect(),
            left: false,
        }
    }
}

/// What a place held when the function began, if it lies below a parameter.
pub(super) fn handed_over(place: &str, parameters: &[String]) -> Option<Value> {
    let (root, path) = place.split_at(place.find('.').unwrap_or(place.len()));
    let index = parameters.iter().position(|parameter| parameter == root)?;
    Some(Value::parameter(index, path))
}

/// The ways through a function that are open at one point of it.
#[derive(Debug)]
pub(super) struct Ways<'a> {
    parameters: &'a [String],
    now: Env,
    branches: Vec<Branch>,
    /// How things stood where the function was left.
    exits: Vec<Env>,
}

#[derive(Debug, Default)]
struct Branch {
    before: Option<Env>,
    arms: Vec<Env>,
}

impl<'a> Ways<'a> {
    pub fn new(parameters: &'a [String]) -> Self {
        Ways {
            parameters,
            now: Env::default(),
            branches: Vec::new(),
            exits: Vec::new(),
        }
    }

    pub fn now(&self) -> &Env {
        &self.now
    }

    pub fn now_mut(&mut self) -> &mut Env {
        &mut self.now
    }

    pub fn branch(&mut self) {
        self.branches.push(Branch::default());
    }

    pub fn arm(&mut self) {
        let Some(branch) = self.branches.last_mut() else {
            return;
        };
        match &branch.before {
            None => branch.before = Some(self.now.clone()),
            Some(before) => {
                let done = std::mem::replace(&mut self.now, before.clone());
                branch.arms.push(done);
            }
        }
    }

    /// A branch with one arm may be passed by.
    pub fn join(&mut self) {
        let Some(Branch {
            before: Some(before),
            mut arms,
        }) = self.branches.pop()
        else {
            return;
        };
        arms.push(std::mem::take(&mut self.now));
        if arms.len() == 1 {
            arms.push(before.clone());
        }
        self.now = Env::join(&before, arms, self.parameters);
    }

    /// This way ends here.
    pub fn leave(&mut self) {
        self.exits.push(self.now.clone());
        self.now.left = true;
    }

    /// How things may stand after the function.
    pub fn end(mut self) -> Env {
        for exit in &mut self.exits {
            exit.left = false;
        }
        self.exits.push(self.now);
        Env::join(&Env::default(), self.exits, self.parameters)
    }
}
