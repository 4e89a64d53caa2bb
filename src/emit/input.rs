//! What a draft is made of.

use super::{Metadata, Part};
use crate::crosscheck::Report;
use crate::score::Candidate;
use crate::sigma::{Keyword, Repository};
use crate::source::Provenance;

/// A candidate that a person took, with the keyword that the person settled on.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// The message with its evidence.
    pub candidate: Candidate,
    /// The text for the rule.
    pub keyword: Keyword,
    /// The person wants the keyword although another one finds all that it finds.
    pub keep: bool,
}

/// Everything that a draft is made of.
#[derive(Debug, Clone)]
pub struct DraftInput<'a> {
    /// What a person, or a default, says about the rule.
    pub metadata: &'a Metadata,
    /// Which of several rules this is; `None` for the only or the main one.
    pub part: Option<&'a Part>,
    /// The accepted candidates, best first.
    pub accepted: &'a [Accepted],
    /// Where the source comes from.
    pub provenance: &'a Provenance,
    /// The cross-check of the keywords; `None` if there was none.
    pub report: Option<&'a Report>,
    /// The names of the logs that were cross-checked.
    pub logs: &'a [String],
    /// A checkout with rules that this one must differ from.
    pub repository: Option<&'a Repository>,
}

impl<'a> DraftInput<'a> {
    /// The only rule, without a cross-check and without a checkout.
    pub fn new(
        metadata: &'a Metadata,
        accepted: &'a [Accepted],
        provenance: &'a Provenance,
    ) -> DraftInput<'a> {
        DraftInput {
            metadata,
            part: None,
            accepted,
            provenance,
            report: None,
            logs: &[],
            repository: None,
        }
    }
}
