//! Texts that go into stores, and stores whose text is printed.

use super::evidence::{Certainty, Construct};
use super::interpret::Reading;
use super::own_text::is_decoration;
use super::print::CallSite;
use super::program::last_name;
use super::summary::{LevelOf, Way};
use super::value::{Atom, Line, Parameter, Value, Values};
use crate::dialect::Dialect;

impl Reading<'_, '_> {
    /// A line is printed: the stores that are all of it but a little decoration are printed.
    pub fn print_stores(&mut self, line: &Line, way: &Way) {
        if !is_decoration(line) {
            return;
        }
        for atom in &line.atoms {
            let (store, dialect) = match atom {
                Atom::Stored(store, dialect) => (store.clone(), *dialect),
                // Callers know what they hand over; where there is none, it comes from elsewhere.
                Atom::Parameter(Parameter {
                    index,
                    path,
                    format,
                }) if !path.is_empty() && !self.known.called[self.id] => {
                    let dialect = format
                        .as_ref()
                        .map_or(Dialect::Plain, |(dialect, _)| *dialect);
                    let name = self
                        .function
                        .parameters
                        .get(*index)
                        .map_or("", String::as_str);
                    let place = format!("{name}{path}");
                    match self.program.store(self.region, self.function, &place) {
                        Some(store) => (store, dialect),
                        None => continue,
                    }
                }
                _ => continue,
            };
            let level = match way.level {
                LevelOf::Parameter(_) => LevelOf::Unknown,
                known => known,
            };
            let way = Way {
                to: None,
                level,
                dialect,
                certainty: way.certainty.max(Certainty::Wrapper),
                via: way.via_from(&self.function.name),
                ..way.clone()
            };
            self.read.printed.push((store, way));
        }
    }

    /// A place gets a text: if it is a store that is printed, so is the text. What a caller hands
    /// over for one of its own objects is left to the caller.
    pub fn keep(&mut self, place: &str, value: &Value, line: usize) {
        let Some(store) = self.scope().store(place) else {
            // A field of an object that lives and ends here: its class is one of containers of text.
            let field = place.contains('.').then(|| last_name(place).to_owned());
            self.read.contained.extend(field);
            return;
        };
        let Some(way) = self.known.stores.way(&store).cloned() else {
            return;
        };
        let root = place.split('.').next().unwrap_or(place);
        let is_callers = self.function.parameters.iter().any(|name| name == root);
        let value = if is_callers {
            value.without_parameters()
        } else {
            value.clone()
        };
        let value = value
            .formatted(way.dialect, &Values::Unknown, &mut |_| Value::hole())
            .from(Construct::BuiltString);
        let site = CallSite {
            callee: last_name(store.path()),
            line,
            is_macro: false,
        };
        self.emit(value, &way, &site);
    }
}
