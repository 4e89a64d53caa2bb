//! What each search engine makes of a keyword, by the table in `corpora/sigmahq/backends.yml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::lists::Lists;
use crate::pattern::{Pattern, Piece};

/// How one backend of sigma-cli reads keyword rules.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backend {
    /// Its name, as `sigma convert -t` takes it.
    pub name: String,
    /// The version that was looked at.
    pub version: String,
    /// Whether a keyword rule gives a usable query at all.
    pub takes: bool,
    /// How it searches for a keyword, or why it does not.
    pub search: String,
    #[serde(default)]
    differs: BTreeMap<Trait, String>,
}

/// What a keyword can have that some backend reads otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Trait {
    /// A blank at the edge.
    Edge,
    /// `?`.
    One,
    /// A literal `*` or `?`.
    Literal,
    /// A literal backslash.
    Backslash,
    /// `"`.
    Quote,
    /// `%`.
    Percent,
    /// A control character.
    Control,
    /// Characters outside ASCII.
    Letters,
}

impl Backend {
    /// All backends that were looked at; those that take keyword rules stand first.
    pub fn all() -> &'static [Backend] {
        &Lists::get().backends
    }

    /// What it reads otherwise in a keyword, given in Sigma's written form: what, and how; empty if
    /// it reads the keyword as it is meant.
    pub fn differences(&self, keyword: &str) -> Vec<String> {
        let differs = self.differs.iter();
        differs
            .filter(|(kind, _)| kind.is_in(keyword))
            .map(|(kind, how)| format!("{} {how}", kind.name()))
            .collect()
    }
}

impl Trait {
    /// Whether a keyword in Sigma's written form has it.
    pub(super) fn is_in(self, keyword: &str) -> bool {
        let Ok(pattern) = keyword.parse::<Pattern>();
        let holds = |wanted: &[char]| pattern.texts().any(|text| text.contains(wanted));
        match self {
            Trait::Edge => keyword != keyword.trim(),
            Trait::One => pattern.pieces().contains(&Piece::One),
            Trait::Literal => holds(&['*', '?']),
            Trait::Backslash => holds(&['\\']),
            Trait::Quote => holds(&['"']),
            Trait::Percent => holds(&['%']),
            Trait::Control => keyword.contains(char::is_control),
            Trait::Letters => !keyword.is_ascii(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Trait::Edge => "the blank at the edge:",
            Trait::One => "`?`:",
            Trait::Literal => "the literal `*` or `?`:",
            Trait::Backslash => "`\\`:",
            Trait::Quote => "`\"`:",
            Trait::Percent => "`%`:",
            Trait::Control => "the control character:",
            Trait::Letters => "letters outside ASCII:",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differences(backend: &str, keyword: &str) -> Vec<String> {
        let backend = Backend::all().iter().find(|b| b.name == backend).unwrap();
        backend.differences(keyword)
    }

    #[test]
    fn a_plain_keyword_reads_the_same_wherever_keyword_rules_are_taken() {
        let taking = Backend::all().iter().filter(|backend| backend.takes);
        for backend in taking {
            assert_eq!(
                backend.differences("request * out of bounds (it's 5):"),
                [""; 0]
            );
        }
    }

    #[test]
    fn what_a_backend_reads_otherwise_is_said() {
        assert_eq!(
            differences("splunk", "one ? sign"),
            ["`?`: finds any text there"]
        );
        assert_eq!(differences("loki", "one ? sign"), [""; 0]);
        assert_eq!(differences("splunk_spl2", r"50% of c:\x").len(), 2);
        assert_eq!(differences("loki", r"a \* here").len(), 1);
    }

    #[test]
    fn those_that_take_keyword_rules_stand_first() {
        assert!(Backend::all().is_sorted_by_key(|backend| !backend.takes));
        assert_eq!(Backend::all().len(), 12);
    }
}
