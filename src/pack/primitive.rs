//! Calls of a language's standard library and of widely used logging libraries.

use serde::Deserialize;

use super::Glob;
use super::written::{WrittenBuilder, WrittenOutput};
use crate::dialect::Dialect;
use crate::level::Level;
use crate::sink::Sink;

/// Where something stands in a call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "WrittenArgumentAt")]
pub enum ArgumentAt {
    /// The n-th argument, counted from 0.
    Index(usize),
    /// The argument with this name.
    Named(String),
    /// The last argument.
    Last,
    /// The object whose method is called.
    Receiver,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenArgumentAt {
    Index(usize),
    Word(String),
}

impl From<WrittenArgumentAt> for ArgumentAt {
    fn from(written: WrittenArgumentAt) -> Self {
        match written {
            WrittenArgumentAt::Index(index) => ArgumentAt::Index(index),
            WrittenArgumentAt::Word(word) if word == "last" => ArgumentAt::Last,
            WrittenArgumentAt::Word(word) if word == "receiver" => ArgumentAt::Receiver,
            WrittenArgumentAt::Word(word) => ArgumentAt::Named(word),
        }
    }
}

/// Which calls are meant: a plain name, or a method on certain objects.
#[derive(Debug, Clone)]
pub struct Callee {
    /// Function or method names, each with the level that it speaks for.
    pub calls: Vec<(String, Option<Level>)>,
    /// The objects or modules whose methods are meant; empty for plain functions, `*` for any.
    pub on: Vec<Glob>,
    /// Last names of objects that probably are such objects.
    pub likely: Vec<Glob>,
}

/// How well a call fits a [`Callee`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fit {
    /// The object is known to be the one.
    Sure(Option<Level>),
    /// Only the object's name says so, or the method's alone.
    Likely(Option<Level>),
}

impl Callee {
    /// Takes a dotted path such as `logging.getLogger().error`, aliases resolved.
    pub fn fits(&self, path: &str) -> Option<Fit> {
        let (object, name) = match path.rsplit_once('.') {
            Some((object, name)) => (Some(object), name),
            None => (None, path),
        };
        let level = self
            .calls
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, level)| *level)?;
        match object {
            None => self.on.is_empty().then_some(Fit::Sure(level)),
            Some(object) if self.on.iter().any(|on| !on.is_any() && on.matches(object)) => {
                Some(Fit::Sure(level))
            }
            Some(_) if self.on.iter().any(Glob::is_any) => Some(Fit::Likely(level)),
            Some(object) => {
                let last = object.rsplit('.').next().unwrap_or(object);
                let likely = self.likely.iter().any(|glob| glob.matches(last));
                likely.then_some(Fit::Likely(level))
            }
        }
    }
}

/// A call through which text leaves the program.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "WrittenOutput")]
pub struct Output {
    /// The calls that are meant.
    pub callee: Callee,
    /// The text: the first of these places that holds one.
    pub message: Vec<ArgumentAt>,
    /// How the text writes placeholders; the values follow the text.
    pub dialect: Dialect,
    /// Whether the values come as one list (`va_list`) behind the text.
    pub list: bool,
    /// The argument that says the level.
    pub level: Option<ArgumentAt>,
    /// Where the text goes.
    pub sink: Sink,
    /// The argument that names the destination, and what its names mean; `sink` where none fits.
    pub to: Option<(ArgumentAt, Vec<(Glob, Sink)>)>,
}

/// A call that makes text from text.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "WrittenBuilder")]
pub struct Builder {
    /// The calls that are meant.
    pub callee: Callee,
    /// The text or format: the first of these places that holds a text. Without any, nobody knows the text.
    pub message: Vec<ArgumentAt>,
    /// How the text writes placeholders.
    pub dialect: Dialect,
    /// Whether the values come as one list (`va_list`) behind the text.
    pub list: bool,
    /// The argument that receives the result; without one the call returns it.
    pub into: Option<ArgumentAt>,
    /// Whether the text is added to what the receiver holds.
    pub append: bool,
    /// Whether the text is put before what the receiver holds.
    pub prepend: bool,
    /// What stands between the texts, where `message` is a list of texts.
    pub separator: Option<ArgumentAt>,
    /// A text that the call may give in place of the other one: the plural.
    pub otherwise: Option<ArgumentAt>,
}
