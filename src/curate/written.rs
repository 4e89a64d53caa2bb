//! The decision file as it is written. What a person wrote into it stays: a block is only written anew
//! where its decision has changed, and comments before it stay even then.

use std::collections::HashMap;

use serde::Serialize;
use serde::ser::Error as _;

use super::fields::{List, VERSION};
use super::{Decision, Decisions};
use crate::score::Fingerprint;

/// Stands before a file of some editors.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Lines end here for whoever writes YAML 1.1, as the library does, and not for who reads YAML 1.2.
const LINE_ENDS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// A decision file, block by block.
#[derive(Debug)]
pub(super) struct Written {
    /// All up to the key of the list.
    head: String,
    /// What stands between the key of the list and its first block: a comment behind the key.
    gap: String,
    blocks: Vec<Block>,
    /// Comments behind the last block.
    tail: String,
    line_end: &'static str,
    /// Blanks before each block.
    indent: usize,
}

/// What a new file begins with.
#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    application: &'a str,
}

/// One decision.
#[derive(Debug)]
struct Block {
    decision: Decision,
    /// The comments before it.
    before: String,
    text: String,
}

impl Written {
    /// A file without decisions.
    pub fn new(application: &str) -> Result<Self, serde_yaml::Error> {
        let mut head = serde_yaml::to_string(&Head {
            version: VERSION,
            application,
        })?;
        if head.contains(LINE_ENDS) {
            let application = escaped(&application)?;
            head = format!("version: {VERSION}\napplication: {application}\n");
        }
        Ok(Written {
            head: head + "decisions:",
            gap: "\n".to_owned(),
            blocks: Vec::new(),
            tail: String::new(),
            line_end: "\n",
            indent: 0,
        })
    }

    /// Takes what was read of a text.
    pub fn of(text: &str, list: List, application: &str) -> Result<Self, serde_yaml::Error> {
        let bare = without_mark(text);
        let mut written = match parted(bare, &list) {
            Some(written) => written,
            // A list that is no list of blocks is written anew where it changes.
            None => Written {
                blocks: list.decisions().map(Block::anew).collect(),
                ..Written::new(application)?
            },
        };
        if bare.len() < text.len() {
            written.head.insert(0, BYTE_ORDER_MARK);
        }
        Ok(written)
    }

    /// What is decided in it.
    pub fn decisions(&self) -> Decisions {
        let decisions = self.blocks.iter().map(|block| block.decision.clone());
        decisions.collect()
    }

    /// Takes these decisions instead, and tells whether anything changed. Blocks stay in their order; a new
    /// one comes behind the one before it by fingerprint.
    pub fn take(&mut self, decisions: &Decisions) -> Result<bool, serde_yaml::Error> {
        let old = std::mem::take(&mut self.blocks).into_iter();
        let mut old: HashMap<Fingerprint, (usize, Block)> = (1..)
            .zip(old)
            .map(|(place, block)| (block.decision.fingerprint.clone(), (place, block)))
            .collect();
        let mut blocks = Vec::with_capacity(old.len() + 1);
        let mut has_changed = false;
        let mut last = 0;
        for decision in decisions.iter() {
            let found_under = decisions.found_under(&decision.fingerprint);
            let known = old
                .remove(&decision.fingerprint)
                .or_else(|| old.remove(found_under?));
            let is_new = known.is_none();
            let (place, block) = known.unwrap_or_else(|| (last, Block::anew(decision.clone())));
            has_changed |= is_new || block.decision != *decision;
            last = place;
            blocks.push((place, is_new, self.up_to_date(block, decision)?));
        }
        has_changed |= !old.is_empty();
        blocks.sort_by_key(|(place, is_new, _)| (*place, *is_new));
        self.blocks = blocks.into_iter().map(|(_, _, block)| block).collect();
        Ok(has_changed)
    }

    /// The whole file.
    pub fn text(&self) -> String {
        let mut text = self.head.clone();
        if self.blocks.is_empty() {
            text.push_str(" []");
        }
        self.add(&mut text, &self.gap);
        for block in &self.blocks {
            self.add(&mut text, &block.before);
            self.add(&mut text, &block.text);
        }
        self.add(&mut text, &self.tail);
        text
    }

    /// Adds lines; the last line of a file may have no end.
    fn add(&self, text: &mut String, lines: &str) {
        text.push_str(lines);
        if !text.ends_with('\n') {
            text.push_str(self.line_end);
        }
    }

    /// The line of a decision's keyword in the file as it is now.
    pub fn line_of_keyword(&self, fingerprint: &Fingerprint) -> Option<usize> {
        let place = |block: &Block| block.decision.fingerprint == *fingerprint;
        let place = self.blocks.iter().position(place)?;
        let before = self.blocks[..place].iter();
        let before: usize = before
            .map(|block| lines(&block.before) + lines(&block.text))
            .sum();
        let block = &self.blocks[place];
        let is_keyword = |line: &str| {
            let line = line.trim_start_matches([' ', '-']);
            line.starts_with("keyword:")
        };
        let inside = block.text.lines().position(is_keyword).unwrap_or_default();
        let head = lines(&self.head) + lines(&self.gap).max(1);
        Some(head + before + lines(&block.before) + inside + 1)
    }

    /// A block with what is decided now.
    fn up_to_date(&self, block: Block, decision: &Decision) -> Result<Block, serde_yaml::Error> {
        if block.decision == *decision && !block.text.is_empty() {
            return Ok(block);
        }
        Ok(Block {
            decision: decision.clone(),
            text: self.block(decision)?,
            ..block
        })
    }

    fn block(&self, decision: &Decision) -> Result<String, serde_yaml::Error> {
        let mut text = serde_yaml::to_string(&[decision])?;
        if text.contains(LINE_ENDS) {
            text = format!("- {}", escaped(decision)?);
        }
        let lines = text.lines().map(|line| {
            let indent = if line.is_empty() { 0 } else { self.indent };
            format!("{:indent$}{line}{}", "", self.line_end)
        });
        Ok(lines.collect())
    }
}

impl Block {
    /// One that is still to be written.
    fn anew(decision: Decision) -> Self {
        Block {
            decision,
            before: String::new(),
            text: String::new(),
        }
    }
}

/// A value on one line, as JSON and YAML write it alike, with escapes where lines could end.
fn escaped<T: Serialize>(value: &T) -> Result<String, serde_yaml::Error> {
    let mut text = serde_json::to_string(value).map_err(serde_yaml::Error::custom)?;
    for end in LINE_ENDS {
        text = text.replace(end, &format!("\\u{:04x}", u32::from(end)));
    }
    Ok(text)
}

/// The text behind a byte order mark, if there is one.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

fn lines(text: &str) -> usize {
    text.matches('\n').count()
}

/// The parts of a text whose last key holds a list of blocks, each of which begins on a line of its own.
fn parted(text: &str, list: &List) -> Option<Written> {
    let is_end = |line: &str| line.starts_with("...");
    if !list.is_last || text.lines().any(is_end) {
        return None;
    }
    let dashes = list.entries.iter().map(|entry| dash(text, entry.start));
    let dashes: Vec<usize> = dashes.collect::<Option<_>>()?;
    let indents = dashes.iter().map(|dash| dash - line_start(text, *dash));
    let indent = indents.clone().next().unwrap_or_default();
    if !indents.clone().all(|other| other == indent) {
        return None;
    }
    let (head, rest) = text.split_at(list.colon);
    let starts = dashes.iter().map(|dash| line_start(text, *dash));
    let mut bounds: Vec<usize> = starts.chain([text.len()]).collect();
    bounds.dedup();
    let first = *bounds.first()?;
    let gap = &rest[..first - list.colon];
    let empty = gap.trim_start_matches(' ').strip_prefix("[]");
    let gap = empty.unwrap_or(gap);
    if !gap.lines().all(is_comment) {
        return None;
    }
    let (gap, before) = without_comments(gap, indent);
    let mut before = before.to_owned();
    let mut blocks = Vec::with_capacity(list.entries.len());
    for (entry, bounds) in list.entries.iter().zip(bounds.windows(2)) {
        let (own, next) = without_comments(&text[bounds[0]..bounds[1]], indent);
        blocks.push(Block {
            decision: entry.decision.clone(),
            before: std::mem::replace(&mut before, next.to_owned()),
            text: own.to_owned(),
        });
    }
    (blocks.len() == list.entries.len()).then(|| Written {
        head: head.to_owned(),
        gap: gap.to_owned(),
        blocks,
        tail: before,
        line_end: if text.contains("\r\n") { "\r\n" } else { "\n" },
        indent,
    })
}

fn is_comment(line: &str) -> bool {
    let text = line.trim();
    text.is_empty() || text.starts_with('#')
}

/// The dash before a block that begins here, if nothing else stands before it on its line.
fn dash(text: &str, start: usize) -> Option<usize> {
    let line = line_start(text, start);
    let before = text.get(line..start)?;
    let at = before.find('-')?;
    let is_alone = before.trim_matches(' ') == "-";
    is_alone.then_some(line + at)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Parts the comments at the end of some lines from those lines, of which the first always stays. A comment
/// that stands deeper than the dash may be the text of a block.
fn without_comments(lines: &str, indent: usize) -> (&str, &str) {
    let mut end = lines.len();
    let mut at = lines.len();
    for line in lines
        .split_inclusive('\n')
        .skip(1)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        at -= line.len();
        let text = line.trim_start_matches(' ');
        match text.trim_end() {
            "" => {}
            _ if text.starts_with('#') && line.len() - text.len() <= indent => end = at,
            _ => break,
        }
    }
    lines.split_at(end)
}
