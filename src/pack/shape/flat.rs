//! A tree as a list: its nodes in the order of the text, each before those below it.

use tree_sitter::Tree;

/// The kind of what the parser could not read (`ts_builtin_sym_error` in tree-sitter's api.h).
pub(super) const ERROR: u16 = u16::MAX;

/// A node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flat {
    /// The grammar's number of its kind.
    pub kind: u16,
    /// The grammar's number of the field that it is to its parent, 0 for none.
    pub field: u16,
    /// Its bytes in the text.
    pub start: u32,
    pub end: u32,
    /// Its line, counted from 0.
    pub row: u32,
    /// The place behind all nodes below it.
    pub behind: u32,
}

/// The nodes of a tree, which is of no more use then and takes more memory than they do. Left out are those that matter
/// to no pattern, which most signs and words of a grammar are; below what the parser could not read all are kept.
pub(super) fn flatten(tree: Tree, matters: impl Fn(u16) -> bool) -> Vec<Flat> {
    let mut all: Vec<Flat> = Vec::with_capacity(tree.root_node().descendant_count());
    let mut open: Vec<usize> = Vec::new();
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        let (kind, has_children) = (node.kind_id(), node.child_count() > 0);
        let is_damaged = || open.last().is_some_and(|around| all[*around].kind == ERROR);
        if has_children || matters(kind) || is_damaged() {
            let at = all.len();
            all.push(Flat {
                kind,
                field: cursor.field_id().map_or(0, Into::into),
                start: short(node.start_byte()),
                end: short(node.end_byte()),
                row: short(node.start_position().row),
                behind: short(at + 1),
            });
            if has_children && cursor.goto_first_child() {
                open.push(at);
                continue;
            }
        }
        while !cursor.goto_next_sibling() {
            let Some(done) = open.pop() else { return all };
            all[done].behind = short(all.len());
            cursor.goto_parent();
        }
    }
}

/// A place in a text, or in the list of its nodes: there are fewer than 4 GB.
pub(super) fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
