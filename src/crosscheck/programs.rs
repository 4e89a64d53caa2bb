//! Which programs wrote the lines, as far as syslog or the journal name them.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Programs that are told apart; beyond, some share an entry.
const BUCKETS: u64 = 1 << 10;

/// The longest name that is one.
const NAME_CAP: usize = 64;

/// Lines of each program. Names go into a fixed number of buckets, so that hostile logs cannot fill
/// the memory and the order of the lines does not matter.
#[derive(Debug, Default)]
pub(super) struct Programs(BTreeMap<u64, ProgramLines>);

/// The lines of one program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ProgramLines {
    /// The least of the names in this bucket.
    pub(super) name: Vec<u8>,
    pub(super) lines: u64,
    /// Lines that a known pattern explains.
    pub(super) covered: u64,
}

/// Whether a line's program is the one with this name, whatever its case: also `name/part`, as mail
/// servers write it, and with a path before it.
pub(super) fn is_program(written: &[u8], name: &str) -> bool {
    let name = name.as_bytes();
    let last = written.rsplit(|byte| *byte == b'/').next();
    let first = written.split(|byte| *byte == b'/').next();
    written.eq_ignore_ascii_case(name)
        || [last, first]
            .into_iter()
            .flatten()
            .any(|part| part.eq_ignore_ascii_case(name))
}

impl Programs {
    /// Adds a line of a program.
    pub(super) fn add(&mut self, name: Option<&[u8]>, is_covered: bool) {
        let Some(name) = name.filter(|name| name.len() <= NAME_CAP) else {
            return;
        };
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        let entry = self.0.entry(hasher.finish() % BUCKETS).or_default();
        if entry.lines == 0 || *name < entry.name[..] {
            entry.name = name.to_vec();
        }
        entry.lines += 1;
        entry.covered += u64::from(is_covered);
    }

    /// Both together.
    pub(super) fn join(&mut self, other: Programs) {
        for (bucket, lines) in other.0 {
            let entry = self.0.entry(bucket).or_default();
            if entry.lines == 0 || lines.name < entry.name {
                entry.name = lines.name;
            }
            entry.lines += lines.lines;
            entry.covered += lines.covered;
        }
    }

    /// The program of which most lines are explained; `None` if none is.
    pub(super) fn explained_best(&self) -> Option<&ProgramLines> {
        let covered = self.0.values().filter(|program| program.covered > 0);
        covered.max_by(|a, b| (a.covered, &b.name).cmp(&(b.covered, &a.name)))
    }

    /// The names of those with most lines, for a person.
    pub(super) fn largest(&self, most: usize) -> Vec<String> {
        let mut all: Vec<_> = self.0.values().collect();
        all.sort_by(|a, b| (b.lines, &a.name).cmp(&(a.lines, &b.name)));
        let names = all.iter().take(most);
        names
            .map(|program| String::from_utf8_lossy(&program.name).into_owned())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_known_by_its_name_with_or_without_a_part_or_path() {
        for written in ["gate", "GATE", "gate/smtpd", "/usr/sbin/gate"] {
            assert!(is_program(written.as_bytes(), "gate"), "{written}");
        }
        for written in ["gated", "a-gate", ""] {
            assert!(!is_program(written.as_bytes(), "gate"), "{written}");
        }
    }

    #[test]
    fn the_program_that_is_explained_most_is_not_always_the_one_with_most_lines() {
        let mut programs = Programs::default();
        (0..3).for_each(|_| programs.add(Some(b"cron"), false));
        (0..2).for_each(|_| programs.add(Some(b"gate"), true));
        programs.add(None, true);
        assert_eq!(programs.explained_best().unwrap().name, b"gate");
        assert_eq!(programs.largest(2), ["cron", "gate"]);
    }
}
