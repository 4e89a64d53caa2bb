//! A draft of nothing in particular, to try templates with before the long work.

use std::path::Path;

use jiff::civil::date;

use super::template::{PULL_REQUEST, RULE};
use super::{Accepted, DraftInput, Error, Metadata, draft};
use crate::corpus::Shelf;
use crate::crosscheck::{Report, Summary};
use crate::dialect::Dialect;
use crate::level::Level;
use crate::link::{Certainty, Construct, Message, Site};
use crate::pattern::{Pattern, Piece};
use crate::score::{Candidate, Fingerprint};
use crate::sigma::Keyword;
use crate::sink::Sink;
use crate::source::Provenance;

/// Makes sure that the templates of a folder can be used: fills them in with an example, and lints
/// the rule.
///
/// # Errors
/// [`Error::Template`] for a folder with no template, otherwise as [`draft`].
pub fn check_templates(folder: &Path) -> Result<(), Error> {
    let templates = Shelf::templates(Some(folder));
    if ![RULE, PULL_REQUEST]
        .iter()
        .any(|name| folder.join(name).is_file())
    {
        return Err(Error::Template {
            place: folder.display().to_string(),
            why: format!("it holds neither {RULE} nor {PULL_REQUEST}"),
        });
    }
    let metadata = Metadata::new("example", date(2026, 1, 2));
    let provenance = Provenance::default();
    let accepted: Vec<Accepted> = accepted().into_iter().collect();
    let report = Report {
        hits: Vec::new(),
        summary: Summary::default(),
        unread: Vec::new(),
    };
    let logs = ["example.log".to_owned()];
    let input = DraftInput {
        report: Some(&report),
        logs: &logs,
        ..DraftInput::new(&metadata, &accepted, &provenance)
    };
    draft(&input, &templates).map(|_| ())
}

/// A message with all that a template can show of one.
fn accepted() -> Option<Accepted> {
    let text = |text: &str| Piece::Text(text.to_owned());
    let pattern = Pattern::new([text("request "), Piece::Any, text(" is 'out' of bounds")]);
    let site = Site {
        file: "example.c".to_owned(),
        line: 1,
        function: Some("serve".to_owned()),
        parameters: Vec::new(),
        callee: "syslog".to_owned(),
        via: vec!["syslog".to_owned()],
        construct: Construct::DirectCall,
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
        certainty: Certainty::Direct,
        language: "example".to_owned(),
        dialect: Dialect::Printf,
        debug_only: false,
        sites: vec![site],
    };
    let candidate = Candidate {
        rank: 1,
        score: 1.0,
        keyword: pattern.clone(),
        fingerprint: Fingerprint("0123456789abcdef".to_owned()),
        message,
        given_up: Vec::new(),
        second_keyword: None,
        shared_keyword: None,
        also_matches: Vec::new(),
        weak: false,
        reasons: Vec::new(),
    };
    let keyword = Keyword::new(pattern).ok()?;
    Some(Accepted {
        candidate,
        keyword,
        keep: false,
    })
}
