//! What one region of source says, without looking anywhere else: definitions, calls, values.
//!
//! Facts know no language: captures of a pack's query give nodes their roles, and this room turns
//! roles into expressions and events. Regions are read independently, in parallel.

mod arena;
mod bindings;
mod budget;
mod builder;
mod cache;
mod definitions;
mod error;
mod escape;
mod expression;
mod extract;
mod guards;
mod import;
mod listed;
mod macros;
mod mended;
mod name_list;
mod nodes;
mod parse;
mod symbols;
mod tokens;
mod unwritten;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use cache::Cache;
pub use error::Error;
pub use expression::{Argument, Call, Expr, ExprId, Expressions, MAX_DEPTH, last_name};
pub use extract::extract;
pub use listed::Listed;
pub use name_list::NameList;
pub use symbols::Symbol;

/// All facts of one region.
#[derive(Debug, Serialize, Deserialize)]
pub struct Facts {
    /// The file's path, as sites show it.
    #[serde(skip)]
    pub path: Arc<str>,
    /// The index of the pack that read it.
    #[serde(skip)]
    pub pack: usize,
    /// All expressions of the region.
    pub expressions: Expressions,
    /// Functions, methods and macros with parameters; the first one is the region's top level.
    pub functions: Vec<Function>,
    /// Classes.
    pub classes: Vec<Class>,
    /// Macros without parameters, and what else is bound to a constant at the top level.
    pub constants: Vec<Binding>,
    /// Names that are declared at the top level, and classes' fields as `Class.field`.
    pub globals: Vec<String>,
    /// Macros that stand for several arguments of a call.
    pub listed: Vec<Listed>,
    /// Names from elsewhere.
    pub imports: Vec<Import>,
    /// Names of the files whose text is taken in.
    pub includes: Vec<String>,
    /// Why a part of the region is missing, if one is.
    pub capped: Option<Capped>,
}

impl Facts {
    /// Whether a name is bound in a function.
    pub fn binds(&self, function: &Function, name: &str) -> bool {
        let is_it = |binding: &Binding| self.expressions.is_name(binding.target, name);
        function.bindings().any(is_it)
    }
}

/// A limit that a region ran into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Capped {
    /// Parsing took more steps than such a text should need.
    Parsing,
    /// A long stretch of the text could not be parsed: what stands in it may be missed.
    Damage,
    /// Expressions were nested deeper than [`expression::MAX_DEPTH`].
    Depth,
}

/// A function, a method or a macro that is called like a function.
#[derive(Debug, Serialize, Deserialize)]
pub struct Function {
    /// Its own name; empty for the top level of a region.
    pub name: String,
    /// The class around it.
    pub class: Option<String>,
    /// Whether it is a macro.
    pub is_macro: bool,
    /// Whether only its own file can name it, and those that take in this file.
    pub is_internal: bool,
    /// Names of the parameters, in order; empty where one has none.
    pub parameters: NameList,
    /// Whether it takes further arguments, and by what name they are known inside, if by any.
    pub rest: Option<String>,
    /// What its parameters stand for where the caller gives nothing.
    pub defaults: Vec<Binding>,
    /// Names that are declared in it.
    pub locals: NameList,
    /// Names that mean the file's values, where a binding would otherwise declare them.
    pub shared: NameList,
    /// What happens in it, in source order.
    pub events: Vec<Event>,
    /// The line of its definition.
    pub line: u32,
}

impl Function {
    /// All bindings in its body, in order.
    pub fn bindings(&self) -> impl Iterator<Item = &Binding> {
        self.events.iter().filter_map(|event| match event {
            Event::Bind(binding) => Some(binding),
            _ => None,
        })
    }

    /// All that happens in its body and in the functions that are defined in it, in order.
    pub fn all_events(&self) -> impl Iterator<Item = &Event> {
        let mut open = vec![self.events.iter()];
        std::iter::from_fn(move || {
            loop {
                match open.last_mut()?.next() {
                    Some(Event::Closure(inner)) => open.push(inner.events.iter()),
                    Some(event) => return Some(event),
                    None => drop(open.pop()),
                }
            }
        })
    }

    /// All calls in its body and in the functions that are defined in it, in order.
    pub fn calls(&self) -> impl Iterator<Item = ExprId> {
        self.all_events().filter_map(|event| match event {
            Event::Call { call, .. } => Some(*call),
            _ => None,
        })
    }
}

/// One step of a function's body.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Event {
    /// A call; calls among its arguments come before it.
    Call {
        /// An [`Expr::Call`].
        call: ExprId,
        /// Whether it exists or runs only where the application is debugged or tested.
        debug_only: bool,
        /// The condition that it stands under, as a person reads it.
        condition: Option<Symbol>,
    },
    /// A value is bound.
    Bind(Binding),
    /// A value is returned, on this line.
    Return(ExprId, u32),
    /// The function ends here, and gives nothing back.
    Leave,
    /// An exception is raised, if it is known which; a call that makes it comes before.
    Raise(Option<ExprId>),
    /// This text, that of an exception, or else this exception is raised, on this line.
    RaiseText(ExprId, u32),
    /// A function is defined here, and sees the names of the function around it.
    Closure(Box<Closure>),
    /// Only one of the arms that follow runs.
    Branch,
    /// The next arm of the innermost branch begins.
    Arm,
    /// The innermost branch ends.
    Join,
}

// There are millions of them.
const _: () = assert!(size_of::<Event>() == 16);

/// A function inside another one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Closure {
    /// Its own name.
    pub name: String,
    /// What happens in it.
    pub events: Box<[Event]>,
}

/// A name or field gets a value.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Binding {
    /// What gets it; in a class's body this is the class's field.
    pub target: ExprId,
    /// What it gets.
    pub value: ExprId,
    /// Whether the value is added to what the target holds.
    pub append: bool,
    /// The line, counted from 1.
    pub line: u32,
}

/// A class.
#[derive(Debug, Serialize, Deserialize)]
pub struct Class {
    /// Its own name.
    pub name: String,
    /// The names of the classes around it and its own, dotted, where that is how it is known.
    pub path: String,
    /// Dotted paths of its bases.
    pub bases: Vec<String>,
    /// The line of its definition.
    pub line: u32,
}

/// `from module import name as alias`, `import name as alias`.
#[derive(Debug, Serialize, Deserialize)]
pub struct Import {
    /// The dotted path of what is imported.
    pub path: String,
    /// The name that it has here.
    pub alias: String,
}
