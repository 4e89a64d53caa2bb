//! Reads anyone's keyword rule.

use super::Error;
use super::yaml::{self, Broken, Kind, Node};
use crate::pattern::Pattern;
use crate::span::Span;

/// The keywords of a rule file, in the order in which they stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeywordRule {
    /// The rule's title, if it has one.
    pub title: Option<String>,
    /// All keywords of all its keyword lists, never empty.
    pub keywords: Vec<RuleKeyword>,
}

/// A keyword in somebody's rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleKeyword {
    /// What it matches.
    pub pattern: Pattern,
    /// The text itself, quotes taken off.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// Reads a rule's keywords: the strings of every search identifier that is a list, and those under
/// `'|all'`. Conditions are not weighed, so a keyword that the rule filters out counts like others.
///
/// # Errors
/// [`Error::Syntax`] if the text is not the YAML of one rule, [`Error::NoKeywords`] if it has no
/// keyword list.
pub fn read(text: &str, path: &str) -> Result<KeywordRule, Error> {
    let root = yaml::read(text).map_err(|Broken { span, why }| Error::Syntax {
        path: path.to_owned(),
        line: span.line,
        why,
    })?;
    let keywords: Vec<RuleKeyword> = keyword_nodes(&root)
        .filter_map(|node| {
            let text = node.scalar()?;
            Some(RuleKeyword {
                pattern: Pattern::exact(text),
                text: text.to_owned(),
                span: node.span,
            })
        })
        .filter(|keyword| !keyword.pattern.is_empty())
        .collect();
    if keywords.is_empty() {
        return Err(Error::NoKeywords {
            path: path.to_owned(),
        });
    }
    let title = root.get("title").and_then(Node::text).map(str::to_owned);
    Ok(KeywordRule { title, keywords })
}

/// A list of keywords in a rule.
pub(super) struct KeywordList<'a> {
    items: &'a [Node],
    /// Whether a line must hold all of them.
    pub(super) is_all: bool,
}

impl<'a> KeywordList<'a> {
    /// The scalars that are keywords.
    pub(super) fn keywords(&self) -> impl Iterator<Item = &'a Node> + use<'a> {
        let is_keyword =
            |item: &&Node| matches!(item.kind(), Kind::Text | Kind::Number | Kind::Bool);
        self.items.iter().filter(is_keyword)
    }
}

/// The keyword lists of a rule, in the order in which they stand there.
pub(super) fn keyword_lists(root: &Node) -> impl Iterator<Item = KeywordList<'_>> {
    identifiers(root).flat_map(|(_, value)| {
        let any = KeywordList {
            items: value.items(),
            is_all: false,
        };
        let all = KeywordList {
            items: all_of(value),
            is_all: true,
        };
        [any, all]
    })
}

/// The keywords of all lists.
pub(super) fn keyword_nodes(root: &Node) -> impl Iterator<Item = &Node> {
    keyword_lists(root).flat_map(|list| list.keywords())
}

/// The search identifiers of the detection, without its condition.
pub(super) fn identifiers(root: &Node) -> impl Iterator<Item = &(Node, Node)> {
    let detection = root.get("detection").map(Node::entries).unwrap_or_default();
    let is_identifier = |key: &Node| !matches!(key.scalar(), Some("condition" | "timeframe"));
    detection.iter().filter(move |(key, _)| is_identifier(key))
}

/// The keywords under `'|all'`.
fn all_of(value: &Node) -> &[Node] {
    value.get("|all").map(Node::items).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Result<Vec<String>, String> {
        let rule = read(text, "my rule.yml").map_err(|error| error.to_string())?;
        Ok(rule
            .keywords
            .iter()
            .map(|keyword| keyword.pattern.to_string())
            .collect())
    }

    #[test]
    fn keywords_come_from_lists_and_all_maps_of_any_name() {
        let text = "title: T\ndetection:\n    words:\n        - 'one * two'\n        - \"three\"\n        - 404\n        - 'refused '\n        - field: x\n    both:\n        '|all':\n            - a'b\n            - c\n    selection:\n        field: value\n    condition: words or both\n";
        assert_eq!(
            written(text).unwrap(),
            ["one * two", "three", "404", "refused ", "a'b", "c"]
        );
    }

    #[test]
    fn errors_name_the_path_and_the_line() {
        let broken = written("title: T\ndetection: [\n").unwrap_err();
        assert!(
            broken.starts_with("my rule.yml:") && !broken.contains(":0:"),
            "{broken}"
        );
        let fields = written("title: T\ndetection:\n    selection:\n        a: b\n").unwrap_err();
        assert!(fields.starts_with("my rule.yml: "), "{fields}");
    }

    #[test]
    fn a_keyword_knows_its_line() {
        let rule = read("detection:\n    keywords:\n        - abcde\n", "r.yml").unwrap();
        assert_eq!(rule.keywords[0].span.line, 3);
    }
}
