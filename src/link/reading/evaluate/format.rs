//! Placeholders of texts, filled with what is known of their values.

use crate::dialect::{Argument, Dialect, Part};
use crate::link::reading::evaluate::Scope;
use crate::link::value::{Atom, Parameter, Value, Values};

impl Value {
    /// Fills placeholders: `fill` gives the value for each, `values` says what a caller's format
    /// would be filled with where so many values are taken before it (`"%s: " format`).
    pub fn formatted(
        &self,
        dialect: Dialect,
        values: &dyn Fn(usize) -> Values,
        fill: &mut dyn FnMut(&Argument) -> Value,
    ) -> Self {
        if dialect == Dialect::Plain {
            return self.clone();
        }
        Value::union(self.lines().iter().map(|line| {
            let mut built = Value::of_origin(line.origin);
            let mut position = 0;
            for (at, atom) in line.atoms.iter().enumerate() {
                let before_hole = matches!(line.atoms.get(at + 1), Some(Atom::Hole));
                let next = match atom {
                    Atom::Text(text) => {
                        format_text(text, dialect, before_hole, &mut position, fill)
                    }
                    Atom::Parameter(parameter) if parameter.format.is_none() => {
                        let format = Some((dialect, values(position)));
                        Value::atom(Atom::Parameter(Parameter {
                            format,
                            ..parameter.clone()
                        }))
                    }
                    Atom::Stored(store, Dialect::Plain) => {
                        Value::atom(Atom::Stored(store.clone(), dialect))
                    }
                    other => Value::atom(other.clone()),
                };
                built = built.concat(&next);
            }
            built
        }))
    }
}

impl Scope<'_> {
    /// A part of a format that a library's constant is.
    pub fn library_constant(&self, name: &str) -> Value {
        let known = self.program.pack(self.region).constants.get(name);
        known.map_or_else(Value::hole, |text| Value::text(text))
    }
}

/// `position` counts on over the texts of a line: a macro such as `PRIu64` may stand between them.
fn format_text(
    text: &str,
    dialect: Dialect,
    before_hole: bool,
    position: &mut usize,
    fill: &mut dyn FnMut(&Argument) -> Value,
) -> Value {
    let open = dialect.open_directive(text).filter(|_| before_hole);
    let closed = open.map_or(text, |at| &text[..at]);
    let mut built = Value::empty();
    let first = *position;
    for part in dialect.split(closed) {
        let next = match part {
            Part::Text(text) => Value::text(&text),
            Part::Value(Argument::Position(n)) => {
                *position = (*position).max(first + n + 1);
                fill(&Argument::Position(first + n))
            }
            Part::Value(Argument::Number(n)) => {
                *position = (*position).max(first + n + 1);
                Value::hole()
            }
            Part::Value(argument) => fill(&argument),
            Part::Padding => Value::hole(),
        };
        built = built.concat(&next);
    }
    if open.is_some() {
        *position += 1;
    }
    built
}
