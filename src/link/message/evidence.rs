//! What is known of a message, and how.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::dialect::Dialect;
use crate::input::Input;
use crate::level::Level;
use crate::pattern::Pattern;
use crate::sink::Sink;

/// How the way to the sink was found, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The statement calls a known sink itself.
    Direct,
    /// Through functions or macros whose bodies were read.
    Wrapper,
    /// Only the name of a function speaks for it.
    Name,
}

/// The form in which a message stands in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Construct {
    /// A literal handed to a known sink.
    DirectCall,
    /// A literal handed to a function of the application that passes it on.
    WrapperCall,
    /// The same, where the callee is a macro.
    MacroCall,
    /// Text put together in a variable first.
    BuiltString,
    /// An entry of a constant table.
    ErrorTable,
    /// Text that a function of the application returns.
    ReturnedString,
    /// An exception class known by its name or default text.
    ExceptionClass,
    /// Text given to an exception where it is raised.
    RaisedMessage,
}

/// One place that prints a message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Site {
    /// The file, relative to the source folder, `/`-separated.
    pub file: String,
    /// The line of the call, counted from 1.
    pub line: usize,
    /// The function around it; `None` at the top level of a file.
    pub function: Option<String>,
    /// What that function is given, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<String>,
    /// What is called here.
    pub callee: String,
    /// The calls from here to the primitive, in order; empty for a direct call.
    pub via: Vec<String>,
    /// The form of the message here.
    pub construct: Construct,
    /// The level that it is printed at here, where that is not the message's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The condition of the innermost branch around it, with what gave the values that it asks about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guard: Option<String>,
    /// The names in its arguments beside the message: what it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// What is called after it in any case, before the branch or the function is left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<String>,
    /// The functions that lead to the one around it within a few calls, by name, nearest first.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub callers: Arc<[String]>,
    /// What the function around it calls, by name, sorted.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub calls: Arc<[String]>,
    /// What the function around it reads, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Input>,
    /// Whether the function around it makes an object: its name is the same in all classes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_constructor: bool,
    /// Whether only programs beside the server run it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub beside: bool,
    /// Whether the process ends with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ends_process: bool,
}

fn is_empty(names: &Arc<[String]>) -> bool {
    names.is_empty()
}

/// What one log statement, or several with the same text, can print.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// The text as a log shows it, without what wrappers put around it.
    pub pattern: Pattern,
    /// The gravest level it is printed at, where one is known.
    pub level: Option<Level>,
    /// The best sink it reaches.
    pub sink: Sink,
    /// How sure the way to that sink is.
    pub certainty: Certainty,
    /// The language pack's name.
    pub language: String,
    /// How the sink writes placeholders.
    pub dialect: Dialect,
    /// Whether the statement exists only in debug builds or at debug level.
    pub debug_only: bool,
    /// All places, sorted by file and line, never empty.
    pub sites: Vec<Site>,
}

impl Message {
    /// The same with another level, which its sites no longer share.
    pub fn at_level(mut self, level: Option<Level>) -> Self {
        for site in &mut self.sites {
            let own = site.level.or(self.level);
            site.level = own.filter(|_| own != level);
        }
        self.level = level;
        self
    }
}
