//! Tags.

use super::{Check, File, Problem, Run};
use crate::sigma::lists::Lists;

pub(super) const CHECKS: &[Check] = &[
    Check::error("tag-form", Run::File(form)),
    Check::error("tag-namespace", Run::File(namespace)),
    Check::error("tag-unknown", Run::File(unknown)),
    Check::error("tag-tactic", Run::File(tactic)),
    Check::error("tag-tlp", Run::File(tlp)),
];

const NAMESPACES: [&str; 7] = ["attack", "car", "cve", "d3fend", "detection", "stp", "tlp"];

fn check(file: &File<'_>, wrong: impl Fn(&str) -> Option<String>) -> Vec<Problem> {
    file.texts_of("tags")
        .filter_map(|(tag, span)| Some(Problem::new(span, wrong(tag)?)))
        .collect()
}

fn form(file: &File<'_>) -> Vec<Problem> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    check(file, |tag| {
        let good = tag.split_once('.').is_some_and(|(namespace, name)| {
            !namespace.is_empty()
                && !name.is_empty()
                && namespace.chars().all(allowed)
                && name.chars().all(|c| allowed(c) || c == '.')
        });
        (!good).then(|| format!("`{tag}` is no tag: write `namespace.name` in lower case"))
    })
}

fn namespace(file: &File<'_>) -> Vec<Problem> {
    check(file, |tag| {
        let (namespace, _) = tag.split_once('.')?;
        let known = NAMESPACES
            .iter()
            .any(|known| namespace.eq_ignore_ascii_case(known));
        (!known).then(|| {
            format!(
                "unknown namespace `{namespace}`: one of {}",
                NAMESPACES.join(", ")
            )
        })
    })
}

fn unknown(file: &File<'_>) -> Vec<Problem> {
    check(file, |tag| {
        let lower = tag.to_ascii_lowercase();
        let name = lower.strip_prefix("attack.")?;
        let known = Lists::get().tags.contains_key(&lower) || is_group_or_software(name);
        (!known).then(|| {
            format!("`{tag}` is not in ATT&CK 19 as SigmaHQ knows it: look the technique or tactic up (tactics have hyphens)")
        })
    })
}

/// `g0001`, `s0001`: there are over a thousand and rules for messages hardly use them, so only the
/// form is checked. Data sources and mitigations (`ds0001`, `m1001`) likewise.
fn is_group_or_software(name: &str) -> bool {
    let number = name
        .strip_prefix("ds")
        .or_else(|| name.strip_prefix(['g', 's', 'm']));
    number.is_some_and(|number| number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit()))
}

fn tactic(file: &File<'_>) -> Vec<Problem> {
    let present: Vec<&str> = file.texts_of("tags").map(|(tag, _)| tag).collect();
    check(file, |tag| {
        let needed = Lists::get().tags.get(tag)?;
        let absent = needed
            .iter()
            .find(|tactic| !present.contains(&tactic.as_str()))?;
        Some(format!(
            "`{tag}` needs its tactic beside it: add `{absent}`"
        ))
    })
}

fn tlp(file: &File<'_>) -> Vec<Problem> {
    check(file, |tag| {
        let wrong = tag.starts_with("tlp.") && tag != "tlp.clear";
        wrong.then(|| "a public rule is `tlp.clear`: change or delete the tag".to_owned())
    })
}
