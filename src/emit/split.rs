//! One draft or several: what was accepted, parted by theme or by where it can be found.

use super::Accepted;
use super::keywords::{consolidate, themes};
use crate::sigma::slug;
use crate::sink::Sink;

/// More keywords than these in one rule are hard to review.
pub const MANY_KEYWORDS: usize = 25;

/// How accepted candidates are parted into rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// By what the messages are about, so that no rule has more than [`MANY_KEYWORDS`].
    Theme,
    /// What goes to clients alone apart from what is written to a log: they are different logs.
    Sink,
}

impl Split {
    /// Whether a draft of this name, without extension, may be one beside the main rule. Which themes
    /// there are is only known after the work, so any name will do for one.
    pub(super) fn may_name(self, name: &str, main: &str) -> bool {
        let mut ends = name.match_indices('_').map(|(at, _)| &name[at + 1..]);
        ends.any(|end| {
            let is_of_a_client = end == CLIENT;
            is_of_a_client == (self == Split::Sink) && Part::file_name(end, main) == name
        })
    }
}

/// What tells a rule from the others of the same draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The end of the file's name.
    pub name: String,
    /// The end of the title.
    pub title: String,
    /// What must be collected for this rule, if it is not the application's ordinary log.
    pub needs: Option<&'static str>,
}

/// A rule's worth of candidates; without a part it is the draft's only or main rule.
pub type Share = (Option<Part>, Vec<Accepted>);

/// Parts what was accepted. No share is empty, and each candidate is in one.
pub fn split(accepted: &[Accepted], by: Split) -> Vec<Share> {
    match by {
        Split::Theme => by_theme(accepted),
        Split::Sink => by_sink(accepted),
    }
}

/// What a person should part these by: one rule would be too long, or search two logs.
pub fn advised(accepted: &[Accepted]) -> Vec<Split> {
    let clients = accepted
        .iter()
        .filter(|accepted| is_for_clients(accepted))
        .count();
    let mut advised = Vec::new();
    if (1..accepted.len()).contains(&clients) {
        advised.push(Split::Sink);
    }
    if consolidate(accepted, None).len() > MANY_KEYWORDS {
        advised.push(Split::Theme);
    }
    advised
}

/// The part of what only clients see.
const CLIENT: &str = "client";

fn is_for_clients(accepted: &Accepted) -> bool {
    accepted.candidate.message.sink == Sink::Client
}

fn by_sink(accepted: &[Accepted]) -> Vec<Share> {
    let (clients, log): (Vec<_>, Vec<_>) = accepted.iter().cloned().partition(is_for_clients);
    let part = Part {
        name: CLIENT.to_owned(),
        title: "Sent to Clients".to_owned(),
        needs: Some("what it answers to its clients"),
    };
    [(None, log), (Some(part), clients)]
        .into_iter()
        .filter(|(_, share)| !share.is_empty())
        .collect()
}

/// Themes in order, as many into a rule as fit; a theme that does not fit alone is cut.
fn by_theme(accepted: &[Accepted]) -> Vec<Share> {
    if accepted.len() <= MANY_KEYWORDS {
        return vec![(None, accepted.to_vec())];
    }
    let mut shares: Vec<(Vec<String>, Vec<Accepted>)> = Vec::new();
    for (theme, group) in themes(accepted) {
        for (label, cut) in (1..)
            .map(|nth| label(theme, nth))
            .zip(group.chunks(MANY_KEYWORDS))
        {
            let cut = cut.iter().map(|accepted| (*accepted).clone());
            match shares.last_mut() {
                Some((labels, share)) if share.len() + cut.len() <= MANY_KEYWORDS => {
                    labels.push(label);
                    share.extend(cut);
                }
                _ => shares.push((vec![label], cut.collect())),
            }
        }
    }
    let part = |(labels, share): (Vec<String>, _)| (Some(Part::of_themes(&labels)), share);
    shares.into_iter().map(part).collect()
}

/// Letters of a theme in titles and names: word lists of a user's own may be called anything.
const MAX_THEME: usize = 24;

fn short(text: &str) -> String {
    text.chars().take(MAX_THEME).collect()
}

/// What the `nth` part of a theme is called, from 1.
fn label(theme: Option<&str>, nth: usize) -> String {
    let theme = short(&theme.unwrap_or("others").replace('_', " "));
    if nth == 1 {
        theme
    } else {
        format!("{theme} {nth}")
    }
}

/// Characters of a file name without its extension, all ASCII.
const MAX_NAME: usize = 86;

impl Part {
    /// The file name without extension of a part, by its own name: the main rule's is cut, if need be,
    /// before it.
    pub(super) fn file_name(part: &str, main: &str) -> String {
        let room = MAX_NAME.saturating_sub(part.len() + 1);
        let kept = main.get(..room).unwrap_or(main);
        format!("{}_{part}", kept.trim_end_matches('_'))
    }

    /// The part with these themes. Its file is named after the first, which no other part begins with.
    fn of_themes(labels: &[String]) -> Part {
        let title = match labels {
            [first, second] => format!("{first} and {second}"),
            [first, second, _, ..] => format!("{first}, {second} and More"),
            _ => labels.concat(),
        };
        Part {
            name: labels.first().map(|first| slug(first)).unwrap_or_default(),
            title,
            needs: None,
        }
    }
}
