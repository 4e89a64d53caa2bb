//! YAML as it is written: every value with its place and its quotes.
//!
//! serde keeps neither, and both matter here: a finding points at a place, and a keyword in double
//! quotes is another one than in single quotes.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::quoting;
use crate::span::Span;

/// Deeper nesting than this is refused; a rule needs five levels.
const MAX_DEPTH: usize = 32;

/// More values than these are refused: a value takes two hundred bytes of memory, and a decision has ten.
const MAX_VALUES: usize = 4_000_000;

/// Why a text is not the YAML of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) span: Span,
    pub(crate) why: String,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quotes {
    None,
    Single,
    Double,
    /// `|` or `>`.
    Block,
}

/// A value.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Scalar(String, Quotes),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    /// `*name`. Never followed: small texts with aliases can stand for very large ones.
    Alias,
}

/// A value and its place.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) span: Span,
    /// Characters before it on its line.
    pub(crate) column: usize,
}

/// What YAML 1.1 takes a scalar for (SigmaHQ's tools read 1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Bool,
    Null,
    List,
    Map,
    Alias,
}

impl Node {
    pub(crate) fn kind(&self) -> Kind {
        match &self.value {
            Value::List(_) => Kind::List,
            Value::Map(_) => Kind::Map,
            Value::Alias => Kind::Alias,
            Value::Scalar(text, Quotes::None) => plain_kind(text),
            Value::Scalar(..) => Kind::Text,
        }
    }

    /// The text of a scalar, whatever it stands for.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// The text of a scalar that is a string.
    pub(crate) fn text(&self) -> Option<&str> {
        self.scalar().filter(|_| self.kind() == Kind::Text)
    }

    /// The items of a list; none of anything else.
    pub(crate) fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The entries of a map; none of anything else.
    pub(crate) fn entries(&self) -> &[(Node, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The first value under a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entries()
            .iter()
            .find(|(name, _)| name.scalar() == Some(key))
            .map(|(_, value)| value)
    }
}

/// Reads the one document of a rule file.
pub(crate) fn read(text: &str) -> Result<Node, Broken> {
    let places = Places::new(text);
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| Broken {
            span: places.point(*error.marker()),
            why: error.info().to_owned(),
        })?;
        let (mut place, column) = (places.span(span), span.start.col());
        if let Event::Scalar(..) = event {
            // The parser's span of a quoted scalar goes on to the end of a comment behind it.
            let length = quoting::quoted_length(&text[place.start..place.end]);
            place.end = length.map_or(place.end, |length| place.start + length);
        }
        builder
            .take(event, place, column)
            .map_err(|why| Broken { span: place, why })?;
    }
    builder.root.ok_or(Broken {
        span: places.span(saphyr_parser::Span::default()),
        why: "the file is empty".to_owned(),
    })
}

/// What a scalar without quotes is taken for.
pub(crate) fn plain_kind(text: &str) -> Kind {
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "" | "~" | "null" => Kind::Null,
        "true" | "false" | "yes" | "no" | "on" | "off" => Kind::Bool,
        ".nan" | ".inf" | "-.inf" | "+.inf" => Kind::Number,
        _ if is_number(&lower) => Kind::Number,
        _ => Kind::Text,
    }
}

fn is_number(lower: &str) -> bool {
    let digits = lower.strip_prefix(['+', '-']).unwrap_or(lower);
    if let Some(hexadecimal) = digits.strip_prefix("0x") {
        return !hexadecimal.is_empty() && hexadecimal.bytes().all(|b| b.is_ascii_hexdigit());
    }
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.bytes().any(|b| b.is_ascii_digit())
        && digits.replace('_', "").parse::<f64>().is_ok()
}

/// Puts nodes together without recursion.
#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    values: usize,
}

/// A list or map whose end has not come yet.
struct Open {
    span: Span,
    column: usize,
    is_map: bool,
    children: Vec<Node>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span, column: usize) -> Result<(), String> {
        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(format!("more than {MAX_VALUES} values"));
        }
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err("a second document starts here; a file is one document".to_owned());
                }
            }
            Event::Scalar(text, style, _, _) => {
                let value = Value::Scalar(text.into_owned(), quotes(style));
                self.add(Node {
                    value,
                    span,
                    column,
                });
            }
            Event::Alias(_) => {
                let value = Value::Alias;
                self.add(Node {
                    value,
                    span,
                    column,
                });
            }
            Event::SequenceStart(..) => self.open(span, column, false)?,
            Event::MappingStart(..) => self.open(span, column, true)?,
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn open(&mut self, span: Span, column: usize, is_map: bool) -> Result<(), String> {
        if self.open.len() == MAX_DEPTH {
            return Err(format!("nested more than {MAX_DEPTH} levels deep"));
        }
        self.open.push(Open {
            span,
            column,
            is_map,
            children: Vec::new(),
        });
        Ok(())
    }

    fn close(&mut self, end: Span) {
        let Some(open) = self.open.pop() else { return };
        // The end of a block is where the next line's text begins; its last child ends before that.
        let last = open
            .children
            .last()
            .map_or(end.start, |child| child.span.end);
        let span = Span {
            end: last.max(open.span.start),
            ..open.span
        };
        let value = if open.is_map {
            Value::Map(pairs(open.children))
        } else {
            Value::List(open.children)
        };
        self.add(Node {
            value,
            span,
            column: open.column,
        });
    }

    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.children.push(node),
            None => self.root = Some(node),
        }
    }
}

fn pairs(children: Vec<Node>) -> Vec<(Node, Node)> {
    let mut children = children.into_iter();
    let mut pairs = Vec::new();
    while let (Some(key), Some(value)) = (children.next(), children.next()) {
        pairs.push((key, value));
    }
    pairs
}

fn quotes(style: ScalarStyle) -> Quotes {
    match style {
        ScalarStyle::Plain => Quotes::None,
        ScalarStyle::SingleQuoted => Quotes::Single,
        ScalarStyle::DoubleQuoted => Quotes::Double,
        ScalarStyle::Literal | ScalarStyle::Folded => Quotes::Block,
    }
}

/// The parser counts characters; a span counts bytes.
struct Places {
    bytes: Vec<usize>,
}

impl Places {
    fn new(text: &str) -> Self {
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        Places { bytes }
    }

    fn byte(&self, character: usize) -> usize {
        let last = self.bytes.len() - 1;
        self.bytes[character.min(last)]
    }

    fn point(&self, marker: saphyr_parser::Marker) -> Span {
        self.span(saphyr_parser::Span::empty(marker))
    }

    fn span(&self, span: saphyr_parser::Span) -> Span {
        Span {
            start: self.byte(span.start.index()),
            end: self.byte(span.end.index()),
            line: span.start.line().max(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_place_and_their_quotes() {
        let text = "a: 'é' # it's\nb:\n    - x\n    - \"y\"\n";
        let root = read(text).unwrap();
        let a = root.get("a").unwrap();
        assert_eq!(&text[a.span.start..a.span.end], "'é'");
        let b = root.get("b").unwrap();
        assert_eq!(
            text[b.span.start..b.span.end].trim_end(),
            "- x\n    - \"y\""
        );
        let items = b.items();
        assert_eq!(
            (
                items[1].span.line,
                items[1].column,
                &text[items[1].span.start..items[1].span.end]
            ),
            (4, 6, "\"y\"")
        );
        assert!(matches!(&items[1].value, Value::Scalar(y, Quotes::Double) if y == "y"));
    }

    #[test]
    fn plain_scalars_are_taken_as_yaml_1_1_takes_them() {
        for (text, kind) in [
            ("12", Kind::Number),
            ("0x1F", Kind::Number),
            ("1_000.5", Kind::Number),
            ("yes", Kind::Bool),
            ("~", Kind::Null),
            ("2026-01-02", Kind::Text),
            ("e5", Kind::Text),
            ("1e5", Kind::Number),
            ("+.5", Kind::Number),
            ("-7", Kind::Number),
            ("5 requests", Kind::Text),
            ("1.2.3", Kind::Text),
            (".", Kind::Text),
            ("-", Kind::Text),
            ("nan", Kind::Text),
            ("0x", Kind::Text),
            ("_5", Kind::Text),
            ("0xfx", Kind::Text),
            ("-.INF", Kind::Number),
            ("infinity", Kind::Text),
        ] {
            assert_eq!(plain_kind(text), kind, "{text}");
        }
    }

    #[test]
    fn hostile_nesting_and_second_documents_are_refused() {
        assert!(read(&"[".repeat(100_000)).is_err());
        assert!(
            read("a: 1\n---\nb: 2\n")
                .unwrap_err()
                .why
                .contains("second document")
        );
        assert!(read("").is_err());
    }
}
