//! Texts as far as they are known: what an expression can print, in terms of the parameters of the
//! function around it.

pub mod combine;
pub mod via;
pub mod widen;

use std::sync::Arc;

use crate::dialect::Dialect;
use crate::facts::Function;
use crate::link::message::evidence::Construct;
use crate::link::program::store::Store;
use crate::pattern::{Pattern, Piece};

/// Atoms of one line; what comes after is unknown.
const MAX_ATOMS: usize = 64;

/// Bytes of texts that are put together; what would make them longer is unknown. A text that is added to itself
/// again and again, or fills a template twice that does so too, doubles each time.
const MAX_TEXT: usize = 1 << 14;

/// Steps of a path below a parameter: `p->a.b.c`.
pub const MAX_PATH: usize = 2;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atom {
    /// Literal text; placeholders are still in it until the line is formatted.
    Text(Arc<str>),
    /// Any text.
    Hole,
    /// What the caller hands over.
    Parameter(Parameter),
    /// All arguments of the caller from this position on.
    Rest(usize),
    /// What a store holds, formatted so before it is printed.
    Stored(Store, Dialect),
}

impl Atom {
    /// Whether it is the same text, if a caller's, whatever that is filled with.
    fn is_same_text(&self, other: &Atom) -> bool {
        match (self, other) {
            (Atom::Parameter(this), Atom::Parameter(other)) => {
                (this.index, &this.path) == (other.index, &other.path)
            }
            _ => self == other,
        }
    }

    /// Whether a caller says what it is.
    pub fn is_callers(&self) -> bool {
        matches!(self, Atom::Parameter(_) | Atom::Rest(_))
    }
}

/// Text that a caller hands over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Parameter {
    /// Which argument, counted from 0, or [`Parameter::BY_NAME`].
    pub index: usize,
    /// The field below it, `""` or `.a.b`; of what has no place, its whole name.
    pub path: Arc<str>,
    /// How it is formatted before it is printed.
    pub format: Option<(Dialect, Values)>,
}

impl Parameter {
    /// A macro may speak of what its caller calls so.
    pub const BY_NAME: usize = usize::MAX;

    /// The last parameter of a function that takes further arguments: a format, which those fill.
    pub fn format_of(function: &Function, dialect: Dialect) -> Option<Self> {
        function.rest.as_ref()?;
        let further = function.parameters.len();
        Some(Parameter {
            index: further.checked_sub(1)?,
            path: Arc::default(),
            format: Some((dialect, Values::Rest(further))),
        })
    }
}

/// The values of a format that a caller hands over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Values {
    /// Not known.
    Unknown,
    /// The caller's arguments from this position on.
    Rest(usize),
    /// The list that is the caller's argument at this position.
    List(usize),
}

impl Values {
    /// These values without the first ones.
    pub fn behind(self, taken: usize) -> Values {
        match self {
            Values::Rest(from) => Values::Rest(from + taken),
            Values::List(_) if taken > 0 => Values::Unknown,
            same => same,
        }
    }
}

/// How a text came to be where it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// A direct literal is a [`Construct::DirectCall`].
    pub construct: Construct,
    /// The region and line of a table's entry, where that says more than the place of its use.
    pub entry: Option<(usize, usize)>,
}

impl Origin {
    /// Of two texts that become one; a literal's origin gives way.
    pub fn and(self, other: Origin) -> Self {
        Origin {
            construct: self.construct.max(other.construct),
            entry: self.entry.or(other.entry),
        }
    }
}

impl From<Construct> for Origin {
    fn from(construct: Construct) -> Self {
        Origin {
            construct,
            entry: None,
        }
    }
}

/// One text that can be printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line {
    pub atoms: Vec<Atom>,
    pub origin: Origin,
}

impl Line {
    /// Whether the same text stands at its end.
    fn ends_in(&self, text: &Line) -> bool {
        let mut ends = self.atoms.iter().rev();
        let mut texts = text.atoms.iter().rev();
        texts.all(|text| ends.next().is_some_and(|end| end.is_same_text(text)))
    }

    pub fn text(text: &str) -> Self {
        Line {
            atoms: vec![Atom::Text(text.into())],
            origin: Construct::DirectCall.into(),
        }
    }

    pub fn of(atom: Atom) -> Self {
        Line {
            atoms: vec![atom],
            origin: Construct::DirectCall.into(),
        }
    }

    /// Adds atoms, merging texts and holes.
    pub fn push(&mut self, atom: Atom) {
        if self.atoms.len() >= MAX_ATOMS {
            if self.atoms.last() != Some(&Atom::Hole) {
                self.atoms.push(Atom::Hole);
            }
            return;
        }
        // A text that is added to itself comes from a loop; once is enough to know it.
        let repeated = matches!(atom, Atom::Parameter(_)) && self.atoms.contains(&atom);
        match (
            self.atoms.last_mut(),
            if repeated { Atom::Hole } else { atom },
        ) {
            (_, Atom::Text(text)) if text.is_empty() => {}
            (Some(Atom::Text(last)), Atom::Text(text)) if last.len() + text.len() > MAX_TEXT => {
                self.atoms.push(Atom::Hole);
            }
            (Some(Atom::Text(last)), Atom::Text(text)) => *last = [&**last, &*text].concat().into(),
            (Some(Atom::Hole), Atom::Hole) => {}
            (_, atom) => self.atoms.push(atom),
        }
    }

    pub fn extend(&mut self, line: &Line) {
        for atom in &line.atoms {
            self.push(atom.clone());
        }
        self.origin = self.origin.and(line.origin);
    }

    /// Whether it depends on what a caller hands over.
    pub fn has_parameter(&self) -> bool {
        self.atoms.iter().any(Atom::is_callers)
    }

    /// Whether a part of it is a text that a caller hands over, or one that a store holds.
    pub fn is_of_others(&self) -> bool {
        let is_stored = |atom: &Atom| matches!(atom, Atom::Stored(..));
        self.has_parameter() || self.atoms.iter().any(is_stored)
    }

    /// Whether its literal text has two words or more.
    pub fn is_sentence(&self) -> bool {
        pattern_of(&self.atoms).words() >= 2
    }

    /// Whether nothing of it is known here.
    pub fn is_unknown(&self) -> bool {
        matches!(self.atoms.as_slice(), [Atom::Hole | Atom::Stored(..)])
    }

    /// Whether it is one text, or wholly unknown: nothing is put together.
    pub fn is_single(&self) -> bool {
        matches!(self.atoms.as_slice(), [Atom::Text(_) | Atom::Hole] | [])
    }
}

/// What an expression can print: one of these lines. Sorted, without duplicates, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value(Arc<Vec<Line>>);

thread_local! {
    // Most expressions are numbers and objects: what they print is made once.
    static HOLE: Value = Value::of_line(Line::of(Atom::Hole));
    static EMPTY: Value = Value::of_origin(Construct::DirectCall.into());
}

impl Value {
    pub fn hole() -> Self {
        HOLE.with(Value::clone)
    }

    pub fn empty() -> Self {
        EMPTY.with(Value::clone)
    }

    /// The empty text, known to come from there.
    pub fn of_origin(origin: Origin) -> Self {
        Value(Arc::new(vec![Line {
            atoms: Vec::new(),
            origin,
        }]))
    }

    pub fn text(text: &str) -> Self {
        Value(Arc::new(vec![Line::text(text)]))
    }

    pub fn atom(atom: Atom) -> Self {
        Value::of_line(Line::of(atom))
    }

    pub fn of_line(line: Line) -> Self {
        Value(Arc::new(vec![line]))
    }

    /// One of these lines, which are sorted, without duplicates and not empty.
    pub fn of_lines(lines: Vec<Line>) -> Self {
        Value(Arc::new(lines))
    }

    pub fn parameter(index: usize, path: &str) -> Self {
        if path.matches('.').count() > MAX_PATH {
            return Value::hole();
        }
        Value::atom(Atom::Parameter(Parameter {
            index,
            // The empty text is shared.
            path: if path.is_empty() {
                Arc::default()
            } else {
                path.into()
            },
            format: None,
        }))
    }

    pub fn lines(&self) -> &[Line] {
        &self.0
    }

    pub fn into_lines(self) -> Vec<Line> {
        Arc::unwrap_or_clone(self.0)
    }

    /// The same with each line changed, which must leave them sorted and without duplicates.
    pub fn with_each(mut self, change: impl FnMut(&mut Line)) -> Self {
        Arc::make_mut(&mut self.0).iter_mut().for_each(change);
        self
    }

    /// Whether nothing is known of it.
    pub fn is_hole(&self) -> bool {
        matches!(self.only_atom(), Some(Atom::Hole))
    }

    /// Whether it may be something that is not known at all.
    pub fn is_open(&self) -> bool {
        self.0.iter().any(Line::is_unknown)
    }

    /// Whether it is a sentence, or a part of one, in each case.
    pub fn is_sentence(&self) -> bool {
        self.0.iter().all(Line::is_sentence)
    }

    /// Whether it is the empty text and nothing else.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|line| line.atoms.is_empty())
    }

    /// Whether nothing is known of any of its parts.
    pub fn is_unknown(&self) -> bool {
        let mut atoms = self.0.iter().flat_map(|line| &line.atoms);
        atoms.all(|atom| *atom == Atom::Hole)
    }

    /// Whether a part of it is literal.
    pub fn has_text(&self) -> bool {
        let is_text = |atom: &Atom| matches!(atom, Atom::Text(_));
        self.0.iter().any(|line| line.atoms.iter().any(is_text))
    }

    /// Where all further arguments stand for one text, the first of them is meant.
    pub fn first_of_rest(self) -> Self {
        match self.only_atom() {
            Some(Atom::Rest(from)) => Value::parameter(*from, ""),
            _ => self,
        }
    }

    /// The same with what a caller hands over unknown.
    pub fn without_parameters(&self) -> Self {
        Value::union(self.0.iter().map(|line| {
            let mut known = Line {
                atoms: Vec::new(),
                origin: line.origin,
            };
            for atom in &line.atoms {
                known.push(if atom.is_callers() {
                    Atom::Hole
                } else {
                    atom.clone()
                });
            }
            Value(Arc::new(vec![known]))
        }))
    }

    /// Its atom, where it is one line of one atom.
    pub fn only_atom(&self) -> Option<&Atom> {
        match self.0.as_slice() {
            [Line { atoms, .. }] => match atoms.as_slice() {
                [only] => Some(only),
                _ => None,
            },
            _ => None,
        }
    }

    /// The same texts, known to come from there; a literal's origin gives way, others stay.
    pub fn from(self, construct: Construct) -> Self {
        self.with_origin(construct.into())
    }

    /// The same texts, entries of a table at this line of a region.
    pub fn entry(self, region: usize, line: usize) -> Self {
        self.with_origin(Origin {
            construct: Construct::ErrorTable,
            entry: Some((region, line)),
        })
    }

    fn with_origin(self, origin: Origin) -> Self {
        if self
            .0
            .iter()
            .all(|line| line.origin.and(origin) == line.origin)
        {
            return self;
        }
        self.with_each(|line| line.origin = line.origin.and(origin))
    }
}

/// Atoms as a log shows them.
pub fn pattern_of<'a>(atoms: impl IntoIterator<Item = &'a Atom>) -> Pattern {
    Pattern::new(atoms.into_iter().map(|atom| match atom {
        Atom::Text(text) => Piece::Text(text.to_string()),
        _ => Piece::Any,
    }))
}
