//! Heads of functions that a macro writes: `HANDLER(serve, request) { … }`, `IMPL(int, serve, (int request)) { … }`.
//! The grammar sees a call and a block behind it, and no function.

use std::ops::Range;

use super::lexer::Piece;
use crate::facts::tokens::is_of_name;
use crate::pack::{FunctionHeads, Pack};

/// Finds such heads, piece by piece.
pub(super) struct Heads<'r> {
    text: &'r str,
    rules: Option<&'r FunctionHeads>,
    state: State,
    /// Heads as they are written in the language, with the place of each.
    pub written: Vec<(usize, String)>,
}

enum State {
    /// A statement begins.
    Begins,
    /// A name alone has begun it.
    Named(Range<usize>),
    /// Its arguments are read: where each begins, and where the last ends.
    Called {
        name: usize,
        bounds: Vec<usize>,
    },
    /// The call has ended.
    Closed {
        name: usize,
        bounds: Vec<usize>,
    },
    Other,
}

impl<'r> Heads<'r> {
    pub fn new(text: &'r str, pack: &'r Pack) -> Self {
        Self {
            text,
            rules: pack.function_heads.as_ref(),
            state: State::Begins,
            written: Vec::new(),
        }
    }

    /// Takes the next piece, and how many brackets are open behind it.
    pub fn read(&mut self, piece: Piece, place: Range<usize>, depth: usize) {
        let Some(rules) = self.rules else { return };
        if depth > 1 || piece == Piece::Skipped || piece == Piece::Sign(b'\n') {
            return;
        }
        self.state = match (std::mem::replace(&mut self.state, State::Other), piece) {
            (State::Called { name, bounds }, Piece::Plain) => self.arguments(name, bounds, place),
            (State::Called { name, mut bounds }, Piece::Sign(b')')) if depth == 0 => {
                bounds.push(place.start);
                State::Closed { name, bounds }
            }
            (called @ State::Called { .. }, _) => called,
            (State::Named(name), Piece::Sign(b'(')) => State::Called {
                name: name.start,
                bounds: vec![place.end],
            },
            (State::Closed { name, bounds }, Piece::Sign(b'{')) => {
                self.close(rules, name, &bounds);
                State::Other
            }
            (_, Piece::Sign(b'}')) if depth == 0 => State::Begins,
            (State::Begins | State::Other, Piece::Directive) if depth == 0 => State::Begins,
            (state, Piece::Plain) if depth == 0 => self.plain(rules, state, place),
            _ => State::Other,
        };
    }

    /// Plain code outside of functions.
    fn plain(&self, rules: &FunctionHeads, state: State, place: Range<usize>) -> State {
        let code = &self.text[place.clone()];
        let (code, begins) = match code.rfind(';') {
            Some(end) => (&code[end + 1..], true),
            None => (code, matches!(state, State::Begins)),
        };
        let name = code.trim();
        if name.is_empty() {
            return if begins { State::Begins } else { state };
        }
        let is_one = name.chars().all(is_of_name) && !rules.other_than.iter().any(|it| it == name);
        if !begins || !is_one {
            return State::Other;
        }
        let start = place.end - code.trim_start().len();
        State::Named(start..start + name.len())
    }

    /// Code among the arguments of a call.
    fn arguments(&self, name: usize, mut bounds: Vec<usize>, place: Range<usize>) -> State {
        let code = &self.text[place.clone()];
        bounds.extend(code.match_indices(',').map(|(at, _)| place.start + at + 1));
        State::Called { name, bounds }
    }

    /// A block follows: the call before it was a head.
    fn close(&mut self, rules: &FunctionHeads, name: usize, bounds: &[usize]) {
        let call = &self.text[name..=bounds.last().copied().unwrap_or(name)];
        let head = head(&self.texts(bounds), rules);
        let written = head.and_then(|head| in_place_of(call, &head));
        self.written.extend(written.map(|head| (name, head)));
    }

    /// The arguments of a call, from where they begin and where the last ends.
    fn texts(&self, bounds: &[usize]) -> Vec<&'r str> {
        let behind = |pair: &[usize]| self.text[pair[0]..pair[1]].trim_end_matches(',').trim();
        bounds.windows(2).map(behind).collect()
    }
}

/// The head that a macro writes of such arguments; `None` where that cannot be told.
fn head(arguments: &[&str], rules: &FunctionHeads) -> Option<String> {
    match arguments {
        [kind @ .., name, parameters] if is_name(name) && parameters.starts_with('(') => {
            Some(format!("{} {name}{parameters}", kind.join(" ")))
        }
        [name, others @ ..] if is_name(name) => {
            let are_plain = others.iter().all(|other| is_parameter(other));
            let parameters = if are_plain {
                others.join(",")
            } else {
                String::new()
            };
            Some(format!("{} {name}({parameters})", rules.kind))
        }
        _ => None,
    }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_of_name)
}

fn is_parameter(text: &str) -> bool {
    text.chars()
        .all(|c| is_of_name(c) || c == '*' || c.is_whitespace())
}

/// A head in the place of a call: as long, and over as many lines.
fn in_place_of(call: &str, head: &str) -> Option<String> {
    let head = head.replace('\n', " ");
    let lines = "\n".repeat(call.matches('\n').count());
    let blanks = call.len().checked_sub(lines.len() + head.len())?;
    Some(format!("{lines}{}{head}", " ".repeat(blanks)))
}
