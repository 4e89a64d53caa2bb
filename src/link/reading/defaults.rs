//! Texts that parameters stand for where the caller gives nothing.

use crate::link::reading::Reading;
use crate::link::reading::calls::filled::Marked;
use crate::link::reading::calls::own_text::own_text;
use crate::link::reading::calls::print::CallSite;
use crate::link::reading::summary::Flow;
use crate::link::value::{Atom, Line, Parameter, Value, Values};

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
                let text = printed(&flow, index, &text);
                for line in text.iter().flat_map(Value::lines) {
                    if let Some(pattern) = own_text(&filled(&flow, index, line)) {
                        let finding = self.finding(pattern, line.origin, &flow.way, &place);
                        self.read.findings.push(finding);
                    }
                }
            }
        }
    }
}

/// Whether a flow's atom is a parameter itself.
fn is_whole(atom: &Atom, index: usize) -> bool {
    matches!(atom, Atom::Parameter(known) if known.index == index && known.path.is_empty())
}

/// A parameter's text as a flow prints it; `None` where it does not.
fn printed(flow: &Flow, index: usize, text: &Value) -> Option<Value> {
    let mut atoms = flow.line.atoms.iter();
    match atoms.find(|atom| is_whole(atom, index))? {
        Atom::Parameter(Parameter {
            format: Some((dialect, _)),
            ..
        }) => Some(text.formatted(*dialect, &|_| Values::Unknown, &mut |_| Value::hole())),
        _ => Some(text.clone()),
    }
}

/// What a flow prints where a parameter holds this text and nothing is known of the others.
fn filled<'f>(flow: &'f Flow, index: usize, text: &'f Line) -> Vec<Marked<'f>> {
    let mut marked = Vec::new();
    for atom in &flow.line.atoms {
        match atom {
            atom if is_whole(atom, index) => {
                marked.extend(text.atoms.iter().map(|atom| (atom, true)))
            }
            atom if atom.is_callers() => marked.push((&Atom::Hole, false)),
            atom => marked.push((atom, false)),
        }
    }
    marked
}
