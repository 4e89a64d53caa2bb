//! From nodes with roles to expressions.

use super::escape;
use super::expression::{Argument, Call, Expr, ExprId, Expressions, MAX_DEPTH};
use super::nodes::{NodeId, Nodes};
use crate::pack::{Pack, Part, Role};

/// How many operands of one concatenation are looked at.
const MAX_OPERANDS: usize = 1024;

/// Nothing is known of it, nor of what is in it.
const UNKNOWN: Expr<'static> = Expr::Opaque(&[]);

/// Builds each expression of a tree once.
pub(super) struct Builder<'n> {
    nodes: &'n Nodes<'n>,
    pack: &'n Pack,
    /// What was built, by the place of its node.
    known: Vec<Option<ExprId>>,
    first_line: usize,
    /// Whether something was nested too deep.
    pub(super) too_deep: bool,
}

impl<'n> Builder<'n> {
    /// `first_line` is the line of the text's first byte in its file.
    pub(super) fn new(nodes: &'n Nodes<'n>, pack: &'n Pack, first_line: usize) -> Self {
        Builder {
            nodes,
            pack,
            known: vec![None; nodes.len()],
            first_line,
            too_deep: false,
        }
    }

    /// The line of a node in its file.
    pub(super) fn line(&self, node: NodeId) -> u32 {
        u32::try_from(self.first_line + self.nodes.row(node)).unwrap_or(u32::MAX)
    }

    /// The expression that a node is.
    pub(super) fn expression(&mut self, node: NodeId, all: &mut Expressions) -> ExprId {
        self.build(node, all, 0)
    }

    fn build(&mut self, node: NodeId, all: &mut Expressions, depth: usize) -> ExprId {
        if let Some(known) = self.known[node.place()] {
            return known;
        }
        if depth >= MAX_DEPTH {
            self.too_deep = true;
            return all.add(UNKNOWN);
        }
        let id = self.build_new(node, all, depth + 1);
        self.known[node.place()] = Some(id);
        id
    }

    /// Adds the expression that a node is.
    fn build_new(&mut self, node: NodeId, all: &mut Expressions, depth: usize) -> ExprId {
        let expression = match self.nodes.role(node) {
            Some(Role::Transparent | Role::Sequence | Role::Append | Role::Advance)
                if self.nodes.first(node, Part::AdvanceStep).is_none() =>
            {
                match self.stands_for(node) {
                    Some(inner) => return self.build(inner, all, depth),
                    None => UNKNOWN,
                }
            }
            Some(Role::String | Role::Deferred) => return self.string(node, all, depth),
            Some(Role::Concatenation) => {
                let operands = self.concatenation(node, all, depth);
                return all.add(Expr::Concatenation(&operands));
            }
            Some(Role::Choice) => {
                let branches = self.each(node, Part::ChoiceBranch, all, depth);
                return all.add(Expr::Choice(&branches));
            }
            Some(Role::Branch) => {
                let arms = self.arms(node, all, depth);
                return all.add(Expr::Choice(&arms));
            }
            Some(Role::List) => {
                let items = self.items(node, Part::ListItem, all, depth);
                return all.add(Expr::List(&items));
            }
            Some(Role::Call) => return self.call(node, all, depth),
            Some(Role::Formatting) => self.formatting(node, all, depth),
            Some(Role::Name | Role::Word) => self.name(node, all),
            Some(Role::Member) => self.member(node, all, depth),
            Some(Role::Index) => match self.nodes.first(node, Part::IndexObject) {
                Some(object) => Expr::Index {
                    object: self.build(object, all, depth),
                },
                None => UNKNOWN,
            },
            Some(Role::Address) => match self.addressed(node) {
                Some(object) => Expr::Address {
                    object: self.build(object, all, depth),
                },
                None => UNKNOWN,
            },
            Some(Role::Offset) => match self.nodes.first(node, Part::OffsetBase) {
                Some(base) => Expr::Offset {
                    base: self.build(base, all, depth),
                },
                None => UNKNOWN,
            },
            _ => {
                let inner = self.nodes.nearest(node).into_iter();
                let inner: Vec<_> = inner.map(|inner| self.build(inner, all, depth)).collect();
                return all.add(Expr::Opaque(&inner));
            }
        };
        all.add(expression)
    }

    /// The node whose value one has that is nothing itself.
    fn stands_for(&self, node: NodeId) -> Option<NodeId> {
        match self.nodes.role(node)? {
            Role::Transparent => self.nodes.first(node, Part::TransparentInner),
            Role::Sequence => self.items_of_sequence(node).pop(),
            Role::Append => self.nodes.first(node, Part::AppendTarget),
            Role::Advance => self.nodes.first(node, Part::AdvanceTarget),
            _ => None,
        }
    }

    /// The table or text of whose entry a node is the address.
    fn addressed(&self, node: NodeId) -> Option<NodeId> {
        let entry = self.nodes.first(node, Part::AddressEntry)?;
        self.nodes.first(entry, Part::IndexObject)
    }

    /// A name, which may be one of a field of the own object.
    fn name(&self, node: NodeId, all: &mut Expressions) -> Expr<'n> {
        let written = self.nodes.text(node);
        match (self.pack.own_field(written), self.pack.this_names.first()) {
            (Some(field), Some(this)) => Expr::Member {
                object: all.add_name(this),
                name: field,
            },
            _ => Expr::Name(written),
        }
    }

    /// What the arms of a branch give: an arm that is an expression gives itself.
    fn arms(&mut self, node: NodeId, all: &mut Expressions, depth: usize) -> Vec<ExprId> {
        let nodes = self.nodes;
        let arms = nodes.parts(node, &[Part::BranchArm]).into_iter();
        let value = |(_, arm): (Part, NodeId)| match nodes.role(arm) {
            Some(_) => Some(arm),
            None => nodes.first(arm, Part::BranchValue),
        };
        arms.filter_map(value)
            .map(|arm| self.build(arm, all, depth))
            .collect()
    }

    fn each(
        &mut self,
        node: NodeId,
        part: Part,
        all: &mut Expressions,
        depth: usize,
    ) -> Vec<ExprId> {
        let parts = self.nodes.parts(node, &[part]);
        let wanted = parts
            .into_iter()
            .filter(|(_, inner)| self.nodes.role(*inner) != Some(Role::Ignore));
        let wanted: Vec<_> = wanted.collect();
        wanted
            .into_iter()
            .map(|(_, inner)| self.build(inner, all, depth))
            .collect()
    }

    fn string(&mut self, node: NodeId, all: &mut Expressions, depth: usize) -> ExprId {
        let line = self.line(node);
        let mut operands = Vec::new();
        let mut text = String::new();
        let wanted = [
            Part::StringContent,
            Part::StringRaw,
            Part::StringEscape,
            Part::StringInterpolation,
        ];
        for (part, inner) in self.nodes.parts(self.nodes.text_of(node), &wanted) {
            match part {
                Part::StringContent => self.content(inner, &mut text),
                Part::StringRaw => text.push_str(&escape::unquoted(self.nodes.text(inner))),
                Part::StringEscape => text.push_str(&escape::resolve(self.nodes.text(inner))),
                _ => {
                    if !text.is_empty() {
                        operands.push(all.add_text(&text, line));
                        text.clear();
                    }
                    operands.push(self.build(inner, all, depth));
                }
            }
        }
        if operands.is_empty() {
            if self.pack.null_texts.contains(&text) {
                return all.add(UNKNOWN);
            }
            return all.add_text(&text, line);
        }
        if !text.is_empty() {
            operands.push(all.add_text(&text, line));
        }
        all.add(Expr::Concatenation(&operands))
    }

    /// Literal characters, which may hold escape sequences as nodes of their own.
    fn content(&self, node: NodeId, text: &mut String) {
        let mut rest = self.nodes.bytes(node);
        for (_, escape) in self.nodes.parts(node, &[Part::StringEscape]) {
            let bytes = self.nodes.bytes(escape);
            text.push_str(self.nodes.slice(rest.start..bytes.start));
            text.push_str(&escape::resolve(self.nodes.text(escape)));
            rest.start = bytes.end;
        }
        text.push_str(self.nodes.slice(rest));
    }

    /// Concatenations nest to the left, once for each operator: they are flattened without recursion.
    fn concatenation(&mut self, node: NodeId, all: &mut Expressions, depth: usize) -> Vec<ExprId> {
        let mut operands = Vec::new();
        let mut todo = vec![node];
        while let Some(next) = todo.pop() {
            if operands.len() >= MAX_OPERANDS {
                self.too_deep = true;
                break;
            }
            if self.nodes.role(next) == Some(Role::Concatenation) {
                let inner = self.nodes.parts(next, &[Part::ConcatenationOperand]);
                todo.extend(inner.into_iter().rev().map(|(_, operand)| operand));
            } else if self.nodes.role(next) != Some(Role::Ignore) {
                operands.push(self.build(next, all, depth));
            }
        }
        operands
    }

    fn formatting(&mut self, node: NodeId, all: &mut Expressions, depth: usize) -> Expr<'static> {
        let template = self.nodes.first(node, Part::FormattingTemplate);
        let argument = self.nodes.first(node, Part::FormattingArgument);
        match (template, argument) {
            (Some(template), Some(argument)) => Expr::Formatting {
                template: self.build(template, all, depth),
                argument: self.build(argument, all, depth),
            },
            _ => UNKNOWN,
        }
    }

    fn member(&mut self, node: NodeId, all: &mut Expressions, depth: usize) -> Expr<'n> {
        let object = self.nodes.first(node, Part::MemberObject);
        let name = self.nodes.first(node, Part::MemberName);
        match (object, name) {
            (Some(object), Some(name)) => Expr::Member {
                object: self.build(object, all, depth),
                name: self.nodes.text(name),
            },
            _ => UNKNOWN,
        }
    }

    fn call(&mut self, node: NodeId, all: &mut Expressions, depth: usize) -> ExprId {
        let line = self.line(node);
        let is_callee = |part: Part| self.nodes.first(node, part);
        let field = is_callee(Part::CallField);
        let Some(callee) = field.or_else(|| is_callee(Part::CallCallee)) else {
            return all.add(UNKNOWN);
        };
        let name = self.nodes.text(callee);
        let makes = self.pack.makers.iter().any(|maker| maker == name);
        let callee = match self.nodes.first(node, Part::CallObject) {
            Some(object) if makes => self.build(object, all, depth),
            Some(object) => {
                let object = self.build(object, all, depth);
                all.add(Expr::Member { object, name })
            }
            None => self.build(callee, all, depth),
        };
        let arguments = self.items(node, Part::CallArgument, all, depth);
        let call = Expr::Call(Call {
            callee,
            is_field: field.is_some() && !makes,
            arguments: &arguments,
            line,
        });
        all.add(call)
    }

    /// Arguments or items, with their names where they have some.
    fn items(
        &mut self,
        node: NodeId,
        part: Part,
        all: &mut Expressions,
        depth: usize,
    ) -> Vec<Argument> {
        let mut items = Vec::new();
        for (_, inner) in self.nodes.parts(node, &[part]) {
            match self.nodes.role(inner) {
                Some(Role::Ignore) => {}
                Some(Role::Argument) => items.push(self.named_argument(inner, part, all, depth)),
                _ => {
                    let together = (part == Part::CallArgument)
                        .then(|| self.given_as_one(inner))
                        .flatten();
                    let alone = together.is_none().then_some(inner);
                    for inner in together.into_iter().flatten().chain(alone) {
                        let value = self.item(inner, part, all, depth);
                        items.push(Argument { name: None, value });
                    }
                }
            }
        }
        items
    }

    /// The arguments that stand in parentheses of their own, for a macro that takes them as one:
    /// `NOTE(2, ("%d files", n))`.
    fn given_as_one(&self, argument: NodeId) -> Option<Vec<NodeId>> {
        let mut node = argument;
        while self.nodes.role(node) == Some(Role::Transparent) {
            node = self.nodes.first(node, Part::TransparentInner)?;
        }
        let is_sequence = self.nodes.role(node) == Some(Role::Sequence);
        is_sequence.then(|| self.items_of_sequence(node))
    }

    /// Sequences nest, once for each comma: they are flattened without recursion.
    fn items_of_sequence(&self, node: NodeId) -> Vec<NodeId> {
        let mut items = Vec::new();
        let mut todo = vec![node];
        while let Some(next) = todo.pop() {
            if self.nodes.role(next) == Some(Role::Sequence) {
                let inner = self.nodes.parts(next, &[Part::SequenceItem]);
                todo.extend(inner.into_iter().rev().map(|(_, item)| item));
            } else if self.nodes.role(next) != Some(Role::Ignore) {
                items.push(next);
            }
        }
        items
    }

    /// The value of an argument, or of an item of a list, of which the line counts.
    fn item(&mut self, node: NodeId, part: Part, all: &mut Expressions, depth: usize) -> ExprId {
        let value = self.build(node, all, depth);
        if part != Part::ListItem {
            return value;
        }
        let inner = std::iter::successors(Some(node), |node| self.stands_for(*node));
        all.add_item(value, self.line(inner.last().unwrap_or(node)))
    }

    fn named_argument(
        &mut self,
        node: NodeId,
        part: Part,
        all: &mut Expressions,
        depth: usize,
    ) -> Argument {
        let name = self
            .nodes
            .first(node, Part::ArgumentName)
            .map(|name| all.symbol_of(self.nodes.text(name)));
        let value = match self.nodes.first(node, Part::ArgumentValue) {
            Some(value) => self.item(value, part, all, depth),
            None => all.add(UNKNOWN),
        };
        Argument { name, value }
    }
}
