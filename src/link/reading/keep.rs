//! Texts that go into stores, and stores whose text is printed.

use crate::dialect::Dialect;
use crate::link::message::evidence::{Certainty, Construct};
use crate::link::program::last_name;
use crate::link::program::store::Store;
use crate::link::reading::Reading;
use crate::link::reading::calls::print::CallSite;
use crate::link::reading::summary::{LevelOf, Way};
use crate::link::value::{Atom, Line, Value, Values};

impl Reading<'_, '_> {
    /// A line is printed that is no more than stores and a little decoration: the stores are printed.
    pub fn print_stores(&mut self, line: &Line, way: &Way) {
        let level = match way.level {
            LevelOf::Parameter(_) => LevelOf::Unknown,
            known => known,
        };
        let stores: Vec<_> = line
            .atoms
            .iter()
            .filter_map(|atom| self.printed_store(atom))
            .collect();
        for (store, dialect) in stores {
            let way = Way {
                to: None,
                level,
                dialect,
                certainty: way.certainty.max(Certainty::Wrapper),
                via: way.via.after(&self.function.name.as_str().into()),
                ..way.clone()
            };
            self.read.note_printed(store, way);
        }
    }

    /// The store that an atom prints, and how its text is formatted. Callers know what they hand over;
    /// where there is none, it comes from elsewhere.
    fn printed_store(&self, atom: &Atom) -> Option<(Store, Dialect)> {
        let parameter = match atom {
            Atom::Stored(store, dialect) => return Some((store.clone(), *dialect)),
            Atom::Parameter(parameter) => parameter,
            _ => return None,
        };
        if parameter.path.is_empty() || self.known.called[self.id] {
            return None;
        }
        let format = parameter.format.as_ref();
        let dialect = format.map_or(Dialect::Plain, |(dialect, _)| *dialect);
        let name = self.function.parameters.get(parameter.index)?;
        let place = format!("{name}{}", parameter.path);
        let store = self.program.store(self.region, self.function, &place)?;
        Some((store, dialect))
    }

    /// A place gets a text, and so does what it points to.
    pub fn keep_all(&mut self, place: &str, value: &Value, line: u32) {
        self.keep(place, value, line);
        if let Some((there, _)) = self.aliased(place) {
            self.keep(&there, value, line);
        }
    }

    /// A place gets a text: if it is a store that is printed, so is the text. What a caller hands
    /// over for one of its own objects is left to the caller.
    pub fn keep(&mut self, place: &str, value: &Value, line: u32) {
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
        let is_callers = self.function.parameters.contains(root);
        let value = if is_callers {
            value.without_parameters()
        } else {
            value.clone()
        };
        let value = value
            .formatted(way.dialect, &|_| Values::Unknown, &mut |_| Value::hole())
            .from(Construct::BuiltString);
        let site = CallSite {
            callee: last_name(store.path()).into(),
            line,
            is_macro: false,
        };
        self.emit(value, &way, &site);
    }
}
