//! Search identifiers and the condition.

use super::{Check, File, Problem, Run};
use crate::sigma::reader;
use crate::sigma::yaml::{Kind, Node};
use crate::span::Span;

pub(super) const CHECKS: &[Check] = &[
    Check::error("condition-form", Run::File(condition_form)),
    Check::error("condition-unknown", Run::File(condition_unknown)),
    Check::error("condition-unused", Run::File(condition_unused)),
    Check::error("condition-of", Run::File(condition_of)),
    Check::error("identifier-form", Run::File(identifier_form)),
    Check::error("identifier-modifier", Run::File(identifier_modifier)),
    Check::error("one-value-list", Run::File(one_value_list)),
];

fn condition_form(file: &File<'_>) -> Vec<Problem> {
    let Some(detection) = file.root.get("detection") else {
        return Vec::new();
    };
    let (is_text, span) = match detection.get("condition") {
        Some(condition) => (condition.kind() == Kind::Text, condition.span),
        None => (false, detection.span),
    };
    let message = "`condition` must be one text, such as `condition: keywords`";
    (!is_text)
        .then(|| Problem::new(span, message))
        .into_iter()
        .collect()
}

/// A word of the condition that stands for identifiers.
struct Reference {
    name: String,
    /// The word before `of`, such as `1` or `all`.
    quantity: Option<String>,
}

impl Reference {
    /// A modifier on the identifier is another check's business.
    fn matches(&self, identifier: &str) -> bool {
        let identifier = identifier.split('|').next().unwrap_or_default();
        match self.name.split_once('*') {
            _ if self.name == "them" => !identifier.starts_with('_'),
            Some((before, after)) => {
                identifier.len() >= before.len() + after.len()
                    && identifier.starts_with(before)
                    && identifier.ends_with(after)
            }
            None => self.name == identifier,
        }
    }
}

/// The condition's references and its place; `None` if it is no text.
fn condition(file: &File<'_>) -> Option<(Vec<Reference>, Span)> {
    let node = file.root.get("detection")?.get("condition")?;
    let text = node.text()?.replace(['(', ')'], " ");
    // What stands after `|` is an aggregation of old rules, not a reference.
    let search = text.split('|').next().unwrap_or_default();
    let words: Vec<&str> = search.split_whitespace().collect();
    let is_of = |index: usize| {
        words
            .get(index)
            .is_some_and(|word| word.eq_ignore_ascii_case("of"))
    };
    let references = words
        .iter()
        .enumerate()
        .filter(|(index, word)| {
            let operator = ["and", "or", "not", "of"]
                .iter()
                .any(|op| word.eq_ignore_ascii_case(op));
            !operator && !is_of(index + 1)
        })
        .map(|(index, word)| Reference {
            name: (*word).to_owned(),
            quantity: (index >= 2 && is_of(index - 1))
                .then(|| words[index - 2].to_ascii_lowercase()),
        })
        .collect();
    Some((references, node.span))
}

/// Whether the condition asks for several identifiers at once.
pub(super) fn joins_with_and(file: &File<'_>) -> bool {
    let condition = file
        .root
        .get("detection")
        .and_then(|node| node.get("condition"));
    let words = condition
        .and_then(Node::text)
        .unwrap_or_default()
        .split_whitespace();
    let is_and = |word: &str| word.eq_ignore_ascii_case("and");
    words.into_iter().any(is_and)
}

fn names<'a>(file: &'a File<'_>) -> Vec<(&'a str, Span)> {
    reader::identifiers(&file.root)
        .filter_map(|(key, _)| Some((key.scalar()?, key.span)))
        .collect()
}

fn condition_unknown(file: &File<'_>) -> Vec<Problem> {
    let Some((references, span)) = condition(file) else {
        return Vec::new();
    };
    let names = names(file);
    references
        .iter()
        .filter(|reference| !names.iter().any(|(name, _)| reference.matches(name)))
        .map(|reference| {
            let message = format!("the condition names `{}`, which the detection does not have: add it or change the name", reference.name);
            Problem::new(span, message)
        })
        .collect()
}

fn condition_unused(file: &File<'_>) -> Vec<Problem> {
    let Some((references, _)) = condition(file) else {
        return Vec::new();
    };
    names(file)
        .into_iter()
        .filter(|(name, _)| !references.iter().any(|reference| reference.matches(name)))
        .map(|(name, span)| {
            Problem::new(
                span,
                format!(
                    "the condition does not use `{name}`: delete it, or name it in the condition"
                ),
            )
        })
        .collect()
}

fn condition_of(file: &File<'_>) -> Vec<Problem> {
    let Some((references, span)) = condition(file) else {
        return Vec::new();
    };
    let single = names(file).len() == 1;
    references
        .iter()
        .filter_map(|reference| {
            let quantity = reference.quantity.as_deref()?;
            let message = match (reference.name.as_str(), quantity) {
                ("them", "all") => "`all of them` breaks when an identifier is added: name them",
                ("them", _) if single => "`of them` with one identifier: name it",
                ("them", _) => return None,
                (name, _) if !name.contains('*') => {
                    "`of` needs a name with `*`: name the identifier alone"
                }
                _ => return None,
            };
            Some(Problem::new(span, message))
        })
        .collect()
}

fn identifier_form(file: &File<'_>) -> Vec<Problem> {
    let is_wrong =
        |value: &Node| !matches!(value.kind(), Kind::List | Kind::Map) || is_hollow(value);
    reader::identifiers(&file.root)
        .filter(|(_, value)| is_wrong(value))
        .map(|(key, value)| {
            let name = key.scalar().unwrap_or_default();
            let message = format!("`{name}` must be a list of texts (or a map of fields), also for one keyword: `- 'keyword'`");
            Problem::new(value.span, message)
        })
        .collect()
}

/// A list without items, or with an empty one.
fn is_hollow(value: &Node) -> bool {
    let items = value.items();
    value.kind() == Kind::List
        && (items.is_empty() || items.iter().any(|item| item.kind() == Kind::Null))
}

fn identifier_modifier(file: &File<'_>) -> Vec<Problem> {
    names(file)
        .into_iter()
        .filter(|(name, _)| name.contains('|'))
        .map(|(_, span)| {
            Problem::new(
                span,
                "a search identifier takes no modifier: delete `|` and what follows",
            )
        })
        .collect()
}

fn one_value_list(file: &File<'_>) -> Vec<Problem> {
    let maps = reader::identifiers(&file.root)
        .flat_map(|(_, value)| std::iter::once(value).chain(value.items()));
    maps.flat_map(Node::entries)
        .filter(|(_, value)| value.items().len() == 1)
        .map(|(key, value)| {
            let name = key.scalar().unwrap_or_default();
            Problem::new(value.span, format!("a list of one under `{name}`: write the value without a list (`'|all'` needs two)"))
        })
        .collect()
}
