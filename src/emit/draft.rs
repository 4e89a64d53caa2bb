//! From accepted candidates to three texts.

use super::template::{Context, PULL_REQUEST, RULE, Templates};
use super::{DraftInput, Error, evidence, keywords, metadata};
use crate::corpus::Shelf;
use crate::sigma::{Severity, lint};

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
    let rule = metadata::rule(input, &groups);
    let name = input.metadata.file_name();
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

fn refuse_what_lint_refuses(draft: &Draft, input: &DraftInput<'_>) -> Result<(), Error> {
    let findings: Vec<String> = lint(
        &draft.rule,
        &format!("{}.yml", draft.name),
        input.metadata.date,
    )
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
