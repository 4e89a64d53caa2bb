//! The roles that a pack's query gives to the nodes of a tree.

use std::collections::VecDeque;
use std::ops::Range;

use rustc_hash::FxHashMap;
use tree_sitter::Tree;

use super::budget::Budget;
use crate::pack::{self, Pack, Part, Role, Spoken};

/// A node that the query speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeId(usize);

impl NodeId {
    /// Its place among all nodes.
    pub(super) fn place(self) -> usize {
        self.0
    }
}

/// The nodes of one tree that the query speaks of, each before those below it, as in the source.
pub(super) struct Nodes<'a> {
    all: Vec<Spoken>,
    /// Where the texts of literals stand that are written further on.
    deferred: FxHashMap<NodeId, NodeId>,
    text: &'a str,
    pub(super) budget: &'a Budget,
    /// Whether a long stretch of the text could not be parsed.
    pub(super) is_damaged: bool,
}

impl<'a> Nodes<'a> {
    pub(super) fn new(tree: Tree, text: &'a str, pack: &Pack, budget: &'a Budget) -> Self {
        let said = pack::said(tree, text, &pack.shapes);
        Nodes {
            deferred: deferred(&said.nodes),
            all: said.nodes,
            text,
            budget,
            is_damaged: said.is_damaged,
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The first node, if there is one.
    pub(super) fn begin(&self) -> NodeId {
        NodeId(0)
    }

    /// What stands behind the last node.
    pub(super) fn end(&self) -> NodeId {
        NodeId(self.all.len())
    }

    /// The node after this one, below it if there is one.
    pub(super) fn next(&self, node: NodeId) -> NodeId {
        NodeId(node.0 + 1)
    }

    /// The first node behind this one that does not lie below it.
    pub(super) fn behind(&self, node: NodeId) -> NodeId {
        NodeId(self.all[node.0].behind as usize)
    }

    pub(super) fn role(&self, node: NodeId) -> Option<Role> {
        self.all[node.0].role
    }

    pub(super) fn part(&self, node: NodeId) -> Option<Part> {
        self.all[node.0].part
    }

    /// Where the text of a literal stands: in itself, or further on.
    pub(super) fn text_of(&self, literal: NodeId) -> NodeId {
        self.deferred.get(&literal).copied().unwrap_or(literal)
    }

    /// The line that a node begins on in the text, counted from 0.
    pub(super) fn row(&self, node: NodeId) -> usize {
        self.all[node.0].row as usize
    }

    /// Where a node stands in the text, in bytes.
    pub(super) fn bytes(&self, node: NodeId) -> Range<usize> {
        self.all[node.0].bytes()
    }

    pub(super) fn text(&self, node: NodeId) -> &'a str {
        self.slice(self.bytes(node))
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The text from the beginning of a node to the end of the region.
    pub(super) fn text_from(&self, node: NodeId) -> &'a str {
        self.text.get(self.bytes(node).start..).unwrap_or_default()
    }

    /// The parts of a node, in order: below it, through nodes that are nothing themselves
    /// or only stand for something else.
    pub(super) fn parts(&self, node: NodeId, wanted: &[Part]) -> Vec<(Part, NodeId)> {
        let mut found = Vec::new();
        self.below(node, |inner| {
            match self.part(inner).filter(|part| wanted.contains(part)) {
                Some(part) => {
                    found.push((part, inner));
                    Go::Past
                }
                None => self.through(inner),
            }
        });
        found
    }

    /// The first such part.
    pub(super) fn first(&self, node: NodeId, wanted: Part) -> Option<NodeId> {
        let mut found = None;
        self.below(node, |inner| {
            if self.part(inner) == Some(wanted) {
                found = Some(inner);
                return Go::Home;
            }
            self.through(inner)
        });
        found
    }

    /// The nearest nodes below that have a role, in order.
    pub(super) fn nearest(&self, node: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        self.below(node, |inner| {
            if self.role(inner).is_none() {
                return Go::Below;
            }
            found.push(inner);
            Go::Past
        });
        found
    }

    /// The first name, the node itself included.
    pub(super) fn first_name(&self, node: NodeId) -> Option<NodeId> {
        let all = (node.0..self.behind(node).0).map(NodeId);
        let is_name = |inner: &NodeId| matches!(self.role(*inner), Some(Role::Name | Role::Word));
        all.into_iter().find(is_name)
    }

    /// Parts are looked for below nodes that are nothing themselves, or stand for something else.
    fn through(&self, inner: NodeId) -> Go {
        match self.role(inner) {
            None | Some(Role::Transparent | Role::Sequence | Role::Default) => Go::Below,
            Some(_) => Go::Past,
        }
    }

    /// Visits what is below a node in order.
    fn below(&self, node: NodeId, mut visit: impl FnMut(NodeId) -> Go) {
        let mut at = self.next(node);
        while at < self.behind(node) {
            at = match visit(at) {
                Go::Below => self.next(at),
                Go::Past => self.behind(at),
                Go::Home => return,
            };
        }
    }
}

/// Literals and the texts that are written further on follow each other in the same order.
fn deferred(nodes: &[Spoken]) -> FxHashMap<NodeId, NodeId> {
    let mut waiting = VecDeque::new();
    let mut found = FxHashMap::default();
    for (at, node) in nodes.iter().enumerate() {
        match node.role {
            Some(Role::Deferred) => waiting.push_back(NodeId(at)),
            Some(Role::DeferredText) => {
                found.extend(waiting.pop_front().map(|literal| (literal, NodeId(at))));
            }
            _ => {}
        }
    }
    found
}

/// Where to go from a node.
enum Go {
    Below,
    Past,
    Home,
}
