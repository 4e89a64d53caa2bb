//! The rule that sigmine writes.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Keyword, Logsource};

/// A keyword rule: any of its keywords in a line is a match. A new rule is always experimental.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rule {
    /// One line, at most 120 characters, in title case.
    pub title: String,
    /// Unique among all rules.
    pub id: Uuid,
    /// What it finds; begins with `Detects`.
    pub description: String,
    /// Links to where the messages come from.
    pub references: Vec<String>,
    /// Who signs it.
    pub author: String,
    /// The day it was made.
    pub date: Date,
    /// Tags, each technique with its tactics.
    pub tags: Vec<String>,
    /// The log it searches.
    pub logsource: Logsource,
    /// What it searches for, in order, never empty.
    pub keywords: Vec<Keyword>,
    /// Sentences on when it matches without an attack.
    pub falsepositives: Vec<String>,
    /// How grave a match is.
    pub level: RuleLevel,
}

/// How grave a match is, mildest first (sigma-specification, "Level").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleLevel {
    /// For context.
    Informational,
    /// Worth a look if others match too.
    Low,
    /// To be looked at.
    Medium,
    /// To be looked at soon.
    High,
    /// An incident.
    Critical,
}

impl RuleLevel {
    /// All levels, mildest first.
    pub const ALL: [RuleLevel; 5] = [
        RuleLevel::Informational,
        RuleLevel::Low,
        RuleLevel::Medium,
        RuleLevel::High,
        RuleLevel::Critical,
    ];

    /// The name as it stands in a rule.
    pub fn name(self) -> &'static str {
        match self {
            RuleLevel::Informational => "informational",
            RuleLevel::Low => "low",
            RuleLevel::Medium => "medium",
            RuleLevel::High => "high",
            RuleLevel::Critical => "critical",
        }
    }
}

impl fmt::Display for RuleLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for RuleLevel {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        RuleLevel::ALL
            .into_iter()
            .find(|level| level.name() == name)
            .ok_or_else(|| {
                format!(
                    "unknown rule level '{name}': one of informational, low, medium, high, critical"
                )
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_read_as_it_is_shown() {
        for level in RuleLevel::ALL {
            assert_eq!(level.to_string().parse(), Ok(level));
        }
        assert_eq!(format!("{:>6}", RuleLevel::Low), "   low");
        assert!("Low".parse::<RuleLevel>().is_err());
    }
}
