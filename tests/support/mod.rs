//! Candidates to make drafts from.

use sigmine::crosscheck::{Hits, Report, Summary};
use sigmine::dialect::Dialect;
use sigmine::emit::{Accepted, DraftInput, Metadata};
use sigmine::level::Level;
use sigmine::link::{Certainty, Construct, Message, Sink, Site};
use sigmine::pattern::Pattern;
use sigmine::score::{Candidate, Fingerprint, Reason};
use sigmine::sigma::Keyword;
use sigmine::source::Provenance;

/// A message as an accepted candidate whose keyword is the whole message.
pub fn accepted(pattern: Pattern, line: usize) -> Option<Accepted> {
    let keyword = Keyword::new(pattern.clone()).ok()?;
    let site = Site {
        file: "src/session.c".into(),
        line,
        function: Some("serve".into()),
        parameters: Vec::new(),
        callee: "report".into(),
        via: vec!["report".into(), "syslog".into()],
        construct: Construct::WrapperCall,
        level: None,
        in_constructor: false,
        guard: None,
        values: Vec::new(),
        then: Vec::new(),
        callers: [].into(),
        calls: [].into(),
        input: None,
        beside: false,
        ends_process: false,
    };
    let message = Message {
        pattern: pattern.clone(),
        level: Some(Level::Error),
        sink: Sink::Syslog,
        certainty: Certainty::Wrapper,
        language: "c".into(),
        dialect: Dialect::Printf,
        debug_only: false,
        sites: vec![site],
    };
    let candidate = Candidate {
        rank: line,
        score: 3.0,
        keyword: pattern,
        fingerprint: Fingerprint("0123456789abcdef".into()),
        message,
        given_up: Vec::new(),
        second_keyword: None,
        shared_keyword: None,
        also_matches: Vec::new(),
        weak: false,
        reasons: vec![Reason {
            signal: "word:refused".parse().unwrap(),
            weight: 3.0,
            detail: "says that something was refused".into(),
        }],
    };
    Some(Accepted {
        candidate,
        keyword,
        keep: false,
    })
}

/// Accepted candidates from written patterns.
pub fn all_accepted(written: &[&str]) -> Vec<Accepted> {
    let patterns = written.iter().map(|text| text.parse().unwrap());
    (1..)
        .zip(patterns)
        .map(|(line, pattern)| accepted(pattern, line).unwrap())
        .collect()
}

/// Metadata with nothing but a name and a day.
pub fn metadata(app: &str) -> Metadata {
    Metadata::new(app, jiff::civil::date(2026, 11, 24))
}

/// A source folder that is a checkout.
pub fn checkout() -> Provenance {
    Provenance {
        name: "exampled".into(),
        remote: Some("https://github.com/example/exampled".into()),
        commit: Some("ce2fa4288b92683f832c3b5179d5cb2a77d0750e".into()),
        ..Provenance::default()
    }
}

/// A cross-check: hits of each keyword, lines read, and the share that is explained.
pub fn report(hits: &[(&str, u64)], lines: u64, coverage: f64) -> Report {
    let hits = hits.iter().map(|(keyword, hits)| Hits {
        keyword: (*keyword).to_owned(),
        hits: *hits,
        files: u64::from(*hits > 0),
        ..Hits::default()
    });
    Report {
        hits: hits.collect(),
        summary: Summary {
            lines,
            bytes: lines * 80,
            files: 2,
            covered: (lines as f64 * coverage) as u64,
            coverage: Some(coverage),
            ..Summary::default()
        },
        unread: Vec::new(),
    }
}

/// What a draft is made of, without a cross-check.
pub fn input<'a>(
    metadata: &'a Metadata,
    accepted: &'a [Accepted],
    provenance: &'a Provenance,
) -> DraftInput<'a> {
    DraftInput::new(metadata, accepted, provenance)
}
