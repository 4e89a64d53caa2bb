//! From what single functions print to the program's messages.

use std::collections::BTreeMap;

use super::evidence::{Certainty, Construct, Message, Site};
use super::program::{FunctionId, Program};
use crate::dialect::Dialect;
use crate::level::Level;
use crate::pattern::Pattern;
use crate::sink::Sink;

/// A text that one call prints.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Finding {
    pub pattern: Pattern,
    pub level: Option<Level>,
    pub sink: Sink,
    pub certainty: Certainty,
    pub dialect: Dialect,
    pub debug_only: bool,
    pub line: usize,
    pub callee: String,
    pub via: Vec<String>,
    pub construct: Construct,
}

/// Messages by language and pattern.
#[derive(Default)]
pub(super) struct Messages {
    found: BTreeMap<(String, Pattern), Vec<(Finding, Site)>>,
}

impl Messages {
    pub fn add(&mut self, program: &Program<'_>, id: FunctionId, finding: Finding) {
        let (facts, function) = program.function(id);
        let site = Site {
            file: facts.path.to_string(),
            line: finding.line,
            function: Some(function.name.clone()).filter(|name| !name.is_empty()),
            callee: finding.callee.clone(),
            via: finding.via.clone(),
            construct: finding.construct,
        };
        self.add_at(program.pack(program.region(id)).name.clone(), finding, site);
    }

    pub fn add_at(&mut self, language: String, finding: Finding, site: Site) {
        self.found
            .entry((language, finding.pattern.clone()))
            .or_default()
            .push((finding, site));
    }

    /// One message a pattern, with its best sink and all its places.
    pub fn finish(self) -> Vec<Message> {
        self.found
            .into_iter()
            .filter_map(|((language, pattern), found)| message(language, pattern, found))
            .collect()
    }
}

fn message(language: String, pattern: Pattern, mut found: Vec<(Finding, Site)>) -> Option<Message> {
    found.sort_by(|(a, a_site), (b, b_site)| {
        (a.sink, a.certainty, a_site.via.len(), a_site).cmp(&(
            b.sink,
            b.certainty,
            b_site.via.len(),
            b_site,
        ))
    });
    let best = found.first()?.0.clone();
    let level = found.iter().filter_map(|(finding, _)| finding.level).min();
    let debug_only = found.iter().all(|(finding, _)| finding.debug_only);
    let mut sites: Vec<Site> = Vec::new();
    for (_, site) in found {
        // One call that reaches several sinks is one place, shown with its best way.
        if !sites
            .iter()
            .any(|known| known.file == site.file && known.line == site.line)
        {
            sites.push(site);
        }
    }
    sites.sort();
    Some(Message {
        pattern,
        level,
        sink: best.sink,
        certainty: best.certainty,
        language,
        dialect: best.dialect,
        debug_only,
        sites,
    })
}
