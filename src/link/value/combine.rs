//! Values that become one: alternatives, and texts that follow one another.

use crate::link::message::evidence::Construct;
use crate::link::value::widen::{grown, says_more, widen};
use crate::link::value::{Atom, Line, Value};

/// Alternatives that are put together from several atoms: more than this are widened to one line.
const MAX_BUILT: usize = 16;

/// Alternatives of a sentence with a value that may be anything, in which the single words that it may be are told
/// apart.
const MAX_TOLD: usize = 2;

/// Alternatives that are put together, of which something unknown is still one.
const MAX_OPEN: usize = 4;

/// Alternatives that are literals: entries of tables and catalogues.
const MAX_LITERALS: usize = 4096;

impl Value {
    /// One or the other, widened where they are too many.
    pub fn union(values: impl IntoIterator<Item = Value>) -> Self {
        match Value::alternatives(values) {
            Ok(few) => few,
            Err(many) => Value::of_line(widen(&many)),
        }
    }

    /// What the arms of a branch made of `before`: one or the other. Where they are too many, that an
    /// arm adds to a text is kept, but not on which text it does: see [`grown`].
    pub fn joined(before: &Value, arms: impl IntoIterator<Item = Value>) -> Self {
        match Value::alternatives(arms) {
            Ok(few) => few,
            Err(many) => {
                let less = grown(before.lines(), &many).unwrap_or(many);
                Value::union([Value::of_lines(less)])
            }
        }
    }

    /// One or the other; the lines of all where they are too many to be told apart.
    pub fn alternatives(values: impl IntoIterator<Item = Value>) -> Result<Self, Vec<Line>> {
        let mut values = values.into_iter();
        let (first, second) = (values.next(), values.next());
        let first = match (first, &second) {
            (Some(only), None) if only.lines().len() == 1 => return Ok(only),
            (first, _) => first,
        };
        let values = first.into_iter().chain(second).chain(values);
        let mut lines: Vec<Line> = values.flat_map(Value::into_lines).collect();
        lines.sort();
        lines.dedup_by(|next, kept| next.atoms == kept.atoms);
        let cap = if lines.iter().all(Line::is_single) {
            MAX_LITERALS
        } else {
            // An unknown text says nothing beside much that is put together, nor beside what others fill in.
            if lines.len() > MAX_OPEN || lines.iter().any(Line::is_of_others) {
                lines.retain(|line| line.atoms != [Atom::Hole]);
            }
            MAX_BUILT
        };
        match lines.len() {
            0 => Ok(Value::hole()),
            n if n > cap => Err(lines),
            _ => Ok(Value::of_lines(lines)),
        }
    }

    /// The same, or something unknown.
    pub fn or_unknown(self) -> Self {
        if self.is_open() {
            return self;
        }
        Value::union([self, Value::hole()])
    }

    /// One after the other; where that makes too many, those are told apart that say more.
    pub fn concat(self, next: &Value) -> Self {
        if self.adds_nothing() && next.is_one_atom() {
            return next.clone();
        }
        if let ([_], [tail]) = (self.lines(), next.lines()) {
            return self.with_each(|line| line.extend(tail));
        }
        let (mut this, mut next) = (self, next.clone());
        if this.lines().len() * next.lines().len() > MAX_TOLD {
            if next.is_sentence() {
                this = this.beside_sentence();
            } else if this.is_sentence() {
                next = next.beside_sentence();
            }
        }
        if this.lines().len() * next.lines().len() > MAX_BUILT {
            (this, next) = (this.known(), next.known());
        }
        if this.lines().len() * next.lines().len() > MAX_BUILT {
            if this.lines().len() > MAX_BUILT || next.outweighs(&this) {
                this = this.widened();
            } else {
                next = next.widened();
            }
        }
        if this.lines().len() * next.lines().len() > MAX_BUILT {
            next = next.widened();
        }
        let mut lines = Vec::with_capacity(this.lines().len() * next.lines().len());
        for head in this.lines() {
            for tail in next.lines() {
                let mut line = head.clone();
                line.extend(tail);
                lines.push(line);
            }
        }
        lines.sort();
        lines.dedup();
        Value::of_lines(lines)
    }

    /// With what is written at a place inside it. A caller's text that it ends in is written again, with more room.
    pub fn continued(self, next: &Value) -> Self {
        let is_again = |line: &Line| {
            let mut texts = next.lines().iter().filter(|text| text.has_parameter());
            texts.any(|text| line.ends_in(text))
        };
        let (again, others): (Vec<_>, Vec<_>) = self.into_lines().into_iter().partition(is_again);
        match (again.is_empty(), others.is_empty()) {
            (true, _) => Value::of_lines(others).concat(next),
            (false, true) => Value::of_lines(again),
            _ => Value::union([Value::of_lines(again), Value::of_lines(others).concat(next)]),
        }
    }

    /// With one more atom behind it.
    pub fn followed_by(self, atom: &Atom) -> Self {
        match self.lines() {
            [_] => self.with_each(|line| line.push(atom.clone())),
            _ => self.concat(&Value::atom(atom.clone())),
        }
    }

    /// Whether it should rather be told apart than the other: a caller's text is the message, and
    /// beside it the longer text tells more.
    fn outweighs(&self, other: &Value) -> bool {
        let is_callers = |value: &Value| value.lines().iter().any(Line::has_parameter);
        match (is_callers(self), is_callers(other)) {
            (mine, its) if mine != its => mine,
            _ => says_more(self.lines(), other.lines()),
        }
    }

    /// Without the single words that it may be, if it may be anything: in a sentence, what is printed for each
    /// value is printed for these, too.
    fn beside_sentence(self) -> Self {
        if self.lines().len() == 1 || !self.is_open() {
            return self;
        }
        let is_word = |line: &Line| !line.has_parameter() && !line.is_sentence();
        let mut lines = self.into_lines();
        lines.retain(|line| line.is_unknown() || !is_word(line));
        Value::of_lines(lines)
    }

    /// Without what is wholly unknown, beside texts that are not.
    fn known(self) -> Self {
        let mut lines = self.into_lines();
        if lines.len() > 1 {
            lines.retain(|line| line.atoms != [Atom::Hole]);
        }
        Value::of_lines(lines)
    }

    /// Whether it is the empty text of no origin that says more than a literal's.
    fn adds_nothing(&self) -> bool {
        matches!(self.lines(), [Line { atoms, origin }] if atoms.is_empty() && *origin == Construct::DirectCall.into())
    }

    /// Whether it is one atom that stays as it is where it is added to nothing.
    fn is_one_atom(&self) -> bool {
        self.only_atom()
            .is_some_and(|atom| !matches!(atom, Atom::Text(text) if text.is_empty()))
    }

    /// One line that stands for all.
    pub fn widened(&self) -> Self {
        if self.lines().len() == 1 {
            self.clone()
        } else {
            Value::of_line(widen(self.lines()))
        }
    }
}
