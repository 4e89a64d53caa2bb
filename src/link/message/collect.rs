//! From what single functions print to the program's messages.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::dialect::Dialect;
use crate::facts::{ExprId, NameList};
use crate::level::Level;
use crate::link::message::circumstances::Circumstances;
use crate::link::message::evidence::{Certainty, Construct, Message, Site};
use crate::link::program::{FunctionId, Program};
use crate::link::value::via::Via;
use crate::pattern::Pattern;
use crate::sink::Sink;

/// A text that one call prints.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
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
pub struct Messages<'a> {
    found: BTreeMap<&'a str, BTreeMap<Pattern, Found>>,
}

/// What was found of one message.
#[derive(Default)]
struct Found {
    /// Whether it was found anywhere outside of debugging.
    is_real: bool,
    /// The best way from each file and line, sorted by these: one call that reaches several sinks is one place.
    best: Vec<Told>,
}

/// A way of a message to a sink; less is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    rank: Rank,
    site: Site,
    dialect: Dialect,
    /// The level that the best of the ways from here says that say one.
    said: Option<(Rank, Level)>,
}

/// What counts first of a way: the sink, the certainty, and how many calls it takes.
type Rank = (Sink, Certainty, usize);

impl Found {
    fn add(&mut self, finding: &Finding, place: (&str, usize), site: impl FnOnce() -> Site) {
        self.is_real |= !finding.debug_only;
        let rank = (finding.sink, finding.certainty, finding.via.len());
        let known = self.best.binary_search_by(|told| told.place().cmp(&place));
        let mut said = finding.level.map(|level| (rank, level));
        if let Ok(at) = known {
            let known = &mut self.best[at];
            said = known.said.into_iter().chain(said).min();
            known.said = said;
            if known.rank < rank {
                return;
            }
        }
        let told = Told {
            rank,
            site: site(),
            dialect: finding.dialect,
            said,
        };
        match known {
            Ok(at) if told < self.best[at] => self.best[at] = told,
            Ok(_) => {}
            Err(at) => {
                // Most messages have one place.
                self.best.reserve_exact(usize::from(self.best.is_empty()));
                self.best.insert(at, told);
            }
        }
    }
}

impl Told {
    /// The file and line to show.
    fn place(&self) -> (&str, usize) {
        (&self.site.file, self.site.line)
    }

    fn level(&self) -> Option<Level> {
        self.said.map(|(_, level)| level)
    }
}

impl<'a> Messages<'a> {
    /// Adds what was found in a function, with what stands around the call.
    pub fn add(
        &mut self,
        program: &Program<'a>,
        id: FunctionId,
        finding: &Finding,
        around: &Circumstances,
    ) {
        let (facts, function) = program.function(id);
        let pack = program.pack(program.region(id));
        let (file, line) = match finding.entry {
            Some((region, line)) => (&program.facts[region].path, line),
            None => (&facts.path, finding.line as usize),
        };
        let site = || Site {
            file: file.to_string(),
            line,
            function: Some(finding.function.as_ref().unwrap_or(&function.name).clone())
                .filter(|name| !name.is_empty()),
            parameters: named(&function.parameters),
            callee: finding.callee.to_string(),
            via: finding.via.callees().map(ToString::to_string).collect(),
            construct: finding.construct,
            level: None,
            in_constructor: pack.constructors.contains(&function.name),
            guard: around.guard.clone(),
            values: around.values.clone(),
            then: around.then.clone(),
            callers: around.callers.clone(),
            calls: around.calls.clone(),
            input: around.input,
            beside: around.beside,
            ends_process: around.ends_process,
        };
        self.add_at(&pack.name, finding, (file, line), site);
    }

    /// Adds what was found at a place; the site is asked for where it may be the best one there.
    pub fn add_at(
        &mut self,
        language: &'a str,
        finding: &Finding,
        place: (&str, usize),
        site: impl FnOnce() -> Site,
    ) {
        let found = self.found.entry(language).or_default();
        match found.get_mut(&finding.pattern) {
            Some(known) => known.add(finding, place, site),
            None => {
                let new = found.entry(finding.pattern.clone());
                new.or_default().add(finding, place, site);
            }
        }
    }

    /// One message a pattern, with its best sink and all its places.
    pub fn finish(self) -> Vec<Message> {
        let languages = self.found.into_iter();
        let found = languages.flat_map(|(language, found)| {
            let messages = found.into_iter();
            messages.filter_map(|(pattern, found)| message(language, pattern, found))
        });
        found.collect()
    }
}

/// Those parameters that have names.
fn named(parameters: &NameList) -> Vec<String> {
    let named = parameters.iter().filter(|name| !name.is_empty());
    named.map(str::to_owned).collect()
}

fn message(language: &str, pattern: Pattern, found: Found) -> Option<Message> {
    let best = found.best.iter().min()?;
    let (sink, certainty, _) = best.rank;
    let dialect = best.dialect;
    let levels = found.best.iter().filter_map(Told::level);
    let level = levels.min();
    let sites = found.best.into_iter().map(|told| Site {
        level: told.level().filter(|own| Some(*own) != level),
        ..told.site
    });
    Some(Message {
        pattern,
        level,
        sink,
        certainty,
        language: language.to_owned(),
        dialect,
        debug_only: !found.is_real,
        sites: sites.collect(),
    })
}
