//! Whether language packs do what they say.
//!
//! The proof of a pack are its fixtures: small programs whose comments state what each line prints. Here
//! they are read like any source; what they print must be what they state, and they must exercise every
//! pattern of the pack's query, every alternative inside one, and every entry of its sinks and builders.

mod alternatives;
mod calls;
mod finding;
mod fixture;
mod patterns;

use std::path::Path;
use std::sync::Arc;

pub use finding::{Fault, Finding};

use crate::corpus::Shelf;
use crate::pack::{self, Pack};
use fixture::Fixture;

/// What checking all packs gives.
#[derive(Debug, Default)]
pub struct Proof {
    /// One for each pack, sorted by name.
    pub packs: Vec<Tally>,
    /// What is wrong: fixtures that no pack reads, then pack by pack.
    pub findings: Vec<Finding>,
}

/// How much of a pack its fixtures exercise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The pack's name.
    pub name: String,
    /// How many fixtures it has.
    pub fixtures: usize,
    /// Patterns of its query.
    pub patterns: Share,
    /// Alternatives inside `[…]` in these patterns.
    pub alternatives: Share,
    /// Entries of its sinks.
    pub sinks: Share,
    /// Entries of its builders.
    pub builders: Share,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many are exercised.
    pub exercised: usize,
    /// How many there are.
    pub all: usize,
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {}", self.exercised, self.all)
    }
}

/// Loads all packs, with those in the folder `own` of the user's, and checks them against all fixtures.
///
/// # Errors
/// [`pack::Error`] for a pack that cannot be loaded, and for a file that cannot be read.
pub fn check(own: Option<&Path>) -> Result<Proof, pack::Error> {
    let mut packs = pack::load(&Shelf::queries(own))?;
    let mut fixtures: Vec<Vec<Fixture>> = packs.iter().map(|_| Vec::new()).collect();
    let mut proof = Proof::default();
    for file in Shelf::fixtures(own).files()? {
        let file = Arc::new(file);
        match packs.iter().position(|pack| is_read_by(pack, &file.name)) {
            Some(pack) => fixtures[pack].push(Fixture::read(file, pack, &packs)),
            None => proof.findings.push(Finding::of_file(&file, Fault::Unread)),
        }
    }
    for (index, fixtures) in fixtures.iter().enumerate() {
        proof.add_pack(&mut packs, index, fixtures)?;
    }
    Ok(proof)
}

/// Whether a fixture lies in the folder of this pack, and has a name that the pack reads.
fn is_read_by(pack: &Pack, name: &str) -> bool {
    let folder = name.split_once('/').map(|(folder, _)| folder);
    folder == Some(pack.name.as_str()) && pack.reads(name)
}

impl Proof {
    fn add_pack(
        &mut self,
        packs: &mut [Pack],
        index: usize,
        fixtures: &[Fixture],
    ) -> Result<(), pack::Error> {
        let parts = patterns::exercise(&packs[index], fixtures)?;
        let sinks = calls::idle(packs, index, fixtures, |pack| &mut pack.manifest.sinks);
        let builders = calls::idle(packs, index, fixtures, |pack| &mut pack.manifest.builders);
        let pack = &packs[index];
        self.packs.push(Tally {
            name: pack.name.clone(),
            fixtures: fixtures.len(),
            patterns: Share::of(&parts.patterns),
            alternatives: Share::of(&parts.alternatives),
            sinks: Share::without(&sinks, pack.sinks.len()),
            builders: Share::without(&builders, pack.builders.len()),
        });
        if fixtures.is_empty() {
            let finding = Finding::of_file(&pack.manifest_file, Fault::NoFixtures);
            self.findings.push(finding);
            return Ok(());
        }
        self.findings
            .extend(fixtures.iter().flat_map(Fixture::findings));
        self.findings.extend(parts.findings(&pack.facts_file));
        self.findings
            .extend(calls::findings(pack, &sinks, &builders));
        Ok(())
    }
}

impl Share {
    fn of(parts: &[patterns::Part]) -> Self {
        Share {
            exercised: parts.iter().filter(|part| part.is_exercised).count(),
            all: parts.len(),
        }
    }

    fn without(idle: &[usize], all: usize) -> Self {
        Share {
            exercised: all - idle.len(),
            all,
        }
    }
}
