//! A source file as a list of tokens.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::files::{files, read};

/// All sources of the library and the binary.
pub fn sources() -> Vec<Source> {
    let paths = files("src")
        .into_iter()
        .filter(|path| path.ends_with(".rs"));
    paths.map(|path| Source::new(&path, &read(&path))).collect()
}

/// A word, sign, literal or bracket of a source; comments are none.
pub struct Token {
    pub text: String,
    pub line: usize,
    pub in_test: bool,
}

pub struct Source {
    pub path: String,
    pub lines: usize,
    pub tokens: Vec<Token>,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let stream = text
            .parse()
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut tokens = Vec::new();
        flatten(stream, false, &mut tokens);
        let (path, lines) = (path.to_owned(), text.lines().count());
        Self {
            path,
            lines,
            tokens,
        }
    }

    /// The room that the file belongs to; the library's root and the binary belong to none.
    pub fn room(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        let room = inside.split('/').next()?.trim_end_matches(".rs");
        (!["lib", "bin"].contains(&room)).then_some(room)
    }

    /// The room within the room `outer` that the file belongs to.
    pub fn room_in(&self, outer: &str) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?.strip_prefix(outer)?;
        let room = inside.strip_prefix('/')?.split('/').next()?;
        Some(room.trim_end_matches(".rs"))
    }

    /// How many modules there are from the library's root to this file.
    pub fn depth(&self) -> usize {
        let folders = self.path.matches('/').count();
        folders - usize::from(self.path.ends_with("/mod.rs"))
    }

    pub fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.text)
    }

    /// Whether these tokens stand from `at` on.
    pub fn reads(&self, at: usize, words: &[&str]) -> bool {
        (at..).zip(words).all(|(at, word)| self.text(at) == *word)
    }

    /// Where the brace that opens at `open` is closed.
    pub fn closing(&self, open: usize) -> usize {
        let mut depth = 0;
        let mut rest = open..self.tokens.len();
        let closing = rest.find(|at| {
            match self.text(*at) {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        closing.unwrap()
    }

    pub fn finding(&self, at: usize, what: &str) -> String {
        format!("{}:{}: {what}", self.path, self.tokens[at].line)
    }
}

/// Lists the tokens of a stream with its groups' brackets, without doc comments.
fn flatten(stream: TokenStream, in_test: bool, tokens: &mut Vec<Token>) {
    let mut test_follows = false;
    for tree in stream {
        let line = tree.span().start().line;
        let TokenTree::Group(group) = &tree else {
            let text = tree.to_string();
            test_follows &= text != ";";
            tokens.push(Token {
                text,
                line,
                in_test,
            });
            continue;
        };
        let attribute = group.stream().to_string();
        if group.delimiter() == Delimiter::Bracket && attribute.starts_with("doc =") {
            continue;
        }
        let (open, close) = match group.delimiter() {
            Delimiter::Brace => ("{", "}"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Parenthesis | Delimiter::None => ("(", ")"),
        };
        test_follows |= attribute.replace(' ', "") == "cfg(test)";
        let within = in_test || test_follows;
        test_follows &= open != "{";
        tokens.push(Token {
            text: open.into(),
            line,
            in_test,
        });
        flatten(group.stream(), within, tokens);
        let line = group.span().end().line;
        tokens.push(Token {
            text: close.into(),
            line,
            in_test,
        });
    }
}
