//! What stands in a decision file, key by key, with its line where it is wrong.

use std::collections::BTreeSet;

use super::{Decision, Error, Verdict};
use crate::pattern::Pattern;
use crate::score::Fingerprint;
use crate::sigma::yaml::{self, Broken, Kind, Node};
use crate::span::Span;

/// The newest form of the file.
pub(super) const VERSION: u32 = 1;

/// The keys of the file, and those of a decision: the first ones must be there.
const FILE: Keys = Keys(&["version", "application", "decisions"], &[]);
const DECISION: Keys = Keys(
    &["fingerprint", "decision", "pattern", "keyword"],
    &["was", "keep", "reason", "by", "at"],
);

/// The decisions of a file.
#[derive(Debug)]
pub(super) struct List {
    /// The byte behind the colon of its key.
    pub colon: usize,
    /// Whether no other key comes after it.
    pub is_last: bool,
    pub entries: Vec<Entry>,
}

impl List {
    /// What is decided.
    pub fn decisions(self) -> impl Iterator<Item = Decision> {
        self.entries.into_iter().map(|entry| entry.decision)
    }
}

/// One of them.
#[derive(Debug)]
pub(super) struct Entry {
    pub decision: Decision,
    /// The byte that its first key begins with.
    pub start: usize,
}

/// Keys that must and that may be in a map.
struct Keys(&'static [&'static str], &'static [&'static str]);

/// The values of a map whose keys were checked.
struct Fields<'n>(&'n Node);

/// Reads the file of an application.
pub(super) fn read(text: &str, path: &str, application: &str) -> Result<List, Error> {
    let corrupt = |Broken { span, why }| Error::Corrupt {
        place: format!("{path}:{}", span.line),
        message: why,
    };
    let place = |node: &Node| format!("{path}:{}", node.span.line);
    check_characters(text).map_err(corrupt)?;
    let root = yaml::read(text).map_err(corrupt)?;
    if let Some(node) = root.get("version") {
        let version = version(node).map_err(corrupt)?;
        if version > VERSION {
            return Err(Error::Newer {
                place: place(node),
                version,
                known: VERSION,
            });
        }
    }
    let fields = FILE.of(&root).map_err(corrupt)?;
    let (named, found) = fields.text("application").map_err(corrupt)?;
    if found != application {
        return Err(Error::OtherApplication {
            place: place(named),
            found: found.to_owned(),
            wanted: application.to_owned(),
        });
    }
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for node in items(fields.needed("decisions").map_err(corrupt)?).map_err(corrupt)? {
        let decision = decision(node).map_err(corrupt)?;
        if !seen.insert(decision.fingerprint.clone()) {
            return Err(Error::Twice {
                place: place(node),
                fingerprint: decision.fingerprint.0,
            });
        }
        entries.push(Entry {
            decision,
            start: node.span.start,
        });
    }
    Ok(list(text, &root, entries))
}

fn list(text: &str, root: &Node, entries: Vec<Entry>) -> List {
    let mut keys = root.entries().iter().map(|(key, _)| key);
    let is_list = |key: &&Node| key.scalar() == Some("decisions");
    let end = keys.clone().find(is_list).map_or(0, |key| key.span.end);
    let colon = text.get(end..).and_then(|rest| rest.find(':'));
    List {
        colon: colon.map_or(end, |colon| end + colon + 1),
        is_last: keys.next_back().is_some_and(|key| is_list(&key)),
        entries,
    }
}

/// The reader takes control characters that YAML does not have (YAML 1.2.2, 5.1); others do not.
fn check_characters(text: &str) -> Result<(), Broken> {
    let is_no_yaml = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    let Some(start) = text.find(is_no_yaml) else {
        return Ok(());
    };
    let line = text[..start].matches('\n').count() + 1;
    Err(Broken {
        span: Span {
            start,
            end: start + 1,
            line,
        },
        why: "a control character, which YAML does not have".to_owned(),
    })
}

fn version(node: &Node) -> Result<u32, Broken> {
    let number = node.scalar().and_then(|text| text.parse().ok());
    number.ok_or_else(|| broken(node, "`version` is no number"))
}

fn items(node: &Node) -> Result<&[Node], Broken> {
    match node.kind() {
        Kind::List | Kind::Null => Ok(node.items()),
        _ => Err(broken(node, "`decisions` is no list")),
    }
}

fn decision(node: &Node) -> Result<Decision, Broken> {
    // What it says is worth more to know than what it lacks.
    node.get("decision").map(verdict).transpose()?;
    let fields = DECISION.of(node)?;
    Ok(Decision {
        fingerprint: Fingerprint(fields.text("fingerprint")?.1.to_owned()),
        decision: verdict(fields.needed("decision")?)?,
        pattern: pattern(fields.text("pattern")?.1),
        was: fields.maybe("was")?.map(pattern),
        keyword: pattern(fields.text("keyword")?.1),
        keep: fields.is_true("keep")?,
        reason: fields.maybe("reason")?.map(str::to_owned),
        by: fields.maybe("by")?.map(str::to_owned),
        at: fields.maybe("at")?.map(str::to_owned),
    })
}

fn verdict(node: &Node) -> Result<Verdict, Broken> {
    match node.scalar().unwrap_or_default() {
        "accept" => Ok(Verdict::Accept),
        "reject" => Ok(Verdict::Reject),
        other => Err(broken(
            node,
            &format!("`{other}` is no decision, but `accept` and `reject` are"),
        )),
    }
}

fn pattern(written: &str) -> Pattern {
    let Ok(pattern) = written.parse();
    pattern
}

impl Keys {
    /// The values of a map that has all keys that it must have, each once, and none that nobody knows.
    fn of<'n>(&self, map: &'n Node) -> Result<Fields<'n>, Broken> {
        let Keys(needed, others) = self;
        if map.kind() != Kind::Map {
            return Err(broken(map, &format!("no map with {}", quoted(needed))));
        }
        let mut seen = BTreeSet::new();
        for (key, _) in map.entries() {
            let name = key.scalar().unwrap_or_default();
            if !needed.contains(&name) && !others.contains(&name) {
                let known: Vec<&str> = needed.iter().chain(*others).copied().collect();
                let known = quoted(&known);
                return Err(broken(
                    key,
                    &format!("unknown key `{name}`; known are {known}"),
                ));
            }
            if !seen.insert(name) {
                return Err(broken(key, &format!("a second `{name}`; keep one")));
            }
        }
        let missing = needed.iter().filter(|name| !seen.contains(**name));
        match missing.copied().collect::<Vec<_>>().as_slice() {
            [] => Ok(Fields(map)),
            missing => Err(broken(map, &format!("without {}", quoted(missing)))),
        }
    }
}

impl<'n> Fields<'n> {
    fn needed(&self, name: &str) -> Result<&'n Node, Broken> {
        let value = self.0.get(name);
        value.ok_or_else(|| broken(self.0, &format!("without `{name}`")))
    }

    /// A text that must be there, and its place.
    fn text(&self, name: &str) -> Result<(&'n Node, &'n str), Broken> {
        let node = self.needed(name)?;
        let text = node.scalar().filter(|_| node.kind() != Kind::Null);
        let text = text.ok_or_else(|| broken(node, &format!("`{name}` is no text")))?;
        Ok((node, text))
    }

    /// A text that may be there.
    fn maybe(&self, name: &str) -> Result<Option<&'n str>, Broken> {
        match self.0.get(name) {
            Some(node) if node.kind() != Kind::Null => Ok(Some(self.text(name)?.1)),
            _ => Ok(None),
        }
    }

    fn is_true(&self, name: &str) -> Result<bool, Broken> {
        let Some(node) = self.0.get(name) else {
            return Ok(false);
        };
        match node.scalar() {
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            _ => Err(broken(node, &format!("`{name}` is neither true nor false"))),
        }
    }
}

/// Names, as a sentence has them.
fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

fn broken(node: &Node, why: &str) -> Broken {
    Broken {
        span: node.span,
        why: why.to_owned(),
    }
}
