//! How much of the logs the application explains, and how much of the application was seen in them.

use std::collections::BTreeMap;

use super::programs::ProgramLines;
use super::report::{LevelSeen, ProgramSeen, Summary};
use super::tally::Tally;
use super::{Known, Options};
use crate::level::Level;

/// The logs as a whole; `explaining` are the known patterns that can explain a line.
pub(super) fn summary(
    tally: &Tally,
    known: &[Known],
    explaining: &[usize],
    options: &Options,
) -> Summary {
    let covered: u64 = tally.explained.values().sum();
    let mut summary = Summary {
        lines: tally.lines,
        bytes: tally.bytes,
        files: tally.files,
        covered,
        days: tally.seen.days(),
        hosts: tally.seen.hosts(),
        messages: explaining.len() as u64,
        seen: tally.explained.len() as u64,
        levels: levels(tally, known, explaining),
        program: program(tally, options, covered),
        ..Summary::default()
    };
    let share = covered as f64 / summary.counted().max(1) as f64;
    summary.coverage = (!known.is_empty()).then_some(share);
    summary
}

fn levels(tally: &Tally, known: &[Known], explaining: &[usize]) -> Vec<LevelSeen> {
    // Unknown levels come last.
    let mut levels = BTreeMap::<(bool, Option<Level>), LevelSeen>::new();
    for &index in explaining {
        let level = known[index].level;
        let entry = levels.entry((level.is_none(), level)).or_insert(LevelSeen {
            level,
            messages: 0,
            seen: 0,
            lines: 0,
        });
        let lines = tally.explained.get(&index).copied().unwrap_or(0);
        entry.messages += 1;
        entry.seen += u64::from(lines > 0);
        entry.lines += lines;
    }
    levels.into_values().collect()
}

fn program(tally: &Tally, options: &Options, covered: u64) -> Option<ProgramSeen> {
    if let Some(name) = &options.program {
        return Some(ProgramSeen {
            name: name.clone(),
            lines: tally.own,
            covered,
            asked: true,
        });
    }
    let ProgramLines {
        name,
        lines,
        covered,
    } = tally.programs.explained_best()?;
    Some(ProgramSeen {
        name: String::from_utf8_lossy(name).into_owned(),
        lines: *lines,
        covered: *covered,
        asked: false,
    })
}
