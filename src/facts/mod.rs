//! What one region of source says, without looking anywhere else: definitions, calls, values.
//!
//! Facts know no language: captures of a pack's query give nodes their roles, and this room turns
//! roles into expressions and events. Regions are read independently, in parallel.

mod builder;
mod escape;
mod expression;
mod extract;
mod macros;
mod nodes;
mod parse;
mod slices;

use std::sync::Arc;

pub use expression::{Argument, Call, Expr, ExprId, Expressions, MAX_DEPTH};
pub use extract::extract;

/// All facts of one region.
#[derive(Debug)]
pub struct Facts {
    /// The file's path, as sites show it.
    pub path: Arc<str>,
    /// The index of the pack that read it.
    pub pack: usize,
    /// All expressions of the region.
    pub expressions: Expressions,
    /// Functions, methods and macros with parameters; the first one is the region's top level.
    pub functions: Vec<Function>,
    /// Classes.
    pub classes: Vec<Class>,
    /// Macros without parameters, and what else is bound to a constant at the top level.
    pub constants: Vec<Binding>,
    /// What parameters stand for where the caller gives nothing.
    pub defaults: Vec<Binding>,
    /// Names from elsewhere.
    pub imports: Vec<Import>,
    /// Why a part of the region is missing, if one is.
    pub capped: Option<Capped>,
}

/// A limit that a region ran into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capped {
    /// Parsing took more steps than such a text should need.
    Parsing,
    /// The text is so damaged that only parts of it could be looked at.
    Damage,
    /// Expressions were nested deeper than [`expression::MAX_DEPTH`].
    Depth,
}

/// A function, a method or a macro that is called like a function.
#[derive(Debug)]
pub struct Function {
    /// Its own name; empty for the top level of a region.
    pub name: String,
    /// The class around it.
    pub class: Option<String>,
    /// Whether it is a macro.
    pub is_macro: bool,
    /// Names of the parameters, in order; empty where one has none.
    pub parameters: Vec<String>,
    /// Whether it takes further arguments, and by what name they are known inside, if by any.
    pub rest: Option<String>,
    /// What happens in it, in source order.
    pub events: Vec<Event>,
    /// The line of its definition.
    pub line: usize,
}

impl Function {
    /// All bindings in its body, in order.
    pub fn bindings(&self) -> impl Iterator<Item = &Binding> {
        self.events.iter().filter_map(|event| match event {
            Event::Bind(binding) => Some(binding),
            _ => None,
        })
    }
}

/// One step of a function's body.
#[derive(Debug, Clone)]
pub enum Event {
    /// A call; calls among its arguments come before it. The expression is an [`Expr::Call`].
    Call(ExprId),
    /// A value is bound.
    Bind(Binding),
    /// A value is returned.
    Return(ExprId),
    /// An exception is raised.
    Raise(ExprId, usize),
    /// Only one of the arms that follow runs.
    Branch,
    /// The next arm of the innermost branch begins.
    Arm,
    /// The innermost branch ends.
    Join,
}

/// A name or field gets a value.
#[derive(Debug, Clone)]
pub struct Binding {
    /// What gets it.
    pub target: ExprId,
    /// What it gets.
    pub value: ExprId,
    /// Whether the value is added to what the target holds.
    pub append: bool,
}

/// A class.
#[derive(Debug)]
pub struct Class {
    /// Its own name.
    pub name: String,
    /// Dotted paths of its bases.
    pub bases: Vec<String>,
    /// The line of its definition.
    pub line: usize,
}

/// `from module import name as alias`, `import name as alias`.
#[derive(Debug)]
pub struct Import {
    /// The dotted path of what is imported.
    pub path: String,
    /// The name that it has here.
    pub alias: String,
}
