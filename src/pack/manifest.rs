//! The written form of a pack's `pack.yml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Glob;
use super::primitive::{ArgumentAt, Builder, Callee, Output};
use crate::dialect::Dialect;
use crate::input::Input;
use crate::level::Level;
use crate::sink::Sink;

/// One `pack.yml`. `queries/README.md` explains the keys.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) grammar: String,
    pub(super) files: Vec<String>,
    #[serde(default)]
    pub(super) vendored: Vec<String>,
    #[serde(default)]
    pub(super) tests: Vec<String>,
    #[serde(default)]
    pub(super) headers: Vec<String>,
    pub(super) sinks: Vec<WrittenOutput>,
    #[serde(default)]
    pub(super) builders: Vec<WrittenBuilder>,
    #[serde(default)]
    pub(super) constants: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) likely_sinks: Vec<String>,
    #[serde(default = "plain")]
    pub(super) likely_dialect: Dialect,
    #[serde(default)]
    pub(super) test_builds: Vec<String>,
    #[serde(default)]
    pub(super) negations: Vec<String>,
    #[serde(default)]
    pub(super) endings: Vec<String>,
    #[serde(default)]
    pub(super) entry_points: Vec<String>,
    #[serde(default)]
    pub(super) serving: Vec<String>,
    #[serde(default)]
    pub(super) inputs: BTreeMap<Input, Vec<Vec<String>>>,
    #[serde(default)]
    pub(super) level_parameters: Vec<String>,
    pub(super) levels: BTreeMap<String, Level>,
    #[serde(default)]
    pub(super) level_hints: BTreeMap<String, Level>,
    #[serde(default)]
    pub(super) null_texts: Vec<String>,
    #[serde(default)]
    pub(super) rest_start: Option<String>,
    #[serde(default)]
    pub(super) rest_name: Option<String>,
    #[serde(default)]
    pub(super) receiver_names: Vec<String>,
    #[serde(default)]
    pub(super) this_names: Vec<String>,
    #[serde(default)]
    pub(super) base_names: Vec<String>,
    #[serde(default)]
    pub(super) constructors: Vec<String>,
    #[serde(default)]
    pub(super) makers: Vec<String>,
    #[serde(default)]
    pub(super) own_fields: Vec<String>,
    #[serde(default)]
    pub(super) own_methods: bool,
    #[serde(default)]
    pub(super) class_separator: Option<String>,
    #[serde(default)]
    pub(super) error_texts: Vec<String>,
    #[serde(default)]
    pub(super) module_files: Vec<String>,
    #[serde(default = "plain")]
    pub(super) error_dialect: Dialect,
    #[serde(default = "plain")]
    pub(super) formatting_dialect: Dialect,
    #[serde(default)]
    pub(super) bindings_declare: bool,
    #[serde(default)]
    pub(super) macros: Option<Macros>,
    #[serde(default)]
    pub(super) conditionals: Option<Conditionals>,
    #[serde(default)]
    pub(super) function_heads: Option<FunctionHeads>,
    #[serde(default)]
    pub(super) error_roots: Vec<String>,
}

/// Lines that compile a part of the text on a condition only.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conditionals {
    /// What a line for the compiler begins with.
    pub directive: String,
    /// Names of the lines that begin a branch on a condition.
    pub open: Vec<String>,
    /// Names of those that begin another branch.
    pub otherwise: Vec<String>,
    /// Names of those that end the last branch.
    pub close: Vec<String>,
    /// Conditions that never hold, such as `0`.
    pub never: Vec<String>,
    /// Words that go on with a statement that seemed to have ended, such as `else`.
    pub goes_on: Vec<String>,
}

/// How a function's head is written that stands in the text as a call before a block.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FunctionHeads {
    /// The type of a function of which the call does not say it.
    pub kind: String,
    /// Words before brackets and a block that are no function's.
    pub other_than: Vec<String>,
}

/// How a macro's replacement text is made parseable.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Macros {
    /// The operator that joins two names to one.
    #[serde(default)]
    pub paste: Option<Operator>,
    /// The operator that makes a text of an argument as it is written.
    #[serde(default)]
    pub stringify: Option<Operator>,
    /// How texts are written that stand beside a call.
    #[serde(default)]
    pub beside: Option<Beside>,
    /// What comments begin and end with.
    #[serde(default)]
    pub comments: Vec<(String, String)>,
    /// What stands before and after replacement text that is an expression.
    pub expression: (String, String),
    /// What stands before and after replacement text that is a statement.
    pub statement: (String, String),
}

/// An operator that only the preprocessor knows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// The operator.
    pub operator: String,
    /// What stands for it in the text that is parsed: a sign in the name that two names become, or a name
    /// for the text that nobody knows.
    pub stands: String,
}

/// How texts are made parseable that stand beside a call, with nothing between them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// What is written before the first of them.
    pub before: String,
    /// What is written between two.
    pub between: String,
    /// What is written behind the last.
    pub behind: String,
    /// Words before a text that are no names.
    #[serde(default)]
    pub never: Vec<String>,
}

/// The calls of a family: names alone, or names with the level that each speaks for.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Calls {
    Names(Vec<String>),
    Levels(BTreeMap<String, Option<Level>>),
}

impl Calls {
    fn into_pairs(self) -> Vec<(String, Option<Level>)> {
        match self {
            Calls::Names(names) => names.into_iter().map(|name| (name, None)).collect(),
            Calls::Levels(levels) => levels.into_iter().collect(),
        }
    }
}

/// One place of a call, or several for calls whose text may stand at one of them.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Places {
    One(ArgumentAt),
    Several(Vec<ArgumentAt>),
}

impl From<Places> for Vec<ArgumentAt> {
    fn from(written: Places) -> Self {
        match written {
            Places::One(place) => vec![place],
            Places::Several(places) => places,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenOutput {
    calls: Calls,
    #[serde(default)]
    on: Vec<String>,
    #[serde(default)]
    likely: Vec<String>,
    message: Places,
    #[serde(default = "plain")]
    dialect: Dialect,
    #[serde(default)]
    list: bool,
    #[serde(default)]
    level: Option<ArgumentAt>,
    sink: Sink,
    #[serde(default)]
    to: Option<Destinations>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Destinations {
    argument: ArgumentAt,
    names: BTreeMap<String, Sink>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenBuilder {
    calls: Vec<String>,
    #[serde(default)]
    on: Vec<String>,
    #[serde(default)]
    message: Option<Places>,
    #[serde(default = "plain")]
    dialect: Dialect,
    #[serde(default)]
    list: bool,
    #[serde(default)]
    into: Option<ArgumentAt>,
    #[serde(default)]
    append: bool,
    #[serde(default)]
    separator: Option<ArgumentAt>,
}

fn plain() -> Dialect {
    Dialect::Plain
}

pub(super) fn globs(written: &[String]) -> Vec<Glob> {
    written.iter().map(|glob| Glob::new(glob)).collect()
}

impl From<WrittenOutput> for Output {
    fn from(written: WrittenOutput) -> Self {
        let to = written.to.map(|to| {
            let names = to
                .names
                .iter()
                .map(|(name, sink)| (Glob::new(name), *sink))
                .collect();
            (to.argument, names)
        });
        Output {
            callee: Callee {
                calls: written.calls.into_pairs(),
                on: globs(&written.on),
                likely: globs(&written.likely),
            },
            message: written.message.into(),
            dialect: written.dialect,
            list: written.list,
            level: written.level,
            sink: written.sink,
            to,
        }
    }
}

impl From<WrittenBuilder> for Builder {
    fn from(written: WrittenBuilder) -> Self {
        Builder {
            callee: Callee {
                calls: Calls::Names(written.calls).into_pairs(),
                on: globs(&written.on),
                likely: Vec::new(),
            },
            message: written.message.map_or_else(Vec::new, Vec::from),
            dialect: written.dialect,
            list: written.list,
            into: written.into,
            append: written.append,
            separator: written.separator,
        }
    }
}
