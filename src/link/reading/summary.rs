//! What a caller needs to know of a function.

use crate::dialect::Dialect;
use crate::level::Level;
use crate::link::message::evidence::Certainty;
use crate::link::reading::calls::own_text::is_decoration;
use crate::link::value::via::Via;
use crate::link::value::{Atom, Line, Value};
use crate::sink::Sink;

/// How many flows of one function are kept.
const MAX_FLOWS: usize = 12;

/// How many flows are kept that differ only in what stands around the caller's text.
const MAX_DECORATIONS: usize = 3;

/// The effects of a function, in terms of its parameters.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// What it hands on to sinks.
    pub flows: Vec<Flow>,
    /// What it leaves in its parameters.
    pub outs: Vec<Out>,
    /// What a macro leaves in names that are its caller's, or in fields of what they stand for.
    pub binds: Vec<(String, Value)>,
    /// What it returns.
    pub returns: Option<Value>,
    /// Whether it hands what it is given on to a function outside of the tree whose name says that it reports
    /// errors: which of the arguments is the text, only its own calls show.
    pub hands_on: bool,
}

/// A text with parameters that reaches a sink.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// The text.
    pub line: Line,
    /// Where it goes, at what level, how surely and through which calls.
    pub way: Way,
}

/// A way to a sink.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    pub sink: Sink,
    /// Where a caller's argument says the sink; `sink` is what holds if it says nothing.
    pub to: Option<Destination>,
    pub level: LevelOf,
    pub certainty: Certainty,
    /// How the sink writes placeholders.
    pub dialect: Dialect,
    /// Whether it exists or runs only where the application is debugged.
    pub debug_only: bool,
    /// The calls from inside the function to the primitive.
    pub via: Via,
}

/// A sink that a caller's argument says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Destination {
    /// The caller's argument, counted from 0.
    pub parameter: usize,
    /// The sink of the pack that knows what its names mean.
    pub output: usize,
}

/// A level, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LevelOf {
    Known(Level),
    /// Only the name of a function on the way says it: what a caller says itself counts more.
    Named(Level),
    /// The gravest of several that a variable gets: a constant that a caller names counts more.
    Bound(Level),
    /// The caller's argument at this position says it.
    Parameter(usize),
    Unknown,
}

impl LevelOf {
    /// This level, or what is said further out where only a name says it, or nothing does.
    pub fn or_said(self, said: impl FnOnce() -> LevelOf) -> LevelOf {
        match self {
            LevelOf::Known(_) | LevelOf::Parameter(_) => self,
            LevelOf::Unknown => said(),
            LevelOf::Bound(_) => match said() {
                said @ LevelOf::Known(_) => said,
                _ => self,
            },
            LevelOf::Named(_) => match said() {
                LevelOf::Unknown | LevelOf::Named(_) => self,
                said => said,
            },
        }
    }
}

/// A value left in what a parameter points to.
#[derive(Debug, Clone, PartialEq)]
pub struct Out {
    pub index: usize,
    pub path: String,
    pub value: Value,
}

impl Summary {
    /// Whether a call has no effect that is known, whatever it gives back.
    pub fn does_nothing(&self) -> bool {
        self.flows.is_empty() && self.outs.is_empty() && self.binds.is_empty()
    }

    /// Whether callers may print something else with the other one. What is only handed from one parameter to
    /// a field of another is carried on where a function is read anyway: in circles it never comes to an end.
    pub fn says_other_than(&self, other: &Summary) -> bool {
        let texts = |summary: &Summary| -> Vec<Out> {
            let outs = summary.outs.iter().filter(|out| out.value.has_text());
            outs.cloned().collect()
        };
        self.hands_on != other.hands_on
            || self.flows != other.flows
            || self.returns != other.returns
            || self.binds != other.binds
            || texts(self) != texts(other)
    }

    /// Whether a flow on this way may be added: there is room, or the way is better than a known one.
    pub fn takes(&self, way: &Way) -> bool {
        let is_better = |known: &Flow| way.rank() < known.way.rank();
        self.flows.len() < MAX_FLOWS || self.flows.iter().any(is_better)
    }

    /// Adds a flow; of two with the same text the better way is kept. What a function says of texts that it also
    /// hands on as they are, is a message of its own: to callers only its way counts.
    pub fn add_flow(&mut self, flow: Flow) {
        if flow.is_plain() {
            let mut flow = flow;
            let remarks: Vec<Flow> = self
                .flows
                .extract_if(.., |known| known.is_remark_on(&flow))
                .collect();
            for remark in remarks {
                flow.take_better(remark.way);
            }
            self.add_text(flow);
        } else if let Some(plain) = self.plain_of(&flow) {
            plain.take_better(flow.way);
        } else {
            self.add_text(flow);
        }
    }

    /// Where the texts of a flow are handed on as they are.
    fn plain_of(&mut self, flow: &Flow) -> Option<&mut Flow> {
        let mut flows = self.flows.iter_mut();
        flows.find(|known| flow.is_remark_on(known))
    }

    fn add_text(&mut self, flow: Flow) {
        if let Some(known) = self
            .flows
            .iter_mut()
            .find(|known| known.line.atoms == flow.line.atoms)
        {
            let level = known.way.level_beside(&flow.way);
            if flow.way.rank() < known.way.rank() {
                *known = flow;
            }
            known.way.level = level.unwrap_or(known.way.level);
        } else if self.flows.len() < MAX_FLOWS && self.like(&flow).count() < MAX_DECORATIONS {
            self.flows.push(flow);
        } else if let Some(worst) = self.like(&flow).max_by_key(|known| known.way.rank())
            && flow.way.rank() < worst.way.rank()
        {
            *worst = flow;
        }
    }

    /// The flows that print the same of a caller's, with something else around it.
    fn like(&mut self, flow: &Flow) -> impl Iterator<Item = &mut Flow> {
        let like = |known: &&mut Flow| callers(&known.line).eq(callers(&flow.line));
        self.flows.iter_mut().filter(like)
    }
}

impl Flow {
    /// Whether it hands texts on as they are, with no sentence of the function's own around them.
    fn is_plain(&self) -> bool {
        is_decoration(&self.line.atoms)
    }

    /// Whether it puts a sentence between texts that the other hands on as they are, at the same level. Of a single
    /// text it may be all that tells a message from a value.
    fn is_remark_on(&self, other: &Flow) -> bool {
        let is_of_same = || parameters(&self.line).eq(parameters(&other.line));
        let is_at_same = self.way.level == other.way.level;
        let is_between = parameters(&self.line).nth(1).is_some();
        is_at_same && is_between && other.is_plain() && !self.is_plain() && is_of_same()
    }

    fn take_better(&mut self, way: Way) {
        if way.rank() < self.way.rank() {
            self.way = way;
        }
    }
}

/// What a caller hands over for a line.
fn callers(line: &Line) -> impl Iterator<Item = &Atom> {
    line.atoms.iter().filter(|atom| atom.is_callers())
}

/// The parameters of a line, whether their texts are formats or not.
fn parameters(line: &Line) -> impl Iterator<Item = (usize, &str)> {
    line.atoms.iter().filter_map(|atom| match atom {
        Atom::Parameter(parameter) => Some((parameter.index, &*parameter.path)),
        _ => None,
    })
}

impl Way {
    /// The level of a text that the same function also prints on another way to the same sink, where that is
    /// another one: as of a variable that gets several, a constant that a caller names says which.
    fn level_beside(&self, other: &Way) -> Option<LevelOf> {
        use LevelOf::{Bound, Known};
        let is_alike = self.sink == other.sink && self.debug_only == other.debug_only;
        match (self.level, other.level) {
            (Known(one) | Bound(one), Known(another) | Bound(another))
                if is_alike && one != another =>
            {
                Some(Bound(one.min(another)))
            }
            _ => None,
        }
    }

    /// Less is better.
    pub fn rank(&self) -> (bool, Sink, Certainty, usize) {
        (self.debug_only, self.sink, self.certainty, self.via.len())
    }
}
