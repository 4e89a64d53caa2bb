//! From accepted candidates to three texts.

use super::template::{Context, PULL_REQUEST, RULE, Templates};
use super::{DraftInput, Error, Metadata, Part, evidence, keywords, metadata};
use crate::corpus::Shelf;
use crate::sigma::{Rule, Severity, lint_among, title_case};

/// A draft, not written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The file name without extension.
    pub name: String,
    /// The rule.
    pub rule: String,
    /// The text of the pull request, Markdown.
    pub pull_request: String,
    /// The evidence, YAML.
    pub evidence: String,
}

/// Makes a draft. The same input makes the same draft.
///
/// # Errors
/// [`Error::NothingAccepted`]; [`Error::Template`] for a template that is missing or broken;
/// [`Error::Lint`] if lint has more to say about the rule than how portable its keywords are.
pub fn draft(input: &DraftInput<'_>, templates: &Shelf) -> Result<Draft, Error> {
    if input.accepted.is_empty() {
        return Err(Error::NothingAccepted);
    }
    let templates = Templates::load(templates)?;
    let groups = keywords::consolidate(input.accepted);
    let mut rule = metadata::rule(input, &groups);
    let mut name = input.metadata.file_name();
    if let Some(part) = input.part {
        rule = as_part(rule, part, input.metadata);
        name = part_name(&name, part);
    }
    let context = Context::new(input, &groups, &rule, &name);
    let draft = Draft {
        rule: templates.render(RULE, &context)?,
        pull_request: templates.render(PULL_REQUEST, &context)?,
        evidence: evidence::evidence(input, &groups, &rule, &name)?,
        name: name.clone(),
    };
    refuse_what_lint_refuses(&draft, input)?;
    Ok(draft)
}

/// The rule with what tells it from the others of the same draft.
fn as_part(rule: Rule, part: &Part, given: &Metadata) -> Rule {
    let mut logsource = rule.logsource;
    if let (None, Some(needs)) = (&given.logsource.definition, part.needs) {
        let app = &given.app;
        logsource.definition = Some(format!("Requirements: the log of {app} must hold {needs}"));
    }
    Rule {
        title: title_case(&format!("{} - {}", rule.title, part.title)),
        // An id that a person gave is the main rule's.
        id: given
            .id
            .map_or(rule.id, |main| metadata::id_from(&main, &part.name)),
        logsource,
        ..rule
    }
}

/// The file name without extension: cut, if need be, before the part's own name.
fn part_name(name: &str, part: &Part) -> String {
    let room = MAX_NAME - part.name.len() - 1;
    let kept = name.get(..room).unwrap_or(name);
    format!("{}_{}", kept.trim_end_matches('_'), part.name)
}

/// Characters of a file name without its extension, all ASCII.
const MAX_NAME: usize = 86;

fn refuse_what_lint_refuses(draft: &Draft, input: &DraftInput<'_>) -> Result<(), Error> {
    let file = format!("{}.yml", draft.name);
    let findings: Vec<String> =
        lint_among(&draft.rule, &file, input.metadata.date, input.repository)
            .into_iter()
            .filter(|finding| finding.severity > Severity::Note)
            .map(|finding| {
                format!(
                    "line {}: {} ({})",
                    finding.span.line, finding.message, finding.check
                )
            })
            .collect();
    if findings.is_empty() {
        return Ok(());
    }
    Err(Error::Lint {
        name: draft.name.clone(),
        findings: findings.join("; "),
    })
}
