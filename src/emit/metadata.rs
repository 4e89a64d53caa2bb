//! What a rule says about itself, with defaults for what nobody said.

use jiff::civil::Date;
use uuid::Uuid;

use super::keywords::{self, Group};
use super::{DraftInput, falsepositive};
use crate::level::Level;
use crate::sigma::{Logsource, Rule, RuleLevel, file_name, logsource_for, title_case, title_words};

/// Stands for the author until a person puts in a name: SigmaHQ wants the one who signs the rule,
/// never a tool.
pub const AUTHOR_TO_FILL_IN: &str = "Name Surname (@handle)";

/// References that a rule lists at most; the evidence file has all.
const MAX_REFERENCES: usize = 12;
/// Characters of an application's name that go into a title.
const MAX_NAME_IN_TITLE: usize = 40;
const DEFAULT_TAGS: [&str; 2] = ["attack.initial-access", "attack.t1190"];

/// What a person can say about the rule. What is `None` or empty is worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Metadata {
    /// The application's name.
    pub app: String,
    /// The day the rule is made.
    pub date: Date,
    /// The title; put into title case.
    pub title: Option<String>,
    /// What the rule finds.
    pub description: Option<String>,
    /// Who signs it.
    pub author: Option<String>,
    /// How grave a match is.
    pub level: Option<RuleLevel>,
    /// Where to read on; permalinks to the source otherwise.
    pub references: Vec<String>,
    /// The log source that is wished; [`logsource_for`] says what becomes of it.
    pub logsource: Logsource,
    /// That of applications in its language, where SigmaHQ lists one.
    pub usual_logsource: Option<Logsource>,
    /// Tags.
    pub tags: Vec<String>,
    /// When it matches without an attack.
    pub falsepositives: Vec<String>,
    /// The rule's id.
    pub id: Option<Uuid>,
}

impl Metadata {
    /// Nothing but the application and the day.
    pub fn new(app: impl Into<String>, date: Date) -> Metadata {
        Metadata {
            app: app.into(),
            date,
            title: None,
            description: None,
            author: None,
            level: None,
            references: Vec::new(),
            logsource: Logsource::default(),
            usual_logsource: None,
            tags: Vec::new(),
            falsepositives: Vec::new(),
            id: None,
        }
    }

    /// The file name of the draft, without extension. It does not depend on the keywords, so the
    /// way for it can be cleared before the long work.
    pub fn file_name(&self) -> String {
        file_name(&self.chosen_logsource(), &self.app)
    }

    /// The log source that the rule will have.
    pub fn chosen_logsource(&self) -> Logsource {
        logsource_for(&self.app, &self.logsource, self.usual_logsource.as_ref())
    }
}

/// What the rule of this draft would say about itself: what a person gave, and the defaults for the
/// rest. Only the author stays `None` where nobody was named. It makes the same draft as what was given.
pub fn proposed(input: &DraftInput<'_>) -> Metadata {
    let rule = rule(input, &keywords::consolidate(input.accepted, input.report));
    Metadata {
        title: Some(rule.title),
        description: Some(rule.description),
        level: Some(rule.level),
        references: rule.references,
        logsource: rule.logsource,
        tags: rule.tags,
        falsepositives: rule.falsepositives,
        ..input.metadata.clone()
    }
}

/// The rule for these keywords.
pub(super) fn rule(input: &DraftInput<'_>, groups: &[Group<'_>]) -> Rule {
    let metadata = input.metadata;
    let level = metadata.level.unwrap_or_else(|| default_level(groups));
    let title = metadata.title.clone();
    let description = metadata.description.clone();
    let title = title_case(&title.unwrap_or_else(|| default_title(&metadata.app, level)));
    Rule {
        id: metadata
            .id
            .unwrap_or_else(|| default_id(metadata, &title, groups)),
        title,
        description: description.unwrap_or_else(|| default_description(input, groups)),
        references: or_default(&metadata.references, || default_references(input, groups)),
        author: metadata
            .author
            .clone()
            .unwrap_or_else(|| AUTHOR_TO_FILL_IN.to_owned()),
        date: metadata.date,
        tags: or_default(&metadata.tags, || DEFAULT_TAGS.map(str::to_owned).to_vec()),
        logsource: logsource(metadata, groups),
        keywords: groups.iter().map(|group| group.keyword.clone()).collect(),
        falsepositives: or_default(&metadata.falsepositives, || {
            vec![falsepositive::default(input.report, groups)]
        }),
        level,
    }
}

fn or_default(given: &[String], default: impl FnOnce() -> Vec<String>) -> Vec<String> {
    if given.is_empty() {
        default()
    } else {
        given.to_vec()
    }
}

/// Medium; low if every message calls itself less than a warning. Reviewers find high too much for
/// plain error messages (SigmaHQ/sigma, pull request 4034).
fn default_level(groups: &[Group<'_>]) -> RuleLevel {
    let mut levels = groups
        .iter()
        .flat_map(|group| &group.candidates)
        .map(|candidate| candidate.message.level);
    if levels.all(|level| level.is_some_and(|level| level > Level::Warning)) {
        RuleLevel::Low
    } else {
        RuleLevel::Medium
    }
}

/// Title and level agree (sigma-specification, `sigmahq/sigmahq-title-convention.md`).
fn default_title(app: &str, level: RuleLevel) -> String {
    let app: String = title_words(app).chars().take(MAX_NAME_IN_TITLE).collect();
    let app = match app.trim() {
        "" => "an application",
        app => app,
    };
    match level {
        RuleLevel::Informational | RuleLevel::Low => format!("{app} error messages"),
        RuleLevel::Medium => format!("Potentially suspicious {app} error messages"),
        RuleLevel::High => format!("Suspicious {app} error messages"),
        RuleLevel::Critical => format!("{app} exploitation attempt in error messages"),
    }
}

/// The log source; what must be collected for it is said with the least grave level of the messages,
/// unless a person has said it.
fn logsource(metadata: &Metadata, groups: &[Group<'_>]) -> Logsource {
    let mut logsource = metadata.chosen_logsource();
    let candidates = groups.iter().flat_map(|group| &group.candidates);
    let finest = candidates
        .filter_map(|candidate| candidate.message.level)
        .max();
    if let (None, Some(needed), Some(level)) = (
        &metadata.logsource.definition,
        &mut logsource.definition,
        finest,
    ) {
        needed.push_str(&format!(", down to level {level}"));
    }
    logsource
}

/// What the application is, in its README's words, if those are fit for a rule. Only a cross-check with
/// enough of its lines tells that its messages do not occur in normal operation.
fn default_description(input: &DraftInput<'_>, groups: &[Group<'_>]) -> String {
    let app = &input.metadata.app;
    let summary = input.provenance.summary.as_deref();
    let what = summary.map(|summary| format!(" ({summary})"));
    let what = what.unwrap_or_default();
    let lines = falsepositive::lines_without(input.report, groups);
    let when = lines
        .map(|lines| format!("do not occur in {lines} lines of its log of normal operation and "));
    let when = when.unwrap_or_default();
    format!(
        "Detects error messages of {app}{what} that {when}can be the trace of an exploitation attempt"
    )
}

/// The same input makes the same id; any other title, day, author or keyword makes another.
fn default_id(metadata: &Metadata, title: &str, groups: &[Group<'_>]) -> Uuid {
    let author = metadata.author.as_deref().unwrap_or_default();
    let mut seed = format!("{}\n{title}\n{}\n{author}", metadata.app, metadata.date);
    for group in groups {
        seed.push('\n');
        seed.push_str(&group.keyword.to_string());
    }
    id_from(&Uuid::NAMESPACE_OID, &seed)
}

/// An id that the same seed makes again, in the form of version 4, as sigma-specification recommends.
pub(super) fn id_from(namespace: &Uuid, seed: &str) -> Uuid {
    let hash = Uuid::new_v5(namespace, seed.as_bytes());
    uuid::Builder::from_random_bytes(*hash.as_bytes()).into_uuid()
}

/// One link a line; where these are too many, one a file. Without a known forge the files are named
/// instead.
fn default_references(input: &DraftInput<'_>, groups: &[Group<'_>]) -> Vec<String> {
    let reference = |file: &str, line| {
        let link = input.provenance.permalink(file, line);
        link.unwrap_or_else(|| format!("Source code of {}, {file}", input.metadata.app))
    };
    let sites = || groups.iter().flat_map(Group::sites);
    let lines = distinct(sites().map(|site| reference(&site.file, Some(site.line))));
    if lines.len() <= MAX_REFERENCES {
        return lines;
    }
    let mut files = distinct(sites().map(|site| reference(&site.file, None)));
    files.truncate(MAX_REFERENCES);
    files
}

/// Each text once, in the order of its first.
fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    texts.filter(|text| seen.insert(text.clone())).collect()
}
