//! The file's name.

use super::{Check, File, Problem, Run, logsource};
use crate::sigma::file_name::{MAX_FILE_NAME, MIN_FILE_NAME};

pub(super) const CHECKS: &[Check] = &[
    Check::error("file-name-form", Run::File(form)),
    Check::error("file-name-prefix", Run::File(prefix)),
    Check::warning("file-name-custom", Run::File(custom)),
];

fn form(file: &File<'_>) -> Vec<Problem> {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    let good = file
        .stem()
        .is_some_and(|stem| stem.bytes().all(allowed) && stem.contains('_'))
        && (MIN_FILE_NAME..=MAX_FILE_NAME).contains(&file.name.len());
    let message = format!(
        "the file name `{}` must be `[a-z0-9_]` with an underscore, {MIN_FILE_NAME} to {MAX_FILE_NAME} characters with `.yml`: rename the file",
        crate::display::escape(&file.name)
    );
    (!good)
        .then(|| Problem::new(file.top(), message))
        .into_iter()
        .collect()
}

fn prefix(file: &File<'_>) -> Vec<Problem> {
    let wanted = logsource::of(file).map(|logsource| logsource.enforced_prefix().to_owned());
    misnamed(file, wanted)
}

fn custom(file: &File<'_>) -> Vec<Problem> {
    let source = logsource::of(file).filter(|logsource| logsource.enforced_prefix().is_empty());
    misnamed(file, source.map(|logsource| logsource.prefix()))
}

fn misnamed(file: &File<'_>, wanted: Option<String>) -> Vec<Problem> {
    let wrong = wanted.filter(|prefix| !file.name.starts_with(prefix.as_str()));
    wrong
        .map(|prefix| {
            Problem::new(
                file.top(),
                format!(
                    "for this log source the file name begins with `{prefix}`: rename the file"
                ),
            )
        })
        .into_iter()
        .collect()
}
