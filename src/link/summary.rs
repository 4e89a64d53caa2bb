//! What a caller needs to know of a function.

use super::evidence::Certainty;
use super::value::{Line, Value};
use crate::dialect::Dialect;
use crate::level::Level;
use crate::sink::Sink;

/// How many flows of one function are kept.
const MAX_FLOWS: usize = 12;

/// How long a chain to a sink may grow: recursion with a growing text would never end.
const MAX_CHAIN: usize = 24;

/// The effects of a function, in terms of its parameters.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Summary {
    /// What it hands on to sinks.
    pub flows: Vec<Flow>,
    /// What it leaves in its parameters.
    pub outs: Vec<Out>,
    /// What it returns.
    pub returns: Option<Value>,
}

/// A text with parameters that reaches a sink.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Flow {
    /// The text.
    pub line: Line,
    /// Where it goes, at what level, how surely and through which calls.
    pub way: Way,
}

/// A way to a sink.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    pub sink: Sink,
    pub level: LevelOf,
    pub certainty: Certainty,
    /// How the sink writes placeholders.
    pub dialect: Dialect,
    /// The calls from inside the function to the primitive.
    pub via: Vec<String>,
}

/// A level, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LevelOf {
    Known(Level),
    /// The caller's argument at this position says it.
    Parameter(usize),
    Unknown,
}

/// A value left in what a parameter points to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Out {
    pub index: usize,
    pub path: String,
    pub value: Value,
}

impl Summary {
    /// Adds a flow; of two with the same text the better way is kept.
    pub fn add_flow(&mut self, flow: Flow) {
        if flow.way.via.len() > MAX_CHAIN {
            return;
        }
        if let Some(known) = self
            .flows
            .iter_mut()
            .find(|known| known.line.atoms == flow.line.atoms)
        {
            if flow.way.rank() < known.way.rank() {
                *known = flow;
            }
        } else if self.flows.len() < MAX_FLOWS {
            self.flows.push(flow);
        }
    }
}

impl Way {
    /// Less is better.
    pub fn rank(&self) -> (Sink, Certainty, usize) {
        (self.sink, self.certainty, self.via.len())
    }
}
