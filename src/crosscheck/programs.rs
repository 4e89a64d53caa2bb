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
    #[test]
    fn nothing_explained_is_no_program() {
        let mut programs = Programs::default();
        programs.add(Some(b"cron"), false);
        assert_eq!(programs.explained_best(), None);
    }

    fn of(names: &[&str]) -> Programs {
        let mut programs = Programs::default();
        for name in names {
            programs.add(Some(name.as_bytes()), true);
        }
        programs
    }

    #[test]
    fn of_names_that_share_an_entry_the_least_is_shown_in_whatever_order_they_come() {
        let names: Vec<String> = (0..).map(|n| format!("m{n}")).take(30_000).collect();
        let shares = |name: &&String| *name < &names[5] && of(&[name, &names[5]]).0.len() == 1;
        let (least, other) = (
            names.iter().find(shares).unwrap().as_str(),
            names[5].as_str(),
        );
        let mut shown = vec![of(&[least, other]), of(&[other, least])];
        for (left, right) in [(least, other), (other, least)] {
            let mut joined = of(&[left]);
            joined.join(of(&[right]));
            shown.push(joined);
        }
        for programs in shown {
            let best = programs.explained_best().unwrap();
            assert_eq!(
                (best.name.as_slice(), best.lines, best.covered),
                (least.as_bytes(), 2, 2)
            );
            assert_eq!(programs.largest(9), [least]);
        }
    }

    #[test]
    fn however_many_names_a_log_holds_the_entries_are_few() {
        let names: Vec<String> = (0..5_000).map(|n| n.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let entries = of(&names).0.len() as u64;
        assert!((BUCKETS / 2..=BUCKETS).contains(&entries), "{entries}");
    }

    #[test]
    fn what_is_longer_than_a_name_is_none() {
        let programs = of(&[
            "x".repeat(NAME_CAP).as_str(),
            "y".repeat(NAME_CAP + 1).as_str(),
        ]);
        assert_eq!(programs.largest(9), ["x".repeat(NAME_CAP)]);
    }

    #[test]
    fn programs_with_as_many_lines_stand_in_the_order_of_their_names() {
        assert_eq!(of(&["b", "a", "c", "c"]).largest(2), ["c", "a"]);
        assert_eq!(of(&["b", "a"]).explained_best().unwrap().name, b"a");
    }
}
