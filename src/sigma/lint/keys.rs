//! Which keys a rule has, in which order, and what may stand under them.

use super::{Check, File, Problem, Run, repeated};
use crate::sigma::yaml::{Kind, Node};

pub(super) const CHECKS: &[Check] = &[
    Check::error("key-twice", Run::File(key_twice)),
    Check::error("key-missing", Run::File(|file| missing(file, REQUIRED))),
    Check::warning("key-advised", Run::File(|file| missing(file, ADVISED))),
    Check::error("key-unknown", Run::File(key_unknown)),
    Check::warning("key-order", Run::File(key_order)),
    Check::error("title-first", Run::File(title_first)),
    Check::error("value-kind", Run::File(value_kind)),
    Check::error("item-twice", Run::File(item_twice)),
];

const REQUIRED: &[&str] = &[
    "title",
    "id",
    "status",
    "description",
    "author",
    "date",
    "logsource",
    "detection",
    "level",
];
const ADVISED: &[&str] = &["references", "tags", "falsepositives"];
/// The customary order.
const ORDER: [&str; 15] = [
    "title",
    "id",
    "related",
    "status",
    "description",
    "references",
    "author",
    "date",
    "modified",
    "tags",
    "logsource",
    "detection",
    "falsepositives",
    "level",
    "license",
];
/// Others that SigmaHQ's CI lets pass.
const ALLOWED: [&str; 5] = [
    "name",
    "taxonomy",
    "scope",
    "regression_tests_path",
    "simulation",
];
const LISTS: [&str; 5] = ["related", "references", "tags", "falsepositives", "scope"];
const MAPS: [&str; 2] = ["logsource", "detection"];
/// Whose items must differ.
const SETS: [&str; 3] = ["references", "tags", "falsepositives"];

fn key_twice(file: &File<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut open = vec![&file.root];
    while let Some(node) = open.pop() {
        open.extend(node.items());
        open.extend(node.entries().iter().map(|(_, value)| value));
        let keys = node
            .entries()
            .iter()
            .filter_map(|(key, _)| Some((key.scalar()?, key.span)));
        for (key, span) in repeated(keys) {
            found.push(Problem::new(
                span,
                format!("the key `{key}` stands here a second time: delete one"),
            ));
        }
    }
    found
}

fn missing(file: &File<'_>, keys: &[&str]) -> Vec<Problem> {
    let is_missing = |key: &&&str| {
        file.root
            .get(key)
            .is_none_or(|node| node.kind() == Kind::Null)
    };
    keys.iter()
        .filter(is_missing)
        .map(|key| Problem::new(file.top(), format!("`{key}` is missing: add it")))
        .collect()
}

fn key_unknown(file: &File<'_>) -> Vec<Problem> {
    let keys = file.root.entries().iter().map(|(key, _)| key);
    keys.filter_map(|key| {
        let name = key.scalar().unwrap_or_default();
        let known = ORDER.contains(&name) || ALLOWED.contains(&name);
        (!known).then(|| Problem::new(key.span, unknown_message(name)))
    })
    .collect()
}

fn unknown_message(name: &str) -> String {
    match name {
        "reference" => "`reference` is not a key: write `references`, with a list".to_owned(),
        "fields" => "SigmaHQ forbids `fields`: delete it".to_owned(),
        _ => format!("SigmaHQ knows no key `{name}`: delete it"),
    }
}

fn key_order(file: &File<'_>) -> Vec<Problem> {
    let place = |key: &Node| ORDER.iter().position(|name| key.scalar() == Some(name));
    let keys: Vec<(usize, &Node)> = file
        .root
        .entries()
        .iter()
        .filter_map(|(key, _)| Some((place(key)?, key)))
        .collect();
    let late = keys.windows(2).find(|pair| pair[0].0 > pair[1].0);
    late.map(|pair| {
        let (before, after) = (ORDER[pair[1].0], ORDER[pair[0].0]);
        let message = format!("`{before}` customarily stands before `{after}`: move it there");
        Problem::new(pair[1].1.span, message)
    })
    .into_iter()
    .collect()
}

fn title_first(file: &File<'_>) -> Vec<Problem> {
    let first = file.root.entries().first().map(|(key, _)| key);
    let misplaced =
        first.filter(|key| key.scalar() != Some("title") && file.root.get("title").is_some());
    misplaced
        .map(|key| Problem::new(key.span, "`title` must be the first key: move it here"))
        .into_iter()
        .collect()
}

fn value_kind(file: &File<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    if file.root.kind() != Kind::Map {
        found.push(Problem::new(
            file.root.span,
            "a rule is a map of keys such as `title: …`",
        ));
    }
    for (key, value) in file.root.entries() {
        let name = key.scalar().unwrap_or_default();
        let wanted = if LISTS.contains(&name) {
            Kind::List
        } else if MAPS.contains(&name) {
            Kind::Map
        } else if ORDER.contains(&name) {
            Kind::Text
        } else {
            continue;
        };
        found.extend(wrong_kind(name, value, wanted));
        if SETS.contains(&name) {
            found.extend(
                value
                    .items()
                    .iter()
                    .filter_map(|item| wrong_kind(name, item, Kind::Text)),
            );
        }
    }
    found
}

fn wrong_kind(name: &str, value: &Node, wanted: Kind) -> Option<Problem> {
    let wish = match wanted {
        Kind::List => "a list, one `- item` a line",
        Kind::Map => "a map of `key: value`",
        _ => "text; put it in single quotes",
    };
    let is_wrong = value.kind() != wanted && value.kind() != Kind::Null;
    is_wrong.then(|| Problem::new(value.span, format!("`{name}` must hold {wish}")))
}

fn item_twice(file: &File<'_>) -> Vec<Problem> {
    let items = SETS
        .into_iter()
        .flat_map(|key| repeated(file.texts_of(key)));
    items
        .map(|(item, span)| {
            Problem::new(
                span,
                format!("`{item}` stands here a second time: delete one"),
            )
        })
        .collect()
}
