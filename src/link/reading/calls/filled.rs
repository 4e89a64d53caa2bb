//! A line that a callee prints, filled with what one call hands over.

use crate::link::message::evidence::Construct;
use crate::link::value::{Atom, Origin, Value};

/// An atom, and whether the call itself contributed it (not what the callee puts around it).
pub type Marked<'a> = (&'a Atom, bool);

/// What stands at a place of a callee's line.
pub enum Place<'s> {
    /// What the callee puts there itself.
    Callees(&'s Atom),
    /// What the call hands over, and whether the call says it.
    HandedOver(Value, bool),
}

/// All lines that one of a callee's becomes. They are put together one after another, since most say
/// nothing new and need not be kept.
pub struct Filled<'s>(pub Vec<Place<'s>>);

impl Filled<'_> {
    /// How many lines there are.
    pub fn count(&self) -> usize {
        let values = self.0.iter().map(|place| match place {
            Place::Callees(_) => 1,
            Place::HandedOver(value, _) => value.lines().len(),
        });
        values.product()
    }

    /// Puts one of the lines together, and says where it comes from. What stands last changes from line
    /// to line.
    pub fn put_together<'f>(&'f self, number: usize, marked: &mut Vec<Marked<'f>>) -> Origin {
        marked.clear();
        let mut origin = Origin::from(Construct::DirectCall);
        let mut behind = self.count();
        for place in &self.0 {
            match place {
                Place::Callees(atom) => marked.push((atom, false)),
                Place::HandedOver(value, is_own) => {
                    let lines = value.lines();
                    behind /= lines.len();
                    let line = &lines[number / behind % lines.len()];
                    marked.extend(line.atoms.iter().map(|atom| (atom, *is_own)));
                    origin = origin.and(line.origin);
                }
            }
        }
        origin
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::value::Line;

    #[test]
    fn each_value_stands_beside_each_of_the_others() {
        let values =
            |texts: &[&str]| Value::of_lines(texts.iter().map(|text| Line::text(text)).collect());
        let colon = Atom::Text(": ".into());
        let filled = Filled(vec![
            Place::HandedOver(values(&["a", "b"]), true),
            Place::Callees(&colon),
            Place::HandedOver(values(&["1", "2", "3"]), false),
        ]);
        let mut marked = Vec::new();
        let mut shown = Vec::new();
        for number in 0..filled.count() {
            filled.put_together(number, &mut marked);
            let own: Vec<bool> = marked.iter().map(|(_, own)| *own).collect();
            assert_eq!(own, [true, false, false]);
            let texts = marked.iter().map(|(atom, _)| match atom {
                Atom::Text(text) => text.as_ref(),
                _ => "*",
            });
            shown.push(texts.collect::<String>());
        }
        assert_eq!(shown, ["a: 1", "a: 2", "a: 3", "b: 1", "b: 2", "b: 3"]);
    }
}
