//! Which keywords stay: none twice, none that another one covers.

use std::collections::HashSet;

use super::Accepted;
use crate::crosscheck::{Hits, Report};
use crate::link::Site;
use crate::score::Candidate;
use crate::sigma::Keyword;

/// A keyword of the rule with all accepted messages that it finds.
#[derive(Debug, Clone)]
pub(super) struct Group<'a> {
    pub(super) keyword: &'a Keyword,
    /// A person wants it beside a wider one.
    keep: bool,
    /// A keyword of the rule that finds all that this one finds: only of one that is kept.
    pub(super) wider: Option<&'a Keyword>,
    pub(super) candidates: Vec<&'a Candidate>,
}

impl<'a> Group<'a> {
    /// The places of all its messages, each once: variants of a message may share one.
    pub(super) fn sites(&self) -> impl Iterator<Item = &'a Site> + use<'a> {
        let candidates = self.candidates.clone().into_iter();
        let mut seen = HashSet::new();
        candidates
            .flat_map(|candidate| &candidate.message.sites)
            .filter(move |site| seen.insert((&site.file, site.line)))
    }

    /// What a cross-check says about the keyword.
    pub(super) fn hits<'r>(&self, report: Option<&'r Report>) -> Option<&'r Hits> {
        let written = self.keyword.to_string();
        report?.hits.iter().find(|hits| hits.keyword == written)
    }
}

/// The keywords theme by theme, themes and keywords in the order of acceptance. One that matches only
/// lines which a shorter one matches anyway is left out, unless a person keeps it, and its message goes
/// to the shorter one.
pub(super) fn consolidate(accepted: &[Accepted]) -> Vec<Group<'_>> {
    let ordered: Vec<&Accepted> = themes(accepted)
        .into_iter()
        .flat_map(|(_, theme)| theme)
        .collect();
    let mut groups = without_wider(distinct(&ordered));
    for Accepted {
        candidate, keyword, ..
    } in ordered
    {
        let own = groups
            .iter()
            .position(|group| group.keyword.equals(keyword));
        let wider = || {
            groups
                .iter()
                .position(|group| group.keyword.covers(keyword))
        };
        if let Some(place) = own.or_else(wider) {
            groups[place].candidates.push(candidate);
        }
    }
    groups
}

/// Each keyword once, without messages.
fn distinct<'a>(accepted: &[&'a Accepted]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for Accepted { keyword, keep, .. } in accepted {
        match groups
            .iter_mut()
            .find(|group| group.keyword.equals(keyword))
        {
            Some(same) => same.keep |= keep,
            None => groups.push(Group {
                keyword,
                keep: *keep,
                wider: None,
                candidates: Vec::new(),
            }),
        }
    }
    groups
}

/// Those that no other keyword covers, and those that are kept all the same.
fn without_wider(mut groups: Vec<Group<'_>>) -> Vec<Group<'_>> {
    let all: Vec<&Keyword> = groups.iter().map(|group| group.keyword).collect();
    groups.retain(|group| group.keep || wider(&all, group.keyword).is_none());
    let staying: Vec<&Keyword> = groups.iter().map(|group| group.keyword).collect();
    for group in &mut groups {
        group.wider = wider(&staying, group.keyword);
    }
    groups
}

/// The first of these keywords that finds more than this one, and all that it finds.
fn wider<'a>(keywords: &[&'a Keyword], narrow: &Keyword) -> Option<&'a Keyword> {
    let mut others = keywords.iter().copied();
    others.find(|wide| wide.covers(narrow) && !wide.equals(narrow))
}

/// The candidates by what they are about: themes in the order of their first, candidates in order.
pub(super) fn themes(accepted: &[Accepted]) -> Vec<(Option<&str>, Vec<&Accepted>)> {
    let mut themes: Vec<(Option<&str>, Vec<&Accepted>)> = Vec::new();
    for accepted in accepted {
        let theme = accepted.candidate.theme();
        match themes.iter_mut().find(|(name, _)| *name == theme) {
            Some((_, group)) => group.push(accepted),
            None => themes.push((theme, vec![accepted])),
        }
    }
    themes
}
