//! Message expressions, in an arena of their region.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

/// How deep expressions may nest before the inside counts as unknown: far beyond hand-written code,
/// far below what a thread's stack holds.
pub const MAX_DEPTH: usize = 160;
const _: () = assert!(MAX_DEPTH < u8::MAX as usize);

/// An expression's place in its region's arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ExprId(u32);

/// What could be the text of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expr {
    /// A literal, escape sequences resolved, placeholders as written.
    Text(Box<str>),
    /// A name.
    Name(Arc<str>),
    /// A field or attribute of an object.
    Member {
        /// The object.
        object: ExprId,
        /// The field.
        name: Arc<str>,
    },
    /// Texts in order.
    Concatenation(Box<[ExprId]>),
    /// A template filled by an operator.
    Formatting {
        /// The template.
        template: ExprId,
        /// The value, or the list of values.
        argument: ExprId,
    },
    /// One of several.
    Choice(Box<[ExprId]>),
    /// A call's result.
    Call(Box<Call>),
    /// An entry of a table.
    Index {
        /// The table.
        object: ExprId,
    },
    /// A place inside a text: it prints as that text, and what is written there is added to it.
    Offset {
        /// The text.
        base: ExprId,
    },
    /// A list, a tuple, a dictionary's values, an initialiser with its fields' names.
    List(Box<[Argument]>),
    /// Something else, made of these.
    Opaque(Box<[ExprId]>),
}

/// A call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// What is called.
    pub callee: ExprId,
    /// Whether it is written like a field of an object.
    pub is_field: bool,
    /// With what.
    pub arguments: Box<[Argument]>,
    /// The line of the call, counted from 1.
    pub line: u32,
}

/// An argument of a call, or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    /// Its name, where one is given.
    pub name: Option<Arc<str>>,
    /// Its value.
    pub value: ExprId,
}

/// The expressions of a region. None is nested deeper than [`MAX_DEPTH`], so that whoever reads them
/// may use recursion.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Expressions {
    all: Vec<Expr>,
    /// How many levels each expression has.
    heights: Vec<u8>,
    /// The line of each, counted from 1; 0 where it stands nowhere itself.
    lines: Vec<u32>,
    /// Names that were given before: each stands in memory once.
    #[serde(skip)]
    names: FxHashSet<Arc<str>>,
    /// Whether something was nested deeper.
    pub(super) too_deep: bool,
}

impl Expr {
    /// What it is made of.
    pub fn inner(&self) -> Vec<ExprId> {
        match self {
            Expr::Text(_) | Expr::Name(_) => Vec::new(),
            Expr::Member { object, .. } | Expr::Index { object } => vec![*object],
            Expr::Offset { base } => vec![*base],
            Expr::Formatting { template, argument } => vec![*template, *argument],
            Expr::Concatenation(inner) | Expr::Choice(inner) | Expr::Opaque(inner) => {
                inner.to_vec()
            }
            Expr::List(items) => items.iter().map(|item| item.value).collect(),
            Expr::Call(call) => {
                let arguments = call.arguments.iter().map(|argument| argument.value);
                std::iter::once(call.callee).chain(arguments).collect()
            }
        }
    }
}

impl Expressions {
    /// The expression with this id.
    pub fn get(&self, id: ExprId) -> &Expr {
        &self.all[id.0 as usize]
    }

    /// Whether an expression is this name.
    pub fn is_name(&self, id: ExprId, name: &str) -> bool {
        matches!(self.get(id), Expr::Name(known) if known.as_ref() == name)
    }

    /// The line that an expression begins on, counted from 1; `None` for one that is not written so.
    pub fn line(&self, id: ExprId) -> Option<usize> {
        let line = self.lines[id.0 as usize];
        (line > 0).then_some(line as usize)
    }

    /// A name, shared with all expressions of the region that have it too.
    pub(super) fn name(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let new: Arc<str> = name.into();
        self.names.insert(new.clone());
        new
    }

    /// Adds a name that is not written so.
    pub(super) fn add_name(&mut self, name: &str) -> ExprId {
        let name = self.name(name);
        self.add(Expr::Name(name))
    }

    /// Nothing is added any more.
    pub(super) fn close(&mut self) {
        self.names = FxHashSet::default();
        self.all.shrink_to_fit();
        self.heights.shrink_to_fit();
        self.lines.shrink_to_fit();
    }

    /// Adds an expression that is not written so; one that would be nested too deep becomes an unknown.
    pub(super) fn add(&mut self, expression: Expr) -> ExprId {
        self.add_at(expression, 0)
    }

    /// Adds an expression that begins on this line.
    pub(super) fn add_at(&mut self, expression: Expr, line: u32) -> ExprId {
        let below = expression.inner().into_iter();
        let height = 1 + below
            .map(|id| usize::from(self.heights[id.0 as usize]))
            .max()
            .unwrap_or(0);
        let (expression, height) = if height <= MAX_DEPTH {
            (expression, height)
        } else {
            self.too_deep = true;
            (Expr::Opaque(Box::default()), 1)
        };
        self.heights.push(u8::try_from(height).unwrap_or(u8::MAX));
        self.lines.push(line);
        // A region is at most a few hundred MB, and an expression takes a byte of it or more.
        let id = ExprId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.all.push(expression);
        id
    }

    /// The dotted path of a name, a member of one or a call of one: `self.log`,
    /// `logging.getLogger()`. `None` for anything else.
    pub fn path(&self, id: ExprId) -> Option<String> {
        let mut path = String::new();
        self.write_path(id, &mut path).then_some(path)
    }

    /// Writes the path; whether there is one.
    fn write_path(&self, id: ExprId, path: &mut String) -> bool {
        let (inner, behind) = match self.get(id) {
            Expr::Name(name) => {
                path.push_str(name);
                return true;
            }
            Expr::Member { object, name } => (*object, [".", name]),
            Expr::Offset { base } => (*base, ["", ""]),
            Expr::Call(call) if call.is_field => (call.callee, ["", ""]),
            Expr::Call(call) => (call.callee, ["(", ")"]),
            _ => return false,
        };
        let has_path = self.write_path(inner, path);
        behind.into_iter().for_each(|part| path.push_str(part));
        has_path
    }

    /// The last name of a path: `c` of `a.b.c`, `c()` of `a.c()`.
    pub fn last_name(&self, id: ExprId) -> Option<Cow<'_, str>> {
        match self.get(id) {
            Expr::Name(name) => Some(Cow::Borrowed(last_name(name))),
            Expr::Member { object, name } if self.has_path(*object) => {
                Some(Cow::Borrowed(last_name(name)))
            }
            Expr::Offset { base } => self.last_name(*base),
            Expr::Call(call) if call.is_field => self.last_name(call.callee),
            Expr::Call(call) => Some(Cow::Owned(format!("{}()", self.last_name(call.callee)?))),
            _ => None,
        }
    }

    fn has_path(&self, id: ExprId) -> bool {
        match self.get(id) {
            Expr::Name(_) => true,
            Expr::Member { object: inner, .. } | Expr::Offset { base: inner } => {
                self.has_path(*inner)
            }
            Expr::Call(call) => self.has_path(call.callee),
            _ => false,
        }
    }

    /// Whether it is a place inside a text, not its beginning.
    pub fn is_inside(&self, id: ExprId) -> bool {
        matches!(self.get(id), Expr::Offset { .. } | Expr::Index { .. })
    }

    /// All names in an expression, in order.
    pub fn names(&self, id: ExprId) -> Vec<&str> {
        let mut names = Vec::new();
        let mut todo = vec![id];
        while let Some(next) = todo.pop() {
            match self.get(next) {
                Expr::Name(name) => names.push(name.as_ref()),
                Expr::Member { object, name } => {
                    names.push(name.as_ref());
                    todo.push(*object);
                }
                Expr::Offset { base } => todo.push(*base),
                Expr::Call(call) if call.is_field => todo.push(call.callee),
                Expr::Concatenation(inner) | Expr::Choice(inner) | Expr::Opaque(inner) => {
                    todo.extend(inner.iter().rev());
                }
                Expr::List(items) => todo.extend(items.iter().rev().map(|item| item.value)),
                _ => {}
            }
        }
        names
    }
}

/// The last name of a dotted path.
pub fn last_name(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}
