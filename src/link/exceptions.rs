//! Error classes: a log of an exception that nothing catches shows the class's name.

use super::collect::{Finding, Messages};
use super::evidence::{Certainty, Construct, Site};
use super::program::Program;
use crate::dialect::Dialect;
use crate::level::Level;
use crate::pattern::{Pattern, Piece};
use crate::sink::Sink;

/// Adds the name of each error class that is defined in the tree.
pub(super) fn add_names(program: &Program<'_>, messages: &mut Messages) {
    for (region, facts) in program.facts.iter().enumerate() {
        for class in facts
            .classes
            .iter()
            .filter(|class| program.is_error(region, &class.name))
        {
            let finding = Finding {
                pattern: Pattern::new([Piece::Text(class.name.clone())]),
                level: Some(Level::Error),
                sink: Sink::Exception,
                certainty: Certainty::Direct,
                dialect: Dialect::Plain,
                debug_only: false,
                line: class.line,
                callee: class.name.clone(),
                via: Vec::new(),
                construct: Construct::ExceptionClass,
            };
            let site = Site {
                file: facts.path.to_string(),
                line: class.line,
                function: None,
                callee: class.name.clone(),
                via: Vec::new(),
                construct: Construct::ExceptionClass,
            };
            messages.add_at(program.pack(region).name.clone(), finding, site);
        }
    }
}
