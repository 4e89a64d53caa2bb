//! Counts are those of an independent counter (`oracle.py`), on every sample log of the repository.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use sigmine::crosscheck::{Options, crosscheck};
use sigmine::job::{self, MineOptions};
use sigmine::logs::LogSet;
use sigmine::pattern::Pattern;
use sigmine::progress::Silent;
use sigmine::sigma;

use crate::counter;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The applications that the tests draft rules for; `tests/projects` looks after its own.
const APPLICATIONS: [&str; 3] = [
    "examples/letterbox/source",
    "tests/cli/doorkeeper",
    "tests/cli/greeter",
];

/// What any draft of the tests could hold (every keyword of their applications), the keywords of
/// the tests' rules, and pieces of the logs themselves with wildcards put in: those are sure to hit.
fn keywords(logs: &[PathBuf]) -> Vec<Pattern> {
    let sources = APPLICATIONS.map(|source| Path::new(ROOT).join(source));
    let mined = job::mine(&sources, &MineOptions::default(), &Silent).unwrap();
    let mut keywords: Vec<Pattern> = mined.candidates.into_iter().map(|c| c.keyword).collect();
    for rule in fs::read_dir(Path::new(ROOT).join("tests/cli/rules")).unwrap() {
        let path = rule.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let rule = sigma::read(&text, "rule")
            .map(|rule| rule.keywords)
            .unwrap_or_default();
        keywords.extend(rule.into_iter().map(|keyword| keyword.pattern));
    }
    for log in logs {
        keywords.extend(from_text(&String::from_utf8_lossy(&fs::read(log).unwrap())));
    }
    keywords.retain(|keyword| keyword.texts().next().is_some());
    keywords
}

/// Every 97th line: its words with one of them left out, a character left open, in the other case.
fn from_text(log: &str) -> Vec<Pattern> {
    let lines = log.lines().step_by(97).filter(|line| line.is_ascii());
    let keyword = |line: &str| {
        let words: Vec<&str> = line
            .split(' ')
            .filter(|word| !word.contains(['*', '?', '\\', '#']))
            .collect();
        let middle = words.len() / 2;
        let (before, after) = (words.get(middle)?, words.get(middle + 1)?);
        let open = after.get(1..).unwrap_or_default();
        Some([
            format!("{before} *{after}"),
            format!("?{open}").to_uppercase(),
            (*before).to_owned(),
        ])
    };
    let written = lines.filter_map(keyword).flatten();
    written.map(|written| written.parse().unwrap()).collect()
}

/// A log as it lies there, as plain text and packed with zstd.
fn forms(log: &Path, desk: &Path) -> [PathBuf; 3] {
    let mut raw = Vec::new();
    flate2::read::MultiGzDecoder::new(fs::File::open(log).unwrap())
        .read_to_end(&mut raw)
        .or_else(|_| {
            raw.clear();
            fs::File::open(log)?.read_to_end(&mut raw)
        })
        .unwrap();
    let plain = desk.join("plain.log");
    fs::write(&plain, &raw).unwrap();
    let packed = desk.join("packed.log.zst");
    fs::write(&packed, zstd::encode_all(&raw[..], 1).unwrap()).unwrap();
    [log.to_owned(), plain, packed]
}

/// The counts of our own, with so many threads.
fn ours(keywords: &[Pattern], log: &Path, threads: usize) -> Vec<u64> {
    let set = LogSet::find(&[log.to_owned()], Box::new(std::io::empty())).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let check = || crosscheck(keywords, &[], &set, &Options::default(), &Silent);
    let report = pool.unwrap().install(check).unwrap();
    report.hits.iter().map(|hits| hits.hits).collect()
}

#[test]
fn counts_equal_those_of_an_independent_counter_on_every_sample_log() {
    let desk = tempfile::tempdir().unwrap();
    let logs = counter::sample_logs();
    let keywords = keywords(&logs);
    assert!(
        logs.len() >= 5 && keywords.len() > 200,
        "{}, {}",
        logs.len(),
        keywords.len()
    );
    let mut hit = 0;
    for log in &logs {
        let Some(expected) = counter::counted(&keywords, std::slice::from_ref(log)) else {
            return;
        };
        hit += expected.iter().filter(|lines| **lines > 0).count();
        for form in forms(log, desk.path()) {
            for threads in [1, 8] {
                for (index, lines) in ours(&keywords, &form, threads).into_iter().enumerate() {
                    let keyword = &keywords[index];
                    assert_eq!(
                        lines, expected[index],
                        "'{keyword}' in {form:?} of {log:?}, {threads} threads"
                    );
                }
            }
        }
    }
    assert!(
        hit > 50,
        "only {hit} keywords hit: the test would say little"
    );
}
