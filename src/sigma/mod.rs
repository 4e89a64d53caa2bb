//! Sigma rules: keywords and how they are written, reading anyone's keyword rule, SigmaHQ's checks.
//!
//! What SigmaHQ accepts is data, in `corpora/sigmahq`; the checks are tables in [`lint`].

mod file_name;
mod keyword;
mod lint;
mod lists;
mod logsource;
mod portability;
mod quoting;
mod reader;
mod repository;
mod rule;
mod title;
pub(crate) mod yaml;

pub use file_name::{file_name, slug};
pub use keyword::{Keyword, Refused};
pub use lint::{Finding, Severity, check_ids, lint, lint_among, unfit_word};
pub use logsource::{ListChange, Logsource, list_change, logsource_for};
pub use portability::Backend;
pub use quoting::{yaml_quoted, yaml_text};
pub use reader::{KeywordRule, RuleKeyword, read};
pub use repository::Repository;
pub use rule::{Rule, RuleLevel};
pub use title::{title_case, title_words};

/// Why a rule file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text is not the YAML of one rule.
    #[error("{path}:{line}: not the YAML of a rule: {why}; mend the file there")]
    Syntax {
        /// The rule file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        why: String,
    },
    /// A folder that is no checkout of a rules repository.
    #[error(
        "{path}: no rules here: {source}; name a checkout of SigmaHQ/sigma, with its folders `rules`, `deprecated` and `unsupported`"
    )]
    NoRepository {
        /// The folder.
        path: String,
        /// Why it cannot be read.
        source: std::io::Error,
    },
    /// The rule searches fields only, or nothing.
    #[error(
        "{path}: no keywords: sigmine reads rules whose `detection` has a list of texts, such as `keywords:`"
    )]
    NoKeywords {
        /// The rule file.
        path: String,
    },
}
