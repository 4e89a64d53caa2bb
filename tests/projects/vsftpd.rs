//! vsftpd from end to end: the real daemon's log, its source, and what a rule drafted from both finds.

use std::fs;
use std::io::Read;
use std::path::Path;

use sigmine::crosscheck::{Options, crosscheck};
use sigmine::job::{self, MineOptions};
use sigmine::logs::LogSet;
use sigmine::pattern::Pattern;
use sigmine::progress::Silent;
use sigmine::sigma;

use crate::drafts::{captured, draft, lines_hit};
use crate::source;

/// What the daemon writes in a form of its own on normal days: with the protocol, and transfers only.
const NORMAL: [&str; 2] = ["vsftpd/vsftpd.log.gz", "vsftpd/transfers.log.gz"];

/// What it writes when it is attacked.
const RARE: &str = "vsftpd/rare.gz";

/// What every session writes.
const ROUTINE: [&str; 5] = [
    "OK LOGIN",
    "FAIL LOGIN",
    "CONNECT",
    "FTP command",
    "FTP response",
];

/// The keywords of a rule drafted with the log of normal days at hand.
fn keywords(source: &Path) -> Vec<Pattern> {
    let desk = tempfile::tempdir().unwrap();
    let log = captured(NORMAL[0]);
    let flags = ["--accept", "50", "--logs", log.to_str().unwrap()];
    let rule = draft("vsftpd", source, &flags, desk.path());
    let text = fs::read_to_string(rule).unwrap();
    let keywords = sigma::read(&text, "draft.yml").unwrap().keywords;
    keywords
        .into_iter()
        .map(|keyword| keyword.pattern)
        .collect()
}

#[test]
fn the_log_of_vsftpd_is_explained_by_its_own_source() {
    let Some(source) = source("vsftpd") else {
        return;
    };
    let mined = job::mine(&[source], &MineOptions::default(), &Silent).unwrap();
    for log in NORMAL {
        let logs = LogSet::find(&[captured(log)], Box::new(std::io::empty())).unwrap();
        let report = crosscheck(&[], &mined.known, &logs, &Options::default(), &Silent).unwrap();
        let coverage = report.summary.coverage.unwrap_or_default();
        assert!(coverage >= 0.9, "{log}: {coverage}");
    }
}

#[test]
fn what_vsftpd_writes_on_a_normal_day_is_never_proposed() {
    let Some(source) = source("vsftpd") else {
        return;
    };
    let keywords = keywords(&source);
    for log in NORMAL {
        let hit = lines_hit(&keywords, &captured(log));
        assert!(hit.is_empty(), "{log}: {hit:?}");
    }
    for keyword in keywords {
        let text = keyword.to_string();
        assert!(!ROUTINE.iter().any(|said| text.contains(said)), "{text}");
    }
}

#[test]
fn what_vsftpd_writes_when_it_is_attacked_is_caught() {
    let Some(source) = source("vsftpd") else {
        return;
    };
    let log = captured(RARE);
    let found = lines_hit(&keywords(&source), &log);
    let mut text = String::new();
    flate2::read::GzDecoder::new(fs::File::open(log).unwrap())
        .read_to_string(&mut text)
        .unwrap();
    let lines = (1..).zip(text.lines());
    let rare = lines.filter(|(_, line)| {
        line.contains("Input line too long.")
            || line.contains("Connection refused: too many sessions")
    });
    let rare: Vec<u64> = rare.map(|(number, _)| number).collect();
    assert!(rare.len() >= 8, "{rare:?}");
    assert!(rare.iter().all(|line| found.contains(line)), "{found:?}");
}
