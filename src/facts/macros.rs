//! Macros: their replacement text is parsed as a function body of its own.

use tree_sitter::Tree;

use super::budget::Budget;
use super::extract::Walk;
use super::listed::Listed;
use super::mended::joined;
use super::nodes::{NodeId, Nodes};
use super::parse::parse;
use super::tokens::{Kind, Token, tokens};
use super::{Binding, Event, Expr, ExprId, Facts, Function};
use crate::pack::{Macros, Pack, Part};

/// Adds what a macro says: a function if it has parameters, a constant otherwise.
pub(super) fn extract(
    node: NodeId,
    nodes: &Nodes<'_>,
    line: u32,
    debug_only: bool,
    pack: &Pack,
    facts: &mut Facts,
) {
    let Some(rules) = &pack.macros else { return };
    let mut definition = Definition {
        name: String::new(),
        parameters: None,
        body: String::new(),
        line,
        debug_only,
        rules,
        pack,
        budget: nodes.budget,
    };
    let wanted = [Part::MacroName, Part::MacroParameters, Part::MacroBody];
    for (part, inner) in nodes.parts(node, &wanted) {
        match part {
            Part::MacroName => nodes.text(inner).clone_into(&mut definition.name),
            Part::MacroParameters => definition.parameters = Some(parameters(inner, nodes)),
            _ => {
                let parameters = definition.parameters.as_ref();
                let names = parameters.map_or(&[][..], |parameters| &parameters.names);
                let body = replacement(nodes.text_from(inner), names, rules);
                definition.body = joined(&body, pack).unwrap_or(body);
            }
        }
    }
    if definition.name.is_empty() {
        return;
    }
    if definition.parameters.is_none() {
        (facts.listed).extend(Listed::of(&definition.name, &definition.body, rules));
    }
    if !definition.may_matter() {
        return;
    }
    match definition.parameters.take() {
        Some(parameters) => definition.add_function(parameters, facts),
        None => definition.add_constant(facts),
    }
}

/// A value for a cast to stand before.
const VALUE: &str = "value_";

/// The parameters of a macro.
#[derive(Default)]
struct Parameters {
    names: Vec<String>,
    /// Whether it takes further arguments, and the name that it gives them, if it does: `args...`.
    rest: Option<Option<String>>,
}

struct Definition<'d> {
    name: String,
    parameters: Option<Parameters>,
    body: String,
    line: u32,
    debug_only: bool,
    rules: &'d Macros,
    pack: &'d Pack,
    budget: &'d Budget,
}

impl Definition<'_> {
    /// Most macros are numbers and flags; only calls, texts and other names can carry a message.
    fn may_matter(&self) -> bool {
        let body = self.body.trim();
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let is_name =
            body.starts_with(|c: char| c.is_alphabetic() || c == '_') && body.chars().all(is_part);
        // `#define REPORT if (verbose) report`, `#define REPORT (note(), report)`
        let ends_in_name = body.ends_with(is_part) || body.contains(',');
        let is_constant = self.parameters.is_none();
        body.contains('"')
            || is_name
            || is_constant && self.adds_nothing()
            || is_digit(body)
            || body.contains('(') && (self.parameters.is_some() || ends_in_name)
    }

    /// Whether it stands for nothing, or for a cast: texts beside it are all that there is.
    fn adds_nothing(&self) -> bool {
        let body = self.body.trim();
        if body.is_empty() {
            return true;
        }
        let is_whole = |body: &str| {
            let tree = self.parsed(&wrapped(body, &self.rules.expression));
            tree.is_some_and(|tree| !tree.root_node().has_error())
        };
        let is_in_parentheses = body.starts_with('(') && body.ends_with(')');
        is_in_parentheses && !is_whole(body) && is_whole(&format!("{body} {VALUE}"))
    }

    fn add_function(&self, mut parameters: Parameters, facts: &mut Facts) {
        let function = self.taking_all_as_one(&mut parameters, facts).or_else(|| {
            let (text, tree) = self.read(&self.body)?;
            self.walk(&text, tree, facts)
        });
        let Some(mut function) = function else { return };
        function.name.clone_from(&self.name);
        function.is_macro = true;
        // A definition stands in one file, and counts in those that take it in.
        function.is_internal = true;
        function.parameters = parameters.names.iter().map(String::as_str).collect();
        function.rest = parameters.rest.map(|own| {
            let usual = || self.pack.rest_name.clone().unwrap_or_default();
            own.unwrap_or_else(usual)
        });
        facts.functions.push(function);
    }

    /// `#define NOTE(level, all) if (level <= loudest) print all`: the last parameter is what a
    /// function is called with, so it stands for further arguments.
    fn taking_all_as_one(
        &self,
        parameters: &mut Parameters,
        facts: &mut Facts,
    ) -> Option<Function> {
        if parameters.rest.is_some() {
            return None;
        }
        let (all, others) = parameters.names.split_last()?;
        let body = called_with(&self.body, all, others)?;
        let (text, tree) = self.read(&body)?;
        if tree.root_node().has_error() {
            return None;
        }
        let function = self.walk(&text, tree, facts)?;
        let is_called_with = |call: ExprId| match facts.expressions.get(call) {
            Expr::Call(call) => {
                matches!(call.arguments, [only] if facts.expressions.is_name(only.value, all))
            }
            _ => false,
        };
        if !function.calls().any(is_called_with) {
            return None;
        }
        parameters.rest = Some(parameters.names.pop());
        Some(function)
    }

    /// A replacement text as an expression, or else as statements, which may have errors.
    fn read(&self, body: &str) -> Option<(String, Tree)> {
        let expression = wrapped(body, &self.rules.expression);
        match self.parsed(&expression) {
            Some(tree) if !tree.root_node().has_error() => Some((expression, tree)),
            _ => {
                let statements = wrapped(body, &self.rules.statement);
                let tree = self.parsed(&statements)?;
                Some((statements, tree))
            }
        }
    }

    fn add_constant(&self, facts: &mut Facts) {
        if is_digit(self.body.trim()) {
            return self.stand_for(self.body.trim(), facts);
        }
        if self.adds_nothing() {
            let nothing = facts.expressions.add(Expr::Text(""));
            return self.bind(nothing, facts);
        }
        let text = wrapped(&self.body, &self.rules.expression);
        let whole = self
            .parsed(&text)
            .filter(|tree| !tree.root_node().has_error());
        let Some(tree) = whole else {
            return self.add_alias(facts);
        };
        let Some(function) = self.walk(&text, tree, facts) else {
            return;
        };
        let value = function.events.iter().find_map(|event| match event {
            Event::Return(value, _) => Some(*value),
            _ => None,
        });
        if let Some(value) = value {
            self.bind(value, facts);
        }
    }

    /// `#define REPORT if (verbose) report`: what is called through it is its last name.
    fn add_alias(&self, facts: &mut Facts) {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let name = self.body.trim_end().rsplit(|c| !is_part(c)).next();
        let is_name = |name: &&str| name.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if let Some(name) = name.filter(is_name) {
            self.stand_for(name, facts);
        }
    }

    fn stand_for(&self, name: &str, facts: &mut Facts) {
        let value = facts.expressions.add_name(name);
        self.bind(value, facts);
    }

    fn bind(&self, value: ExprId, facts: &mut Facts) {
        let target = facts.expressions.add_name(&self.name);
        facts.constants.push(Binding {
            target,
            value,
            append: false,
            line: self.line,
        });
    }

    fn parsed(&self, text: &str) -> Option<Tree> {
        parse(text, self.pack, self.budget)
    }

    /// The function around the replacement text, with its events.
    fn walk(&self, text: &str, tree: Tree, facts: &mut Facts) -> Option<Function> {
        let nodes = Nodes::new(tree, text, self.pack, self.budget);
        let before = facts.functions.len();
        Walk::new(facts, &nodes, self.pack, self.line as usize).run();
        let mut function =
            (facts.functions.len() > before).then(|| facts.functions.remove(before))?;
        facts.functions.truncate(before);
        function.line = self.line;
        for event in &mut function.events {
            if let Event::Call { debug_only, .. } = event {
                *debug_only |= self.debug_only;
            }
        }
        Some(function)
    }
}

fn wrapped(body: &str, around: &(String, String)) -> String {
    format!("{}{body}{}", around.0, around.1)
}

/// The replacement text with parentheses around the parameter `all` where it stands behind a name, as
/// only the arguments of a call can; none if it never does. Other parameters may be types.
fn called_with(body: &str, all: &str, others: &[String]) -> Option<String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let stands_behind_name = |at: usize| {
        let before = body[..at].trim_end();
        let name = before.rsplit(|c| !is_part(c)).next().unwrap_or_default();
        let after = body[at + all.len()..].trim_start();
        before.len() < at
            && name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && !others.iter().any(|other| other == name)
            && (after.is_empty() || after.starts_with([';', ')', ',', '}']))
    };
    let mut written = String::new();
    let mut from = 0;
    for (at, _) in body
        .match_indices(all)
        .filter(|(at, _)| stands_behind_name(*at))
    {
        written.extend([&body[from..at], "(", all, ")"]);
        from = at + all.len();
    }
    (from > 0).then(|| written + &body[from..])
}

/// Small numbers name descriptors and levels.
fn is_digit(body: &str) -> bool {
    body.len() == 1 && body.starts_with(|c: char| c.is_ascii_digit())
}

fn parameters(node: NodeId, nodes: &Nodes<'_>) -> Parameters {
    let mut found = Parameters::default();
    let mut end = 0;
    for (part, inner) in nodes.parts(node, &[Part::MacroParameter, Part::MacroRest]) {
        match part {
            Part::MacroParameter => {
                found.names.push(nodes.text(inner).to_owned());
                end = nodes.bytes(inner).end;
            }
            // `args...`: the name before it is that of all further arguments.
            _ if nodes.bytes(inner).start == end => found.rest = Some(found.names.pop()),
            _ => found.rest = Some(None),
        }
    }
    found
}

/// The replacement text that begins here: up to the end of the line, whatever a grammar makes of
/// comments in it, without them, and with what the pack has for operators that only the preprocessor knows.
fn replacement(text: &str, parameters: &[String], rules: &Macros) -> String {
    let line = tokens(text, rules).take_while(|token| token.kind != Kind::Line);
    let line: Vec<_> = line.collect();
    let mut body = String::new();
    let mut last: Option<Token<'_>> = None;
    let mut at = 0;
    while let Some(token) = line.get(at) {
        at += 1;
        let operand = match token.kind {
            Kind::Paste | Kind::Stringify => next_name(&line, at),
            _ => None,
        };
        let name = last.filter(|last| last.kind == Kind::Name);
        match (token.kind, operand, name) {
            (Kind::Paste, Some(next), Some(name)) => {
                let operand = line[next];
                body.truncate(body.trim_end().len());
                body.extend([joint([name, operand], parameters, rules), operand.text]);
                last = Some(Token {
                    kind: Kind::Name,
                    ..operand
                });
                at = next + 1;
            }
            (Kind::Stringify, Some(next), _) => {
                let stands = rules.stringify.iter().map(|it| it.stands.as_str());
                body.extend(stands);
                last = None;
                at = next + 1;
            }
            (Kind::Paste | Kind::Stringify, ..) => body.push(' '),
            _ if token.is_blank() => {
                let lines = token.text.bytes().filter(|byte| *byte == b'\n');
                body.extend(std::iter::once(' ').chain(lines.map(|_| '\n')));
            }
            _ => {
                body.push_str(token.text);
                last = Some(*token);
            }
        }
    }
    body
}

/// The place of the name or number that follows.
fn next_name(line: &[Token<'_>], from: usize) -> Option<usize> {
    let mut places = from..line.len();
    let at = places.find(|at| !line[*at].is_blank())?;
    matches!(line[at].kind, Kind::Name | Kind::Number).then_some(at)
}

/// What stands between two names that become one: where one of them is a parameter, only a call shows which.
fn joint<'r>(names: [Token<'_>; 2], parameters: &[String], rules: &'r Macros) -> &'r str {
    let is_parameter = |name: &Token<'_>| parameters.iter().any(|known| known == name.text);
    let sign = rules.paste.as_ref().map(|paste| paste.stands.as_str());
    let sign = sign.filter(|_| names.iter().any(is_parameter));
    sign.unwrap_or_default()
}
