//! What the report says of the logs as a whole.

use std::fs;

use sigmine::crosscheck::{Known, Options, Report, crosscheck};
use sigmine::level::Level;
use sigmine::progress::Silent;

use super::{check, logs, patterns, week};

/// What the application of [`week`] can say; `session opened` is cron's.
const MESSAGES: [(&str, Option<Level>); 4] = [
    ("login of * refused", Some(Level::Error)),
    ("ptrace failure in *", Some(Level::Error)),
    ("connect from *", Some(Level::Info)),
    ("somebody wrote *", None),
];

fn checked(messages: &[(&str, Option<Level>)], program: Option<&str>) -> Report {
    let top = week();
    let known: Vec<Known> = messages
        .iter()
        .map(|(text, level)| Known {
            pattern: text.parse().unwrap(),
            level: *level,
        })
        .collect();
    let options = Options {
        program: program.map(str::to_owned),
        ..Options::default()
    };
    let keywords = patterns(&["REFUSED", "192.0.2.7", "session", "ptrace"]);
    crosscheck(&keywords, &known, &logs(&[top.path()]), &options, &Silent).unwrap()
}

#[test]
fn each_level_says_how_many_of_its_messages_were_seen_and_on_how_many_lines() {
    let summary = checked(&MESSAGES, None).summary;
    let levels: Vec<_> = summary
        .levels
        .iter()
        .map(|seen| (seen.level, seen.messages, seen.seen, seen.lines))
        .collect();
    let unknown_last = [
        (Some(Level::Error), 2, 1, 3),
        (Some(Level::Info), 1, 1, 2),
        (None, 1, 0, 0),
    ];
    assert_eq!(levels, unknown_last);
    assert_eq!((summary.messages, summary.seen), (4, 2));
    assert_eq!((summary.lines, summary.covered), (6, 5));
    assert_eq!((summary.days, summary.hosts), (2, 1));
}

#[test]
fn the_program_that_the_messages_explain_is_named() {
    let program = checked(&MESSAGES, None).summary.program.unwrap();
    assert_eq!((program.name.as_str(), program.asked), ("ftpd", false));
    assert_eq!((program.lines, program.covered), (5, 5));
    assert!(checked(&[], None).summary.program.is_none());
    assert!(checked(&MESSAGES[1..2], None).summary.program.is_none());
}

#[test]
fn where_a_program_is_asked_for_only_its_lines_count() {
    let report = checked(&MESSAGES, Some("ftpd"));
    let program = report.summary.program.as_ref().unwrap();
    assert_eq!((program.name.as_str(), program.asked), ("ftpd", true));
    assert_eq!((program.lines, program.covered), (5, 5));
    assert_eq!((report.summary.lines, report.summary.counted()), (6, 5));
    let hits: Vec<u64> = report.hits.iter().map(|hits| hits.hits).collect();
    assert_eq!(hits, [3, 1, 0, 0], "`session` is cron's word");
    assert_eq!(report.summary.coverage, Some(1.0));
}

#[test]
fn one_in_so_many_lines_is_rounded() {
    let report = checked(&MESSAGES, None);
    let one_in: Vec<_> = report
        .hits
        .iter()
        .map(|hits| hits.one_in(&report.summary))
        .collect();
    assert_eq!(one_in, [Some(2), Some(6), Some(6), None]);
    let of_ftpd = checked(&MESSAGES, Some("ftpd"));
    assert_eq!(
        of_ftpd.hits[0].one_in(&of_ftpd.summary),
        Some(2),
        "5 lines, 3 hits"
    );
}

/// Sixty-four lines, each of another day and host.
fn days() -> String {
    let months = ["Jan", "Feb", "Mar", "Apr"];
    let days = (0..64).map(|n| {
        format!(
            "{} {:>2} 10:00:00 host{n} ftpd: login {n} refused\n",
            months[n / 16],
            n % 16 + 1
        )
    });
    days.collect()
}

#[test]
fn days_and_hosts_are_those_of_all_lines_with_coverage_and_otherwise_of_a_sample() {
    let top = tempfile::tempdir().unwrap();
    fs::write(top.path().join("ftp.log"), days()).unwrap();
    let logs = logs(&[top.path()]);
    let of_ftpd = Options {
        program: Some("ftpd".to_owned()),
        ..Options::default()
    };
    let asked = crosscheck(&patterns(&["nothing"]), &[], &logs, &of_ftpd, &Silent).unwrap();
    assert_eq!((asked.summary.days, asked.summary.counted()), (64, 64));
    let seen = |keyword: &str, coverage: &[&str]| {
        let report = check(&[keyword], coverage, &logs).unwrap();
        let (all, hit) = (&report.summary, &report.hits[0]);
        ((all.days, all.hosts), (hit.days, hit.hosts))
    };
    assert_eq!(seen("nothing", &[]), ((17, 17), (0, 0)));
    assert_eq!(
        seen("login 5 refused", &[]),
        ((18, 18), (1, 1)),
        "each line that is hit"
    );
    assert_eq!(
        seen("login 4 refused", &[]),
        ((17, 17), (1, 1)),
        "a line of the sample"
    );
    assert_eq!(seen("login * refused", &[]), ((64, 64), (64, 64)));
    let unseen_message = ["ptrace failure in *"];
    assert_eq!(seen("nothing", &unseen_message), ((64, 64), (0, 0)));
}

#[test]
fn a_log_without_a_line_is_no_file_that_was_searched() {
    let top = week();
    fs::write(top.path().join("empty.log"), "").unwrap();
    let report = check(&["refused"], &[], &logs(&[top.path()])).unwrap();
    assert_eq!((report.summary.files, report.hits[0].files), (2, 2));
}
