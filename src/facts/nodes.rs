//! The roles that a pack's query gives to the nodes of a tree.

use std::collections::HashMap;

use streaming_iterator::StreamingIterator;
use tree_sitter::{Node, QueryCursor, QueryCursorOptions, QueryCursorState, Tree};

use super::budget::Budget;
use super::slices::{SLICE_DEPTH, Slices};
use crate::pack::{Capture, Pack, Part, Role};

/// The roles and parts of the nodes of one tree. Where two patterns speak of a node, the first
/// pattern of the query file wins.
pub(super) struct Nodes<'a> {
    roles: HashMap<usize, (u32, Role)>,
    parts: HashMap<usize, (u32, Part)>,
    text: &'a str,
    pub(super) budget: &'a Budget,
    /// Whether a node was too damaged to be looked at as a whole.
    pub(super) is_damaged: bool,
}

impl<'a> Nodes<'a> {
    pub(super) fn new(tree: &Tree, text: &'a str, pack: &Pack, budget: &'a Budget) -> Self {
        let slices = Slices::of(tree);
        let mut nodes = Nodes {
            roles: HashMap::new(),
            parts: HashMap::new(),
            text,
            budget,
            is_damaged: slices.is_damaged,
        };
        let mut cursor = QueryCursor::new();
        cursor.set_max_start_depth(Some(SLICE_DEPTH));
        for top in slices.tops {
            nodes.query(&mut cursor, top, pack);
        }
        nodes
    }

    /// Gives roles to a node and to what is in its slice.
    fn query(&mut self, cursor: &mut QueryCursor, top: Node<'_>, pack: &Pack) {
        let budget = self.budget;
        let mut watch = |_: &QueryCursorState| budget.go_on();
        let options = QueryCursorOptions::new().progress_callback(&mut watch);
        let text = self.text.as_bytes();
        let mut matches = cursor.matches_with_options(&pack.facts, top, text, options);
        while let Some(found) = matches.next() {
            let pattern = u32::try_from(found.pattern_index).unwrap_or(u32::MAX);
            for capture in found.captures() {
                let id = capture.node.id();
                match pack.captures[capture.index as usize] {
                    Capture::Role(role) => keep_first(&mut self.roles, id, pattern, role),
                    Capture::Part(part) => keep_first(&mut self.parts, id, pattern, part),
                    Capture::Private => {}
                }
            }
        }
    }

    pub(super) fn role(&self, node: Node<'_>) -> Option<Role> {
        self.roles.get(&node.id()).map(|(_, role)| *role)
    }

    pub(super) fn part(&self, node: Node<'_>) -> Option<Part> {
        self.parts.get(&node.id()).map(|(_, part)| *part)
    }

    pub(super) fn text(&self, node: Node<'_>) -> &'a str {
        self.slice(node.byte_range())
    }

    pub(super) fn slice(&self, range: std::ops::Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The text from the beginning of a node to the end of the region.
    pub(super) fn text_from(&self, node: Node<'_>) -> &'a str {
        self.text.get(node.start_byte()..).unwrap_or_default()
    }

    /// The parts of a node, in order: below it, through nodes that are nothing themselves
    /// or only stand for something else.
    pub(super) fn parts<'t>(&self, node: Node<'t>, wanted: &[Part]) -> Vec<(Part, Node<'t>)> {
        let mut found = Vec::new();
        self.below(node, |inner| {
            match self.part(inner).filter(|part| wanted.contains(part)) {
                Some(part) => {
                    found.push((part, inner));
                    false
                }
                None => matches!(
                    self.role(inner),
                    None | Some(Role::Transparent | Role::Default)
                ),
            }
        });
        found
    }

    /// The first such part.
    pub(super) fn first<'t>(&self, node: Node<'t>, wanted: Part) -> Option<Node<'t>> {
        self.parts(node, &[wanted])
            .into_iter()
            .next()
            .map(|(_, node)| node)
    }

    /// The nearest nodes below that have a role, in order.
    pub(super) fn nearest<'t>(&self, node: Node<'t>) -> Vec<Node<'t>> {
        let mut found = Vec::new();
        self.below(node, |inner| {
            let has_role = self.role(inner).is_some();
            if has_role {
                found.push(inner);
            }
            !has_role
        });
        found
    }

    /// The first node with this role, the node itself included.
    pub(super) fn first_with<'t>(&self, node: Node<'t>, wanted: Role) -> Option<Node<'t>> {
        if self.role(node) == Some(wanted) {
            return Some(node);
        }
        let mut found = None;
        self.below(node, |inner| {
            if found.is_none() && self.role(inner) == Some(wanted) {
                found = Some(inner);
            }
            found.is_none()
        });
        found
    }

    /// Visits what is below a node in order, without recursion; `enter` says whether to go deeper.
    fn below<'t>(&self, node: Node<'t>, mut enter: impl FnMut(Node<'t>) -> bool) {
        let mut cursor = node.walk();
        if !cursor.goto_first_child() {
            return;
        }
        let mut depth = 1usize;
        loop {
            if enter(cursor.node()) && cursor.goto_first_child() {
                depth += 1;
                continue;
            }
            while !cursor.goto_next_sibling() {
                depth -= 1;
                if depth == 0 || !cursor.goto_parent() {
                    return;
                }
            }
        }
    }
}

fn keep_first<T>(map: &mut HashMap<usize, (u32, T)>, id: usize, pattern: u32, value: T) {
    match map.get(&id) {
        Some((earlier, _)) if *earlier <= pattern => {}
        _ => {
            map.insert(id, (pattern, value));
        }
    }
}
