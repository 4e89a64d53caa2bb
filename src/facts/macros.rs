//! Macros: their replacement text is parsed as a function body of its own.

use tree_sitter::{Node, Tree};

use super::extract::Walk;
use super::nodes::Nodes;
use super::parse::parse;
use super::{Binding, Event, Expr, Facts, Function};
use crate::pack::{Macros, Pack, Part};

/// Adds what a macro says: a function if it has parameters, a constant otherwise.
pub(super) fn extract(
    node: Node<'_>,
    nodes: &Nodes<'_>,
    line: usize,
    pack: &Pack,
    facts: &mut Facts,
) {
    let Some(rules) = &pack.macros else { return };
    let mut definition = Definition {
        line,
        ..Definition::default()
    };
    let wanted = [Part::MacroName, Part::MacroParameters, Part::MacroBody];
    for (part, inner) in nodes.parts(node, &wanted) {
        match part {
            Part::MacroName => nodes.text(inner).clone_into(&mut definition.name),
            Part::MacroParameters => definition.parameters = Some(parameters(inner, nodes)),
            _ => definition.body = cleaned(nodes.text(inner), rules),
        }
    }
    if definition.name.is_empty() || !definition.may_matter() {
        return;
    }
    match definition.parameters.take() {
        Some((names, rest)) => definition.add_function(names, rest, rules, pack, facts),
        None => definition.add_constant(rules, pack, facts),
    }
}

#[derive(Default)]
struct Definition {
    name: String,
    parameters: Option<(Vec<String>, bool)>,
    body: String,
    line: usize,
}

impl Definition {
    /// Most macros are numbers and flags; only calls, texts and other names can carry a message.
    fn may_matter(&self) -> bool {
        let body = self.body.trim();
        let is_name = body.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && body.chars().all(|c| c.is_alphanumeric() || c == '_');
        body.contains('"') || is_name || (self.parameters.is_some() && body.contains('('))
    }

    fn add_function(
        &self,
        parameters: Vec<String>,
        has_rest: bool,
        rules: &Macros,
        pack: &Pack,
        facts: &mut Facts,
    ) {
        let wrapped = format!("{}{}{}", rules.expression.0, self.body, rules.expression.1);
        let (text, tree) = match parse(&wrapped, pack) {
            Some(tree) if !tree.root_node().has_error() => (wrapped, tree),
            _ => {
                let wrapped = format!("{}{}{}", rules.statement.0, self.body, rules.statement.1);
                let Some(tree) = parse(&wrapped, pack) else {
                    return;
                };
                (wrapped, tree)
            }
        };
        let Some(mut function) = self.walk(&text, &tree, pack, facts) else {
            return;
        };
        function.name.clone_from(&self.name);
        function.is_macro = true;
        function.parameters = parameters;
        function.rest = has_rest.then(|| pack.rest_name.clone().unwrap_or_default());
        facts.functions.push(function);
    }

    fn add_constant(&self, rules: &Macros, pack: &Pack, facts: &mut Facts) {
        let text = format!("{}{}{}", rules.expression.0, self.body, rules.expression.1);
        let Some(tree) = parse(&text, pack).filter(|tree| !tree.root_node().has_error()) else {
            return;
        };
        let Some(function) = self.walk(&text, &tree, pack, facts) else {
            return;
        };
        let value = function.events.iter().find_map(|event| match event {
            Event::Return(value) => Some(*value),
            _ => None,
        });
        if let Some(value) = value {
            let target = facts.expressions.add(Expr::Name(self.name.clone()));
            facts.constants.push(Binding {
                target,
                value,
                append: false,
            });
        }
    }

    /// The function around the replacement text, with its events.
    fn walk(&self, text: &str, tree: &Tree, pack: &Pack, facts: &mut Facts) -> Option<Function> {
        let nodes = Nodes::new(tree, text, pack);
        let before = facts.functions.len();
        Walk::new(facts, &nodes, pack, self.line).run(tree);
        let mut function =
            (facts.functions.len() > before).then(|| facts.functions.remove(before))?;
        facts.functions.truncate(before);
        function.line = self.line;
        Some(function)
    }
}

fn parameters(node: Node<'_>, nodes: &Nodes<'_>) -> (Vec<String>, bool) {
    let mut names = Vec::new();
    let mut rest = false;
    for (part, inner) in nodes.parts(node, &[Part::MacroParameter, Part::MacroRest]) {
        match part {
            Part::MacroParameter => names.push(nodes.text(inner).to_owned()),
            _ => rest = true,
        }
    }
    (names, rest)
}

/// Without operators that only the preprocessor knows, and without line continuations.
fn cleaned(body: &str, rules: &Macros) -> String {
    let body = body.replace("\\\r\n", " \n").replace("\\\n", " \n");
    rules
        .drop
        .iter()
        .fold(body, |body, operator| body.replace(operator, " "))
}
