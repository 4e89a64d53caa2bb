//! Calls that are not written as such: a name that no variable has, and all parameters handed on.

use rustc_hash::FxHashSet;

use super::extract::Walk;
use super::nodes::NodeId;
use super::{Argument, Call, Event, Expr, ExprId, Expressions, Function};
use crate::pack::Part;

impl Walk<'_, '_> {
    /// A name that stands for a value is a call, unless the function turns out to have a variable of this name.
    pub fn word(&mut self, node: NodeId) {
        let is_value = matches!(
            self.nodes.part(node),
            None | Some(
                Part::BindingValue
                    | Part::CallArgument
                    | Part::CallObject
                    | Part::ArgumentValue
                    | Part::StringInterpolation
                    | Part::ReturnValue
                    | Part::RaiseValue
                    | Part::RaiseText
                    | Part::BranchArm
                    | Part::BranchValue
                    | Part::BranchCondition
                    | Part::ChoiceBranch
                    | Part::ConcatenationOperand
                    | Part::AppendValue
                    | Part::TransparentInner
                    | Part::SequenceItem
            )
        );
        if is_value {
            let callee = self.builder.expression(node, &mut self.facts.expressions);
            self.unwritten(callee, true, &[], node);
        }
    }

    /// A call that hands on all parameters of the function around it.
    pub fn forward(&mut self, node: NodeId) {
        let expressions = &mut self.facts.expressions;
        let around = self.open.last().into_iter();
        let parameters = around.flat_map(|function| function.parameters.iter());
        let argument = |name: &str| Argument {
            name: None,
            value: expressions.add_name(name),
        };
        let arguments: Vec<_> = parameters.map(argument).collect();
        let callee = self.facts.expressions.add_name(self.nodes.text(node));
        self.unwritten(callee, false, &arguments, node);
    }

    fn unwritten(&mut self, callee: ExprId, is_field: bool, arguments: &[Argument], node: NodeId) {
        let call = Expr::Call(Call {
            callee,
            is_field,
            arguments,
            line: self.builder.line(node),
        });
        let call = self.facts.expressions.add(call);
        self.call(call);
    }
}

/// Drops the calls of a function whose names are those of its variables.
pub(super) fn drop_variables(function: &mut Function, expressions: &Expressions) {
    let named = |id: ExprId| match expressions.get(id) {
        Expr::Name(name) => Some(name),
        _ => None,
    };
    let word = |event: &Event| match event {
        Event::Call { call, .. } => match expressions.get(*call) {
            Expr::Call(call) if call.is_field => named(call.callee),
            _ => None,
        },
        _ => None,
    };
    if !function.events.iter().any(|event| word(event).is_some()) {
        return;
    }
    let bound = function
        .bindings()
        .filter_map(|binding| named(binding.target));
    let mut variables: FxHashSet<&str> = bound.collect();
    let declared = function
        .parameters
        .iter()
        .chain(function.locals.iter())
        .chain(function.rest.as_deref());
    variables.extend(declared);
    let is_call: Vec<bool> = function
        .events
        .iter()
        .map(|event| word(event).is_none_or(|name| !variables.contains(name)))
        .collect();
    let mut is_call = is_call.into_iter();
    function.events.retain(|_| is_call.next().unwrap_or(true));
}
