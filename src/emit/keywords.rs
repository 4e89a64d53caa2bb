//! Which keywords stay: none twice, none that another one covers.

use super::Accepted;
use crate::crosscheck::{Hits, Report};
use crate::link::Site;
use crate::score::Candidate;
use crate::sigma::Keyword;

/// A keyword of the rule with all accepted messages that it finds.
#[derive(Debug, Clone)]
pub(super) struct Group<'a> {
    pub(super) keyword: &'a Keyword,
    pub(super) candidates: Vec<&'a Candidate>,
}

impl<'a> Group<'a> {
    /// The places of all its messages.
    pub(super) fn sites(&self) -> impl Iterator<Item = &'a Site> + use<'a> {
        let candidates = self.candidates.clone();
        candidates
            .into_iter()
            .flat_map(|candidate| &candidate.message.sites)
    }

    /// What a cross-check says about the keyword.
    pub(super) fn hits<'r>(&self, report: Option<&'r Report>) -> Option<&'r Hits> {
        let written = self.keyword.to_string();
        report?.hits.iter().find(|hits| hits.keyword == written)
    }
}

/// The keywords theme by theme, themes and keywords in the order of acceptance. One that matches only
/// lines which a shorter one matches anyway is left out, and its message goes to the shorter one.
pub(super) fn consolidate(accepted: &[Accepted]) -> Vec<Group<'_>> {
    let ordered: Vec<&Accepted> = themes(accepted)
        .into_iter()
        .flat_map(|(_, theme)| theme)
        .collect();
    let mut groups: Vec<Group<'_>> = Vec::new();
    for Accepted { keyword, .. } in &ordered {
        if groups.iter().any(|group| group.keyword.covers(keyword)) {
            continue;
        }
        groups.retain(|group| !keyword.covers(group.keyword));
        groups.push(Group {
            keyword,
            candidates: Vec::new(),
        });
    }
    for Accepted { candidate, keyword } in &ordered {
        let group = groups
            .iter_mut()
            .find(|group| group.keyword.covers(keyword));
        group
            .into_iter()
            .for_each(|group| group.candidates.push(candidate));
    }
    groups
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
