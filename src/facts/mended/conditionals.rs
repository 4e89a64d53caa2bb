//! Conditional compilation that cuts through a statement, a call or a function's head: grammars read
//! conditionals around whole statements only, and lose the function where it is not so. Each is resolved
//! to one of its branches: that with most texts, else the first, but never one for debugging.

use std::ops::Range;

use super::branches::{Bracket, Branch, Builds, Group};
use super::lexer::Piece;
use crate::facts::guards::is_of_few_builds;
use crate::facts::tokens::is_of_name;
use crate::pack::{Conditionals, Pack};

/// Brackets, and conditionals, that may be open at once: far more than in any code, few enough to keep for
/// each branch.
const MAX_OPEN: usize = 256;

/// What no statement ends with.
const OPERATORS: &[u8] = b"=|&+-*/%<>?!^~";

/// Reads a text's conditionals, piece by piece.
pub(super) struct Reader<'r> {
    text: &'r str,
    pack: &'r Pack,
    rules: &'r Conditionals,
    brackets: Vec<Bracket>,
    /// The last byte of code.
    before: u8,
    /// Whether a branch has just begun.
    is_fresh: bool,
    groups: Vec<Group>,
    /// A conditional that has just ended; what follows shows whether it cuts through something.
    ended: Option<Group>,
    /// What is left out.
    pub blanks: Vec<Range<usize>>,
}

impl<'r> Reader<'r> {
    pub fn new(text: &'r str, pack: &'r Pack, rules: &'r Conditionals) -> Self {
        Self {
            text,
            pack,
            rules,
            brackets: Vec::new(),
            before: b';',
            is_fresh: false,
            groups: Vec::new(),
            ended: None,
            blanks: Vec::new(),
        }
    }

    /// Takes the next piece; `None` where too much is open at once.
    pub fn read(&mut self, piece: Piece, place: Range<usize>) -> Option<()> {
        match piece {
            Piece::Directive => self.directive(place),
            Piece::Plain => self.plain_code(&self.text.as_bytes()[place]),
            Piece::Sign(byte) => self.code(byte),
            Piece::Skipped => self.text(place),
        }
        (self.brackets.len().max(self.groups.len()) <= MAX_OPEN).then_some(())
    }

    /// How many brackets are open.
    pub fn depth(&self) -> usize {
        self.brackets.len()
    }

    /// Code that opens and closes nothing.
    fn plain_code(&mut self, code: &[u8]) {
        let code = code.trim_ascii();
        if let Some(last) = code.last() {
            self.before = *last;
            self.begin(code);
        }
    }

    /// A comment, or a text of the branch that is read.
    fn text(&mut self, place: Range<usize>) {
        if self.text.as_bytes().get(place.start) == Some(&b'"') {
            self.branch(|branch| branch.texts += 1);
        }
    }

    /// The first code behind a directive may go on with the statement before it.
    fn begin(&mut self, code: &[u8]) {
        let is_fresh = std::mem::take(&mut self.is_fresh);
        let ended = self.ended.take();
        if !is_fresh && ended.is_none() || !self.goes_on(code) {
            return;
        }
        match ended {
            Some(group) => self.keep_one(&group),
            None => self.branch(|branch| branch.is_within = true),
        }
    }

    /// Changes the branch that is read, if there is one.
    fn branch(&mut self, change: impl FnOnce(&mut Branch)) {
        let group = self.groups.last_mut();
        if let Some(branch) = group.and_then(|group| group.branches.last_mut()) {
            change(branch);
        }
    }

    fn goes_on(&self, code: &[u8]) -> bool {
        let word = code.split(|byte| !is_of_name(char::from(*byte))).next();
        let begins_with = |known: &String| word == Some(known.as_bytes());
        self.rules.goes_on.iter().any(begins_with)
    }

    /// Whether a statement has begun and not ended. Outside of functions a name alone may be a macro.
    fn is_within(&self) -> bool {
        OPERATORS.contains(&self.before)
            || !self.brackets.is_empty() && is_of_name(char::from(self.before))
    }

    fn code(&mut self, byte: u8) {
        match byte {
            b'(' | b'[' => self.brackets.push(Bracket::Parentheses),
            b'{' => {
                let is_list = self.before == b'=' || self.brackets.last() == Some(&Bracket::List);
                self.brackets.push(if is_list {
                    Bracket::List
                } else {
                    Bracket::Block
                });
            }
            b')' | b']' | b'}' => {
                self.brackets.pop();
                let open = self.brackets.len();
                let reached = |group: &&mut Group| open < group.around.len();
                for group in self.groups.iter_mut().rev().take_while(reached) {
                    if let Some(branch) = group.branches.last_mut() {
                        branch.is_balanced = false;
                    }
                }
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            if byte == b'{'
                && let Some(group) = self.ended.take()
                && self.was_head(&group)
            {
                self.keep_one(&group);
            }
            self.before = byte;
            self.begin(&[byte]);
        }
    }

    /// Whether the conditional before a block ends with the head of it, or with its parameters.
    fn was_head(&self, group: &Group) -> bool {
        self.before == b')' && group.branches.len() > 1 || group.around.is_empty()
    }

    fn directive(&mut self, line: Range<usize>) {
        self.ended = None;
        let said = self.text[line.clone()]
            .trim_start_matches(self.rules.directive.as_str())
            .trim_start();
        let name_ends = said
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(said.len());
        let (name, condition) = said.split_at(name_ends);
        let is = |names: &[String]| names.iter().any(|known| known == name);
        if is(&self.rules.open) {
            self.groups.push(Group {
                around: self.brackets.clone(),
                is_within: self.is_within(),
                end: line.end..line.end,
                branches: Vec::new(),
            });
            self.begin_branch(line, condition);
        } else if is(&self.rules.otherwise) {
            self.end_branch();
            self.begin_branch(line, condition);
        } else if is(&self.rules.close) {
            self.end_branch();
            if let Some(mut group) = self.groups.pop() {
                group.end = line;
                let texts: usize = group.branches.iter().map(|branch| branch.texts).sum();
                self.branch(|branch| branch.texts += texts);
                self.close(group);
            }
        }
    }

    fn begin_branch(&mut self, line: Range<usize>, condition: &str) {
        let builds = self.builds(condition);
        if let Some(group) = self.groups.last_mut() {
            self.brackets.clone_from(&group.around);
            self.is_fresh = true;
            group.branches.push(Branch {
                line,
                builds,
                is_balanced: true,
                is_within: false,
                open: Vec::new(),
                last: self.before,
                texts: 0,
            });
        }
    }

    fn builds(&self, condition: &str) -> Builds {
        let comments = self.pack.macros.iter().flat_map(|macros| &macros.comments);
        let ends = comments.filter_map(|(begin, _)| condition.find(begin.as_str()));
        let condition = &condition[..ends.min().unwrap_or(condition.len())];
        if self
            .rules
            .never
            .iter()
            .any(|never| never == condition.trim())
        {
            Builds::None
        } else if is_of_few_builds(condition, self.pack) {
            Builds::Few
        } else {
            Builds::Usual
        }
    }

    fn end_branch(&mut self) {
        // A label needs the statement behind it.
        let ends_within = self.is_within() || self.before == b':';
        let has_code = !std::mem::take(&mut self.is_fresh);
        let open = self.brackets.clone();
        let last = self.before;
        let is_balanced = self.groups.last().is_some_and(|group| group.around == open);
        self.branch(|branch| {
            branch.is_balanced &= is_balanced;
            branch.is_within |= has_code && ends_within;
            branch.open = open;
            branch.last = last;
        });
    }

    /// A conditional ends: what it cuts through is put together again.
    fn close(&mut self, group: Group) {
        let kept = group.kept().and_then(|kept| group.branches.get(kept));
        let (open, last) =
            kept.map_or((&group.around, self.before), |kept| (&kept.open, kept.last));
        self.brackets.clone_from(open);
        self.before = last;
        let is_in_list = group.around.last() == Some(&Bracket::List);
        let is_inside = is_in_list || group.around.last() == Some(&Bracket::Parentheses);
        if is_in_list && group.branches.iter().all(|branch| branch.is_balanced) {
            self.keep_rows(&group);
        } else if is_inside || group.cuts() {
            self.keep_one(&group);
        } else {
            self.leave_out(&group, false, |_, branch| branch.builds != Builds::None);
            self.ended = Some(group);
        }
    }

    /// Leaves out the directives, and all branches but one.
    fn keep_one(&mut self, group: &Group) {
        let kept = group.kept();
        self.leave_out(group, true, |at, _| Some(at) == kept);
    }

    /// Leaves out the directives: rows of a table exclude one another only for the compiler.
    fn keep_rows(&mut self, group: &Group) {
        self.leave_out(group, true, |_, branch| branch.builds != Builds::None);
    }

    fn leave_out(
        &mut self,
        group: &Group,
        with_lines: bool,
        keeps: impl Fn(usize, &Branch) -> bool,
    ) {
        let nexts = group.branches.iter().skip(1).map(|branch| &branch.line);
        let nexts = nexts.chain([&group.end]);
        for ((at, branch), next) in group.branches.iter().enumerate().zip(nexts) {
            if with_lines {
                self.blanks.push(branch.line.clone());
            }
            if !keeps(at, branch) {
                self.blanks.push(branch.line.end..next.start);
            }
        }
        if with_lines {
            self.blanks.push(group.end.clone());
        }
    }
}
