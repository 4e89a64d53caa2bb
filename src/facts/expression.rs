//! Message expressions, in an arena of their region.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use super::arena::ExprId;
use super::arena::{Kept, KeptCall, Run, Said};
use super::symbols::{Symbol, Symbols};

/// How deep expressions may nest before the inside counts as unknown: far beyond hand-written code,
/// far below what a thread's stack holds.
pub const MAX_DEPTH: usize = 160;
const _: () = assert!(MAX_DEPTH < u8::MAX as usize);

/// What could be the text of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expr<'e> {
    /// A literal, escape sequences resolved, placeholders as written.
    Text(&'e str),
    /// A name.
    Name(&'e str),
    /// A field or attribute of an object.
    Member {
        /// The object.
        object: ExprId,
        /// The field.
        name: &'e str,
    },
    /// Texts in order.
    Concatenation(&'e [ExprId]),
    /// A template filled by an operator.
    Formatting {
        /// The template.
        template: ExprId,
        /// The value, or the list of values.
        argument: ExprId,
    },
    /// One of several.
    Choice(&'e [ExprId]),
    /// A call's result.
    Call(Call<'e>),
    /// An entry of a table.
    Index {
        /// The table.
        object: ExprId,
    },
    /// Where an entry of a table lies, or a place inside a text: only what the object is tells which.
    Address {
        /// The table or text.
        object: ExprId,
    },
    /// A place inside a text: it prints as that text, and what is written there is added to it.
    Offset {
        /// The text.
        base: ExprId,
    },
    /// A list, a tuple, a dictionary's values, an initialiser with its fields' names.
    List(&'e [Argument]),
    /// Something else, made of these.
    Opaque(&'e [ExprId]),
}

/// A call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call<'e> {
    /// What is called.
    pub callee: ExprId,
    /// Whether it is written like a field of an object.
    pub is_field: bool,
    /// With what.
    pub arguments: &'e [Argument],
    /// The line of the call, counted from 1.
    pub line: u32,
}

/// An argument of a call, or an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    /// Its name, where one is given; [`Expressions::symbol`] says it.
    pub name: Option<Symbol>,
    /// Its value.
    pub value: ExprId,
}

/// The expressions of a region. None is nested deeper than [`MAX_DEPTH`], so that whoever reads them
/// may use recursion.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Expressions {
    all: Vec<Kept>,
    /// What expressions are made of, one after another.
    inner: Vec<ExprId>,
    /// Arguments and items, one after another.
    arguments: Vec<Argument>,
    calls: Vec<KeptCall>,
    symbols: Symbols,
    /// The lines, counted from 1, of texts and of what stands in lists, sorted.
    lines: Vec<(ExprId, u32)>,
    /// How many levels each expression of the arena has, until the last is added.
    #[serde(skip)]
    heights: Vec<u8>,
    /// The same of each call.
    #[serde(skip)]
    call_heights: Vec<u8>,
    /// Whether something was nested deeper.
    pub(super) too_deep: bool,
}

impl Expr<'_> {
    /// What it is made of.
    pub fn inner(&self) -> impl Iterator<Item = ExprId> {
        let (fixed, inner, arguments): (_, &[ExprId], &[Argument]) = match *self {
            Expr::Text(_) | Expr::Name(_) => ([None; 2], &[], &[]),
            Expr::Member { object: inner, .. }
            | Expr::Index { object: inner }
            | Expr::Address { object: inner }
            | Expr::Offset { base: inner } => ([Some(inner), None], &[], &[]),
            Expr::Formatting { template, argument } => ([Some(template), Some(argument)], &[], &[]),
            Expr::Concatenation(inner) | Expr::Choice(inner) | Expr::Opaque(inner) => {
                ([None; 2], inner, &[])
            }
            Expr::List(items) => ([None; 2], &[], items),
            Expr::Call(call) => ([Some(call.callee), None], &[], call.arguments),
        };
        let values = arguments.iter().map(|argument| argument.value);
        fixed
            .into_iter()
            .flatten()
            .chain(inner.iter().copied())
            .chain(values)
    }
}

impl Expressions {
    /// The expression with this id.
    #[inline]
    pub fn get(&self, id: ExprId) -> Expr<'_> {
        match id.says() {
            Said::Unknown => Expr::Opaque(&[]),
            Said::Name(name) => Expr::Name(self.symbols.get(name)),
            Said::At(place) => self.kept(self.all[place]),
            Said::Call(place) => Expr::Call(self.call(self.calls[place])),
        }
    }

    #[inline]
    fn call(&self, kept: KeptCall) -> Call<'_> {
        Call {
            callee: kept.callee,
            is_field: kept.is_field(),
            arguments: kept.arguments.of(&self.arguments),
            line: kept.line(),
        }
    }

    /// How many calls there are.
    pub fn call_count(&self) -> usize {
        self.calls.len()
    }

    /// Which of the calls an expression is, counted from 0; `None` for one that is no call.
    pub fn call_number(&self, id: ExprId) -> Option<usize> {
        match id.says() {
            Said::Call(place) => Some(place),
            _ => None,
        }
    }

    #[inline]
    fn kept(&self, kept: Kept) -> Expr<'_> {
        match kept {
            Kept::Text(text) => Expr::Text(self.symbols.get(text)),
            Kept::Name(name) => Expr::Name(self.symbols.get(name)),
            Kept::Member { object, name } => Expr::Member {
                object,
                name: self.symbols.get(name),
            },
            Kept::Concatenation(inner) => Expr::Concatenation(inner.of(&self.inner)),
            Kept::Formatting { template, argument } => Expr::Formatting { template, argument },
            Kept::Choice(inner) => Expr::Choice(inner.of(&self.inner)),
            Kept::Index { object } => Expr::Index { object },
            Kept::Address { object } => Expr::Address { object },
            Kept::Offset { base } => Expr::Offset { base },
            Kept::List(items) => Expr::List(items.of(&self.arguments)),
            Kept::Opaque(inner) => Expr::Opaque(inner.of(&self.inner)),
        }
    }

    /// Whether an expression is this name.
    pub fn is_name(&self, id: ExprId, name: &str) -> bool {
        matches!(self.get(id), Expr::Name(known) if known == name)
    }

    /// What a symbol stands for.
    pub fn symbol(&self, symbol: Symbol) -> &str {
        self.symbols.get(symbol)
    }

    /// The line that a text or an item of a list begins on, counted from 1; `None` for one that is not written so.
    pub fn line(&self, id: ExprId) -> Option<usize> {
        let at = self.lines.binary_search_by_key(&id, |(known, _)| *known);
        at.ok().map(|at| self.lines[at].1 as usize)
    }

    /// The symbol of a name or text.
    pub(super) fn symbol_of(&mut self, name: &str) -> Symbol {
        self.symbols.of(name)
    }

    /// Adds a name.
    pub(super) fn add_name(&mut self, name: &str) -> ExprId {
        ExprId::of_name(self.symbols.of(name))
    }

    /// Nothing is added any more.
    pub(super) fn close(&mut self) {
        self.heights = Vec::new();
        self.call_heights = Vec::new();
        self.symbols.close();
        self.lines.sort_unstable();
        self.lines.dedup();
        self.all.shrink_to_fit();
        self.inner.shrink_to_fit();
        self.arguments.shrink_to_fit();
        self.calls.shrink_to_fit();
        self.lines.shrink_to_fit();
    }

    /// Adds an expression; one that would be nested too deep becomes an unknown.
    pub(super) fn add(&mut self, expression: Expr<'_>) -> ExprId {
        match expression {
            Expr::Name(name) => self.add_name(name),
            Expr::Opaque([]) => ExprId::UNKNOWN,
            _ => self.add_to_arena(expression),
        }
    }

    /// Adds a text that begins on this line.
    pub(super) fn add_text(&mut self, text: &str, line: u32) -> ExprId {
        let id = self.add(Expr::Text(text));
        self.lines.push((id, line));
        id
    }

    /// What stands for this value as an item of a list, which may be a table: it begins on this line.
    pub(super) fn add_item(&mut self, value: ExprId, line: u32) -> ExprId {
        let item = match value.says() {
            Said::Unknown => return value,
            Said::Name(name) => self.push(Kept::Name(name), 1),
            Said::At(_) | Said::Call(_) => value,
        };
        self.lines.push((item, line));
        item
    }

    fn add_to_arena(&mut self, expression: Expr<'_>) -> ExprId {
        let below = expression.inner().map(|id| self.height(id));
        let height = 1 + below.max().unwrap_or(0);
        if usize::from(height) > MAX_DEPTH {
            self.too_deep = true;
            return ExprId::UNKNOWN;
        }
        self.keep(expression, height)
    }

    fn push(&mut self, kept: Kept, height: u8) -> ExprId {
        let id = ExprId::at(self.all.len());
        self.heights.push(height);
        self.all.push(kept);
        id
    }

    fn height(&self, id: ExprId) -> u8 {
        match id.says() {
            Said::Unknown | Said::Name(_) => 1,
            Said::At(place) => self.heights[place],
            Said::Call(place) => self.call_heights[place],
        }
    }

    fn keep(&mut self, expression: Expr<'_>, height: u8) -> ExprId {
        let kept = match expression {
            Expr::Text(text) => Kept::Text(self.symbols.of(text)),
            Expr::Name(name) => Kept::Name(self.symbols.of(name)),
            Expr::Member { object, name } => Kept::Member {
                object,
                name: self.symbols.of(name),
            },
            Expr::Concatenation(inner) => Kept::Concatenation(Run::added(&mut self.inner, inner)),
            Expr::Formatting { template, argument } => Kept::Formatting { template, argument },
            Expr::Choice(inner) => Kept::Choice(Run::added(&mut self.inner, inner)),
            Expr::Call(call) => return self.keep_call(call, height),
            Expr::Index { object } => Kept::Index { object },
            Expr::Address { object } => Kept::Address { object },
            Expr::Offset { base } => Kept::Offset { base },
            Expr::List(items) => Kept::List(Run::added(&mut self.arguments, items)),
            Expr::Opaque(inner) => Kept::Opaque(Run::added(&mut self.inner, inner)),
        };
        self.push(kept, height)
    }

    fn keep_call(&mut self, call: Call<'_>, height: u8) -> ExprId {
        let id = ExprId::of_call(self.calls.len());
        let arguments = Run::added(&mut self.arguments, call.arguments);
        let kept = KeptCall::new(call.callee, arguments, call.line, call.is_field);
        self.call_heights.push(height);
        self.calls.push(kept);
        id
    }

    /// The dotted path of a name, a member of one or a call of one: `self.log`,
    /// `logging.getLogger()`. `None` for anything else.
    pub fn path(&self, id: ExprId) -> Option<Cow<'_, str>> {
        if let Expr::Name(name) = self.get(id) {
            return Some(Cow::Borrowed(name));
        }
        let mut path = String::new();
        self.write_path(id, &mut path).then_some(Cow::Owned(path))
    }

    /// Writes the path; whether there is one.
    fn write_path(&self, id: ExprId, path: &mut String) -> bool {
        let (inner, behind) = match self.get(id) {
            Expr::Name(name) => {
                path.push_str(name);
                return true;
            }
            Expr::Member { object, name } => (object, [".", name]),
            Expr::Offset { base: inner } | Expr::Address { object: inner } => (inner, ["", ""]),
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
            Expr::Member { object, name } if self.has_path(object) => {
                Some(Cow::Borrowed(last_name(name)))
            }
            Expr::Offset { base: inner } | Expr::Address { object: inner } => self.last_name(inner),
            Expr::Call(call) if call.is_field => self.last_name(call.callee),
            Expr::Call(call) => Some(Cow::Owned(format!("{}()", self.last_name(call.callee)?))),
            _ => None,
        }
    }

    fn has_path(&self, id: ExprId) -> bool {
        match self.get(id) {
            Expr::Name(_) => true,
            Expr::Member { object: inner, .. }
            | Expr::Offset { base: inner }
            | Expr::Address { object: inner } => self.has_path(inner),
            Expr::Call(call) => self.has_path(call.callee),
            _ => false,
        }
    }

    /// Whether it is a place inside a text, not its beginning.
    pub fn is_inside(&self, id: ExprId) -> bool {
        matches!(
            self.get(id),
            Expr::Offset { .. } | Expr::Index { .. } | Expr::Address { .. }
        )
    }

    /// All names in an expression, in order.
    pub fn names(&self, id: ExprId) -> Vec<&str> {
        let mut names = Vec::new();
        let mut todo = vec![id];
        while let Some(next) = todo.pop() {
            match self.get(next) {
                Expr::Name(name) => names.push(name),
                Expr::Member { object, name } => {
                    names.push(name);
                    todo.push(object);
                }
                Expr::Offset { base } => todo.push(base),
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
