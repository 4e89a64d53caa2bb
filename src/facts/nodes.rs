//! The roles that a pack's query gives to the nodes of a tree.

use std::ops::Range;

use rustc_hash::FxHashMap;
use streaming_iterator::StreamingIterator;
use tree_sitter::{Node, QueryCursor, QueryCursorOptions, QueryCursorState, Tree};

use super::budget::Budget;
use super::slices::{SLICE_DEPTH, Slices, Step, visit};
use crate::pack::{Capture, Pack, Part, Role};

/// A node that the query speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeId(usize);

/// The nodes of one tree that the query speaks of, each before those below it, as in the source.
pub(super) struct Nodes<'a> {
    all: Vec<Known>,
    text: &'a str,
    pub(super) budget: &'a Budget,
    /// Whether a node was too damaged to be looked at as a whole.
    pub(super) is_damaged: bool,
}

/// What is known of a node.
struct Known {
    role: Option<Role>,
    part: Option<Part>,
    bytes: Range<usize>,
    /// Counted from 0.
    row: usize,
    /// The first node behind it that does not lie below it.
    end: NodeId,
}

impl<'a> Nodes<'a> {
    pub(super) fn new(tree: &Tree, text: &'a str, pack: &Pack, budget: &'a Budget) -> Self {
        let slices = Slices::of(tree);
        let mut said = Said::default();
        let mut cursor = QueryCursor::new();
        cursor.set_max_start_depth(Some(SLICE_DEPTH));
        for top in slices.tops {
            said.query(&mut cursor, top, text, pack, budget);
        }
        Nodes {
            all: said.in_order(tree),
            text,
            budget,
            is_damaged: slices.is_damaged,
        }
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
        self.all[node.0].end
    }

    pub(super) fn role(&self, node: NodeId) -> Option<Role> {
        self.all[node.0].role
    }

    pub(super) fn part(&self, node: NodeId) -> Option<Part> {
        self.all[node.0].part
    }

    /// The line that a node begins on in the text, counted from 0.
    pub(super) fn row(&self, node: NodeId) -> usize {
        self.all[node.0].row
    }

    /// Where a node stands in the text, in bytes.
    pub(super) fn bytes(&self, node: NodeId) -> Range<usize> {
        self.all[node.0].bytes.clone()
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

    /// The first node with this role, the node itself included.
    pub(super) fn first_with(&self, node: NodeId, wanted: Role) -> Option<NodeId> {
        let all = (node.0..self.behind(node).0).map(NodeId);
        all.into_iter()
            .find(|inner| self.role(*inner) == Some(wanted))
    }

    /// Parts are looked for below nodes that are nothing themselves, or stand for something else.
    fn through(&self, inner: NodeId) -> Go {
        match self.role(inner) {
            None | Some(Role::Transparent | Role::Default) => Go::Below,
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

/// Where to go from a node.
enum Go {
    Below,
    Past,
    Home,
}

/// What patterns say of nodes: the number of the pattern, and the role or part. Where two patterns speak
/// of a node, the first pattern of the query file wins.
#[derive(Default)]
struct Said(FxHashMap<usize, (Saying<Role>, Saying<Part>)>);

type Saying<T> = Option<(u32, T)>;

impl Said {
    /// Gives roles to a node and to what is in its slice.
    fn query(
        &mut self,
        cursor: &mut QueryCursor,
        top: Node<'_>,
        text: &str,
        pack: &Pack,
        budget: &Budget,
    ) {
        let mut watch = |_: &QueryCursorState| budget.go_on();
        let options = QueryCursorOptions::new().progress_callback(&mut watch);
        let mut matches = cursor.matches_with_options(&pack.facts, top, text.as_bytes(), options);
        while let Some(found) = matches.next() {
            let pattern = u32::try_from(found.pattern_index).unwrap_or(u32::MAX);
            for capture in found.captures() {
                let id = capture.node.id();
                match pack.captures[capture.index as usize] {
                    Capture::Role(role) => {
                        keep_first(&mut self.0.entry(id).or_default().0, (pattern, role));
                    }
                    Capture::Part(part) => {
                        keep_first(&mut self.0.entry(id).or_default().1, (pattern, part));
                    }
                    Capture::Private => {}
                }
            }
        }
    }

    /// The nodes that something is said of, in the order of the tree.
    fn in_order(&self, tree: &Tree) -> Vec<Known> {
        let mut all: Vec<Known> = Vec::with_capacity(self.0.len());
        let mut open = Vec::new();
        visit(tree, |step| match step {
            Step::Enter(node) => {
                let said = self.0.get(&node.id());
                open.push(said.map(|_| all.len()));
                if let Some((role, part)) = said {
                    all.push(Known {
                        role: role.map(|(_, role)| role),
                        part: part.map(|(_, part)| part),
                        bytes: node.byte_range(),
                        row: node.start_position().row,
                        end: NodeId(all.len() + 1),
                    });
                }
            }
            Step::Leave(_) => {
                if let Some(Some(left)) = open.pop() {
                    all[left].end = NodeId(all.len());
                }
            }
        });
        all
    }
}

fn keep_first<T>(known: &mut Saying<T>, said: (u32, T)) {
    if known.as_ref().is_none_or(|(earlier, _)| said.0 < *earlier) {
        *known = Some(said);
    }
}
