//! From what single functions print to the program's messages.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
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
    pub line: u32,
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
    found: BTreeMap<(String, Pattern), Found>,
}

/// What was found of one message.
#[derive(Default)]
struct Found {
    level: Option<Level>,
    /// Whether it was found anywhere outside of debugging.
    is_real: bool,
    /// The best way from each file and line: one call that reaches several sinks is one place.
    best: BTreeMap<(String, usize), Told>,
}

/// A way of a message to a sink; less is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    sink: Sink,
    certainty: Certainty,
    calls: usize,
    site: Site,
    dialect: Dialect,
}

impl Found {
    fn add(&mut self, finding: &Finding, site: Site) {
        self.level = self.level.into_iter().chain(finding.level).min();
        self.is_real |= !finding.debug_only;
        let place = (site.file.clone(), site.line);
        let told = Told {
            sink: finding.sink,
            certainty: finding.certainty,
            calls: site.via.len(),
            site,
            dialect: finding.dialect,
        };
        match self.best.entry(place) {
            Entry::Vacant(free) => {
                free.insert(told);
            }
            Entry::Occupied(mut known) if told < *known.get() => {
                known.insert(told);
            }
            Entry::Occupied(_) => {}
        }
    }
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
            None => (&facts.path, finding.line as usize),
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
        let found = self.found.entry((language, finding.pattern.clone()));
        found.or_default().add(&finding, site);
    }

    /// One message a pattern, with its best sink and all its places.
    pub fn finish(self) -> Vec<Message> {
        self.found
            .into_iter()
            .filter_map(|((language, pattern), found)| message(language, pattern, found))
            .collect()
    }
}

fn message(language: String, pattern: Pattern, found: Found) -> Option<Message> {
    let best = found.best.values().min()?;
    Some(Message {
        pattern,
        level: found.level,
        sink: best.sink,
        certainty: best.certainty,
        language,
        dialect: best.dialect,
        debug_only: !found.is_real,
        sites: found.best.into_values().map(|told| told.site).collect(),
    })
}
