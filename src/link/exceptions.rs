//! Exceptions: a log of one that nothing catches shows its text and the name of its class.

use super::collect::{Finding, Messages};
use super::evidence::{Certainty, Construct, Site};
use super::interpret::Reading;
use super::print::CallSite;
use super::program::{Program, last_name};
use super::summary::{LevelOf, Way};
use super::value::Value;
use crate::dialect::Dialect;
use crate::facts::{Expr, ExprId};
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

impl Reading<'_, '_> {
    /// An exception is raised with a text.
    pub fn raise(&mut self, raised: ExprId, line: usize) {
        let facts = self.facts;
        let Expr::Call(call) = facts.expressions.get(raised) else {
            return;
        };
        let Some(path) = facts.expressions.path(call.callee) else {
            return;
        };
        let scope = self.scope();
        let values = call
            .arguments
            .iter()
            .map(|argument| scope.value(argument.value))
            .filter(|value| !value.is_hole());
        // A class of the application may take other values before its text.
        let (texts, others): (Vec<_>, Vec<_>) = values.partition(Value::has_text);
        let Some(text) = texts.into_iter().chain(others).next() else {
            return;
        };
        let way = Way {
            sink: Sink::Exception,
            level: LevelOf::Known(Level::Error),
            certainty: Certainty::Direct,
            dialect: Dialect::Plain,
            via: Vec::new(),
        };
        let first = self.findings.len();
        self.emit(
            text,
            &way,
            &CallSite {
                callee: last_name(&path),
                line,
                is_macro: false,
            },
        );
        for finding in &mut self.findings[first..] {
            finding.construct = Construct::RaisedMessage;
        }
    }
}
