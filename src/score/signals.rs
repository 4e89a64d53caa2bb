//! What speaks for and against a message.

use super::candidate::Reason;
use super::tokens;
use super::words::{Hit, List, Reading, Words};
use super::written::{LooksAt, Mark, Signals, Step};
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

/// The groups of signals that are no word lists.
pub(super) const CIRCUMSTANCES: [&str; 12] = [
    "level",
    "sink",
    "certainty",
    "construct",
    "debug",
    "specificity",
    "sites",
    "samples",
    "repeats",
    "ends",
    "program",
    "input",
];

/// The group of the signals of [`seen`].
pub(super) const SAMPLES: &str = "samples:";

/// What a word counts that stands in a programmer's name only.
const IN_A_NAME: f64 = 0.5;

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
    let lines = reached(number, &signals.samples).map(|step| Reason {
        signal: format!("{SAMPLES}lines"),
        weight: step.weight,
        detail: format!("{} ({hits} of {lines} lines)", step.why),
    });
    let shared = |what: &str, mark: &Mark, share: Share| Reason {
        signal: format!("{SAMPLES}{what}"),
        weight: mark.weight,
        detail: format!("{} ({} of {})", mark.why, share.seen, share.all),
    };
    let daily = (days.all >= TELLING_DAYS && days.seen == days.all)
        .then(|| shared("days", &signals.seen_daily, days));
    let alone = (hosts.all >= TELLING_HOSTS && hosts.seen == 1)
        .then(|| shared("hosts", &signals.seen_on_one_host, hosts));
    lines.into_iter().chain(daily).chain(alone).collect()
}

/// The signal of what only debug builds or the debug level print.
pub(super) const DEBUG_ONLY: &str = "debug:only";

/// The signal of [`vague`].
pub(super) const VAGUE: &str = "specificity:vague";

/// What it means that a keyword names nothing of the application.
pub(super) fn vague(words: &Words) -> Reason {
    marked(VAGUE.to_owned(), &words.signals.vague)
}

/// Strongest first.
pub(super) fn sort(reasons: &mut [Reason]) {
    reasons.sort_by(|a, b| {
        let by_weight = b.weight.abs().total_cmp(&a.weight.abs());
        by_weight.then_with(|| a.signal.cmp(&b.signal))
    });
}

fn word_reasons(message: &Message, lists: &[List]) -> Vec<Reason> {
    let text = in_text(&message.pattern);
    // What speaks against a message does not look into programmers' names.
    let prose = [Reading::whole(tokens::of_prose(&message.pattern))];
    let sites = || message.sites.iter();
    let guards = distinct_words(sites().filter_map(|site| site.guard.as_deref()));
    let values = distinct_words(sites().flat_map(|site| &site.values).map(String::as_str));
    let then = distinct_words(sites().flat_map(|site| &site.then).map(String::as_str));
    let callers = distinct_words(sites().filter_map(|site| site.called_by.as_deref()));
    let folders = distinct_words(sites().filter_map(|site| Some(site.file.rsplit_once('/')?.0)));
    let places = distinct_words(message.sites.iter().flat_map(|site| {
        [Some(site.file.as_str()), site.function.as_deref()]
            .into_iter()
            .flatten()
    }));
    let callees = distinct_words(message.sites.iter().flat_map(|site| {
        std::iter::once(&site.callee)
            .chain(&site.via)
            .map(String::as_str)
    }));
    let hits = lists.iter().filter_map(|list| {
        let hit = list.strongest(|entry| match list.looks_at {
            LooksAt::Message if entry.weight < 0.0 => &prose,
            LooksAt::Message => &text,
            LooksAt::Place => &places,
            LooksAt::Folder => &folders,
            LooksAt::Callee => &callees,
            LooksAt::Guard => &guards,
            LooksAt::Value => &values,
            LooksAt::Then => &then,
            LooksAt::Caller => &callers,
        })?;
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
        signal: format!("{}:{}", list.group, hit.entry.phrase.name()),
        weight: hundredths(hit.weight()),
        detail: format!("{why} ('{found}'{within})"),
    }
}

/// A message as it is read for what speaks for it: a word in a programmer's name (`replay_send`) tells what the
/// function is for rather than what happened. A text that is nothing but names says what they say.
fn in_text(pattern: &Pattern) -> Vec<Reading> {
    let whole = tokens::of_pattern(pattern);
    let prose = tokens::of_prose(pattern);
    if !tokens::has_words(&prose) {
        return vec![Reading::whole(whole)];
    }
    let names = Reading::part(whole, IN_A_NAME);
    vec![Reading::whole(prose), names]
}

/// To hundredths, as all weights of a score are.
pub(super) fn hundredths(weight: f64) -> f64 {
    (100.0 * weight).round() / 100.0
}

fn distinct_words<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Reading> {
    let distinct: std::collections::BTreeSet<&str> = names.collect();
    let words = distinct.into_iter().map(tokens::of_text);
    words.map(Reading::whole).collect()
}

fn circumstances(message: &Message, signals: &Signals) -> Vec<Reason> {
    let level = message
        .level
        .and_then(|level| Some(marked(format!("level:{level}"), signals.level.get(&level)?)));
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
        level,
        sink.map(|mark| marked(format!("sink:{}", name(&message.sink)), mark)),
        certainty.map(|mark| marked(format!("certainty:{}", name(&message.certainty)), mark)),
        construct.map(|(construct, mark)| marked(format!("construct:{}", name(&construct)), mark)),
        debug_only.map(|mark| marked(DEBUG_ONLY.to_owned(), mark)),
        ends.map(|mark| marked("ends:process".to_owned(), mark)),
        beside.map(|mark| marked("program:beside".to_owned(), mark)),
        printed.map(|mark| marked("program:prints".to_owned(), mark)),
        input.map(|(input, mark)| marked(format!("input:{}", name(&input)), mark)),
    ]
    .into_iter()
    .flatten()
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
    let name = has_name.then(|| match is_bare {
        true => marked("specificity:name".to_owned(), &signals.bare_name),
        false => marked("specificity:identifier".to_owned(), &signals.identifier),
    });
    [
        stepped("specificity:letters", keyword.letters(), &signals.letters),
        stepped("specificity:words", words, &signals.words),
        stepped("sites:number", message.sites.len(), &signals.sites),
        name,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What it means that so many other projects say what the keyword says.
fn said(keyword: &Pattern, words: &Words) -> Option<Reason> {
    let (pair, share) = words.rarity.rarest(keyword)?;
    let step = words.signals.said.iter().rfind(|step| step.from <= share)?;
    Some(Reason {
        signal: "rarity:said".to_owned(),
        weight: step.weight,
        detail: format!("{} ('{pair}': {share} %)", step.why),
    })
}

fn marked(signal: String, mark: &Mark) -> Reason {
    Reason {
        signal,
        weight: mark.weight,
        detail: mark.why.clone(),
    }
}

fn stepped(signal: &str, number: usize, steps: &[Step]) -> Option<Reason> {
    let step = reached(number, steps)?;
    Some(Reason {
        signal: signal.to_owned(),
        weight: step.weight,
        detail: format!("{} ({number})", step.why),
    })
}

/// The highest step that the number reaches.
pub(super) fn reached(number: usize, steps: &[Step]) -> Option<&Step> {
    steps.iter().rfind(|step| step.from <= number)
}

/// A value's name as it stands in the output, such as `exception_class`.
pub(super) fn name(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
