//! The matcher of patterns says of each node what tree-sitter's own says.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use sigmine::corpus::Shelf;
use sigmine::pack::{self, Pack, Part, Role};
use streaming_iterator::StreamingIterator;
use tree_sitter::{Language, Node, Parser, QueryCursor, Tree};

/// What is said of the nodes of a tree, in order.
type Said = Vec<Known>;

/// A node's bytes and line, and what is said of it.
type Known = (Range<usize>, usize, Option<Role>, Option<Part>);

fn parsed(grammar: &Language, text: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(grammar).unwrap();
    parser.parse(text, None).unwrap()
}

/// What tree-sitter's matcher says, of two patterns the first one of the query.
fn by_tree_sitter(pack: &Pack, tree: &Tree, text: &str) -> Said {
    type Kept<T> = Option<(usize, T)>;
    let mut said: BTreeMap<usize, (Node<'_>, Kept<Role>, Kept<Part>)> = BTreeMap::new();
    let mut cursor = QueryCursor::new();
    let query = pack.query().unwrap();
    let mut matches = cursor.matches(&query, tree.root_node(), text.as_bytes());
    while let Some(found) = matches.next() {
        for capture in found.captures() {
            let name = query.capture_names()[capture.index as usize];
            let (_, role, part) =
                said.entry(capture.node.id())
                    .or_insert((capture.node, None, None));
            keep(role, found.pattern_index, Role::named(name));
            keep(part, found.pattern_index, Part::named(name));
        }
    }
    let mut in_order = Vec::new();
    let mut walk = tree.walk();
    loop {
        if let Some((node, role, part)) = said.get(&walk.node().id())
            && (role.is_some() || part.is_some())
        {
            let row = node.start_position().row;
            in_order.push((
                node.byte_range(),
                row,
                role.map(|it| it.1),
                part.map(|it| it.1),
            ));
        }
        if walk.goto_first_child() {
            continue;
        }
        while !walk.goto_next_sibling() {
            if !walk.goto_parent() {
                return in_order;
            }
        }
    }
}

fn keep<T>(kept: &mut Option<(usize, T)>, pattern: usize, said: Option<T>) {
    if let Some(said) = said
        && kept.as_ref().is_none_or(|(known, _)| pattern < *known)
    {
        *kept = Some((pattern, said));
    }
}

fn by_shapes(pack: &Pack, tree: &Tree, text: &str) -> Said {
    let spoken = pack::said(tree.clone(), text, &pack.shapes)
        .nodes
        .into_iter();
    spoken
        .map(|node| (node.bytes(), node.row as usize, node.role, node.part))
        .collect()
}

/// Compares both on every file below a folder that a pack reads; how many there were.
fn compare(packs: &[Pack], folder: &Path) -> usize {
    let mut files = 0;
    for entry in ignore::Walk::new(folder).flatten() {
        let path = entry.path().to_string_lossy().into_owned();
        let Some(pack) = packs.iter().find(|pack| pack.reads(&path)) else {
            continue;
        };
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let tree = parsed(&pack.grammar, &text);
        let mut ours = by_shapes(pack, &tree, &text).into_iter().peekable();
        for wanted in by_tree_sitter(pack, &tree, &text) {
            // Of two nodes in one field tree-sitter may forget the second (`.a.b = 1` in C).
            while ours
                .next_if(|found| is_second_in_field(&wanted, found, &text))
                .is_some()
            {}
            assert_eq!(ours.next(), Some(wanted), "{path}");
        }
        assert_eq!(ours.next(), None, "{path}");
        files += 1;
    }
    files
}

/// Whether a designator was found that stands right behind another one.
fn is_second_in_field(wanted: &Known, found: &Known, text: &str) -> bool {
    found != wanted && found.3 == Some(Part::ArgumentName) && text[..found.0.start].ends_with('.')
}

#[test]
fn fixtures_and_the_example_are_read_alike() {
    let packs = pack::load(&Shelf::queries(None)).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(compare(&packs, &root.join("tests/queries")) > 20);
    assert!(compare(&packs, &root.join("examples/letterbox/source")) > 10);
}

#[test]
fn projects_that_we_did_not_write_are_read_alike() {
    let packs = pack::load(&Shelf::queries(None)).unwrap();
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("target"),
        Into::into,
    );
    for project in ["vsftpd", "nginx", "pyftpdlib"] {
        let folder = target.join("projects").join(project);
        if !folder.exists() && std::env::var_os("CI").is_none() {
            eprintln!("SKIPPED: {project}: tests/projects/fetch gets it");
            continue;
        }
        assert!(compare(&packs, &folder) > 10, "{project}");
    }
}
