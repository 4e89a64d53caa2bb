//! A pack's query in a form that is matched with all nodes of a tree in one pass.
//!
//! tree-sitter's own matcher takes longer than the parser does, and the square of a node's width where the text
//! is damaged. What the patterns of a pack need is less than all that it can do: nodes by kind and field, texts,
//! alternatives, anchors and `#eq?`. What is left out is refused when the pack is loaded. The meaning of
//! each is that of tree-sitter (`ts_query_cursor__advance` in its query.c); `tests/shapes.rs` compares both.

mod flat;
mod matching;
mod written;

use tree_sitter::Language;

use super::{Capture, Part, Role};
pub use matching::{Said, Spoken, said};
use written::{Inside, Item, Kind, Predicate, Unread};

/// All patterns of a query.
#[derive(Debug)]
pub struct Shapes {
    /// How many patterns the file has.
    pattern_count: usize,
    /// In the order of the file, alternatives as patterns of their own.
    patterns: Vec<Shape>,
    /// By kind, the patterns whose node is of it; those for any kind stand in each.
    by_kind: Vec<Vec<u32>>,
    /// By kind, whether nodes of it have a name.
    is_named: Vec<bool>,
    /// By kind, whether a pattern asks for nodes of it, at its root or below, or they have a name.
    matters: Vec<bool>,
}

/// What a node must be like.
#[derive(Debug, Default)]
struct Shape {
    /// `None` for any named node that is no error.
    kind: Option<u16>,
    /// The field that it must be to its parent; 0 for any.
    field: u16,
    /// The text that it must have, if that matters.
    text: Option<String>,
    role: Option<Role>,
    part: Option<Part>,
    /// What must stand below it, in this order.
    children: Vec<Child>,
    /// Whether no named node may stand behind the last of these.
    ends: bool,
}

/// What one of the nodes below another must be like.
#[derive(Debug)]
struct Child {
    /// Whether no named node may stand between it and the one before.
    is_next: bool,
    any_of: Vec<Shape>,
}

impl Shapes {
    /// Reads a query that tree-sitter accepts; `resolve` says what the names of captures mean.
    ///
    /// # Errors
    /// The place in the text, in bytes, and what is not supported there.
    pub(super) fn of(
        text: &str,
        language: &Language,
        resolve: &dyn Fn(&str) -> Option<Capture>,
    ) -> Result<Self, (usize, &'static str)> {
        let compiler = Compiler { language, resolve };
        let mut patterns = Vec::new();
        for item in written::patterns(text).map_err(|Unread { at, why }| (at, why))? {
            patterns.push(compiler.any_of(&item, &[])?);
        }
        let pattern_count = patterns.len();
        let kinds = language.node_kind_count();
        let mut by_kind = vec![Vec::new(); kinds];
        let mut flat = Vec::new();
        for shape in patterns.into_iter().flatten() {
            let number = u32::try_from(flat.len()).unwrap_or(u32::MAX);
            let of_kind = |kind: usize| shape.kind.is_none_or(|wanted| usize::from(wanted) == kind);
            (0..kinds)
                .filter(|kind| of_kind(*kind))
                .for_each(|kind| by_kind[kind].push(number));
            flat.push(shape);
        }
        let numbers = (0..kinds).map(|kind| u16::try_from(kind).unwrap_or(u16::MAX));
        let is_named: Vec<bool> = numbers
            .map(|kind| language.node_kind_is_named(kind))
            .collect();
        let mut matters = is_named.clone();
        flat.iter().for_each(|shape| shape.mark_kinds(&mut matters));
        Ok(Shapes {
            pattern_count,
            patterns: flat,
            by_kind,
            is_named,
            matters,
        })
    }

    /// How many patterns are written in the query; alternatives count as one.
    pub fn pattern_count(&self) -> usize {
        self.pattern_count
    }

    /// Whether nodes of this kind have a name; errors count as having none.
    fn is_named(&self, kind: u16) -> bool {
        self.is_named
            .get(usize::from(kind))
            .copied()
            .unwrap_or(false)
    }

    /// Whether nodes of this kind can be a part of a match, or stand between others for an anchor.
    fn matters(&self, kind: u16) -> bool {
        self.matters.get(usize::from(kind)).copied().unwrap_or(true)
    }

    /// The patterns that a node of this kind may be the root of.
    fn of_kind(&self, kind: u16) -> &[u32] {
        self.by_kind
            .get(usize::from(kind))
            .map_or(&[], Vec::as_slice)
    }
}

impl Shape {
    /// Marks the kinds that are asked for by name, here and below.
    fn mark_kinds(&self, asked: &mut [bool]) {
        if let Some(kind) = self.kind.and_then(|kind| asked.get_mut(usize::from(kind))) {
            *kind = true;
        }
        let below = self.children.iter().flat_map(|child| &child.any_of);
        below.for_each(|shape| shape.mark_kinds(asked));
    }
}

type Refused = (usize, &'static str);

struct Compiler<'c> {
    language: &'c Language,
    resolve: &'c dyn Fn(&str) -> Option<Capture>,
}

impl Compiler<'_> {
    /// The shapes that an item stands for; `around` are the predicates that may speak of its captures.
    fn any_of(&self, item: &Item<'_>, around: &[&Predicate<'_>]) -> Result<Vec<Shape>, Refused> {
        let mut shapes = match &item.kind {
            Kind::Node(name, inside) => vec![self.node(*name, inside, item, around)?],
            Kind::Token(text) => vec![Shape {
                kind: Some(self.kind(text, false, item)?),
                ..Shape::default()
            }],
            Kind::AnyOf(items) => {
                let each = items.iter().map(|inner| self.any_of(inner, around));
                each.collect::<Result<Vec<_>, _>>()?
                    .into_iter()
                    .flatten()
                    .collect()
            }
            Kind::Group(inside) => self.group(inside, item, around)?,
        };
        let field = item.field.map(|name| self.language.field_id_for_name(name));
        for shape in &mut shapes {
            if let Some(field) = field {
                shape.field = field.map_or(u16::MAX, Into::into);
            }
            for capture in &item.captures {
                match (self.resolve)(capture) {
                    Some(Capture::Role(role)) => shape.role = shape.role.or(Some(role)),
                    Some(Capture::Part(part)) => shape.part = shape.part.or(Some(part)),
                    Some(Capture::Private) | None => {}
                }
                if let Some(text) = text_of(capture, around)? {
                    shape.text = Some(text);
                }
            }
        }
        Ok(shapes)
    }

    fn node(
        &self,
        name: Option<&str>,
        inside: &Inside<'_>,
        item: &Item<'_>,
        around: &[&Predicate<'_>],
    ) -> Result<Shape, Refused> {
        let predicates: Vec<_> = around.iter().copied().chain(&inside.predicates).collect();
        let mut children = Vec::new();
        for inner in &inside.items {
            children.push(Child {
                is_next: inner.is_next,
                any_of: self.any_of(inner, &predicates)?,
            });
        }
        Ok(Shape {
            kind: name.map(|name| self.kind(name, true, item)).transpose()?,
            children,
            ends: inside.ends,
            ..Shape::default()
        })
    }

    fn group(
        &self,
        inside: &Inside<'_>,
        item: &Item<'_>,
        around: &[&Predicate<'_>],
    ) -> Result<Vec<Shape>, Refused> {
        let predicates: Vec<_> = around.iter().copied().chain(&inside.predicates).collect();
        match inside.items.as_slice() {
            [only] => self.any_of(only, &predicates),
            _ => Err((
                item.place.start,
                "siblings cannot be asked for without the node around them",
            )),
        }
    }

    fn kind(&self, name: &str, is_named: bool, item: &Item<'_>) -> Result<u16, Refused> {
        match self.language.id_for_node_kind(name, is_named) {
            0 => Err((item.place.start, "this kind of node cannot be asked for")),
            kind if self.language.node_kind_is_supertype(kind) => Err((
                item.place.start,
                "a supertype cannot be asked for: name the kinds themselves",
            )),
            kind => Ok(kind),
        }
    }
}

/// The text that a capture must have.
fn text_of(capture: &str, predicates: &[&Predicate<'_>]) -> Result<Option<String>, Refused> {
    let mut about = predicates
        .iter()
        .filter(|predicate| predicate.captures.contains(&capture));
    match about.next() {
        None => Ok(None),
        Some(Predicate {
            name: "eq?",
            captures,
            texts,
            ..
        }) if captures.len() == 1 && texts.len() == 1 => Ok(texts.first().cloned()),
        Some(other) => Err((
            other.place.start,
            "of predicates only (#eq? @capture \"text\") is read",
        )),
    }
}
