//! Candidates that belong together, so that one key decides on all of them.

use std::collections::HashMap;

use crate::pattern::Piece;
use crate::score::Candidate;

/// How many words at the beginning two messages share to count as worded alike; a value counts as one.
const SAME_WORDS: usize = 2;

/// What the members of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// The function around the first site.
    Function,
    /// What is called at the first site: a sink, or a wrapper of the application.
    Wrapper,
    /// How the message begins.
    Wording,
}

impl Grouping {
    /// All of them, the narrowest first.
    pub const ALL: [Grouping; 3] = [Grouping::Function, Grouping::Wrapper, Grouping::Wording];
}

/// A group that a candidate is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group<'a> {
    /// What its members have in common.
    pub grouping: Grouping,
    /// Its name: a function's, or the words at the beginning.
    pub name: &'a str,
    /// How many candidates are rejected with it: the current one, and its undecided members.
    pub open: usize,
    /// How many of them are accepted with it: not those that no rule should rest on.
    pub clear: usize,
}

/// The groups of all candidates, which are named by their index.
#[derive(Debug, Clone)]
pub(super) struct Groups {
    all: Vec<Members>,
    of: Vec<[Option<usize>; Grouping::ALL.len()]>,
}

#[derive(Debug, Clone)]
pub(super) struct Members {
    pub grouping: Grouping,
    pub name: String,
    pub candidates: Vec<usize>,
}

/// What tells groups of one kind apart: functions of one name in two files are two.
type Key = (Grouping, String, String);

impl Groups {
    pub(super) fn new(candidates: &[Candidate]) -> Self {
        let mut places: HashMap<Key, usize> = HashMap::new();
        let mut all: Vec<Members> = Vec::new();
        let mut of = Vec::with_capacity(candidates.len());
        for (index, candidate) in candidates.iter().enumerate() {
            of.push(Grouping::ALL.map(|grouping| {
                let (place, name) = key(candidate, grouping)?;
                let next = all.len();
                let group = *places
                    .entry((grouping, place, name.clone()))
                    .or_insert(next);
                if group == next {
                    all.push(Members {
                        grouping,
                        name,
                        candidates: Vec::new(),
                    });
                }
                all[group].candidates.push(index);
                Some(group)
            }));
        }
        Groups { all, of }
    }

    /// The groups that a candidate is in.
    pub(super) fn of(&self, candidate: usize) -> impl Iterator<Item = &Members> {
        let groups = self.of.get(candidate).into_iter().flatten();
        groups.filter_map(|group| self.all.get((*group)?))
    }
}

fn key(candidate: &Candidate, grouping: Grouping) -> Option<(String, String)> {
    let site = candidate.message.sites.first();
    match grouping {
        Grouping::Function => {
            let site = site?;
            Some((site.file.clone(), site.function.clone()?))
        }
        Grouping::Wrapper => Some((String::new(), site?.callee.clone())),
        Grouping::Wording => Some((String::new(), beginning(candidate))),
    }
}

fn beginning(candidate: &Candidate) -> String {
    let pieces = candidate.message.pattern.pieces().iter();
    let words = pieces.flat_map(|piece| match piece {
        Piece::Text(text) => text.split_whitespace().map(str::to_lowercase).collect(),
        Piece::Any | Piece::One => vec!["*".to_owned()],
    });
    words.take(SAME_WORDS).collect::<Vec<_>>().join(" ")
}
