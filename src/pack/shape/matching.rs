//! The patterns of a query against the nodes of a tree.

use std::ops::Range;

use tree_sitter::Tree;

use super::flat::{ERROR, Flat, flatten, short};
use super::{Child, Shape, Shapes};
use crate::pack::{Part, Role};

/// A node that a query speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// What it is.
    pub role: Option<Role>,
    /// What it is to the thing around it.
    pub part: Option<Part>,
    /// Where it begins in the text, in bytes.
    pub start: u32,
    /// Where it ends in the text, in bytes.
    pub end: u32,
    /// Its line, counted from 0.
    pub row: u32,
    /// The place in the list behind the nodes below it.
    pub behind: u32,
}

impl Spoken {
    /// Where it stands in the text, in bytes.
    pub fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What a query says of a tree.
#[derive(Debug)]
pub struct Said {
    /// The nodes that it speaks of, in the order of the text, each before those below it. Where two patterns
    /// speak of a node, the first one of the query wins.
    pub nodes: Vec<Spoken>,
    /// Whether a long stretch of the text could not be parsed.
    pub is_damaged: bool,
}

/// Nodes right below what the parser could not read, from which on it has lost its way.
const LONG_DAMAGE: usize = 2_000;

/// Matches a query with a tree, which is used up.
pub fn said(tree: Tree, text: &str, shapes: &Shapes) -> Said {
    let nodes = flatten(tree, |kind| shapes.matters(kind));
    let mut matcher = Matcher {
        shapes,
        nodes: &nodes,
        text: text.as_bytes(),
        said: vec![Marks::default(); nodes.len()],
        pattern: 0,
        siblings: Vec::new(),
        fitting: Vec::new(),
        assigned: Vec::new(),
    };
    for (at, node) in nodes.iter().enumerate() {
        for number in shapes.of_kind(node.kind) {
            matcher.pattern = *number;
            let shape = &shapes.patterns[*number as usize];
            if matcher.fits(shape, at) {
                matcher.mark(shape, at);
            }
        }
    }
    let is_damaged =
        |at: usize| nodes[at].kind == ERROR && children(&nodes, at).nth(LONG_DAMAGE).is_some();
    Said {
        nodes: in_order(&nodes, &matcher.said),
        is_damaged: (0..nodes.len()).any(is_damaged),
    }
}

/// What patterns say of a node, each with the number of the pattern.
#[derive(Debug, Clone, Copy, Default)]
struct Marks {
    role: Option<(u32, Role)>,
    part: Option<(u32, Part)>,
}

struct Matcher<'m> {
    shapes: &'m Shapes,
    nodes: &'m [Flat],
    text: &'m [u8],
    said: Vec<Marks>,
    /// The number of the pattern that is looked at.
    pattern: u32,
    /// What [`Matcher::assign`] works with, kept for the next node: shapes inside of shapes put theirs on top.
    siblings: Vec<usize>,
    fitting: Vec<bool>,
    assigned: Vec<(usize, usize)>,
}

impl<'m> Matcher<'m> {
    /// Whether a node and what is below it are like this.
    fn fits(&mut self, shape: &'m Shape, at: usize) -> bool {
        let node = &self.nodes[at];
        let is_kind = match shape.kind {
            Some(kind) => node.kind == kind,
            None => self.shapes.is_named(node.kind),
        };
        is_kind
            && (shape.field == 0 || shape.field == node.field)
            && shape
                .text
                .as_ref()
                .is_none_or(|text| self.reads(node, text))
            && self.has_children(shape, at)
    }

    /// Whether a node stands between others for an anchor: a named one, or an error.
    fn is_sibling(&self, at: usize) -> bool {
        let kind = self.nodes[at].kind;
        kind == ERROR || self.shapes.is_named(kind)
    }

    fn reads(&self, node: &Flat, text: &str) -> bool {
        self.text.get(node.start as usize..node.end as usize) == Some(text.as_bytes())
    }

    fn has_children(&mut self, shape: &'m Shape, at: usize) -> bool {
        match shape.children.as_slice() {
            [] => true,
            [only] if !only.is_next && !shape.ends => {
                children(self.nodes, at).any(|child| self.is_one(only, child))
            }
            _ => {
                let before = self.assigned.len();
                self.assign(shape, at);
                let has_some = self.assigned.len() > before;
                self.assigned.truncate(before);
                has_some
            }
        }
    }

    fn is_one(&mut self, wanted: &'m Child, child: usize) -> bool {
        wanted.any_of.iter().any(|shape| self.fits(shape, child))
    }

    /// Says what the pattern says of a node that fits, and of all below it that take part in a match.
    fn mark(&mut self, shape: &'m Shape, at: usize) {
        let pattern = self.pattern;
        let said = &mut self.said[at];
        keep_first(&mut said.role, pattern, shape.role);
        keep_first(&mut said.part, pattern, shape.part);
        match shape.children.as_slice() {
            [] => {}
            [only] if !only.is_next && !shape.ends => {
                for child in children(self.nodes, at) {
                    self.mark_child(only, child);
                }
            }
            children => {
                let before = self.assigned.len();
                self.assign(shape, at);
                for number in before..self.assigned.len() {
                    let (wanted, child) = self.assigned[number];
                    self.mark_child(&children[wanted], child);
                }
                self.assigned.truncate(before);
            }
        }
    }

    fn mark_child(&mut self, wanted: &'m Child, child: usize) {
        for shape in &wanted.any_of {
            if self.fits(shape, child) {
                self.mark(shape, child);
            }
        }
    }

    /// Adds which nodes below one can be which of the wanted children, in the wanted order: those that some
    /// match has there.
    fn assign(&mut self, shape: &'m Shape, at: usize) {
        let (siblings, fitting) = (self.siblings.len(), self.fitting.len());
        let assigned = self.assigned.len();
        self.siblings.extend(children(self.nodes, at));
        let is_possible = self.assign_forwards(&shape.children, siblings);
        if is_possible && !self.assign_backwards(shape, siblings, fitting) {
            self.assigned.truncate(assigned);
        }
        self.siblings.truncate(siblings);
        self.fitting.truncate(fitting);
    }

    /// Row by row, one for each that is wanted: the nodes that what is wanted before can stand before. Most nodes have
    /// none for what is wanted first. Whether there is one in each row.
    fn assign_forwards(&mut self, wanted: &'m [Child], siblings: usize) -> bool {
        let count = self.siblings.len() - siblings;
        for (place, child) in wanted.iter().enumerate() {
            let row = self.fitting.len();
            let mut can_follow = place == 0;
            for index in 0..count {
                let node = self.siblings[siblings + index];
                let fits = can_follow && self.is_one(child, node);
                self.fitting.push(fits);
                if child.is_next && self.is_sibling(node) {
                    can_follow = false;
                }
                can_follow |= place > 0 && self.fitting[row - count + index];
            }
            if !self.fitting[row..].contains(&true) {
                return false;
            }
        }
        true
    }

    /// Leaves those of them that what is wanted behind can stand behind. Whether there is one for all that is wanted.
    fn assign_backwards(&mut self, shape: &Shape, siblings: usize, fitting: usize) -> bool {
        let count = self.siblings.len() - siblings;
        let mut is_whole = false;
        for place in (0..shape.children.len()).rev() {
            let next = shape.children.get(place + 1);
            let must_touch = next.map_or(shape.ends, |next| next.is_next);
            let row = fitting + place * count;
            let mut can_precede = next.is_none();
            for index in (0..count).rev() {
                let node = self.siblings[siblings + index];
                self.fitting[row + index] &= can_precede;
                if must_touch && self.is_sibling(node) {
                    can_precede = false;
                }
                can_precede |= next.is_some() && self.fitting[row + count + index];
                if self.fitting[row + index] {
                    self.assigned.push((place, node));
                    is_whole |= place == 0;
                }
            }
        }
        is_whole
    }
}

/// The nodes right below one.
fn children(nodes: &[Flat], at: usize) -> impl Iterator<Item = usize> + use<'_> {
    let end = nodes[at].behind as usize;
    let mut next = at + 1;
    std::iter::from_fn(move || {
        let child = (next < end).then_some(next)?;
        next = nodes[child].behind as usize;
        Some(child)
    })
}

fn keep_first<T: Copy>(known: &mut Option<(u32, T)>, pattern: u32, said: Option<T>) {
    if let Some(said) = said
        && known.is_none_or(|(earlier, _)| pattern < earlier)
    {
        *known = Some((pattern, said));
    }
}

/// The nodes that something is said of.
fn in_order(nodes: &[Flat], said: &[Marks]) -> Vec<Spoken> {
    let mut all: Vec<Spoken> = Vec::new();
    // Nodes that are open: their place in the list, and the node behind those below them.
    let mut open: Vec<(usize, u32)> = Vec::new();
    for (at, (node, said)) in nodes.iter().zip(said).enumerate() {
        while let Some((place, _)) = open.pop_if(|(_, behind)| *behind as usize <= at) {
            all[place].behind = short(all.len());
        }
        if said.role.is_none() && said.part.is_none() {
            continue;
        }
        open.push((all.len(), node.behind));
        all.push(Spoken {
            role: said.role.map(|(_, role)| role),
            part: said.part.map(|(_, part)| part),
            start: node.start,
            end: node.end,
            row: node.row,
            behind: 0,
        });
    }
    for (place, _) in open {
        all[place].behind = short(all.len());
    }
    all
}
