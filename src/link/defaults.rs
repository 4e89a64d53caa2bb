//! Texts that parameters stand for where the caller gives nothing.

use super::arguments::Marked;
use super::interpret::Reading;
use super::own_text::own_text;
use super::print::CallSite;
use super::summary::Flow;
use super::value::{Atom, Parameter, Value, Values};

impl Reading<'_, '_> {
    /// A parameter that is printed has a text by default, which is a message where it is written.
    pub fn print_defaults(&mut self) {
        let function = self.function;
        let index_of = |target| {
            let mut names = function.parameters.iter();
            names.position(|name| self.facts.expressions.is_name(target, name))
        };
        let texts: Vec<(usize, u32, Value)> = function
            .defaults
            .iter()
            .filter_map(|default| {
                let index = index_of(default.target)?;
                let value = self.value(default.value).without_parameters();
                value.has_text().then_some((index, default.line, value))
            })
            .collect();
        for (index, line, text) in texts {
            let place = CallSite {
                callee: function.name.as_str().into(),
                line,
                is_macro: false,
            };
            for flow in self.read.summary.flows.clone() {
                for (marked, way) in filled(&flow, index, &text) {
                    if let Some(pattern) = own_text(&marked) {
                        let finding = self.finding(pattern, way, &flow.way, &place);
                        self.read.findings.push(finding);
                    }
                }
            }
        }
    }
}

/// What a flow prints where a parameter holds its default and nothing is known of the others.
fn filled(flow: &Flow, index: usize, text: &Value) -> Vec<(Vec<Marked>, super::value::Origin)> {
    let is_it = |known: &Parameter| known.index == index && known.path.is_empty();
    let Some(dialect) = flow.line.atoms.iter().find_map(|atom| match atom {
        Atom::Parameter(known) if is_it(known) => Some(known.format.as_ref().map(|it| it.0)),
        _ => None,
    }) else {
        return Vec::new();
    };
    let text = match dialect {
        Some(dialect) => {
            let no_value = &mut |_: &_| Value::hole();
            text.clone().formatted(dialect, &Values::Unknown, no_value)
        }
        None => text.clone(),
    };
    let around = |atom: &Atom| match atom {
        atom if atom.is_callers() => (Atom::Hole, false),
        atom => (atom.clone(), false),
    };
    let lines = text.lines().iter().map(|line| {
        let atoms = flow.line.atoms.iter().flat_map(|atom| match atom {
            Atom::Parameter(known) if is_it(known) => {
                line.atoms.iter().map(|atom| (atom.clone(), true)).collect()
            }
            atom => vec![around(atom)],
        });
        (atoms.collect(), line.origin)
    });
    lines.collect()
}
