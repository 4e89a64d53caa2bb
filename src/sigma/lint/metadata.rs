//! Who, when, what, how grave, and where to read on.

use jiff::civil::Date;
use uuid::Uuid;

use super::{Check, File, Problem, Run};
use crate::sigma::RuleLevel;
use crate::sigma::yaml::Node;
use crate::span::Span;

pub(super) const CHECKS: &[Check] = &[
    Check::error("id-form", Run::File(id_form)),
    Check::warning("id-hyphens", Run::File(id_hyphens)),
    Check::warning("id-version", Run::File(id_version)),
    Check::error("related-form", Run::File(related_form)),
    Check::error("status-value", Run::File(status_value)),
    Check::error("status-new", Run::File(status_new)),
    Check::error("level-value", Run::File(level_value)),
    Check::error("date-form", Run::File(date_form)),
    Check::error("modified-date", Run::File(modified_date)),
    Check::error("description-length", Run::File(description_length)),
    Check::warning("description-start", Run::File(description_start)),
    Check::error("description-link", Run::File(description_link)),
    Check::error("reference-attack", Run::File(reference_attack)),
    Check::error("reference-permalink", Run::File(reference_permalink)),
    Check::error("falsepositive-capital", Run::File(falsepositive_capital)),
    Check::error("falsepositive-word", Run::File(falsepositive_word)),
    Check::error("falsepositive-length", Run::File(falsepositive_length)),
];

/// A rule this many days old, or less, is new.
const NEW_FOR_DAYS: i32 = 60;
/// Characters.
const MIN_DESCRIPTION: usize = 16;
/// Texts that belong into the references.
const LINKS: [&str; 3] = ["http://", "https://", "internal research"];
const RELATIONS: [&str; 5] = ["derived", "merged", "obsolete", "renamed", "similar"];
const BANNED_WORDS: [&str; 3] = ["none", "pentest", "penetration"];
const TYPOS: [&str; 3] = ["unkown", "ligitimate", "legitimeate"];

/// Checks the text of a key, if it has one.
fn text(file: &File<'_>, key: &str, wrong: impl Fn(&str) -> Option<String>) -> Vec<Problem> {
    let found = file.text_of(key);
    let problem = found.and_then(|(text, span)| Some(Problem::new(span, wrong(text)?)));
    problem.into_iter().collect()
}

/// Checks each text of a list.
fn texts(file: &File<'_>, key: &str, wrong: impl Fn(&str) -> Option<String>) -> Vec<Problem> {
    file.texts_of(key)
        .filter_map(|(text, span)| Some(Problem::new(span, wrong(text)?)))
        .collect()
}

fn id_form(file: &File<'_>) -> Vec<Problem> {
    text(file, "id", |id| {
        let good = Uuid::try_parse(id).is_ok();
        (!good).then(|| "the id is no UUID: make a new one, version 4".to_owned())
    })
}

fn id_hyphens(file: &File<'_>) -> Vec<Problem> {
    text(file, "id", |id| {
        let usual = Uuid::try_parse(id).ok()?.hyphenated().to_string();
        (usual != id.to_lowercase())
            .then(|| format!("the id is not in its usual form: write `{usual}`"))
    })
}

/// Version 4 is what sigma-specification recommends.
fn id_version(file: &File<'_>) -> Vec<Problem> {
    text(file, "id", |id| {
        let version = Uuid::try_parse(id).ok()?.get_version_num();
        (version != 4)
            .then(|| format!("the id is a UUID of version {version}: make a new one, version 4"))
    })
}

/// The ids of related rules, and how they are related (sigma-specification, "Related").
fn related_form(file: &File<'_>) -> Vec<Problem> {
    let entries = file
        .root
        .get("related")
        .map(Node::items)
        .unwrap_or_default();
    let is_good = |entry: &Node| {
        let text = |key| entry.get(key).and_then(Node::text).unwrap_or_default();
        Uuid::try_parse(text("id")).is_ok() && RELATIONS.contains(&text("type"))
    };
    let message = format!(
        "a related rule is an `id` with its UUID and a `type`, one of {}",
        RELATIONS.join(", ")
    );
    entries
        .iter()
        .filter(|entry| !is_good(entry))
        .map(|entry| Problem::new(entry.span, message.clone()))
        .collect()
}

fn status_value(file: &File<'_>) -> Vec<Problem> {
    text(file, "status", |status| match status {
        "stable" | "test" | "experimental" => None,
        "deprecated" | "unsupported" => Some(format!(
            "a rule that is {status} does not stand among the rules: write `experimental`"
        )),
        _ => Some("the status is stable, test or experimental: write `experimental`".to_owned()),
    })
}

fn status_new(file: &File<'_>) -> Vec<Problem> {
    let is_new = date_of(file, "date").is_some_and(|(date, _)| {
        date.until(file.today)
            .is_ok_and(|age| age.get_days() <= NEW_FOR_DAYS)
    });
    let tested = file.root.get("regression_tests_path").is_some();
    text(file, "status", |status| {
        let too_high = is_new && !tested && matches!(status, "stable" | "test");
        too_high.then(|| {
            format!("the rule is {NEW_FOR_DAYS} days old or less: its status is `experimental`")
        })
    })
}

fn level_value(file: &File<'_>) -> Vec<Problem> {
    text(file, "level", |level| level.parse::<RuleLevel>().err())
}

/// A date and its place, if it is one.
fn date_of(file: &File<'_>, key: &str) -> Option<(Date, Span)> {
    let (text, span) = file.text_of(key)?;
    let good = text.len() == "2026-01-02".len();
    Some((text.parse().ok().filter(|_| good)?, span))
}

fn date_form(file: &File<'_>) -> Vec<Problem> {
    ["date", "modified"]
        .into_iter()
        .filter(|key| date_of(file, key).is_none())
        .flat_map(|key| {
            text(file, key, |_| {
                Some(format!("`{key}` must be a day, written YYYY-MM-DD"))
            })
        })
        .collect()
}

fn modified_date(file: &File<'_>) -> Vec<Problem> {
    let (date, modified) = (date_of(file, "date"), date_of(file, "modified"));
    let wrong = date
        .zip(modified)
        .filter(|((date, _), (modified, _))| modified <= date);
    wrong
        .map(|(_, (_, span))| {
            Problem::new(
                span,
                "`modified` must be later than `date`: delete it in a new rule",
            )
        })
        .into_iter()
        .collect()
}

fn description_length(file: &File<'_>) -> Vec<Problem> {
    text(file, "description", |description| {
        let short = description.chars().count() < MIN_DESCRIPTION;
        short.then(|| format!("the description is shorter than {MIN_DESCRIPTION} characters: say what is detected and why it matters"))
    })
}

fn description_start(file: &File<'_>) -> Vec<Problem> {
    text(file, "description", |description| {
        let wrong = !description.starts_with("Detects");
        wrong.then(|| "a description begins with `Detects`: reword it".to_owned())
    })
}

fn description_link(file: &File<'_>) -> Vec<Problem> {
    if file.texts_of("references").next().is_some() {
        return Vec::new();
    }
    text(file, "description", |description| {
        let lower = description.to_lowercase();
        let link = LINKS.into_iter().find(|link| lower.contains(link))?;
        Some(format!(
            "`{link}` in the description: move the source to `references`"
        ))
    })
}

fn reference_attack(file: &File<'_>) -> Vec<Problem> {
    texts(file, "references", |link| {
        let found = link.starts_with("https://attack.mitre.org/");
        found.then(|| "a technique is named by its tag: replace the link by a tag".to_owned())
    })
}

/// SigmaHQ's rule: a link to a file (an ending of one to three characters) on GitHub.
fn reference_permalink(file: &File<'_>) -> Vec<Problem> {
    texts(file, "references", |link| {
        let path = link.strip_prefix("https://github.com/")?;
        let (_, ending) = path.rsplit_once('.')?;
        let is_file = (1..=3).contains(&ending.chars().count())
            && ending.chars().all(|c| c.is_alphanumeric() || c == '_');
        let is_commit = |part: &str| {
            part.len() == 40
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        let wrong = is_file && !path.split('/').any(is_commit);
        wrong.then(|| "a link to a branch changes its content: link to the file at a commit (key `y` on GitHub)".to_owned())
    })
}

fn falsepositive_capital(file: &File<'_>) -> Vec<Problem> {
    texts(file, "falsepositives", |text| {
        let lower = text.starts_with(char::is_lowercase);
        lower.then(|| {
            "a false positive begins with a capital letter: change the first letter".to_owned()
        })
    })
}

fn falsepositive_word(file: &File<'_>) -> Vec<Problem> {
    texts(file, "falsepositives", |text| {
        let word = unfit_word(text)?;
        Some(format!(
            "`{word}` may not stand here: write `Unknown`, `Unlikely`, or when it matches without an attack"
        ))
    })
}

/// A word that SigmaHQ's CI refuses in a false positive.
pub fn unfit_word(falsepositive: &str) -> Option<String> {
    let lower = falsepositive.to_lowercase();
    let mut words = lower.split(' ').map(str::trim);
    let word = words.find(|word| BANNED_WORDS.contains(word) || TYPOS.contains(word))?;
    Some(word.to_owned())
}

fn falsepositive_length(file: &File<'_>) -> Vec<Problem> {
    texts(file, "falsepositives", |text| {
        let short = text.chars().count() < 2;
        short.then(|| {
            "a false positive has at least 2 characters: write `Unknown`, or when it matches"
                .to_owned()
        })
    })
}
