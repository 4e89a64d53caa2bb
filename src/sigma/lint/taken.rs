//! What must be unique among all rules: only with a checkout of them.

use super::{Check, File, Problem, Run};
use crate::sigma::repository::{Published, Search};

pub(super) const CHECKS: &[Check] = &[
    Check::error("id-taken", Run::File(id)),
    Check::error("title-taken", Run::File(title)),
    Check::error("file-name-taken", Run::File(file_name)),
    Check::error("detection-taken", Run::File(detection)),
];

/// The first other rule of the checkout that has the same.
fn taken<'a>(file: &File<'a>, is_same: impl Fn(&Published) -> bool) -> Option<&'a Published> {
    let mut others = file.repository?.others(file.path);
    others.find(|rule| is_same(rule))
}

fn id(file: &File<'_>) -> Vec<Problem> {
    let problem = file.text_of("id").and_then(|(id, span)| {
        let rule = taken(file, |rule| rule.id.as_deref() == Some(id))?;
        Some(Problem::new(
            span,
            format!("`{}` has this id: make a new one", rule.shown),
        ))
    });
    problem.into_iter().collect()
}

fn title(file: &File<'_>) -> Vec<Problem> {
    let problem = file.text_of("title").and_then(|(title, span)| {
        let rule = taken(file, |rule| rule.title.as_deref() == Some(title))?;
        let message = format!(
            "`{}` has this title: say what is different about yours, or extend that rule",
            rule.shown
        );
        Some(Problem::new(span, message))
    });
    problem.into_iter().collect()
}

fn file_name(file: &File<'_>) -> Vec<Problem> {
    let same_name = |rule: &Published| rule.shown.rsplit('/').next() == Some(&file.name);
    let problem = taken(file, same_name).map(|rule| {
        let message = format!("`{}` has this file name: rename the file", rule.shown);
        Problem::new(file.top(), message)
    });
    problem.into_iter().collect()
}

fn detection(file: &File<'_>) -> Vec<Problem> {
    let search = Search::of(&file.root);
    let same_search = |rule: &Published| search.is_some() && rule.search == search;
    let problem = taken(file, same_search).map(|rule| {
        let span = file
            .root
            .get("detection")
            .map_or(file.top(), |node| node.span);
        let message = format!(
            "`{}` searches the same log for the same keywords: extend that rule",
            rule.shown
        );
        Problem::new(span, message)
    });
    problem.into_iter().collect()
}
