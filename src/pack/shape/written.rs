//! A query as it is written: what tree-sitter does not give back once it has read it.

use std::ops::Range;

/// An item of a query: a node in brackets, a text in quotes, or one of several of these.
#[derive(Debug)]
pub(super) struct Item<'q> {
    pub kind: Kind<'q>,
    /// The field of its parent that it must be.
    pub field: Option<&'q str>,
    /// Whether an anchor stands before it.
    pub is_next: bool,
    pub captures: Vec<&'q str>,
    pub place: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Kind<'q> {
    /// `(kind …)`, `(_ …)`.
    Node(Option<&'q str>, Inside<'q>),
    /// `"text"`.
    Token(String),
    /// `[… …]`.
    AnyOf(Vec<Item<'q>>),
    /// `((a) …)`: items with predicates.
    Group(Inside<'q>),
}

/// What stands in brackets.
#[derive(Debug, Default)]
pub(super) struct Inside<'q> {
    pub items: Vec<Item<'q>>,
    /// Whether an anchor stands behind the last one.
    pub ends: bool,
    pub predicates: Vec<Predicate<'q>>,
}

/// `(#name? @capture "text" …)`.
#[derive(Debug)]
pub(super) struct Predicate<'q> {
    pub name: &'q str,
    pub captures: Vec<&'q str>,
    pub texts: Vec<String>,
    pub place: Range<usize>,
}

/// What cannot be read, and where.
#[derive(Debug)]
pub(super) struct Unread {
    pub at: usize,
    pub why: &'static str,
}

/// Brackets that may stand in one another: reading them takes a frame of the stack each.
const MAX_DEPTH: usize = 64;

/// The patterns of a query that tree-sitter accepts.
pub(super) fn patterns(text: &str) -> Result<Vec<Item<'_>>, Unread> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
    };
    let inside = reader.inside(None)?;
    Ok(inside.items)
}

struct Reader<'q> {
    text: &'q str,
    at: usize,
    depth: usize,
}

impl<'q> Reader<'q> {
    /// Items up to the closing bracket, or to the end of the text.
    fn inside(&mut self, closing: Option<char>) -> Result<Inside<'q>, Unread> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.unread("nests too deep"));
        }
        let mut inside = Inside::default();
        let mut is_next = false;
        loop {
            self.skip_blanks();
            match self.peek() {
                first if first == closing => break,
                None => return Err(self.unread("ends in open brackets")),
                Some('.') => {
                    self.at += 1;
                    is_next = true;
                }
                Some('(') if self.rest().starts_with("(#") => {
                    inside.predicates.push(self.predicate()?)
                }
                Some(_) => {
                    let item = self.item(std::mem::take(&mut is_next))?;
                    inside.items.push(item);
                }
            }
        }
        self.at += closing.map_or(0, char::len_utf8);
        self.depth -= 1;
        inside.ends = is_next;
        Ok(inside)
    }

    fn item(&mut self, is_next: bool) -> Result<Item<'q>, Unread> {
        let start = self.at;
        let field = self.field();
        let kind = match self.peek() {
            Some('(') => self.node()?,
            Some('[') => {
                self.at += 1;
                Kind::AnyOf(self.inside(Some(']'))?.items)
            }
            Some('"') => Kind::Token(self.quoted()?),
            Some('!') => {
                return Err(self.unread("a field that must be missing cannot be asked for"));
            }
            _ => {
                return Err(
                    self.unread("a bare '_' cannot be asked for: write (_) or a text in quotes")
                );
            }
        };
        let mut item = Item {
            kind,
            field,
            is_next,
            captures: Vec::new(),
            place: start..self.at,
        };
        loop {
            self.skip_blanks();
            match self.peek() {
                Some('@') => {
                    self.at += 1;
                    item.captures.push(self.word());
                }
                Some('*' | '+' | '?') => {
                    return Err(
                        self.unread("quantifiers are not read: write a pattern for each case")
                    );
                }
                _ => return Ok(item),
            }
        }
    }

    fn node(&mut self) -> Result<Kind<'q>, Unread> {
        self.at += 1;
        self.skip_blanks();
        if matches!(self.peek(), Some('(' | '[' | '"')) {
            return Ok(Kind::Group(self.inside(Some(')'))?));
        }
        let name = self.word();
        if name.is_empty() || self.peek() == Some('/') {
            return Err(self.unread("a supertype cannot be asked for: name the kinds themselves"));
        }
        let name = Some(name).filter(|name| *name != "_");
        Ok(Kind::Node(name, self.inside(Some(')'))?))
    }

    fn predicate(&mut self) -> Result<Predicate<'q>, Unread> {
        let start = self.at;
        self.at += "(#".len();
        let end = self.rest().find(|c: char| c.is_whitespace() || c == ')');
        let name = &self.rest()[..end.unwrap_or(self.rest().len())];
        self.at += name.len();
        let mut predicate = Predicate {
            name,
            captures: Vec::new(),
            texts: Vec::new(),
            place: start..start,
        };
        loop {
            self.skip_blanks();
            match self.peek() {
                Some(')') => {
                    self.at += 1;
                    predicate.place.end = self.at;
                    return Ok(predicate);
                }
                Some('@') => {
                    self.at += 1;
                    predicate.captures.push(self.word());
                }
                Some('"') => predicate.texts.push(self.quoted()?),
                _ => return Err(self.unread("a predicate takes captures and texts in quotes")),
            }
        }
    }

    /// `name:` before an item.
    fn field(&mut self) -> Option<&'q str> {
        let before = self.at;
        let name = self.word();
        self.skip_blanks();
        if !name.is_empty() && self.peek() == Some(':') {
            self.at += 1;
            self.skip_blanks();
            return Some(name);
        }
        self.at = before;
        None
    }

    fn word(&mut self) -> &'q str {
        let rest = self.rest();
        let is_part = |c: char| c.is_alphanumeric() || "_-.".contains(c);
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// A text in quotes, its escapes resolved.
    fn quoted(&mut self) -> Result<String, Unread> {
        let mut text = String::new();
        let mut chars = self.rest().char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.at += at + 1;
                    return Ok(text);
                }
                '\\' => match chars.next() {
                    Some((_, 'n')) => text.push('\n'),
                    Some((_, 't')) => text.push('\t'),
                    Some((_, other)) => text.push(other),
                    None => break,
                },
                other => text.push(other),
            }
        }
        Err(self.unread("a text in quotes does not end"))
    }

    fn skip_blanks(&mut self) {
        loop {
            let rest = self.rest();
            let blanks = rest.len() - rest.trim_start().len();
            self.at += blanks;
            if !self.rest().starts_with(';') {
                return;
            }
            self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        }
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &'q str {
        &self.text[self.at..]
    }

    fn unread(&self, why: &'static str) -> Unread {
        Unread { at: self.at, why }
    }
}
