//! Every fixture under `tests/queries/<language>/` is a small program of its own. A comment that
//! holds `>> PATTERN [level sink construct]` says that the line must print just that; several on one
//! line are separated by ` >> `. A message without a comment is *noisy*, a comment without a message
//! is *missing*.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sigmine::corpus::Shelf;
use sigmine::pack::Pack;
use sigmine::{facts, link, pack, source};

/// What a line prints: line, pattern, level, sink, construct.
type Printed = (usize, String, String);

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries");
    let mut found = Vec::new();
    for language in fs::read_dir(root).unwrap() {
        found.extend(
            fs::read_dir(language.unwrap().path())
                .unwrap()
                .map(|file| file.unwrap().path()),
        );
    }
    found.sort();
    found
}

fn expected(text: &str) -> BTreeSet<Printed> {
    let mut expected = BTreeSet::new();
    for (index, line) in text.lines().enumerate() {
        let Some((_, comment)) = line.split_once(">> ") else {
            continue;
        };
        for one in comment.trim_end_matches("*/").split(" >> ") {
            let (pattern, facts) = one.trim().rsplit_once(" [").unwrap();
            expected.insert((
                index + 1,
                pattern.to_owned(),
                facts.trim_end_matches(']').to_owned(),
            ));
        }
    }
    expected
}

fn printed(path: &Path, packs: &[Pack]) -> BTreeSet<Printed> {
    let options = source::Options {
        include_vendored: true,
        ..source::Options::default()
    };
    let tree = source::walk(path, packs, &options).unwrap();
    let region = source::read(&tree.files[0], &options).unwrap();
    let facts = [facts::extract(&region, &packs[region.pack])];
    let mut printed = BTreeSet::new();
    for message in link::link(&facts, packs) {
        let word = |value: serde_json::Value| value.as_str().unwrap_or("none").to_owned();
        for site in &message.sites {
            let level = message.level.map_or("none", |level| level.name());
            let sink = word(serde_json::to_value(message.sink).unwrap());
            let construct = word(serde_json::to_value(site.construct).unwrap());
            printed.insert((
                site.line,
                message.pattern.to_string(),
                format!("{level} {sink} {construct}"),
            ));
        }
    }
    printed
}

#[test]
fn every_fixture_prints_what_its_comments_say_and_nothing_else() {
    let packs = pack::load(&Shelf::queries(None)).unwrap();
    let mut failures = String::new();
    for path in fixtures() {
        let expected = expected(&fs::read_to_string(&path).unwrap());
        let printed = printed(&path, &packs);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for (line, pattern, facts) in expected.difference(&printed) {
            failures += &format!("{name}:{line}: missing: {pattern} [{facts}]\n");
        }
        for (line, pattern, facts) in printed.difference(&expected) {
            failures += &format!("{name}:{line}: noisy: {pattern} [{facts}]\n");
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn every_pack_has_fixtures() {
    let packs = pack::load(&Shelf::queries(None)).unwrap();
    for pack in packs {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/queries")
            .join(&pack.name);
        assert!(
            folder.is_dir(),
            "queries/{} has no fixtures: add tests/queries/{}/",
            pack.name,
            pack.name
        );
    }
}
