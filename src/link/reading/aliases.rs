//! Variables that point into what another place holds: what is written through one is written there.

use std::rc::Rc;

use crate::facts::{Binding, Expr, ExprId, Expressions};
use crate::link::message::evidence::Construct;
use crate::link::reading::Reading;
use crate::link::value::Value;

/// A variable, and where it points.
#[derive(Debug, Clone, PartialEq)]
struct Alias {
    name: Rc<str>,
    to: Rc<str>,
    /// Whether it may point behind the beginning, so that what is written there is added.
    is_inside: bool,
}

/// All such variables, as they stand at one point of a function.
#[derive(Debug, Clone, Default)]
pub struct Aliases(Rc<Vec<Alias>>);

impl Aliases {
    fn get(&self, name: &str) -> Option<&Alias> {
        self.0.iter().find(|alias| *alias.name == *name)
    }

    /// A variable gets a value: what it was, and what was known through it, is no more.
    fn forget(&mut self, name: &str) {
        let is_gone = |alias: &Alias| *alias.name == *name || root(&alias.to) == name;
        if self.0.iter().any(is_gone) {
            Rc::make_mut(&mut self.0).retain(|alias| !is_gone(alias));
        }
    }

    fn add(&mut self, alias: Alias) {
        Rc::make_mut(&mut self.0).push(alias);
    }

    /// What holds on all of several ways.
    pub fn join<'a>(ways: impl Iterator<Item = &'a Aliases> + Clone) -> Aliases {
        let mut others = ways.clone();
        let Some(first) = others.next() else {
            return Aliases::default();
        };
        if others.clone().all(|other| Rc::ptr_eq(&first.0, &other.0)) {
            return first.clone();
        }
        let joined = first.0.iter().filter_map(|alias| {
            let mut known = ways.clone().map(|other| other.get(&alias.name));
            let is_inside = ways.clone().filter_map(|other| other.get(&alias.name));
            let is_inside = is_inside.clone().any(|known| known.is_inside);
            let is_known = known.all(|known| known.is_some_and(|known| known.to == alias.to));
            is_known.then(|| Alias {
                is_inside,
                ..alias.clone()
            })
        });
        Aliases(Rc::new(joined.collect()))
    }
}

impl Reading<'_, '_> {
    /// `at = text + used`: from here on the variable points into the text. `at += length` is `at = at + length`.
    pub fn note_alias(&mut self, name: &str, binding: &Binding) {
        let (base, _) = without_offset(&self.facts.expressions, binding.value);
        if self.facts.expressions.is_name(base, name) {
            self.go_on(name);
        }
        let alias = (!binding.append).then(|| self.alias_of(name, binding.value));
        let alias = alias.flatten();
        let aliases = &mut self.ways.now_mut().aliases;
        aliases.forget(name);
        alias.into_iter().for_each(|alias| aliases.add(alias));
    }

    /// A variable moves on behind what was written: in a loop, that may be written many times.
    fn go_on(&mut self, name: &str) {
        if let Some((there, _)) = self.aliased(name) {
            let written = self.scope().place(&there);
            if written.has_text() {
                self.put(&there, written.concat(&Value::hole()));
            }
        }
    }

    fn alias_of(&self, name: &str, value: ExprId) -> Option<Alias> {
        let (base, is_inside) = without_offset(&self.facts.expressions, value);
        let to = self.facts.expressions.path(base)?;
        let known = self.ways.now().aliases.get(&to);
        let (to, is_inside) = match known {
            Some(known) => (known.to.clone(), is_inside || known.is_inside),
            None => (to.into(), is_inside),
        };
        let may_be = root(&to) != name && !to.contains('(') && self.is_variable(root(&to));
        let is_known = may_be && !self.steps(name);
        is_known.then(|| Alias {
            name: name.into(),
            to,
            is_inside,
        })
    }

    /// Whether a variable goes from character to character somewhere: what is written through it is not all.
    fn steps(&self, name: &str) -> bool {
        let expressions = &self.facts.expressions;
        self.function.bindings().any(|binding| {
            expressions.is_name(binding.target, name)
                && matches!(expressions.get(binding.value), Expr::Offset { base }
                    if matches!(expressions.get(base), Expr::Offset { .. }))
        })
    }

    /// Whether a name may stand for memory: a constant is text, and a function is none.
    fn is_variable(&self, name: &str) -> bool {
        self.function.parameters.contains(name)
            || self.function.locals.contains(name)
            || self.program.is_global(self.region, name)
    }

    /// The place that a place is behind a variable which points to it, with whether what is written there is added.
    pub fn aliased(&self, place: &str) -> Option<(String, bool)> {
        let (root, path) = place.split_at(place.find('.').unwrap_or(place.len()));
        let alias = self.ways.now().aliases.get(root)?;
        let is_added = alias.is_inside && path.is_empty();
        Some((format!("{}{path}", alias.to), is_added))
    }

    /// Text that was written to a place is also there where that points to.
    pub fn write_through(&mut self, place: &str, value: &Value, append: bool) {
        let Some((there, is_added)) = self.aliased(place) else {
            return;
        };
        let value = match append || is_added {
            true => self.scope().place(&there).continued(value),
            false => value.clone(),
        };
        self.put(&there, value.from(Construct::BuiltString));
    }
}

fn root(place: &str) -> &str {
    place.split('.').next().unwrap_or(place)
}

/// What an expression points into, and whether behind its beginning.
fn without_offset(expressions: &Expressions, id: ExprId) -> (ExprId, bool) {
    let (mut base, mut is_inside) = (id, false);
    while let Expr::Offset { base: inner } | Expr::Address { object: inner } = expressions.get(base)
    {
        (base, is_inside) = (inner, true);
    }
    (base, is_inside)
}
