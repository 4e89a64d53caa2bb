//! Entries of a pack's sinks and builders on which no fixture depends.

use saphyr_parser::{Event, Parser};

use super::fixture::Fixture;
use super::{Fault, Finding};
use crate::pack::{Callee, Pack};

/// The places in a list of a pack's of the entries that can be taken away while every fixture goes on
/// printing what it printed.
pub(super) fn idle<T>(
    packs: &mut [Pack],
    index: usize,
    fixtures: &[Fixture],
    list: impl Fn(&mut Pack) -> &mut Vec<T>,
) -> Vec<usize> {
    let count = list(&mut packs[index]).len();
    let is_idle = |at: &usize| {
        let entry = list(&mut packs[index]).remove(*at);
        let is_idle = fixtures
            .iter()
            .all(|fixture| fixture.printed_with(packs) == fixture.printed);
        list(&mut packs[index]).insert(*at, entry);
        is_idle
    };
    (0..count).filter(is_idle).collect()
}

/// Findings for the entries at these places of the pack's sinks and builders.
pub(super) fn findings(pack: &Pack, sinks: &[usize], builders: &[usize]) -> Vec<Finding> {
    let in_sinks = sinks
        .iter()
        .map(|at| ("sinks", *at, &pack.sinks[*at].callee));
    let in_builders = builders
        .iter()
        .map(|at| ("builders", *at, &pack.builders[*at].callee));
    let finding = |(key, at, callee): (&str, usize, &Callee)| {
        let names: Vec<_> = callee.calls.iter().map(|(name, _)| name.as_str()).collect();
        let fault = Fault::DeadCalls(names.join(", "));
        match entry_lines(&pack.manifest_file.text, key).get(at) {
            Some(line) => Finding::on_line(&pack.manifest_file, *line, fault),
            None => Finding::of_file(&pack.manifest_file, fault),
        }
    };
    in_sinks.chain(in_builders).map(finding).collect()
}

/// The lines on which the entries of the list under a key of a manifest begin.
fn entry_lines(manifest: &str, key: &str) -> Vec<usize> {
    let mut lines = Vec::new();
    let mut depth = 0usize;
    let mut is_under_key = false;
    for (event, span) in Parser::new_from_str(manifest).map_while(Result::ok) {
        match event {
            Event::Scalar(text, ..) if depth == 1 => is_under_key = text == key,
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if depth == 2 && is_under_key {
                    lines.push(span.start.line());
                }
                depth += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::entry_lines;

    #[test]
    fn the_entries_of_a_list_are_found_by_line() {
        let manifest = "files: [a]\nsinks:\n  # first\n  - calls: [x]\n    on: [y]\n  - on: &z\n      - w\n    calls: {}\nbuilders:\n  - {calls: [v]}\n";
        assert_eq!(entry_lines(manifest, "sinks"), [4, 6]);
        assert_eq!(entry_lines(manifest, "builders"), [10]);
        assert!(entry_lines(manifest, "gone").is_empty());
    }
}
