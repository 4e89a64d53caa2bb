//! What a draft is made of.

use super::Metadata;
use crate::crosscheck::Report;
use crate::score::Candidate;
use crate::sigma::Keyword;
use crate::source::Provenance;

/// A candidate that a person took, with the keyword that the person settled on.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// The message with its evidence.
    pub candidate: Candidate,
    /// The text for the rule.
    pub keyword: Keyword,
}

/// Everything that a draft is made of.
#[derive(Debug, Clone)]
pub struct DraftInput<'a> {
    /// What a person, or a default, says about the rule.
    pub metadata: &'a Metadata,
    /// The accepted candidates, best first.
    pub accepted: &'a [Accepted],
    /// Where the source comes from.
    pub provenance: &'a Provenance,
    /// The cross-check of the keywords; `None` if there was none.
    pub report: Option<&'a Report>,
}
