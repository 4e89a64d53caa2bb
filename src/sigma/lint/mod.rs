//! SigmaHQ's checks, offline, with those that its CI lets pass and its reviewers do not.
//!
//! A check is one entry in the table of its subject (`CHECKS` in the files beside this one), and one
//! case in `tests/lint.rs` that shows a rule which fails it and one which passes.

mod detection;
mod file_name;
mod keys;
mod keywords;
mod logsource;
mod metadata;
mod portability;
mod tags;
mod taken;
mod text;
mod title;

pub use metadata::unfit_word;

use jiff::civil::Date;
use serde::Serialize;

use super::yaml::{self, Broken, Kind, Node, Quotes, Value};
use super::{Repository, reader};
use crate::pattern::Pattern;
use crate::span::Span;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look; all engines find the same lines.
    Note,
    /// SigmaHQ's CI lets it pass, its conventions or its reviewers do not, or engines that take keyword
    /// rules find different lines.
    Warning,
    /// SigmaHQ's CI refuses the rule.
    Error,
}

/// Something that is wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The check's name, such as `title-casing`.
    pub check: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where in the rule file.
    pub span: Span,
    /// What is wrong, and what to do about it.
    pub message: String,
}

impl Finding {
    /// Whether SigmaHQ would object to it. A keyword that engines read in different ways is right in a
    /// rule all the same.
    pub fn is_objection(&self) -> bool {
        let mut portable = portability::CHECKS.iter();
        !portable.any(|check| check.id == self.check)
    }
}

/// Checks a rule file. `path` is its path or name, of which the last part is checked as well;
/// `today` tells whether the rule is new. Findings come in the order in which they stand in the file.
pub fn lint(text: &str, path: &str, today: Date) -> Vec<Finding> {
    lint_among(text, path, today, None)
}

/// As [`lint`]; with a checkout of all rules also whether id, title, file name and keywords are those
/// of another rule there.
pub fn lint_among(
    text: &str,
    path: &str,
    today: Date,
    repository: Option<&Repository>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let root = yaml::read(text);
    if let Err(Broken { span, why }) = &root {
        findings.push(Finding {
            check: SYNTAX,
            severity: Severity::Error,
            span: *span,
            message: format!("not the YAML of one rule: {why}; mend it here"),
        });
    }
    let file = root.ok().map(|root| File {
        path,
        name: path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned(),
        text,
        today,
        repository,
        root,
    });
    for check in checks() {
        let problems = capped(check.run.on(text, file.as_ref()));
        findings.extend(problems.into_iter().map(|problem| Finding {
            check: check.id,
            severity: check.severity,
            span: problem.span,
            message: problem.message,
        }));
    }
    findings.sort_by_key(|finding| (finding.span.start, finding.check));
    findings
}

/// What one check finds in one file, at most: nobody mends more, and a stranger's file may hold millions.
const MAX_FOUND: usize = 1_000;

fn capped(mut problems: Vec<Problem>) -> Vec<Problem> {
    let more = problems.len().saturating_sub(MAX_FOUND);
    problems.truncate(MAX_FOUND);
    if let Some(last) = problems.last_mut().filter(|_| more > 0) {
        last.message += &format!("; and so at {more} more places, which are not shown");
    }
    problems
}

/// The names of all checks.
pub fn check_ids() -> impl Iterator<Item = &'static str> {
    std::iter::once(SYNTAX).chain(checks().map(|check| check.id))
}

/// Reading itself is a check, the only one that is in no table: without it no other can run.
const SYNTAX: &str = "yaml-syntax";

/// The tables, one for each subject.
const TABLES: [&[Check]; 11] = [
    text::CHECKS,
    keys::CHECKS,
    title::CHECKS,
    metadata::CHECKS,
    tags::CHECKS,
    logsource::CHECKS,
    file_name::CHECKS,
    taken::CHECKS,
    detection::CHECKS,
    keywords::CHECKS,
    portability::CHECKS,
];

fn checks() -> impl Iterator<Item = &'static Check> {
    TABLES.into_iter().flatten()
}

/// One check.
struct Check {
    id: &'static str,
    severity: Severity,
    run: Run,
}

impl Check {
    const fn error(id: &'static str, run: Run) -> Check {
        Check::new(id, Severity::Error, run)
    }

    const fn warning(id: &'static str, run: Run) -> Check {
        Check::new(id, Severity::Warning, run)
    }

    const fn note(id: &'static str, run: Run) -> Check {
        Check::new(id, Severity::Note, run)
    }

    const fn new(id: &'static str, severity: Severity, run: Run) -> Check {
        Check { id, severity, run }
    }
}

/// What a check looks at.
enum Run {
    /// The text, also of a file that is no YAML.
    Text(fn(&str) -> Vec<Problem>),
    /// The whole file.
    File(fn(&File<'_>) -> Vec<Problem>),
    /// One keyword; the answer is what is wrong with it.
    Keyword(fn(&Written<'_>) -> Option<String>),
}

/// What a check found; the driver adds which check it was.
struct Problem {
    span: Span,
    message: String,
}

impl Problem {
    fn new(span: Span, message: impl Into<String>) -> Problem {
        Problem {
            span,
            message: message.into(),
        }
    }
}

/// A rule file that could be read.
struct File<'a> {
    path: &'a str,
    name: String,
    text: &'a str,
    today: Date,
    repository: Option<&'a Repository>,
    root: Node,
}

/// A keyword as it stands in the file.
struct Written<'a> {
    text: &'a str,
    pattern: Pattern,
    quotes: Quotes,
    kind: Kind,
    /// Whether it is enough for a match; otherwise it only narrows what others find.
    is_alone: bool,
}

impl Written<'_> {
    fn of(node: &Node, is_alone: bool) -> Option<Written<'_>> {
        let Value::Scalar(text, quotes) = &node.value else {
            return None;
        };
        let Ok(pattern) = text.parse();
        Some(Written {
            text,
            pattern,
            quotes: *quotes,
            kind: node.kind(),
            is_alone,
        })
    }
}

impl Run {
    fn on(&self, text: &str, file: Option<&File<'_>>) -> Vec<Problem> {
        match (self, file) {
            (Run::Text(run), _) => run(text),
            (Run::File(run), Some(file)) => run(file),
            (Run::Keyword(run), Some(file)) => file
                .keywords()
                .filter_map(|(span, written)| Some(Problem::new(span, run(&written)?)))
                .collect(),
            (Run::File(_) | Run::Keyword(_), None) => Vec::new(),
        }
    }
}

impl File<'_> {
    /// Where to point at for what is missing: the beginning.
    fn top(&self) -> Span {
        Span {
            start: 0,
            end: 0,
            line: 1,
        }
    }

    /// A key's text, if it has one.
    fn text_of(&self, key: &str) -> Option<(&str, Span)> {
        let node = self.root.get(key)?;
        Some((node.text()?, node.span))
    }

    /// The texts of a key that is a list.
    fn texts_of(&self, key: &str) -> impl Iterator<Item = (&str, Span)> {
        let items = self.root.get(key).map(Node::items).unwrap_or_default();
        items
            .iter()
            .filter_map(|item| Some((item.text()?, item.span)))
    }

    fn keywords(&self) -> impl Iterator<Item = (Span, Written<'_>)> {
        self.keyword_lists().flatten()
    }

    /// The keywords list by list.
    fn keyword_lists(&self) -> impl Iterator<Item = Vec<(Span, Written<'_>)>> {
        let has_and = detection::joins_with_and(self);
        reader::keyword_lists(&self.root).map(move |list| {
            let is_alone = !list.is_all && !has_and;
            list.keywords()
                .filter_map(|node| Some((node.span, Written::of(node, is_alone)?)))
                .collect()
        })
    }

    /// The file name without its extension; `None` if that is not `.yml`.
    fn stem(&self) -> Option<&str> {
        self.name.strip_suffix(".yml")
    }
}

/// The texts that stand twice, by the place of the second.
fn repeated<'a>(texts: impl Iterator<Item = (&'a str, Span)>) -> Vec<(&'a str, Span)> {
    let mut seen = std::collections::BTreeSet::new();
    texts.filter(|(text, _)| !seen.insert(*text)).collect()
}
