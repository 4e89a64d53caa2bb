//! The title.

use super::{Check, File, Problem, Run};
use crate::sigma::title;

pub(super) const CHECKS: &[Check] = &[
    Check::error("title-casing", Run::File(casing)),
    Check::error("title-length", Run::File(length)),
    Check::error("title-start", Run::File(start)),
    Check::error("title-end", Run::File(end)),
];

/// Characters.
const MAX_LENGTH: usize = 120;

fn check(file: &File<'_>, wrong: impl Fn(&str) -> Option<String>) -> Vec<Problem> {
    let found = file
        .text_of("title")
        .and_then(|(text, span)| Some(Problem::new(span, wrong(text)?)));
    found.into_iter().collect()
}

fn casing(file: &File<'_>) -> Vec<Problem> {
    check(file, |text| {
        let word = text.split(' ').find(|word| title::is_badly_cased(word))?;
        let better = title::title_case(text);
        Some(if better.contains(word) {
            format!("`{word}` is in lower case and has no capitals: write it in other letters")
        } else {
            format!("`{word}` is in lower case: write `{better}`")
        })
    })
}

fn length(file: &File<'_>) -> Vec<Problem> {
    check(file, |text| {
        let length = text.chars().count();
        (length > MAX_LENGTH)
            .then(|| format!("the title has {length} characters: shorten it to {MAX_LENGTH}"))
    })
}

fn start(file: &File<'_>) -> Vec<Problem> {
    check(file, |text| {
        let found = text.starts_with("Detect ") || text.starts_with("Detects ");
        found.then(|| "a title does not begin with `Detects`: name what is detected".to_owned())
    })
}

fn end(file: &File<'_>) -> Vec<Problem> {
    check(file, |text| {
        text.ends_with('.')
            .then(|| "a title does not end with a dot: delete it".to_owned())
    })
}
