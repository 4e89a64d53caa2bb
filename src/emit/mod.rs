//! The draft: a rule, the text of its pull request, and the evidence for every keyword.
//!
//! How rule and pull request look is in `templates/`; what they say is worked out here. No rule
//! leaves this room that [`crate::sigma::lint`] finds fault with.

mod covering;
mod draft;
mod evidence;
mod falsepositive;
mod input;
mod keywords;
mod metadata;
mod remark;
mod sample;
mod split;
mod template;
mod write;

pub use draft::{Draft, draft};
pub use input::{Accepted, DraftInput};
pub use metadata::{AUTHOR_TO_FILL_IN, Metadata, proposed};
pub use remark::Remark;
pub use sample::check_templates;
pub use split::{MANY_KEYWORDS, Part, Share, Split, advised, split};
pub use write::{Paths, check_parts, check_target, write};

use crate::corpus;

/// Why there is no draft.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No candidate was accepted.
    #[error(
        "no keyword was accepted, so there is no rule to write: accept at least one candidate, in the review or with --accept N, --accept-above SCORE or --decisions FILE"
    )]
    NothingAccepted,
    /// A log source whose logs have fields.
    #[error(
        "SigmaHQ lists fields for the log source `{logsource}`: a rule for it searches in fields, not for bare keywords; name the log that holds the messages with --product, --service or --category"
    )]
    HasFields {
        /// Its parts.
        logsource: String,
    },
    /// A template is missing, or broken, or asks for what is not there.
    #[error(
        "{place}: cannot use this template: {why}; templates/README.md says what there is to use"
    )]
    Template {
        /// The template and, if it is known, the line in it.
        place: String,
        /// What is wrong.
        why: String,
    },
    /// The rule would not pass SigmaHQ's checks: what a person gave for it, or a template, is at fault.
    #[error("{name}.yml would not pass SigmaHQ's checks, so it was not written: {findings}")]
    Lint {
        /// The rule's name.
        name: String,
        /// What lint says, with lines.
        findings: String,
    },
    /// The evidence cannot be written down as YAML.
    #[error("{name}.evidence.yml: cannot be written as YAML: {source}")]
    Evidence {
        /// The rule's name.
        name: String,
        /// What the YAML writer says.
        source: serde_yaml::Error,
    },
    /// There is a draft of this name already.
    #[error("{path}: exists already: use --force to replace it, or another --out folder")]
    Exists {
        /// The file in the way.
        path: String,
    },
    /// A folder or file cannot be written.
    #[error("{path}: cannot write here: {source}; choose another --out folder")]
    Unwritable {
        /// The file or folder.
        path: String,
        /// Why not.
        source: std::io::Error,
    },
    /// A template cannot be read.
    #[error(transparent)]
    Corpus(#[from] corpus::Error),
}
