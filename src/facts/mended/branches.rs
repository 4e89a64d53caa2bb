//! What is known of a conditional when it ends.

use std::ops::Range;

/// What a bracket opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    Block,
    /// The values of a table or structure.
    List,
    Parentheses,
}

/// Which builds have a branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Builds {
    None,
    /// Those for debugging or testing.
    Few,
    Usual,
}

/// A conditional that is open, or has just ended.
#[derive(Debug)]
pub(super) struct Group {
    /// The brackets around it.
    pub around: Vec<Bracket>,
    /// Whether it begins within a statement.
    pub is_within: bool,
    /// The directive behind the last branch.
    pub end: Range<usize>,
    pub branches: Vec<Branch>,
}

#[derive(Debug)]
pub(super) struct Branch {
    /// Its directive.
    pub line: Range<usize>,
    pub builds: Builds,
    /// Whether it closes what it opens, and nothing else.
    pub is_balanced: bool,
    /// Whether it begins or ends within a statement.
    pub is_within: bool,
    /// The brackets that are open at its end.
    pub open: Vec<Bracket>,
    /// The last byte of code before its end.
    pub last: u8,
    /// How many texts stand in it, and in the conditionals inside.
    pub texts: usize,
}

impl Group {
    /// Whether it, or a branch that some build has, begins or ends within something.
    pub fn cuts(&self) -> bool {
        let is_cut = |branch: &Branch| {
            branch.builds != Builds::None && (branch.is_within || !branch.is_balanced)
        };
        self.is_within || self.branches.iter().any(is_cut)
    }

    /// The branch that stands for all: of those of usual builds the one with most texts, else the first.
    pub fn kept(&self) -> Option<usize> {
        let branches = self.branches.iter().enumerate().rev();
        let usual = branches.filter(|(_, branch)| branch.builds == Builds::Usual);
        Some(usual.max_by_key(|(_, branch)| branch.texts)?.0)
    }
}
