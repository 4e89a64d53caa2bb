//! Why a text is a message, or the step at which its way to a sink broke.

mod broken;
mod chain;
mod literals;
mod parts;
mod query;
mod reach;

use std::collections::BTreeSet;

use crate::facts::Facts;
use crate::link::linker::Linker;
use crate::link::message::evidence::{Message, Site};
use crate::link::program::Program;
use crate::pack::Pack;
use crate::pattern::Pattern;
use literals::Text;

pub use query::Query;

/// How many literals are named where none fits a query.
const MAX_NEAREST: usize = 3;

/// A place in the source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as sites show it.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
}

/// A text that is written out in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// The text as it is written, with a wildcard for what is put into it.
    pub text: Pattern,
    /// Where it begins.
    pub place: Place,
    /// The function around it; `None` at the top level of a file.
    pub function: Option<String>,
}

/// One call of a chain to a sink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What is called.
    pub name: String,
    /// Where the source defines it; empty where it does not, or not under this name.
    pub defined: Vec<Place>,
}

/// What says a message's level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelSource {
    /// A name among the arguments.
    Argument(String),
    /// The name of one of the functions called.
    Callee(String),
}

/// The way of a message from one place to a sink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The place.
    pub site: Site,
    /// The calls from there to the sink, which is the last one; never empty.
    pub links: Vec<Link>,
    /// What says the message's level here, where a name does.
    pub level: Option<LevelSource>,
}

/// A message with all its ways.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The message.
    pub message: Message,
    /// Shortest first, never empty; for a line that is asked for only those that start there, if any.
    pub chains: Vec<Chain>,
    /// Where its parts are written out, if not in the calls at its sites; sorted.
    pub texts: Vec<Place>,
}

/// A literal that is no part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The literal.
    pub literal: Literal,
    /// Where its way to a sink ends.
    pub step: Step,
}

/// Where the way of a literal to a sink ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It has too few letters for a message of its own.
    TooShort,
    /// It is handed to a call that does not print it.
    Handed {
        /// What is called.
        callee: Link,
        /// The text is which argument, counted from 1, without a receiver.
        argument: usize,
        /// Why it is not printed.
        loss: Loss,
    },
    /// It is bound to a name that nothing that is known to print it reads.
    Bound {
        /// The name.
        name: String,
    },
    /// It is an entry of a table that reaches no sink.
    Entry {
        /// The table.
        table: String,
    },
    /// A function returns it, and no caller prints what is returned.
    Returned,
    /// A parameter stands for it where the caller gives nothing, and is not printed.
    Default {
        /// The parameter.
        name: String,
    },
    /// It is part of an expression whose text is not followed.
    NotFollowed,
}

/// Why a call does not print a text that is handed to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loss {
    /// No known sink is reachable from what is called.
    NoSink,
    /// One is reachable, but as far as texts are followed not with this one.
    OtherText,
    /// What is called is not in the source, and its name does not say that it reports errors.
    NotInSource,
    /// Only its name speaks for it, and that is not enough for a single word.
    NoSentence,
    /// The language pack knows what is called; this is not the text that it prints or builds.
    OtherArgument,
    /// It is printed as a value in a sentence of the callee's own.
    Value,
    /// It goes into a variable that nothing that is known to print it reads.
    Built {
        /// The variable.
        into: String,
    },
}

/// What the program says, and what of it was asked for.
#[derive(Debug)]
pub struct Traced {
    /// All messages, as [`super::link`] gives them.
    pub messages: Vec<Message>,
    /// Messages that were asked for, or hold a literal that was.
    pub traces: Vec<Trace>,
    /// Literals that were asked for and are no part of any message: for a text those first that hold
    /// little else.
    pub broken: Vec<Broken>,
    /// Where there are neither: the literals that share the most words with what was asked for.
    pub nearest: Vec<Literal>,
}

/// Joins the facts of a whole program, sorted by path, and follows what is asked for through it.
pub fn trace(facts: &[Facts], packs: &[Pack], query: &Query) -> Traced {
    let program = Program::new(facts, packs);
    let mut linker = Linker::run(&program);
    let messages = linker.messages();
    let texts = literals::all(&program);
    let parts = parts::parts(&program, &texts, &messages);
    let is_wanted = |at: &usize| query.wants_literal(&texts[*at].literal, &texts[*at].lines);
    let wanted: BTreeSet<usize> = (0..texts.len()).filter(is_wanted).collect();
    let is_asked = |at: &usize| {
        let mut parts = parts[*at].iter();
        query.wants_message(&messages[*at]) || parts.any(|part| wanted.contains(part))
    };
    let asked = (0..messages.len()).filter(is_asked);
    let used: BTreeSet<usize> = parts.iter().flatten().copied().collect();
    let reaching = reach::reaching(&program, &linker.order);
    let mut broken: Vec<Broken> = wanted
        .difference(&used)
        .map(|at| broken::broken(&program, linker.known(), &reaching, &texts[*at]))
        .collect();
    if matches!(query, Query::Text(_)) {
        broken.sort_by_key(|broken| broken.literal.text.letters());
    }
    let trace_of = |at: usize| {
        let message = &messages[at];
        let is_elsewhere = |text: &&Text| {
            let mut sites = message.sites.iter();
            !sites.any(|site| parts::is_in_call(&program, text, site))
        };
        let written = parts[at].iter().map(|part| &texts[*part]);
        let written = written.filter(is_elsewhere);
        Trace {
            message: message.clone(),
            chains: chain::chains(&program, message, query),
            texts: written.map(|text| text.literal.place.clone()).collect(),
        }
    };
    let traces: Vec<Trace> = asked.map(trace_of).collect();
    let nearest = if traces.is_empty() && broken.is_empty() {
        query.nearest(texts.iter().map(|text| &text.literal), MAX_NEAREST)
    } else {
        Vec::new()
    };
    Traced {
        messages,
        traces,
        broken,
        nearest,
    }
}
