//! A literal in every dialect: to a pattern, its written form and back, and to a keyword in YAML.
#![no_main]
#![allow(clippy::unwrap_used)]

use libfuzzer_sys::fuzz_target;
use sigmine::dialect::{Dialect, Part};
use sigmine::pattern::{Pattern, Piece};
use sigmine::sigma::Keyword;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for dialect in [
        Dialect::Plain,
        Dialect::Printf,
        Dialect::Percent,
        Dialect::Braces,
    ] {
        let piece = |part| match part {
            Part::Text(text) => Piece::Text(text),
            Part::Value(_) | Part::Padding => Piece::Any,
        };
        let pattern = Pattern::new(dialect.split(&text).into_iter().map(piece));
        let written = pattern.to_string();
        assert_eq!(written.parse::<Pattern>().unwrap(), pattern);
        if let Ok(keyword) = Keyword::new(pattern) {
            let rule = format!(
                "detection:\n    keywords:\n        - {}\n",
                keyword.quoted()
            );
            let read = sigmine::sigma::read(&rule, "rule.yml").unwrap();
            assert_eq!(&read.keywords[0].pattern, keyword.pattern());
        }
    }
});
