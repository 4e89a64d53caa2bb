//! From what single functions print to the program's messages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::circumstances::Circumstances;
use super::evidence::{Certainty, Construct, Message, Site};
use super::program::{FunctionId, Program};
use super::via::Via;
use crate::dialect::Dialect;
use crate::facts::ExprId;
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
    /// The region and line of the table's entry that it is, if that is the place to show.
    pub entry: Option<(usize, usize)>,
    /// The function inside the one that was read, if it is one.
    pub function: Option<String>,
    pub callee: Arc<str>,
    pub via: Via,
    pub construct: Construct,
    /// The call itself, where its line is the place to show.
    pub call: Option<ExprId>,
}

/// Messages by language and pattern.
#[derive(Default)]
pub(super) struct Messages {
    found: BTreeMap<(String, Pattern), Vec<(Finding, Site)>>,
}

impl Messages {
    pub fn add(
        &mut self,
        program: &Program<'_>,
        id: FunctionId,
        finding: Finding,
        around: Circumstances,
    ) {
        let (facts, function) = program.function(id);
        let inside = finding.function.as_ref();
        let (file, line) = match finding.entry {
            Some((region, line)) => (&program.facts[region].path, line),
            None => (&facts.path, finding.line),
        };
        let site = Site {
            file: file.to_string(),
            line,
            function: Some(inside.unwrap_or(&function.name).clone())
                .filter(|name| !name.is_empty()),
            callee: finding.callee.to_string(),
            via: finding.via.callees().map(ToString::to_string).collect(),
            construct: finding.construct,
            guard: around.guard,
            values: around.values,
            then: around.then,
            input: around.input,
            beside: around.beside,
            ends_process: around.ends_process,
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
