//! What speaks for and against a message.

use super::candidate::Reason;
use super::signal::{Circumstance, Signal};
use super::texts::Texts;
use super::tokens;
use super::words::{Hit, List, Words};
use super::written::{Mark, Signals, Steps};
use super::{Samples, Share};
use crate::link::{Certainty, Construct, Input, Message, Sink};
use crate::pattern::Pattern;

/// All reasons, strongest first.
pub(super) fn reasons(message: &Message, keyword: &Pattern, words: &Words) -> Vec<Reason> {
    let mut reasons = word_reasons(message, &words.lists);
    reasons.extend(circumstances(message, &words.signals));
    reasons.extend(specificity(message, keyword, &words.signals));
    reasons.extend(said(keyword, words));
    sort(&mut reasons);
    reasons
}

/// Days that logs must span before "every day" says more than "in these lines".
const TELLING_DAYS: u64 = 3;

/// Hosts that logs must come from before "one host" is an exception.
const TELLING_HOSTS: u64 = 10;

/// What it means that a keyword hits lines of sample logs: how many, with the rate, whether on every day,
/// and whether on one of many hosts only.
pub(super) fn seen(samples: Samples, words: &Words) -> Vec<Reason> {
    let Samples {
        hits,
        lines,
        days,
        hosts,
    } = samples;
    let number = usize::try_from(hits).unwrap_or(usize::MAX);
    let signals = &words.signals;
    let lines = signals.samples.reached(number).map(|step| Reason {
        signal: Signal::of(Circumstance::Samples, "lines"),
        weight: step.weight,
        detail: format!("{} ({hits} of {lines} lines)", step.why),
    });
    let shared = |what: &str, mark: &Mark, share: Share| Reason {
        signal: Signal::of(Circumstance::Samples, what),
        weight: mark.weight,
        detail: format!("{} ({} of {})", mark.why, share.seen, share.all),
    };
    let daily = (days.all >= TELLING_DAYS && days.seen == days.all)
        .then(|| shared("days", &signals.seen_daily, days));
    let alone = (hosts.all >= TELLING_HOSTS && hosts.seen == 1)
        .then(|| shared("hosts", &signals.seen_on_one_host, hosts));
    lines.into_iter().chain(daily).chain(alone).collect()
}

/// The entry of [`vague`].
const VAGUE: &str = "vague";

/// Whether a signal is that of [`vague`].
pub(super) fn is_vague(signal: &Signal) -> bool {
    signal.is_of(Circumstance::Specificity) && signal.entry == VAGUE
}

/// What it means that a keyword names nothing of the application.
pub(super) fn vague(words: &Words) -> Reason {
    marked(
        Signal::of(Circumstance::Specificity, VAGUE),
        &words.signals.vague,
    )
}

/// Strongest first.
pub(super) fn sort(reasons: &mut [Reason]) {
    reasons.sort_by(|a, b| {
        let by_weight = b.weight.abs().total_cmp(&a.weight.abs());
        by_weight.then_with(|| a.signal.cmp(&b.signal))
    });
}

fn word_reasons(message: &Message, lists: &[List]) -> Vec<Reason> {
    let texts = Texts::of(message, lists.iter().map(|list| list.looks_at));
    let hits = lists.iter().filter_map(|list| {
        let hit = list.strongest(|entry| texts.of_entry(list.looks_at, entry.weight))?;
        Some((list, hit))
    });
    let mut hits: Vec<_> = hits.collect();
    let attacks = hits.iter().filter(|(_, hit)| hit.names_attack());
    let attack = attacks.map(|(_, hit)| hit.weight()).fold(0.0, f64::max);
    hits.retain(|(_, hit)| hit.weight() > 0.0 || hit.weight() <= -attack);
    hits.iter().map(|(list, hit)| worded(list, hit)).collect()
}

fn worded(list: &List, hit: &Hit<'_>) -> Reason {
    let within = if hit.share < 1.0 { " in a name" } else { "" };
    let (why, found) = (&hit.entry.why, &hit.found);
    Reason {
        signal: Signal::word(&list.group, hit.entry.phrase.name()),
        weight: hundredths(hit.weight()),
        detail: format!("{why} ('{found}'{within})"),
    }
}

/// To hundredths, as all weights of a score are.
pub(super) fn hundredths(weight: f64) -> f64 {
    (100.0 * weight).round() / 100.0
}

fn circumstances(message: &Message, signals: &Signals) -> Vec<Reason> {
    let level = message.level;
    let level = level.and_then(|level| Some((level, signals.level.get(&level)?)));
    let sink = signals.sink.get(&message.sink);
    let certainty = signals.certainty.get(&message.certainty);
    let construct = message
        .sites
        .iter()
        .filter_map(|site| Some((site.construct, signals.construct.get(&site.construct)?)))
        .max_by(|(_, a), (_, b)| a.weight.total_cmp(&b.weight));
    let debug_only = message.debug_only.then_some(&signals.debug_only);
    let ends = message.sites.iter().any(|site| site.ends_process);
    let ends = ends.then_some(&signals.ends_process);
    let beside = !message.sites.is_empty() && message.sites.iter().all(|site| site.beside);
    let beside = beside.then_some(match message.sink {
        Sink::Syslog => &signals.beside_logged,
        _ => &signals.beside,
    });
    let printed = matches!(message.sink, Sink::Stderr | Sink::Unknown)
        && message.certainty == Certainty::Direct;
    let printed = printed.then_some(&signals.printed);
    let input = input(message).and_then(|input| Some((input, signals.input.get(&input)?)));
    [
        level.map(|(level, mark)| (Circumstance::Level, level.to_string(), mark)),
        sink.map(|mark| (Circumstance::Sink, name(&message.sink), mark)),
        certainty.map(|mark| (Circumstance::Certainty, name(&message.certainty), mark)),
        construct.map(|(construct, mark)| (Circumstance::Construct, name(&construct), mark)),
        debug_only.map(|mark| (Circumstance::Debug, "only".to_owned(), mark)),
        ends.map(|mark| (Circumstance::Ends, "process".to_owned(), mark)),
        beside.map(|mark| (Circumstance::Program, "beside".to_owned(), mark)),
        printed.map(|mark| (Circumstance::Program, "prints".to_owned(), mark)),
        input.map(|(input, mark)| (Circumstance::Input, name(&input), mark)),
    ]
    .into_iter()
    .flatten()
    .map(|(circumstance, entry, mark)| marked(Signal::of(circumstance, entry), mark))
    .collect()
}

/// What all places of a message read; `None` where one reads something else.
fn input(message: &Message) -> Option<Input> {
    let mut inputs = message.sites.iter().map(|site| site.input);
    let first = inputs.next()?;
    inputs.all(|input| input == first).then_some(first)?
}

fn specificity(message: &Message, keyword: &Pattern, signals: &Signals) -> Vec<Reason> {
    let words = keyword.texts().flat_map(tokens::of_text).count();
    let mut names = keyword.texts().flat_map(tokens::names);
    let has_name = names.any(tokens::is_identifier);
    let is_class = (message.sites.iter()).any(|site| site.construct == Construct::ExceptionClass);
    let is_bare = !is_class && !tokens::has_words(&tokens::of_prose(keyword));
    let said = |entry| Signal::of(Circumstance::Specificity, entry);
    let name = has_name.then(|| match is_bare {
        true => marked(said("name"), &signals.bare_name),
        false => marked(said("identifier"), &signals.identifier),
    });
    let sites = Signal::of(Circumstance::Sites, "number");
    [
        stepped(said("letters"), keyword.letters(), &signals.letters),
        stepped(said("words"), words, &signals.words),
        stepped(sites, message.sites.len(), &signals.sites),
        name,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What it means that so many other projects say what the keyword says.
fn said(keyword: &Pattern, words: &Words) -> Option<Reason> {
    let (pair, share) = words.rarity.rarest(keyword)?;
    let step = words.signals.said.reached(share)?;
    Some(Reason {
        signal: Signal::of(Circumstance::Rarity, "said"),
        weight: step.weight,
        detail: format!("{} ('{pair}': {share} %)", step.why),
    })
}

fn marked<const AT_MOST: i32>(signal: Signal, mark: &Mark<AT_MOST>) -> Reason {
    Reason {
        signal,
        weight: mark.weight,
        detail: mark.why.clone(),
    }
}

fn stepped(signal: Signal, number: usize, steps: &Steps) -> Option<Reason> {
    let step = steps.reached(number)?;
    Some(Reason {
        signal,
        weight: step.weight,
        detail: format!("{} ({number})", step.why),
    })
}

/// A value's name as it stands in the output, such as `exception_class`.
pub(super) fn name(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
