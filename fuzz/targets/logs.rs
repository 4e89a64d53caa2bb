//! A log of any kind, packed or not; its first line, as far as it is one, is a keyword too.
#![no_main]
#![allow(clippy::unwrap_used)]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use sigmine::crosscheck::{self, Known, Options};
use sigmine::level::Level;
use sigmine::logs::LogSet;
use sigmine::pattern::Pattern;
use sigmine::progress::Silent;

const KEYWORDS: [&str; 4] = [
    "refused",
    "letter*stamp",
    "o?en",
    "the spool folder is full",
];

fuzz_target!(|bytes: &[u8]| {
    let first = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let own = String::from_utf8_lossy(first);
    let patterns: Vec<Pattern> = KEYWORDS
        .iter()
        .copied()
        .chain([own.as_ref()])
        .filter_map(|text| text.parse().ok())
        .filter(|pattern: &Pattern| pattern.letters() > 0)
        .collect();
    let known: Vec<Known> = patterns
        .iter()
        .map(|pattern| Known {
            pattern: pattern.clone(),
            level: Some(Level::Error),
        })
        .collect();
    let stdin = Box::new(Cursor::new(bytes.to_vec()));
    let logs = LogSet::find(&["-".into()], stdin).unwrap();
    let checked = crosscheck::crosscheck(&patterns, &known, &logs, &Options::default(), &Silent);
    if let Ok(report) = checked {
        let lines = report.summary.lines;
        assert!(report.hits.iter().all(|hits| hits.hits <= lines));
        let coverage = report.summary.coverage.unwrap_or_default();
        assert!((0.0..=1.0).contains(&coverage));
        report.write_jsonl(&mut Vec::new()).unwrap();
    }
});
