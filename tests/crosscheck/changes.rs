//! Row 21: logs that change while they are read. What was read counts, and the run ends.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Once;

use sigmine::crosscheck::{Options, Report, crosscheck};
use sigmine::progress::{Progress, Step};

use super::{check, logs, patterns, week};

/// Lines of the log: many blocks.
const LINES: usize = 100_000;

/// Bytes that are read to know how a log is packed are fewer.
const A_BLOCK: u64 = 1_000;

/// Changes the log as soon as its first block has been read.
struct Meanwhile<'a> {
    log: &'a Path,
    change: fn(&Path),
    once: Once,
}

impl Progress for Meanwhile<'_> {
    fn begin(&self, _: Step, _: Option<u64>) {}
    fn advance(&self, bytes: u64) {
        if bytes > A_BLOCK {
            self.once.call_once(|| (self.change)(self.log));
        }
    }
    fn end(&self) {}
}

/// Counts "refused" in a log that is changed while it is read.
fn checked(change: fn(&Path)) -> Report {
    let top = tempfile::tempdir().unwrap();
    let log = top.path().join("ftp.log");
    fs::write(&log, "login refused\n".repeat(LINES)).unwrap();
    let meanwhile = Meanwhile {
        log: &log,
        change,
        once: Once::new(),
    };
    let set = logs(&[&log]);
    let options = Options::default();
    let report = crosscheck(&patterns(&["refused"]), &[], &set, &options, &meanwhile).unwrap();
    assert!(meanwhile.once.is_completed());
    // What was read may end in the middle of a line.
    assert!(report.summary.lines - report.hits[0].hits <= 1);
    report
}

#[test]
fn robustness_21_of_a_log_that_grows_what_was_there_at_the_start_counts() {
    let report = checked(|log| {
        let mut file = fs::File::options().append(true).open(log).unwrap();
        file.write_all("login refused\n".repeat(LINES).as_bytes())
            .unwrap();
    });
    assert_eq!(report.summary.lines, LINES as u64);
}

#[test]
fn robustness_21_a_log_that_is_rotated_is_read_to_its_end() {
    let report = checked(|log| {
        fs::rename(log, log.with_extension("log.1")).unwrap();
        fs::write(log, "a new day\n").unwrap();
    });
    assert_eq!(report.summary.lines, LINES as u64);
    assert!(report.unread.is_empty());
}

#[cfg(unix)]
#[test]
fn robustness_21_a_log_that_is_deleted_is_read_to_its_end() {
    let report = checked(|log| fs::remove_file(log).unwrap());
    assert_eq!(report.summary.lines, LINES as u64);
}

#[test]
fn robustness_21_of_a_log_that_is_truncated_what_was_read_counts() {
    let report = checked(|log| {
        fs::File::options()
            .write(true)
            .truncate(true)
            .open(log)
            .unwrap();
    });
    assert!((1..LINES as u64).contains(&report.summary.lines));
}

#[test]
fn robustness_21_a_log_that_is_deleted_before_it_is_read_is_named() {
    let top = week();
    let set = logs(&[top.path()]);
    fs::remove_file(top.path().join("old/ftp.log.3")).unwrap();
    let report = check(&["refused"], &[], &set).unwrap();
    assert_eq!(report.hits[0].hits, 2);
    assert!(report.unread[0].path.ends_with("ftp.log.3"));
}
