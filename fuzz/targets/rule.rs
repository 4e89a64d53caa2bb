//! A rule of somebody's: the reader, all checks and what search engines make of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sigmine::sigma::{self, Backend, Keyword};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let findings = sigma::lint(&text, "lnx_rule.yml", jiff::civil::date(2026, 1, 2));
    for finding in &findings {
        assert!(finding.span.start <= finding.span.end && finding.span.end <= text.len());
    }
    match sigma::read(&text, "lnx_rule.yml") {
        // What cannot be read is not clean either.
        Err(_) => assert!(!findings.is_empty()),
        Ok(rule) => {
            for read in rule.keywords {
                if let Ok(keyword) = Keyword::new(read.pattern) {
                    for engine in Backend::all() {
                        engine.differences(&keyword.to_string());
                    }
                }
            }
        }
    }
});
