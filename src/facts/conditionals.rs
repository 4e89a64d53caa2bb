//! Conditional compilation that cuts through a statement, a call or a function's head: grammars read
//! conditionals around whole statements only, and lose the function where it is not so.

use std::ops::Range;

use super::guards::is_of_few_builds;
use crate::pack::{Conditionals, Pack};

/// The text without the conditionals that cut through something, each resolved to one of its branches:
/// the first, but never one for debugging. Blanks stand for what is left out, so that every place stays.
/// `None` where nothing has to be left out.
pub(super) fn resolved(text: &str, pack: &Pack) -> Option<String> {
    let rules = pack.conditionals.as_ref()?;
    let mut reader = Reader {
        text,
        pack,
        rules,
        speaks: speaking(pack, rules),
        brackets: Vec::new(),
        before: b';',
        groups: Vec::new(),
        head: None,
        blanks: Vec::new(),
    };
    reader.read();
    (!reader.blanks.is_empty()).then(|| blanked(text, &reader.blanks))
}

/// What a bracket opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Block,
    /// The values of a table or structure.
    List,
    Parentheses,
}

/// A conditional that is open.
#[derive(Debug)]
struct Group {
    /// The brackets around it.
    around: Vec<Bracket>,
    /// The fewest brackets that were open in the branch that is read.
    fewest: usize,
    /// Its directives.
    lines: Vec<Range<usize>>,
    /// Whether each branch opens and closes the same brackets.
    is_whole: bool,
    /// Whether each branch is for debugging, or for nothing.
    is_idle: Vec<bool>,
    /// The brackets at the end of each branch.
    ends: Vec<Vec<Bracket>>,
    /// The last byte of code before the end of each branch.
    lasts: Vec<u8>,
}

impl Group {
    /// The branch that stands for all: the first that is not idle.
    fn kept(&self) -> Option<usize> {
        self.is_idle.iter().position(|is_idle| !is_idle)
    }
}

struct Reader<'r> {
    text: &'r str,
    pack: &'r Pack,
    rules: &'r Conditionals,
    /// For each byte, whether more than code that opens and closes nothing may begin with it.
    speaks: [bool; 256],
    brackets: Vec<Bracket>,
    /// The last byte of code.
    before: u8,
    groups: Vec<Group>,
    /// A conditional that has just ended with what may be the head of the block behind it.
    head: Option<Group>,
    blanks: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut at = 0;
        let mut begins_line = true;
        while let Some(&byte) = self.text.as_bytes().get(at) {
            let rest = &self.text[at..];
            if begins_line && rest.starts_with(&self.rules.directive) {
                let end = at + directive_length(rest);
                self.directive(at..end);
                at = end;
                continue;
            }
            let plain = rest
                .bytes()
                .take_while(|byte| !self.speaks[usize::from(*byte)]);
            let plain = &rest.as_bytes()[..plain.count()];
            if !plain.is_empty() {
                begins_line &= plain.iter().all(u8::is_ascii_whitespace);
                self.plain_code(plain);
                at += plain.len();
                continue;
            }
            begins_line = byte == b'\n' || begins_line && byte.is_ascii_whitespace();
            at += match self.skipped(rest) {
                Some(length) => length,
                None => {
                    self.code(byte);
                    rest.chars().next().map_or(1, char::len_utf8)
                }
            };
        }
    }

    /// The length of the comment or literal that begins here.
    fn skipped(&self, rest: &str) -> Option<usize> {
        let comments = self.pack.macros.iter().flat_map(|macros| &macros.comments);
        for (begin, end) in comments {
            if let Some(inside) = rest.strip_prefix(begin.as_str()) {
                // The end of a line is no part of its comment.
                let length = inside
                    .find(end.as_str())
                    .map_or(inside.len(), |at| at + end.trim_end().len());
                return Some(begin.len() + length);
            }
        }
        let quote = rest
            .bytes()
            .next()
            .filter(|byte| matches!(byte, b'"' | b'\''))?;
        let mut bytes = rest.bytes().enumerate().skip(1);
        while let Some((at, byte)) = bytes.next() {
            match byte {
                b'\\' => drop(bytes.next()),
                b'\n' => return Some(at),
                _ if byte == quote => return Some(at + 1),
                _ => {}
            }
        }
        Some(rest.len())
    }

    /// Code that opens and closes nothing.
    fn plain_code(&mut self, code: &[u8]) {
        let last = code.iter().rfind(|byte| !byte.is_ascii_whitespace());
        if let Some(last) = last {
            self.before = *last;
            self.head = None;
        }
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
                if let Some(group) = self.groups.last_mut() {
                    group.fewest = group.fewest.min(self.brackets.len());
                }
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            self.before = byte;
            if let Some(group) = self.head.take()
                && byte == b'{'
            {
                self.cut(&group);
            }
        }
    }

    fn directive(&mut self, line: Range<usize>) {
        self.head = None;
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
                fewest: self.brackets.len(),
                lines: vec![line],
                is_whole: true,
                is_idle: vec![self.is_idle(condition)],
                ends: Vec::new(),
                lasts: Vec::new(),
            });
        } else if is(&self.rules.otherwise) {
            self.end_branch();
            let is_idle = self.is_idle(condition);
            if let Some(group) = self.groups.last_mut() {
                group.lines.push(line);
                group.is_idle.push(is_idle);
                self.brackets.clone_from(&group.around);
            }
        } else if is(&self.rules.close) {
            self.end_branch();
            if let Some(mut group) = self.groups.pop() {
                group.lines.push(line);
                self.close(group);
            }
        }
    }

    fn is_idle(&self, condition: &str) -> bool {
        condition.trim() == "0" || is_of_few_builds(condition, self.pack)
    }

    fn end_branch(&mut self) {
        if let Some(group) = self.groups.last_mut() {
            group.is_whole &= self.brackets == group.around && group.fewest >= group.around.len();
            group.fewest = group.around.len();
            group.ends.push(self.brackets.clone());
            group.lasts.push(self.before);
        }
    }

    /// A conditional ends: what it cuts through is put together again.
    fn close(&mut self, group: Group) {
        if let Some(outer) = self.groups.last_mut() {
            outer.fewest = outer.fewest.min(group.fewest);
        }
        let inside = group.around.last();
        let is_in_list = inside == Some(&Bracket::List);
        let is_cutting = !group.is_whole || is_in_list || inside == Some(&Bracket::Parentheses);
        let kept = group.kept();
        let end = group.ends.get(kept.unwrap_or(0)).unwrap_or(&group.around);
        self.brackets.clone_from(end);
        let last = kept.and_then(|kept| group.lasts.get(kept));
        self.before = last.copied().unwrap_or(self.before);
        if is_cutting {
            if kept.is_none() {
                self.brackets.clone_from(&group.around);
            }
            self.cut(&group);
        } else if self.before == b')' && group.lasts.len() > 1 {
            self.head = Some(group);
        }
    }

    /// Leaves out the directives, and all branches but one.
    fn cut(&mut self, group: &Group) {
        let is_in_list = group.around.last() == Some(&Bracket::List);
        let kept = group.kept();
        self.blanks.extend(group.lines.iter().cloned());
        for (branch, pair) in group.lines.windows(2).enumerate() {
            // Rows of a table exclude one another only for the compiler.
            let is_kept = kept == Some(branch) || is_in_list && group.is_whole;
            if !is_kept {
                self.blanks.push(pair[0].end..pair[1].start);
            }
        }
    }
}

/// For each byte, whether a directive, comment, literal, bracket or line may begin or end with it.
fn speaking(pack: &Pack, rules: &Conditionals) -> [bool; 256] {
    let comments = pack.macros.iter().flat_map(|macros| &macros.comments);
    let words = comments.map(|(begin, _)| begin).chain([&rules.directive]);
    let first = words.filter_map(|word| word.bytes().next());
    let mut speaks = [false; 256];
    for byte in first.chain(*b"\"'()[]{}\n") {
        speaks[usize::from(byte)] = true;
    }
    speaks
}

/// Up to the end of the line that does not go on with the next one.
fn directive_length(rest: &str) -> usize {
    let mut length = 0;
    for line in rest.split_inclusive('\n') {
        length += line.len();
        if !line.trim_end_matches(['\n', '\r']).ends_with('\\') {
            break;
        }
    }
    length
}

fn blanked(text: &str, blanks: &[Range<usize>]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for byte in blanks.iter().flat_map(|range| range.clone()) {
        if bytes[byte] != b'\n' {
            bytes[byte] = b' ';
        }
    }
    // Whole lines were blanked, so no character was cut.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
