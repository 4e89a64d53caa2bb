//! The evidence file: where every keyword comes from, why it ranks where it does, and what the
//! sample logs said. It is data, so it needs no template.

use serde::Serialize;

use super::keywords::Group;
use super::{DraftInput, Error};
use crate::crosscheck::Summary;
use crate::level::Level;
use crate::link::{Certainty, Sink, Site};
use crate::pattern::Pattern;
use crate::score::{Candidate, Fingerprint, Reason};
use crate::sigma::{Keyword, Rule};

#[derive(Debug, Serialize)]
struct Evidence<'a> {
    rule: &'a str,
    id: String,
    sigmine: &'static str,
    source: Source<'a>,
    /// `None`: there was no cross-check.
    logs: Option<Logs<'a>>,
    keywords: Vec<KeywordEvidence<'a>>,
}

#[derive(Debug, Serialize)]
struct Source<'a> {
    app: &'a str,
    remote: Option<&'a str>,
    commit: Option<&'a str>,
    folder: &'a str,
}

/// What the keywords were compared with, so that somebody else can do it again.
#[derive(Debug, Serialize)]
struct Logs<'a> {
    names: &'a [String],
    #[serde(flatten)]
    summary: &'a Summary,
}

#[derive(Debug, Serialize)]
struct KeywordEvidence<'a> {
    keyword: &'a Keyword,
    hits: Option<u64>,
    first: Option<&'a str>,
    last: Option<&'a str>,
    messages: Vec<MessageEvidence<'a>>,
}

#[derive(Debug, Serialize)]
struct MessageEvidence<'a> {
    pattern: &'a Pattern,
    fingerprint: &'a Fingerprint,
    score: f64,
    level: Option<Level>,
    sink: Sink,
    certainty: Certainty,
    sites: Vec<SiteEvidence<'a>>,
    reasons: &'a [Reason],
}

#[derive(Debug, Serialize)]
struct SiteEvidence<'a> {
    #[serde(flatten)]
    site: &'a Site,
    link: Option<String>,
}

/// The evidence of a draft as YAML.
pub(super) fn evidence(
    input: &DraftInput<'_>,
    groups: &[Group<'_>],
    rule: &Rule,
    name: &str,
) -> Result<String, Error> {
    let evidence = Evidence {
        rule: name,
        id: rule.id.to_string(),
        sigmine: env!("CARGO_PKG_VERSION"),
        source: Source {
            app: &input.metadata.app,
            remote: input.provenance.remote.as_deref(),
            commit: input.provenance.commit.as_deref(),
            folder: &input.provenance.folder,
        },
        logs: input.report.map(|report| Logs {
            names: input.logs,
            summary: &report.summary,
        }),
        keywords: groups.iter().map(|group| keyword(input, group)).collect(),
    };
    serde_yaml::to_string(&evidence).map_err(|source| Error::Evidence {
        name: name.to_owned(),
        source,
    })
}

fn keyword<'a>(input: &DraftInput<'a>, group: &Group<'a>) -> KeywordEvidence<'a> {
    let hits = group.hits;
    KeywordEvidence {
        keyword: group.keyword,
        hits: hits.map(|hits| hits.hits),
        first: hits.and_then(|hits| hits.first.as_deref()),
        last: hits.and_then(|hits| hits.last.as_deref()),
        messages: group
            .candidates
            .iter()
            .map(|candidate| message(input, candidate))
            .collect(),
    }
}

fn message<'a>(input: &DraftInput<'_>, candidate: &'a Candidate) -> MessageEvidence<'a> {
    let message = &candidate.message;
    let sites = message.sites.iter().map(|site| SiteEvidence {
        site,
        link: input.provenance.permalink(&site.file, Some(site.line)),
    });
    MessageEvidence {
        pattern: &message.pattern,
        fingerprint: &candidate.fingerprint,
        score: candidate.score,
        level: message.level,
        sink: message.sink,
        certainty: message.certainty,
        sites: sites.collect(),
        reasons: &candidate.reasons,
    }
}
