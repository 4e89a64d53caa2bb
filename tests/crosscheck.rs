//! How often keywords occur in sample logs, and whether "0 hits" means anything.

#![allow(clippy::unwrap_used)]

#[path = "crosscheck/changes.rs"]
mod changes;
#[path = "support/counter.rs"]
mod counter;
#[path = "crosscheck/naive.rs"]
mod naive;
#[path = "crosscheck/oracle.rs"]
mod oracle;
#[path = "crosscheck/summary.rs"]
mod summary;
#[path = "crosscheck/when.rs"]
mod when;

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::write::GzEncoder;
use sigmine::crosscheck::{Error, Hits, Known, Options, Report, SummaryLine, crosscheck};
use sigmine::logs::LogSet;
use sigmine::pattern::Pattern;
use sigmine::progress::{Progress, Silent, Step};

const MONDAY: &str = "\
Aug  3 10:00:01 ftp ftpd[7]: connect from 192.0.2.1
Aug  3 10:00:02 ftp ftpd[7]: Login of 'anna' refused
Aug  3 10:00:03 ftp cron[9]: session opened
Aug  3 10:00:09 ftp ftpd[8]: LOGIN of 'otto' REFUSED
";

const TUESDAY: &str = "\
Aug  4 11:00:00 ftp ftpd[9]: connect from 192.0.2.7
Aug  4 11:00:05 ftp ftpd[9]: login of '' refused
";

fn patterns(written: &[&str]) -> Vec<Pattern> {
    written.iter().map(|text| text.parse().unwrap()).collect()
}

fn known(pattern: Pattern) -> Known {
    Known {
        pattern,
        level: None,
    }
}

fn logs(paths: &[&Path]) -> LogSet {
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    LogSet::find(&paths, Box::new(std::io::empty())).unwrap()
}

fn check(keywords: &[&str], coverage: &[&str], logs: &LogSet) -> Result<Report, Error> {
    let known: Vec<Known> = patterns(coverage).into_iter().map(known).collect();
    crosscheck(
        &patterns(keywords),
        &known,
        logs,
        &Options::default(),
        &Silent,
    )
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Default::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// A folder of logs: one plain, one packed, whatever their names say.
fn week() -> tempfile::TempDir {
    let top = tempfile::tempdir().unwrap();
    fs::create_dir(top.path().join("old")).unwrap();
    fs::write(top.path().join("old/ftp.log.2"), MONDAY).unwrap();
    fs::write(top.path().join("old/ftp.log.3"), gzip(TUESDAY)).unwrap();
    top
}

#[test]
fn each_keyword_gets_its_lines_files_times_and_examples() {
    let top = week();
    let report = check(
        &["login of * refused", "ptrace failure"],
        &[],
        &logs(&[top.path()]),
    )
    .unwrap();

    let refused = &report.hits[0];
    assert_eq!(refused.keyword, "login of * refused");
    assert_eq!((refused.hits, refused.files), (3, 2));
    assert_eq!(refused.first.as_deref(), Some("Aug  3 10:00:02"));
    assert_eq!(refused.last.as_deref(), Some("Aug  4 11:00:05"));
    let places: Vec<_> = refused
        .examples
        .iter()
        .map(|example| example.line)
        .collect();
    assert_eq!(places, [2, 4, 2]);
    assert!(refused.examples[2].file.ends_with("ftp.log.3"));
    assert_eq!(
        refused.examples[0].text,
        "Aug  3 10:00:02 ftp ftpd[7]: Login of 'anna' refused"
    );

    assert_eq!((report.hits[1].hits, report.hits[1].files), (0, 0));
    assert_eq!(
        (report.hits[1].first.as_ref(), report.hits[1].examples.len()),
        (None, 0)
    );
}

#[test]
fn coverage_says_which_share_of_the_lines_the_application_explains() {
    let top = week();
    let mined = ["connect from *", "login of '*' refused", "* failed"];
    let summary = check(&[], &mined, &logs(&[top.path()])).unwrap().summary;
    assert_eq!((summary.lines, summary.files, summary.covered), (6, 2, 5));
    assert_eq!(summary.bytes, (MONDAY.len() + TUESDAY.len()) as u64);
    assert_eq!(summary.coverage, Some(5.0 / 6.0));
}

#[test]
fn the_report_is_one_json_object_a_keyword_and_then_the_summary() {
    let top = week();
    let report = check(&["cron[*]", "no such"], &[], &logs(&[top.path()])).unwrap();
    let mut out = Vec::new();
    report.write_jsonl(&mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert!(lines[0].starts_with(
        r#"{"keyword":"cron[*]","hits":1,"files":1,"first":"Aug  3 10:00:03","last":"Aug  3 10:00:03","examples":[{"file":""#
    ), "{}", lines[0]);
    assert_eq!(
        lines[1],
        r#"{"keyword":"no such","hits":0,"files":0,"first":null,"last":null,"examples":[],"days":0,"hosts":0}"#
    );
    assert_eq!(
        serde_json::from_str::<Hits>(lines[0]).unwrap(),
        report.hits[0]
    );
    let last: SummaryLine = serde_json::from_str(lines[2]).unwrap();
    assert_eq!(last.summary, report.summary);
    assert_eq!(lines.len(), 3);
}

#[test]
fn standard_input_is_a_log_like_any_other() {
    let set = LogSet::find(&["-".into()], Box::new(std::io::Cursor::new(gzip(MONDAY)))).unwrap();
    let report = check(&["refused"], &[], &set).unwrap();
    assert_eq!(report.hits[0].hits, 2);
    assert_eq!(report.hits[0].examples[0].file, "-");
}

#[test]
fn robustness_18_what_was_read_of_a_broken_archive_counts_and_the_rest_is_named() {
    let top = tempfile::tempdir().unwrap();
    let text: String = (0..20_000)
        .map(|n| format!("{n} login refused {}\n", n * 7919 % 10_007))
        .collect();
    let packed = gzip(&text);
    fs::write(top.path().join("cut.gz"), &packed[..packed.len() / 2]).unwrap();
    let zstd = zstd::encode_all(text.as_bytes(), 1).unwrap();
    fs::write(top.path().join("cut.zst"), &zstd[..zstd.len() - 4]).unwrap();
    fs::write(
        top.path().join("odd.gz"),
        [gzip("login refused\n"), b"no gzip".to_vec()].concat(),
    )
    .unwrap();
    fs::write(top.path().join("whole.log"), "login refused\n").unwrap();
    fs::write(top.path().join("other.lz4"), b"\x04\x22\x4d\x18\0\0\x04").unwrap();

    let report = check(&["login refused"], &[], &logs(&[top.path()])).unwrap();
    assert!(report.hits[0].hits > 1_000 && report.hits[0].hits < 50_000);
    let unread: Vec<_> = report.unread.iter().map(ToString::to_string).collect();
    assert_eq!(unread.len(), 4, "{unread:?}");
    assert!(
        unread[0].contains("cut.gz: the archive breaks off"),
        "{unread:?}"
    );
    assert!(
        unread[1].contains("cut.zst: the archive breaks off"),
        "{unread:?}"
    );
    assert!(unread[2].contains("odd.gz: "), "{unread:?}");
    assert!(
        unread[3].contains("other.lz4: packed with lz4"),
        "{unread:?}"
    );
}

#[test]
fn robustness_18_a_gzip_bomb_is_one_line_in_constant_memory() {
    let top = tempfile::tempdir().unwrap();
    let mut encoder = GzEncoder::new(Vec::new(), Default::default());
    std::io::copy(&mut std::io::repeat(0).take(50 << 20), &mut encoder).unwrap();
    let bomb = encoder.finish().unwrap();
    assert!(bomb.len() < 100_000);
    fs::write(top.path().join("bomb.gz"), bomb).unwrap();
    let summary = check(&["refused"], &[], &logs(&[top.path()]))
        .unwrap()
        .summary;
    assert_eq!((summary.lines, summary.bytes), (1, 50 << 20));
}

#[test]
fn robustness_19_a_line_is_matched_in_its_first_mebibyte() {
    let top = tempfile::tempdir().unwrap();
    let path = top.path().join("a.log");
    let mut file = fs::File::create(&path).unwrap();
    file.write_all(b"early\0\xff").unwrap();
    std::io::copy(&mut std::io::repeat(b'x').take(50 << 20), &mut file).unwrap();
    file.write_all(b"late\nnext").unwrap();
    let report = check(&["early?", "late", "next"], &[], &logs(&[&path])).unwrap();
    let hits: Vec<_> = report.hits.iter().map(|hits| hits.hits).collect();
    assert_eq!(hits, [1, 0, 1]);
    assert_eq!(report.summary.lines, 2);
    assert!(report.hits[0].examples[0].text.len() <= 600);
}

#[test]
fn robustness_20_text_is_matched_as_a_collector_sees_it() {
    let top = tempfile::tempdir().unwrap();
    let text = concat!(
        "plain can't open \"x\"\r\n",
        "\u{1b}[31mcan't \u{1b}[1mopen\u{1b}[0m \"x\"\n",
        r#"{"message":"can't open \"x\""}"#,
        "\n",
        "#033[31mcan't open \"x\"\n",
    );
    fs::write(top.path().join("a.log"), text).unwrap();
    let report = check(&["can't open \"x\""], &[], &logs(&[top.path()])).unwrap();
    assert_eq!(report.hits[0].hits, 4);
}

#[test]
fn robustness_22_ten_thousand_keywords_and_one_that_hits_every_line() {
    let top = tempfile::tempdir().unwrap();
    let text: String = (0..5_000).map(|n| format!("id {n:04} refused\n")).collect();
    fs::write(top.path().join("a.log"), text).unwrap();
    let mut keywords: Vec<_> = (0..10_000).map(|n| format!("id {n:04} ref*")).collect();
    keywords.push("refused".to_owned());
    let keywords: Vec<_> = keywords.iter().map(String::as_str).collect();
    let report = check(&keywords, &[], &logs(&[top.path()])).unwrap();
    assert!(report.hits[..5_000].iter().all(|hits| hits.hits == 1));
    assert!(report.hits[5_000..10_000].iter().all(|hits| hits.hits == 0));
    assert_eq!(report.hits[10_000].hits, 5_000);
    assert_eq!(report.hits[10_000].examples.len(), 3);
}

#[test]
fn robustness_23_no_line_in_all_logs_is_an_error_and_never_a_clean_result() {
    let top = tempfile::tempdir().unwrap();
    fs::write(top.path().join("empty.log"), "").unwrap();
    fs::write(top.path().join("other.lz4"), b"\x04\x22\x4d\x18\0\0\x04").unwrap();
    let error = check(&["refused"], &[], &logs(&[top.path()]))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("empty.log") && error.contains("2 log"),
        "{error}"
    );
    assert!(error.contains("packed with lz4"), "{error}");
}

#[test]
fn robustness_31_the_report_is_the_same_for_one_and_for_eight_threads() {
    let top = tempfile::tempdir().unwrap();
    for n in 0..40 {
        let text = format!("{MONDAY}{n} odd line\n{TUESDAY}").repeat(n % 5);
        fs::write(top.path().join(format!("{n}.log")), text).unwrap();
    }
    let set = logs(&[top.path()]);
    let [one, eight] = [1, 8].map(|threads| written(&["refused", "* odd *"], &set, threads));
    assert_eq!(one, eight);
}

/// The whole report, with so many threads.
fn written(keywords: &[&str], logs: &LogSet, threads: usize) -> String {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let check = || check(keywords, &["connect from *"], logs);
    let report = pool.unwrap().install(check).unwrap();
    let mut out = Vec::new();
    report.write_jsonl(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn robustness_31_the_report_on_one_large_log_is_the_same_for_one_and_for_eight_threads() {
    let top = tempfile::tempdir().unwrap();
    let path = top.path().join("large.log");
    let text: String = (0..60_000)
        .map(|n| {
            format!(
                "Aug  {} 10:00:00 h{} ftpd[{n}]: login of 'user{}' refused\n",
                n / 9_000 + 1,
                n % 13,
                n % 977
            )
        })
        .collect();
    fs::write(&path, text).unwrap();
    let set = logs(&[&path]);
    let keywords = ["user97", "login of * refused", "user?6' ref", "no such"];
    assert_eq!(written(&keywords, &set, 1), written(&keywords, &set, 8));
}

#[test]
fn a_large_plain_log_is_read_in_parts_and_counted_as_one() {
    let top = tempfile::tempdir().unwrap();
    let path = top.path().join("large.log");
    let quiet = format!("{} quiet\n", "x".repeat(1_000)).repeat(40_000);
    fs::write(&path, format!("refused\n{quiet}refused\n")).unwrap();
    let report = check(&["refused"], &[], &logs(&[&path])).unwrap();
    assert_eq!((report.hits[0].hits, report.hits[0].files), (2, 1));
    let places: Vec<_> = report.hits[0]
        .examples
        .iter()
        .map(|example| example.line)
        .collect();
    assert_eq!(places, [1, 40_002]);
    assert_eq!((report.summary.files, report.summary.lines), (1, 40_002));
}

#[test]
fn progress_hears_of_every_byte_on_disk() {
    #[derive(Default)]
    struct Sum(AtomicU64, AtomicU64);
    impl Progress for Sum {
        fn begin(&self, step: Step, total: Option<u64>) {
            assert_eq!(step, Step::Reading);
            self.0.store(total.unwrap(), Ordering::Relaxed);
        }
        fn advance(&self, units: u64) {
            self.1.fetch_add(units, Ordering::Relaxed);
        }
        fn end(&self) {}
    }
    let top = week();
    let sum = Sum::default();
    crosscheck(
        &patterns(&["x"]),
        &[],
        &logs(&[top.path()]),
        &Options::default(),
        &sum,
    )
    .unwrap();
    assert_eq!(sum.0.into_inner(), sum.1.into_inner());
}
