//! From accepted candidates to three texts.

use super::template::{Context, PULL_REQUEST, RULE, Templates};
use super::{DraftInput, Error, Metadata, Part, Remark, evidence, keywords, metadata, remark};
use crate::corpus::Shelf;
use crate::sigma::{Finding, Rule, lint_among, title_case};

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
    /// What to know before it is sent.
    pub remarks: Vec<Remark>,
}

/// Makes a draft. The same input makes the same draft.
///
/// # Errors
/// [`Error::NothingAccepted`]; [`Error::Template`] for a template that is missing or broken;
/// [`Error::Lint`] if lint objects to the rule. That engines read a keyword in different ways is no
/// objection: a person may want it all the same, and a remark says so.
pub fn draft(input: &DraftInput<'_>, templates: &Shelf) -> Result<Draft, Error> {
    if input.accepted.is_empty() {
        return Err(Error::NothingAccepted);
    }
    let templates = Templates::load(templates)?;
    let groups = keywords::consolidate(input.accepted, input.report);
    let mut rule = metadata::rule(input, &groups);
    let mut name = input.metadata.file_name();
    if let Some(part) = input.part {
        rule = as_part(rule, part, input.metadata);
        name = Part::file_name(&part.name, &name);
    }
    let context = Context::new(input, &groups, &rule, &name);
    let text = templates.render(RULE, &context)?;
    let findings = lint_among(
        &text,
        &format!("{name}.yml"),
        input.metadata.date,
        input.repository,
    );
    refuse(&name, &findings)?;
    let mut remarks = remark::on_keywords(input.accepted, &groups);
    remarks.extend(findings.into_iter().map(Remark::Lint));
    Ok(Draft {
        rule: text,
        pull_request: templates.render(PULL_REQUEST, &context)?,
        evidence: evidence::evidence(input, &groups, &rule, &name)?,
        remarks,
        name: name.clone(),
    })
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

fn refuse(name: &str, findings: &[Finding]) -> Result<(), Error> {
    let objections = findings.iter().filter(|finding| finding.is_objection());
    let objections: Vec<String> = objections
        .map(|finding| {
            format!(
                "line {}: {} ({})",
                finding.span.line, finding.message, finding.check
            )
        })
        .collect();
    if objections.is_empty() {
        return Ok(());
    }
    Err(Error::Lint {
        name: name.to_owned(),
        findings: objections.join("; "),
    })
}
