//! Which keywords stay: none twice, none that another one covers.

use std::collections::HashSet;

use super::{Accepted, covering};
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
    /// What a cross-check says about it, if there was one.
    pub(super) hits: Option<&'a Hits>,
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
}

/// The keywords theme by theme, themes and keywords in the order of acceptance. One that matches only
/// lines which a shorter one matches anyway is left out, unless a person keeps it, and its message goes
/// to the shorter one.
pub(super) fn consolidate<'a>(
    accepted: &'a [Accepted],
    report: Option<&'a Report>,
) -> Vec<Group<'a>> {
    let ordered: Vec<&Accepted> = themes(accepted)
        .into_iter()
        .flat_map(|(_, theme)| theme)
        .collect();
    let mut groups = without_wider(distinct(&ordered));
    let places = places_among(&groups, &ordered);
    for (accepted, place) in ordered.into_iter().zip(places) {
        if let Some(place) = place {
            groups[place].candidates.push(&accepted.candidate);
        }
    }
    let hits = report.map(Report::by_keyword).unwrap_or_default();
    for group in &mut groups {
        group.hits = hits.get(group.keyword.to_string().as_str()).copied();
    }
    groups
}

/// For each accepted one the place of its keyword's group, or of the first that finds what it finds.
fn places_among(groups: &[Group<'_>], accepted: &[&Accepted]) -> Vec<Option<usize>> {
    let own = covering::places(groups.iter().map(|group| group.keyword));
    let staying: Vec<&Keyword> = groups.iter().map(|group| group.keyword).collect();
    let keywords: Vec<&Keyword> = accepted.iter().map(|accepted| &accepted.keyword).collect();
    let wider = covering::wider(&staying, &keywords).into_iter();
    let placed = keywords.iter().zip(wider);
    placed
        .map(|(keyword, wider)| own.get(&keyword.folded()).copied().or(wider))
        .collect()
}

/// Each keyword once, without messages.
fn distinct<'a>(accepted: &[&'a Accepted]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let places = covering::places(accepted.iter().map(|accepted| &accepted.keyword));
    for Accepted { keyword, keep, .. } in accepted {
        let place = places.get(&keyword.folded());
        match place.and_then(|place| groups.get_mut(*place)) {
            Some(same) => same.keep |= keep,
            None => groups.push(Group {
                keyword,
                keep: *keep,
                wider: None,
                candidates: Vec::new(),
                hits: None,
            }),
        }
    }
    groups
}

/// Those that no other keyword covers, and those that are kept all the same.
fn without_wider(groups: Vec<Group<'_>>) -> Vec<Group<'_>> {
    let wider = wider(&groups);
    let staying = groups.into_iter().zip(wider);
    let staying = staying.filter(|(group, wider)| group.keep || wider.is_none());
    let mut groups: Vec<Group<'_>> = staying.map(|(group, _)| group).collect();
    let wider = self::wider(&groups);
    for (group, wider) in groups.iter_mut().zip(wider) {
        group.wider = wider;
    }
    groups
}

/// For each group the first keyword that finds more, and all that it finds.
fn wider<'a>(groups: &[Group<'a>]) -> Vec<Option<&'a Keyword>> {
    let keywords: Vec<&Keyword> = groups.iter().map(|group| group.keyword).collect();
    let places = covering::wider(&keywords, &keywords).into_iter();
    places
        .map(|place| place.map(|place| groups[place].keyword))
        .collect()
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
