//! Every check of `sigma::lint` by example: what it finds, and what it lets pass.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::panic)]

#[path = "lint/cases.rs"]
mod cases;
#[path = "lint/defects.rs"]
mod defects;
#[path = "lint/edges.rs"]
mod edges;
#[path = "lint/written.rs"]
mod written;

use std::fs;
use std::path::{Path, PathBuf};

use cases::{CASES, GOOD, LOGSOURCE, NAME, NAMES, TITLE};
use defects::DEFECTS;
use jiff::civil::{Date, date};
use sigmine::sigma::{Repository, Severity, check_ids, lint, lint_among};

const TODAY: Date = date(2026, 11, 24);

/// What the lint says, as the names of the checks, each once.
fn found(text: &str, name: &str) -> Vec<&'static str> {
    let mut checks: Vec<_> = lint(text, name, TODAY)
        .into_iter()
        .map(|finding| finding.check)
        .collect();
    checks.sort_unstable();
    checks.dedup();
    checks
}

#[test]
fn the_good_rule_is_good() {
    assert_eq!(lint(GOOD, NAME, TODAY), []);
}

#[test]
fn one_defect_is_found_by_its_check_alone() {
    let mut wrong = Vec::new();
    for case in CASES {
        assert!(
            GOOD.contains(case.part),
            "{}: no {:?} in the good rule",
            case.check,
            case.part
        );
        let text = GOOD.replacen(case.part, case.fails, 1);
        wrong.push((case.check, found(&text, NAME)));
    }
    for (check, logsource, name, _) in NAMES {
        let text = GOOD.replacen(LOGSOURCE, logsource, 1);
        wrong.push((check, found(&text, name)));
    }
    // A list whose wildcards all stand at one edge has a wildcard at an edge too.
    wrong.iter_mut().for_each(|(check, found)| {
        found.retain(|id| id == check || *check != "keyword-all-edge-wildcards");
    });
    wrong.retain(|(check, found)| *found != [*check]);
    assert!(wrong.is_empty(), "wanted, found: {wrong:#?}");
}

#[test]
fn what_looks_like_a_defect_and_is_none_passes() {
    for case in CASES {
        let text = GOOD.replacen(case.part, case.passes, 1);
        assert!(
            !found(&text, NAME).contains(&case.check),
            "{}: {text}",
            case.check
        );
    }
    for (check, logsource, _, name) in NAMES {
        assert!(
            !found(&GOOD.replacen(LOGSOURCE, logsource, 1), name).contains(check),
            "{name}"
        );
    }
}

#[test]
fn every_defect_that_sigmahq_names_is_found() {
    let mut missed = Vec::new();
    for defect in DEFECTS {
        assert!(
            GOOD.contains(defect.part),
            "{}: not in the good rule",
            defect.what
        );
        let findings = lint(&defect.rule(), defect.name, TODAY);
        let worst = findings.iter().map(|finding| finding.severity).max();
        let wanted = if defect.ci_refuses {
            Severity::Error
        } else {
            Severity::Warning
        };
        if worst != Some(wanted) {
            missed.push((defect.what, wanted, findings));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn engines_that_find_different_lines_are_a_warning_that_sigmahq_does_not_mind() {
    for (keyword, severity) in [
        ("request ? permitted", Severity::Warning),
        (r"request c:\dir permitted", Severity::Warning),
        ("request 5% permitted", Severity::Warning),
        ("request permitted ", Severity::Warning),
        ("failed:", Severity::Warning),
        ("request \"x\" permitted", Severity::Note),
        ("request permitted: é", Severity::Note),
    ] {
        let text = GOOD.replacen(cases::KEYWORD, &format!("- '{keyword}'\n"), 1);
        let findings = lint(&text, NAME, TODAY);
        assert_eq!(findings.len(), 1, "{keyword}: {findings:?}");
        assert_eq!(findings[0].severity, severity, "{keyword}");
        assert!(!findings[0].is_objection(), "{keyword}");
    }
    let short = GOOD.replacen(cases::KEYWORD, "- 'dir'\n", 1);
    assert!(lint(&short, NAME, TODAY)[0].is_objection());
    let error = GOOD.replacen(cases::KEYWORD, "- 'request ** permitted'\n", 1);
    assert!(lint(&error, NAME, TODAY)[0].is_objection());
}

/// The checks that need a checkout of all rules.
const TAKEN: [&str; 4] = [
    "id-taken",
    "title-taken",
    "file-name-taken",
    "detection-taken",
];

#[test]
fn what_another_rule_of_the_checkout_has_is_taken() {
    let checkout = tempfile::tempdir().unwrap();
    let folder = checkout.path().join("rules-emerging-threats/linux");
    fs::create_dir_all(&folder).unwrap();
    let there = folder.join(NAME);
    fs::write(&there, GOOD).unwrap();
    fs::write(folder.join("broken.yml"), "title: [").unwrap();
    fs::write(folder.join("README.md"), GOOD).unwrap();
    let repository = Repository::read(checkout.path()).unwrap();
    assert_eq!((repository.len(), repository.is_empty()), (2, false));
    let found = |text: &str, path: &Path| {
        let findings = lint_among(text, &path.display().to_string(), TODAY, Some(&repository));
        let mut checks: Vec<_> = findings.iter().map(|finding| finding.check).collect();
        checks.sort_unstable();
        checks
    };
    let mut all = TAKEN.to_vec();
    all.sort_unstable();
    assert_eq!(found(GOOD, Path::new(NAME)), all);
    assert_eq!(
        found(GOOD, &there),
        [""; 0],
        "a rule does not take what is its own"
    );
    let other = GOOD
        .replace("0f6d1c86", "1f6d1c86")
        .replace("Daemon Error", "Daemon Warning")
        .replace("out of bounds", "out of range");
    assert_eq!(
        found(&other, Path::new("lnx_sshd_example_other.yml")),
        [""; 0]
    );
}

/// Whether the detection of a rule is taken by another one that differs in all but that.
fn is_taken(published: &str, checked: &str) -> bool {
    let checkout = tempfile::tempdir().unwrap();
    let folder = checkout.path().join("rules/linux");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("lnx_sshd_published_messages.yml"), published).unwrap();
    let repository = Repository::read(checkout.path()).unwrap();
    let checked = checked
        .replace("0f6d1c86", "1f6d1c86")
        .replace("Daemon Error", "Daemon Warning");
    let findings = lint_among(&checked, NAME, TODAY, Some(&repository));
    let mut checks = findings.iter().map(|finding| finding.check);
    checks.any(|check| check == "detection-taken")
}

#[test]
fn the_same_keywords_in_the_same_log_are_taken_in_any_order_and_case_and_with_any_name() {
    let keyword = format!("        {}", cases::KEYWORD);
    let one_less = GOOD.replacen(&keyword, "", 1);
    let last = "        - 'couldn''t handle the event'\n";
    let again = format!("        - 'Couldn''t Handle the event'\n{keyword}");
    let other_order = one_less.replacen(last, &again, 1);
    assert_ne!(other_order, one_less);
    assert!(is_taken(GOOD, &other_order));
    assert!(!is_taken(GOOD, &one_less), "one keyword less");
    assert!(
        !is_taken(GOOD, &GOOD.replacen("service: sshd", "service: vsftpd", 1)),
        "another log"
    );
}

#[test]
fn a_rule_that_searches_fields_takes_no_keywords() {
    let condition = "    condition: keywords\n";
    let fields = "    other:\n        field: x\n    condition: keywords and not other\n";
    let with_fields = GOOD.replacen(condition, fields, 1);
    assert!(!is_taken(&with_fields, &with_fields));
    let keywords = GOOD.find("    keywords:").unwrap()..GOOD.find(condition).unwrap();
    let mut alone = GOOD.to_owned();
    alone.replace_range(keywords, "    keywords:\n        field: x\n");
    assert!(!is_taken(&alone, &alone));
}

#[test]
fn a_folder_without_rules_is_no_checkout() {
    let folder = tempfile::tempdir().unwrap();
    let refused = Repository::read(folder.path()).unwrap_err().to_string();
    assert!(refused.contains("SigmaHQ/sigma"), "{refused}");
}

/// `SIGMA_REPO` names a checkout of SigmaHQ/sigma. What its CI has let in has no error, but for the
/// three that `corpora/sigmahq/README.md` tells of.
#[test]
fn published_rules_have_no_error() {
    let Some(checkout) = std::env::var_os("SIGMA_REPO") else {
        println!("SKIPPED: SIGMA_REPO names no checkout of SigmaHQ/sigma");
        return;
    };
    let is_in_force = |path: &PathBuf| {
        path.file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with("rules")
    };
    let all = fs::read_dir(checkout)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = all.filter(is_in_force).collect();
    let (mut rules, mut wrong) = (0, Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "yml") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let findings = lint(&text, &path.display().to_string(), TODAY);
            let errors = findings
                .into_iter()
                .filter(|finding| finding.severity == Severity::Error);
            wrong.extend(errors.map(|finding| (path.clone(), finding.check)));
            rules += 1;
        }
    }
    assert!(rules > 1000, "{rules} rules");
    let known = [
        "keyword-escaped-wildcard",
        "identifier-modifier",
        "file-name-form",
    ];
    wrong.retain(|(_, check)| !known.contains(check));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_check_has_its_example() {
    let shown: Vec<&str> = CASES
        .iter()
        .map(|case| case.check)
        .chain(NAMES.iter().map(|name| name.0))
        .chain(TAKEN)
        .collect();
    let missing: Vec<&str> = check_ids().filter(|check| !shown.contains(check)).collect();
    assert_eq!(missing, [""; 0], "checks without a case in this file");
    let unknown: Vec<&&str> = shown
        .iter()
        .filter(|check| !check_ids().any(|id| id == **check))
        .collect();
    assert!(
        unknown.is_empty(),
        "cases of checks that do not exist: {unknown:?}"
    );
}

#[test]
fn a_finding_says_where_and_what_to_do() {
    let text = GOOD.replacen(
        TITLE,
        "title: Suspicious example Daemon Error Messages\n",
        1,
    );
    let findings = lint(
        &text,
        "some/where/lnx_sshd_example_error_messages.yml",
        TODAY,
    );
    let [finding] = findings.as_slice() else {
        panic!("one finding expected: {findings:?}");
    };
    assert_eq!(finding.severity, Severity::Error);
    assert_eq!(finding.span.line, 1);
    assert_eq!(
        &text[finding.span.start..finding.span.end],
        "Suspicious example Daemon Error Messages"
    );
    assert!(
        finding
            .message
            .contains("write `Suspicious Example Daemon Error Messages`")
    );
}

#[test]
fn a_title_word_that_has_no_capitals_is_not_said_to_need_one() {
    let text = GOOD.replacen(TITLE, "title: Suspicious \u{aa} Daemon Error Messages\n", 1);
    let findings = lint(&text, NAME, TODAY);
    assert!(
        findings[0]
            .message
            .contains("has no capitals: write it in other letters"),
        "{findings:?}"
    );
}

#[test]
fn hostile_text_is_answered_not_feared() {
    let long = format!("title: {}\n", "x".repeat(100_000));
    let deep = "- ".repeat(50_000);
    let aliases = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
    for text in [
        "",
        "\0",
        "*",
        "&",
        "a: *a",
        "- 1\n- 2\n",
        "\u{feff}",
        &long,
        &deep,
        aliases,
    ] {
        assert!(!lint(text, "x", TODAY).is_empty(), "{:.40}", text);
    }
}
