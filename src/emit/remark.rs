//! What a person should know about a draft before it is sent.

use std::fmt;

use super::keywords::Group;
use super::{Accepted, covering};
use crate::pattern::Pattern;
use crate::sigma::{Finding, Keyword};

/// Something to know about a draft; the rule is right all the same. The text says what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// A keyword that the rule does not need; its message stays as evidence.
    LeftOut {
        /// The keyword.
        keyword: Keyword,
        /// A keyword of the rule that finds all that it finds.
        wider: Keyword,
    },
    /// A keyword that begins or ends inside a word of its message.
    CutsWord {
        /// The keyword.
        keyword: Keyword,
        /// The message.
        message: Pattern,
    },
    /// What lint says of the rule without objecting to it.
    Lint(Finding),
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Remark::LeftOut { keyword, wider } => write!(
                f,
                "`{keyword}` is left out, because `{wider}` finds it too: `keep: true` in its decision keeps both"
            ),
            Remark::CutsWord { keyword, message } => write!(
                f,
                "`{keyword}` begins or ends inside a word of `{message}`, and Splunk finds whole words: take the whole word"
            ),
            Remark::Lint(finding) => write!(
                f,
                "line {}: {} ({})",
                finding.span.line, finding.message, finding.check
            ),
        }
    }
}

/// What there is to say about the keywords: those that were left out, then those that cut a word.
pub(super) fn on_keywords(accepted: &[Accepted], groups: &[Group<'_>]) -> Vec<Remark> {
    let staying: Vec<&Keyword> = groups.iter().map(|group| group.keyword).collect();
    let keywords: Vec<&Keyword> = accepted.iter().map(|accepted| &accepted.keyword).collect();
    let mut said = covering::places(staying.iter().copied());
    let mut remarks: Vec<Remark> = Vec::new();
    for (keyword, wider) in keywords.iter().zip(covering::wider(&staying, &keywords)) {
        let next = said.len();
        let is_said = said.insert(keyword.folded(), next).is_some();
        if let Some(wider) = wider.filter(|_| !is_said) {
            remarks.push(Remark::LeftOut {
                keyword: (*keyword).clone(),
                wider: staying[wider].clone(),
            });
        }
    }
    let cutting = groups.iter().filter_map(cut_word);
    remarks.extend(cutting);
    remarks
}

fn cut_word(group: &Group<'_>) -> Option<Remark> {
    let messages = group.candidates.iter().map(|c| &c.message.pattern);
    let message = messages
        .into_iter()
        .find(|message| group.keyword.cuts_word_of(message))?;
    Some(Remark::CutsWord {
        keyword: group.keyword.clone(),
        message: message.clone(),
    })
}
