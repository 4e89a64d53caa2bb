//! Texts that stand beside a macro's call, `"at least " LIMIT(n) " bytes"`: what joins them is no operator, and
//! grammars read names alone beside texts. They are put into one call, which the pack's query knows.

use memchr::memchr_iter;

use crate::facts::tokens::{Kind, Token, is_of_name, tokens};
use crate::pack::{Beside, Pack};

/// The text with what stands beside each other in one call; `None` where nothing does. Lines stay as they are.
pub fn joined(text: &str, pack: &Pack) -> Option<String> {
    let rules = pack.macros.as_ref()?;
    let beside = rules.beside.as_ref()?;
    if !may_join(text) {
        return None;
    }
    let directive = pack.conditionals.as_ref().map(|it| it.directive.as_str());
    let runs = Runs::of(code(tokens(text, rules), directive), beside);
    let written = runs.written();
    (!written.is_empty()).then(|| inserted(text, written))
}

/// Whether behind a quote there may be a call, or one before it.
fn may_join(text: &str) -> bool {
    memchr_iter(b'"', text.as_bytes()).any(|at| {
        let behind = text[at + 1..].trim_start_matches(is_gap);
        let name = behind.find(|c| !is_of_name(c)).unwrap_or(0);
        let is_call = || behind[name..].trim_start().starts_with('(');
        name > 0 && is_call() || text[..at].trim_end_matches(is_gap).ends_with(')')
    })
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c == '\\'
}

/// Tokens without blanks; a line for the compiler is one token, its sign.
fn code<'t>(all: impl Iterator<Item = Token<'t>>, directive: Option<&str>) -> Vec<Token<'t>> {
    let mut begins_line = true;
    let mut is_directive = false;
    let mut code = Vec::new();
    for token in all {
        if token.kind == Kind::Line {
            (begins_line, is_directive) = (true, false);
        } else if !token.is_blank() && !is_directive {
            is_directive = begins_line && Some(token.text) == directive;
            begins_line = false;
            code.push(token);
        }
    }
    code
}

/// What can stand beside a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operand {
    Text,
    Name,
    Call,
}

/// An operand, its first token and its last.
type Placed = (Operand, usize, usize);

struct Runs<'t> {
    tokens: Vec<Token<'t>>,
    rules: &'t Beside,
    /// For each opening parenthesis, where it closes; 0 for all else.
    closes: Vec<usize>,
}

impl<'t> Runs<'t> {
    fn of(tokens: Vec<Token<'t>>, rules: &'t Beside) -> Self {
        let mut closes = vec![0; tokens.len()];
        let mut open = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            match token.text {
                "(" => open.push(at),
                ")" => {
                    if let Some(begin) = open.pop() {
                        closes[begin] = at;
                    }
                }
                _ => {}
            }
        }
        Runs {
            tokens,
            rules,
            closes,
        }
    }

    /// What is to be written, and where, in order.
    fn written(&self) -> Vec<(usize, &'t str)> {
        let mut written = Vec::new();
        let mut is_taken = vec![false; self.tokens.len()];
        for at in 0..self.tokens.len() {
            if is_taken[at] {
                continue;
            }
            let run = self.run(at);
            for (_, first, _) in &run {
                is_taken[*first] = true;
            }
            let Some(operands) = to_join(&run) else {
                continue;
            };
            for (number, (_, first, last)) in operands.iter().enumerate() {
                if number == 0 {
                    written.push((self.tokens[*first].at, self.rules.before.as_str()));
                }
                let is_last = number + 1 == operands.len();
                let behind = if is_last {
                    &self.rules.behind
                } else {
                    &self.rules.between
                };
                written.push((self.tokens[*last].end(), behind.as_str()));
            }
        }
        written.sort_by_key(|(at, _)| *at);
        written
    }

    /// The operands that stand side by side from a token on.
    fn run(&self, mut at: usize) -> Vec<Placed> {
        let mut run = Vec::new();
        while let Some(operand) = self.operand(at) {
            at = operand.2 + 1;
            run.push(operand);
        }
        run
    }

    fn operand(&self, at: usize) -> Option<Placed> {
        let token = self.tokens.get(at)?;
        match token.kind {
            Kind::Text => Some((Operand::Text, at, at)),
            Kind::Name if self.rules.never.iter().any(|word| word == token.text) => None,
            Kind::Name => match self.closes.get(at + 1) {
                Some(close) if *close > 0 => Some((Operand::Call, at, *close)),
                _ => Some((Operand::Name, at, at)),
            },
            _ => None,
        }
    }
}

/// The operands that a grammar cannot join, without what stands before them, such as a type.
fn to_join(run: &[Placed]) -> Option<&[Placed]> {
    let is_name = |operand: &Placed| operand.0 == Operand::Name;
    let is_before = |pair: &&[Placed]| is_name(&pair[0]) && pair[1].0 != Operand::Text;
    let operands = &run[run.windows(2).take_while(is_before).count()..];
    let has = |wanted: Operand| operands.iter().any(|(operand, ..)| *operand == wanted);
    // `extern "C" int f(void)`
    let is_declaration = |pair: &[Placed]| is_name(&pair[0]) && pair[1].0 == Operand::Call;
    let is_joined = has(Operand::Text) && has(Operand::Call);
    (is_joined && !operands.windows(2).any(is_declaration)).then_some(operands)
}

fn inserted(text: &str, written: Vec<(usize, &str)>) -> String {
    let mut whole = String::with_capacity(text.len() + 16 * written.len());
    let mut from = 0;
    for (at, what) in written {
        whole.extend([&text[from..at], what]);
        from = at;
    }
    whole + &text[from..]
}
