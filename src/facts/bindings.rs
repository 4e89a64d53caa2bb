//! What gets a value: names, fields, and parameters that the caller leaves out.

use super::extract::Walk;
use super::nodes::NodeId;
use super::{Binding, Event, Expr, ExprId};
use crate::pack::Part;

impl Walk<'_, '_> {
    pub fn bind(&mut self, node: NodeId, target: Part, value: Part, append: bool) {
        let (Some(target), Some(value)) = (
            self.nodes.first(node, target),
            self.nodes.first(node, value),
        ) else {
            return;
        };
        let target = self.builder.expression(target, &mut self.facts.expressions);
        let value = self.builder.expression(value, &mut self.facts.expressions);
        self.give(target, value);
        let binding = Binding {
            target: self.field_of_class(target),
            value,
            append,
            line: self.builder.line(node),
        };
        if self.open.is_empty() {
            self.facts.constants.push(binding.clone());
            self.declare_by_binding(target);
        }
        self.event(Event::Bind(binding));
    }

    /// A name moves on: it points behind where it did, and by one behind that.
    pub fn advance(&mut self, node: NodeId) {
        for (part, target) in self
            .nodes
            .parts(node, &[Part::AdvanceTarget, Part::AdvanceStep])
        {
            let expressions = &mut self.facts.expressions;
            let target = self.builder.expression(target, expressions);
            if !matches!(expressions.get(target), Expr::Name(_)) {
                continue;
            }
            let mut value = expressions.add(Expr::Offset { base: target });
            if part == Part::AdvanceStep {
                value = expressions.add(Expr::Offset { base: value });
            }
            let binding = Binding {
                target,
                value,
                append: false,
                line: self.builder.line(node),
            };
            self.event(Event::Bind(binding));
        }
    }

    /// A condition on a variable is one on the function that gave what it holds.
    fn give(&mut self, target: ExprId, value: ExprId) {
        let expressions = &self.facts.expressions;
        if let (Expr::Name(variable), Expr::Call(call)) =
            (expressions.get(target), expressions.get(value))
            && let Some(function) = expressions.path(call.callee)
        {
            self.guards
                .give(variable.to_string(), function.into_owned());
        }
    }

    fn declare_by_binding(&mut self, target: ExprId) {
        if let (true, Expr::Name(name)) = (
            self.pack.bindings_declare && self.classes.is_empty(),
            self.facts.expressions.get(target),
        ) {
            self.facts.globals.push(name.to_string());
        }
    }

    /// A name that is bound in a class's body is a field of the class.
    fn field_of_class(&mut self, target: ExprId) -> ExprId {
        let (true, Some(class)) = (self.open.is_empty(), self.classes.last()) else {
            return target;
        };
        let Expr::Name(name) = self.facts.expressions.get(target) else {
            return target;
        };
        let (class, name) = (&self.facts.classes[*class].name, name.to_owned());
        let object = self.facts.expressions.add_name(class);
        let field = Expr::Member {
            object,
            name: &name,
        };
        self.facts.expressions.add(field)
    }

    pub fn default(&mut self, node: NodeId) {
        let Some(value) = self.nodes.first(node, Part::DefaultValue) else {
            return;
        };
        let value = self.builder.expression(value, &mut self.facts.expressions);
        let target = self.facts.expressions.add_name(&self.first_name(node));
        let binding = Binding {
            target,
            value,
            append: false,
            line: self.builder.line(node),
        };
        if let Some(function) = self.open.last_mut() {
            function.defaults.push(binding);
        }
    }
}
