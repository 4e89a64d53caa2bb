//! The rules of ARCHITECTURE.md that the compiler does not check, read off the sources: imports point
//! down the floors, no language and no application is named in code, files are read through one door, files and
//! functions stay short,
//! and the guides name paths that exist.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "architecture/files.rs"]
mod files;
#[path = "architecture/guides.rs"]
mod guides;
#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/source.rs"]
mod source;

use std::collections::BTreeSet;

use files::{exists, files, folders, read};
use guides::{GUIDES, missing_paths};
use rules::*;
use source::{Source, sources};

#[test]
fn imports_point_down_the_floors() {
    let floors = floors(&read("src/lib.rs"));
    let found = sources().into_iter();
    assert_none(found.flat_map(|source| imports_up(&source, &floors)));
}

#[test]
fn rooms_of_link_have_floors_of_their_own() {
    let floors = floors(&read("src/link/mod.rs"));
    let found = sources().into_iter();
    assert_none(found.flat_map(|source| inner_imports_up(&source, "link", &floors)));
    let homeless = |source: &Source| {
        let room = source.room_in("link").filter(|room| *room != "mod")?;
        let is_homeless = !floors.contains_key(room);
        is_homeless.then(|| {
            format!(
                "{}: `{room}` is not in the table of src/link/mod.rs",
                source.path
            )
        })
    };
    assert_none(sources().iter().filter_map(homeless));
}

#[test]
fn every_room_stands_on_a_floor() {
    let floors = floors(&read("src/lib.rs"));
    let homeless = |source: &Source| {
        let room = source.room().filter(|room| !floors.contains_key(*room))?;
        Some(format!(
            "{}: `{room}` is not in the table of src/lib.rs",
            source.path
        ))
    };
    assert_none(sources().iter().filter_map(homeless));
}

#[test]
fn only_the_table_of_grammars_names_a_language() {
    let languages = folders("queries");
    let found = sources()
        .into_iter()
        .filter(|source| source.path != GRAMMARS);
    assert_none(found.flat_map(|source| languages_named(&source, &languages)));
}

#[test]
fn only_packs_know_what_a_grammar_calls_its_nodes() {
    let sources = sources();
    let holds_nodes = |source: &&Source| {
        source
            .tokens
            .iter()
            .any(|token| token.text == "tree_sitter")
    };
    let rooms: BTreeSet<_> = sources
        .iter()
        .filter(holds_nodes)
        .map(Source::room)
        .collect();
    let found = sources
        .iter()
        .filter(|source| rooms.contains(&source.room()));
    let found = found.filter(|source| source.room() != Some("pack"));
    assert_none(found.flat_map(node_kinds_asked_for));
}

#[test]
fn no_application_is_named_in_code_or_queries() {
    let in_code = sources()
        .into_iter()
        .flat_map(|source| applications_in_code(&source));
    let in_queries = files("queries")
        .into_iter()
        .flat_map(|path| applications_in_text(&path, &read(&path)));
    assert_none(in_code.chain(in_queries));
}

#[test]
fn files_are_read_through_one_door() {
    assert_none(sources().iter().flat_map(files_opened));
}

#[test]
fn files_and_functions_stay_short() {
    assert_none(sources().iter().flat_map(too_long));
}

#[test]
fn guides_name_paths_that_exist() {
    let guides = GUIDES.iter().filter(|guide| exists("", guide));
    assert_none(guides.flat_map(|guide| missing_paths(guide, &read(guide))));
}

#[test]
fn a_breach_of_inner_floors_is_found() {
    let floors = floors("//! | 1 | [`high`] |\n//! | 0 | [`low`] |");
    let breaches = |path: &str| {
        let source = Source::new(path, "use crate::outer::high::{a, b}; use crate::high;");
        inner_imports_up(&source, "outer", &floors).len()
    };
    assert_eq!(breaches("src/outer/low/part.rs"), 1);
    assert_eq!(breaches("src/outer/high.rs"), 0);
    assert_eq!(breaches("src/outside/low.rs"), 0);
}

#[test]
fn a_breach_of_each_rule_is_found() {
    let floors = floors("//! | 1 | [`high`] |\n//! | 0 | [`low`], [`beside`] |");
    let breaches = |text: &str| {
        let source = Source::new("src/low/part.rs", text);
        let mut found = imports_up(&source, &floors);
        found.extend(languages_named(&source, &["python".into()]));
        found.extend(node_kinds_asked_for(&source));
        found.extend(applications_in_code(&source));
        found.extend(too_long(&source));
        found.extend(files_opened(&source));
        found.len()
    };
    let long_body = "\n".repeat(FUNCTION_LINES);
    let texts = [
        (0, "/// nginx\nuse crate::{low::{a, high}}; // crate::high"),
        (0, "use super::sibling; fn f() { kind(); \"pythons\"; }"),
        (0, "#[cfg(test)] mod tests { use super::super::sibling; }"),
        (2, "use crate::{low::a, high::b, beside};"),
        (1, "fn f(a: crate::high::A) {}"),
        (1, "use super::super::high;"),
        (1, "fn f() { name == \"python\"; }"),
        (1, "fn f() { name == r#\"python\"#; }"),
        (1, "fn f() { name == b\"python\"; }"),
        (1, "fn f() { tree_sitter_python::LANGUAGE; }"),
        (1, "fn f() { node.kind() }"),
        (1, "fn f() { nodes.map(Node::kind) }"),
        (1, "fn f() { fs::read_to_string(path) }"),
        (1, "fn f() { std::fs::File::open(path) }"),
        (0, "#[cfg(test)] mod tests { fn f() { fs::read(path) } }"),
        (2, "fn is_nginx() { \"such as Nginx\" }"),
        (1, &format!("fn f<A, B>() -> R<A, B> {{{long_body}}}")),
        (1, &"\n".repeat(FILE_LINES + 1)),
    ];
    for (expected, text) in texts {
        assert_eq!(breaches(text), expected, "{text}");
    }
    let guide =
        "`src/lib.rs`, `src/gone.rs`, [link](gone.md), `src/<room>/`, `gone/<room>/`, `a/b`,
        `program/order.rs`, `order.rs`, `trace/chain.rs`, `score/order.rs`, `gone.rs`, `commands/<verb>.rs`";
    assert_eq!(missing_paths("GUIDE.md", guide).len(), 4);
}

fn assert_none(findings: impl Iterator<Item = String>) {
    let findings: Vec<_> = findings.collect();
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}
