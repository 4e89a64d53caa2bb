//! A tree in slices that a query takes in linear time.
//!
//! A query costs the square of the depth that it looks at, because each open node may hold a pattern
//! that waits for its end, and the square of a damaged node's width, because every child looks for a
//! named one after it. Slices bound both; no pattern is lost between slices that lie below each other.

use std::collections::HashSet;

use tree_sitter::{Node, Tree, TreeCursor};

/// How deep below its top a slice goes: patterns that begin deeper belong to the next slice.
pub(super) const SLICE_DEPTH: u32 = 100;

/// Children of a damaged node that a query may look at together.
const MAX_DAMAGED_CHILDREN: u32 = 2_000;

/// The slices of one tree.
pub(super) struct Slices<'t> {
    /// The top node of each slice, in the order of the tree.
    pub tops: Vec<Node<'t>>,
    /// Whether a damaged node was too wide, so that it and what is around it is in no slice.
    pub is_damaged: bool,
}

impl<'t> Slices<'t> {
    pub fn of(tree: &'t Tree) -> Self {
        let skipped = around_damage(tree);
        let mut tops = Vec::new();
        // How deep each open node lies in its slice; `None` for one that is in no slice.
        let mut open: Vec<Option<u32>> = Vec::new();
        visit(tree, |step| match step {
            Step::Enter(node) => {
                let depth = match open.last() {
                    Some(Some(above)) if *above < SLICE_DEPTH => above + 1,
                    _ => 0,
                };
                let is_skipped = skipped.contains(&node.id());
                if depth == 0 && !is_skipped {
                    tops.push(node);
                }
                open.push((!is_skipped).then_some(depth));
            }
            Step::Leave(_) => {
                open.pop();
            }
        });
        Slices {
            tops,
            is_damaged: !skipped.is_empty(),
        }
    }
}

/// Damaged nodes that are too wide, and all nodes that they lie in.
fn around_damage(tree: &Tree) -> HashSet<usize> {
    let mut found = HashSet::new();
    if !tree.root_node().has_error() {
        return found;
    }
    let mut open = Vec::new();
    visit(tree, |step| match step {
        Step::Enter(node) => {
            open.push(node.id());
            if node.is_error() && node.child_count() > MAX_DAMAGED_CHILDREN {
                found.insert(node.id());
            }
        }
        Step::Leave(node) => {
            open.pop();
            if let (true, Some(parent)) = (found.contains(&node.id()), open.last()) {
                found.insert(*parent);
            }
        }
    });
    found
}

pub(super) enum Step<'t> {
    Enter(Node<'t>),
    Leave(Node<'t>),
}

/// Visits all nodes in order, without recursion.
pub(super) fn visit<'t>(tree: &'t Tree, mut step: impl FnMut(Step<'t>)) {
    let mut cursor = tree.walk();
    loop {
        step(Step::Enter(cursor.node()));
        if !cursor.goto_first_child() && !leave_to_next(&mut cursor, &mut step) {
            return;
        }
    }
}

fn leave_to_next<'t>(cursor: &mut TreeCursor<'t>, step: &mut impl FnMut(Step<'t>)) -> bool {
    loop {
        step(Step::Leave(cursor.node()));
        if cursor.goto_next_sibling() {
            return true;
        }
        if !cursor.goto_parent() {
            return false;
        }
    }
}
