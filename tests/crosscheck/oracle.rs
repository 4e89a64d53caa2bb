//! Counts are those of an independent counter (`oracle.py`), on every sample log of the repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sigmine::crosscheck::{Options, crosscheck};
use sigmine::job::{self, MineOptions};
use sigmine::logs::LogSet;
use sigmine::pattern::Pattern;
use sigmine::progress::Silent;
use sigmine::sigma;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What any draft of the tests could hold (every keyword of the example application), the keywords of
/// the tests' rules, and pieces of the logs themselves with wildcards put in: those are sure to hit.
fn keywords(logs: &[PathBuf]) -> Vec<Pattern> {
    let source = Path::new(ROOT).join("examples/letterbox/source");
    let mined = job::mine(&[source], &MineOptions::default(), &Silent).unwrap();
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

fn sample_logs() -> Vec<PathBuf> {
    let mut logs = Vec::new();
    for program in fs::read_dir(Path::new(ROOT).join("corpora/logs")).unwrap() {
        let Ok(files) = fs::read_dir(program.unwrap().path()) else {
            continue;
        };
        let files = files.map(|file| file.unwrap().path());
        logs.extend(
            files.filter(|path| path.file_name().unwrap().to_str().unwrap().contains(".log")),
        );
    }
    logs.sort();
    logs
}

/// The other counter's numbers; `None` where there is no Python and there may be none.
fn counted_by_the_oracle(keywords: &[Pattern], logs: &[PathBuf]) -> Option<Vec<u64>> {
    let desk = tempfile::tempdir().unwrap();
    let list = desk.path().join("keywords.json");
    fs::write(&list, serde_json::to_string(keywords).unwrap()).unwrap();
    let script = Path::new(ROOT).join("tests/crosscheck/oracle.py");
    let run = Command::new("python3")
        .arg(script)
        .arg(&list)
        .args(logs)
        .output();
    let Ok(run) = run else {
        assert!(std::env::var_os("CI").is_none(), "python3 is missing in CI");
        return None;
    };
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    Some(serde_json::from_slice(&run.stdout).unwrap())
}

#[test]
fn counts_equal_those_of_an_independent_counter_on_every_sample_log() {
    let logs = sample_logs();
    let keywords = keywords(&logs);
    assert!(
        logs.len() >= 5 && keywords.len() > 200,
        "{}, {}",
        logs.len(),
        keywords.len()
    );
    let mut hit = 0;
    for log in &logs {
        let log = std::slice::from_ref(log);
        let set = LogSet::find(log, Box::new(std::io::empty())).unwrap();
        let report = crosscheck(&keywords, &[], &set, &Options::default(), &Silent).unwrap();
        let Some(expected) = counted_by_the_oracle(&keywords, log) else {
            return;
        };
        for (hits, expected) in report.hits.iter().zip(expected) {
            assert_eq!(hits.hits, expected, "'{}' in {log:?}", hits.keyword);
            hit += usize::from(expected > 0);
        }
    }
    assert!(
        hit > 50,
        "only {hit} keywords hit: the test would say little"
    );
}
