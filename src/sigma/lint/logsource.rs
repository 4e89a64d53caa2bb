//! The log source.

use super::{Check, File, Problem, Run};
use crate::sigma::Logsource;
use crate::sigma::yaml::{Kind, Node};

pub(super) const CHECKS: &[Check] = &[
    Check::error("logsource-key", Run::File(key)),
    Check::error("logsource-unknown", Run::File(unknown)),
];

const KEYS: [&str; 4] = ["category", "product", "service", "definition"];

/// The log source of the file.
pub(super) fn of(file: &File<'_>) -> Option<Logsource> {
    let node = file.root.get("logsource")?;
    let cell = |key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
    Some(Logsource {
        category: cell("category"),
        product: cell("product"),
        service: cell("service"),
        definition: cell("definition"),
    })
}

fn key(file: &File<'_>) -> Vec<Problem> {
    let entries = file
        .root
        .get("logsource")
        .map(Node::entries)
        .unwrap_or_default();
    entries
        .iter()
        .filter(|(key, value)| {
            !key.scalar().is_some_and(|key| KEYS.contains(&key)) || value.kind() != Kind::Text
        })
        .map(|(key, _)| {
            Problem::new(
                key.span,
                "a log source has only category, product, service and definition, each a text",
            )
        })
        .collect()
}

fn unknown(file: &File<'_>) -> Vec<Problem> {
    let wrong = of(file).filter(|logsource| !logsource.is_accepted());
    let message = "SigmaHQ does not list this log source: write `product: linux` with `service: syslog` and a \
                   `definition`, or add the service to its tests/logsource.json in the same pull request";
    let span = file
        .root
        .get("logsource")
        .map_or(file.top(), |node| node.span);
    wrong
        .map(|_| Problem::new(span, message))
        .into_iter()
        .collect()
}
