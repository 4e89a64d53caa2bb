//! All literals of a program, and what each stands in.

use std::collections::BTreeMap;

use super::{Literal, Place};
use crate::facts::{Binding, Event, Expr, ExprId, Facts};
use crate::link::program::{FunctionId, Program};
use crate::link::value::{Atom, Line, pattern_of};

/// A literal, with what stands around it.
pub(super) struct Text {
    pub literal: Literal,
    /// Its texts, with holes between them.
    pub line: Line,
    /// The lines that its parts begin on.
    pub lines: Vec<usize>,
    pub function: FunctionId,
    /// The literal itself, and the expressions around it, outermost first.
    pub path: Vec<ExprId>,
    pub root: Root,
}

/// What happens to the outermost expression around a literal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    /// It is a call for its own sake.
    Call,
    /// It is bound to this.
    Bind(ExprId),
    /// It is returned.
    Return,
    /// This parameter stands for it.
    Default(ExprId),
}

/// All literals, sorted by file and line.
pub(super) fn all(program: &Program<'_>) -> Vec<Text> {
    let mut found = BTreeMap::new();
    let mut top_levels = BTreeMap::new();
    for id in program.function_ids() {
        let region = program.region(id);
        top_levels.entry(region).or_insert(id);
        let (facts, function) = program.function(id);
        let mut walk = Walk::new(facts, region, id, &mut found);
        for event in &function.events {
            match event {
                Event::Call { call, .. } => walk.visit(*call, Root::Call),
                Event::Bind(binding) => walk.bound(binding),
                Event::Return(value, _) => walk.visit(*value, Root::Return),
                Event::RaiseText(text, _) => walk.visit(*text, Root::Call),
                _ => {}
            }
        }
        for binding in &function.defaults {
            walk.visit(binding.value, Root::Default(binding.target));
        }
    }
    for (region, id) in top_levels {
        let facts = &program.facts[region];
        let mut walk = Walk::new(facts, region, id, &mut found);
        for binding in &facts.constants {
            walk.bound(binding);
        }
    }
    let mut texts: Vec<Text> = found
        .into_values()
        .map(|standing| text(program, standing))
        .collect();
    texts.sort_by(|a, b| a.literal.place.cmp(&b.literal.place));
    texts
}

/// Where a literal stands.
struct Standing {
    function: FunctionId,
    path: Vec<ExprId>,
    root: Root,
}

/// Goes through the expressions of one function. A literal that is met several times, in an argument
/// and in what its call is an argument of, is kept with all that is around it.
struct Walk<'w> {
    facts: &'w Facts,
    region: usize,
    function: FunctionId,
    path: Vec<ExprId>,
    found: &'w mut BTreeMap<(usize, ExprId), Standing>,
}

impl<'w> Walk<'w> {
    fn new(
        facts: &'w Facts,
        region: usize,
        function: FunctionId,
        found: &'w mut BTreeMap<(usize, ExprId), Standing>,
    ) -> Self {
        Walk {
            facts,
            region,
            function,
            path: Vec::new(),
            found,
        }
    }

    fn bound(&mut self, binding: &Binding) {
        self.visit(binding.value, Root::Bind(binding.target));
    }

    fn visit(&mut self, id: ExprId, root: Root) {
        self.path.push(id);
        let mut texts = Vec::new();
        parts(self.facts, id, &mut texts);
        if !texts.is_empty() {
            self.keep(id, root);
        }
        for inner in self.facts.expressions.get(id).inner() {
            if !texts.contains(&inner) {
                self.visit(inner, root);
            }
        }
        self.path.pop();
    }

    fn keep(&mut self, id: ExprId, root: Root) {
        let is_around = |known: &Standing| known.path.len() >= self.path.len();
        let key = (self.region, id);
        if !self.found.get(&key).is_some_and(is_around) {
            let standing = Standing {
                function: self.function,
                path: self.path.clone(),
                root,
            };
            self.found.insert(key, standing);
        }
    }
}

/// The texts that are written out in one literal, which may be a concatenation.
fn parts(facts: &Facts, id: ExprId, texts: &mut Vec<ExprId>) {
    match facts.expressions.get(id) {
        Expr::Text(_) => texts.push(id),
        Expr::Concatenation(operands) => {
            for operand in operands {
                parts(facts, *operand, texts);
            }
        }
        _ => {}
    }
}

fn text(program: &Program<'_>, standing: Standing) -> Text {
    let (facts, function) = program.function(standing.function);
    let id = standing.path.last().copied();
    let mut line = Line::text("");
    let mut lines = Vec::new();
    let mut todo = Vec::from_iter(id);
    while let Some(next) = todo.pop() {
        match facts.expressions.get(next) {
            Expr::Text(text) => {
                line.push(Atom::Text(text.into()));
                lines.extend(facts.expressions.line(next));
            }
            Expr::Concatenation(operands) => todo.extend(operands.iter().rev()),
            _ => line.push(Atom::Hole),
        }
    }
    Text {
        literal: Literal {
            text: pattern_of(&line.atoms),
            place: Place {
                file: facts.path.to_string(),
                line: lines.first().copied().unwrap_or_default(),
            },
            function: Some(function.name.clone()).filter(|name| !name.is_empty()),
        },
        line,
        lines,
        function: standing.function,
        path: standing.path,
        root: standing.root,
    }
}
