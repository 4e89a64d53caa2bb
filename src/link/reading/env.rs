//! What names and fields hold, along the ways through a function.

use std::rc::Rc;

use crate::facts::NameList;
use crate::link::reading::aliases::Aliases;
use crate::link::reading::evaluate::evaluated::Evaluated;
use crate::link::value::Value;

/// How many names and fields of one function are followed.
const MAX_PLACES: usize = 512;

/// Values by place: `name`, `name.field`. Ways that branch off share them until one of them changes.
#[derive(Debug, Clone, Default)]
pub struct Env {
    /// Sorted by place.
    values: Rc<Vec<(Rc<str>, Value)>>,
    /// What points into other places.
    pub aliases: Aliases,
    /// Whether this way has left the function.
    left: bool,
}

impl Env {
    pub fn get(&self, place: &str) -> Option<&Value> {
        let at = self.find(place).ok()?;
        Some(&self.values[at].1)
    }

    fn find(&self, place: &str) -> Result<usize, usize> {
        self.values
            .binary_search_by(|(known, _)| known.as_ref().cmp(place))
    }

    pub fn set(&mut self, place: &str, value: Value) {
        let values = Rc::make_mut(&mut self.values);
        // What lies below a place is gone when the place itself gets a new value.
        let is_before = |known: &str| match known.strip_prefix(place) {
            Some(behind) => behind < ".",
            None => known < place,
        };
        let from = values.partition_point(|(known, _)| is_before(known));
        let is_below = |known: &str| {
            let behind = known.strip_prefix(place);
            behind.is_some_and(|behind| behind.starts_with('.'))
        };
        let gone = values[from..].iter();
        let gone = gone.take_while(|(known, _)| is_below(known)).count();
        values.drain(from..from + gone);
        match self.find(place) {
            Ok(at) => Rc::make_mut(&mut self.values)[at].1 = value,
            Err(at) if self.values.len() < MAX_PLACES => {
                Rc::make_mut(&mut self.values).insert(at, (place.into(), value));
            }
            Err(_) => {}
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &(Rc<str>, Value)> {
        self.values.iter()
    }

    /// Joins the ways that have not left the function, which all come from `before`. A place without a
    /// value holds what the caller handed over, if it lies below a parameter, or else nothing that
    /// could be printed.
    fn join(before: &Env, envs: Vec<Env>, parameters: &NameList) -> Env {
        let going_on: Vec<Env> = envs.into_iter().filter(|env| !env.left).collect();
        let Some((first, others)) = going_on.split_first() else {
            return Env {
                left: true,
                ..Env::default()
            };
        };
        let aliases = Aliases::join(going_on.iter().map(|env| &env.aliases));
        let is_first = |other: &Env| Rc::ptr_eq(&first.values, &other.values);
        if others.iter().all(is_first) {
            return Env {
                aliases,
                ..first.clone()
            };
        }
        let mut joined = Vec::with_capacity(first.values.len());
        let mut rest: Vec<&[(Rc<str>, Value)]> =
            going_on.iter().map(|env| &env.values[..]).collect();
        let mut values = Vec::with_capacity(rest.len());
        while let Some((place, _)) = rest
            .iter()
            .filter_map(|rest| rest.first())
            .min_by(|a, b| a.0.cmp(&b.0))
        {
            for rest in &mut rest {
                if let Some(((known, value), behind)) = rest.split_first()
                    && known == place
                {
                    values.push(value.clone());
                    *rest = behind;
                }
            }
            let value = Env::join_values(before, place, &mut values, going_on.len(), parameters);
            joined.push((place.clone(), value));
            values.clear();
        }
        Env {
            values: Rc::new(joined),
            aliases,
            left: false,
        }
    }

    /// What a place holds after so many ways have met, on which it holds these values.
    fn join_values(
        before: &Env,
        place: &str,
        values: &mut Vec<Value>,
        ways: usize,
        parameters: &NameList,
    ) -> Value {
        if values.len() < ways {
            values.extend(handed_over(place, parameters));
        }
        values.dedup();
        if let [only] = values.as_slice() {
            return only.clone();
        }
        let there = before.get(place).cloned();
        match there.or_else(|| handed_over(place, parameters)) {
            Some(there) => Value::joined(&there, values.drain(..)),
            None => Value::union(values.drain(..)),
        }
    }
}

/// What a place held when the function began, if it lies below a parameter.
pub fn handed_over(place: &str, parameters: &NameList) -> Option<Value> {
    let (root, path) = place.split_at(place.find('.').unwrap_or(place.len()));
    let index = parameters.position(root)?;
    Some(Value::parameter(index, path))
}

/// The ways through a function that are open at one point of it.
#[derive(Debug)]
pub struct Ways<'a> {
    parameters: &'a NameList,
    now: Env,
    /// What was found out with what names hold now.
    evaluated: Evaluated,
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
    pub fn new(parameters: &'a NameList) -> Self {
        Ways {
            parameters,
            now: Env::default(),
            evaluated: Evaluated::default(),
            branches: Vec::new(),
            exits: Vec::new(),
        }
    }

    pub fn now(&self) -> &Env {
        &self.now
    }

    pub fn evaluated(&self) -> &Evaluated {
        &self.evaluated
    }

    pub fn now_mut(&mut self) -> &mut Env {
        self.evaluated.forget();
        &mut self.now
    }

    pub fn branch(&mut self) {
        self.branches.push(Branch::default());
    }

    pub fn arm(&mut self) {
        let Some(branch) = self.branches.last_mut() else {
            return;
        };
        self.evaluated.forget();
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
        self.evaluated.forget();
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

    /// This way ends here, and gives nothing back. One on which nothing was written for the caller (`if (size == 0) return;`)
    /// does not put in doubt what is written on others.
    pub fn leave_early(&mut self) {
        let is_callers = |place: &str| handed_over(place, self.parameters).is_some();
        if self.now.iter().any(|(place, _)| is_callers(place)) {
            self.exits.push(self.now.clone());
        }
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
