//! Our lint calls an error exactly what SigmaHQ's CI refuses.

use std::fs;
use std::path::PathBuf;

use jiff::ToSpan;
use sigmine::sigma::{Severity, lint};

use crate::cases::{CASES, GOOD, LOGSOURCE, NAME, NAMES};
use crate::defects::DEFECTS;
use crate::judge;

#[test]
fn lint_calls_an_error_what_sigmahqs_ci_refuses_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let rules = rules();
    let folders: Vec<PathBuf> = (0..rules.len())
        .map(|number| folder.path().join(number.to_string()))
        .collect();
    for ((_, text, name), folder) in rules.iter().zip(&folders) {
        fs::create_dir(folder).unwrap();
        fs::write(folder.join(name), text).unwrap();
    }
    let mut answers = Vec::new();
    for ((_, _, name), folder) in rules.iter().zip(&folders) {
        let Some(said) = judge::said(&folder.join(name), false) else {
            return;
        };
        answers.push(said);
    }
    let today = jiff::ZonedDateTime::now().date();
    let mut differ = Vec::new();
    let of_defects = answers.iter().skip(rules.len() - DEFECTS.len());
    for (defect, answer) in DEFECTS.iter().zip(of_defects) {
        if answer.is_empty() == defect.ci_refuses {
            differ.push(format!("{}: CI says {answer:?}", defect.what));
        }
    }
    for ((what, text, name), said) in rules.iter().zip(&answers) {
        let errors: Vec<&str> = lint(text, name, today)
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.check)
            .collect();
        if errors.is_empty() != said.is_empty() {
            differ.push(format!("{what}: lint {errors:?}, CI {said:?}"));
        }
    }
    assert!(differ.is_empty(), "{differ:#?}");
}

/// What each rule shows, its text, and its file name. The good rule's days are near today's, because
/// CI asks how old a rule is.
fn rules() -> Vec<(String, String, String)> {
    let mut rules = vec![("good".to_owned(), GOOD.to_owned(), NAME.to_owned())];
    for case in CASES {
        let with = |part| GOOD.replacen(case.part, part, 1);
        rules.push((
            format!("{} fails", case.check),
            with(case.fails),
            NAME.to_owned(),
        ));
        rules.push((
            format!("{} passes", case.check),
            with(case.passes),
            NAME.to_owned(),
        ));
    }
    for (check, logsource, fails, passes) in NAMES {
        let text = GOOD.replacen(LOGSOURCE, logsource, 1);
        rules.push((format!("{check} fails"), text.clone(), (*fails).to_owned()));
        rules.push((format!("{check} passes"), text, (*passes).to_owned()));
    }
    for defect in DEFECTS {
        rules.push((
            defect.what.to_owned(),
            defect.rule(),
            defect.name.to_owned(),
        ));
    }
    let today = jiff::ZonedDateTime::now().date();
    let (before, after) = (today - 2.days(), today - 1.days());
    for (_, text, _) in &mut rules {
        *text = text
            .replace("2026-11-20", &before.to_string())
            .replace("2026-11-21", &after.to_string())
            .replace("2026/11/20", &before.strftime("%Y/%m/%d").to_string());
    }
    rules
}
