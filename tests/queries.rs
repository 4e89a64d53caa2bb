//! Language packs and their fixtures: what `sigmine packs check` finds, in those that are built in and in
//! a user's own.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use sigmine::proof::{self, Fault, Finding};

const PACK: &str = "grammar: c
files: ['*.cc']
sinks:
  - {calls: [syslog], level: 0, message: 1, sink: syslog}
levels: {err: error}
";
const FACTS: &str = "(identifier) @name
(string_literal) @string
(string_content) @string.content
(call_expression function: (_) @call.callee) @call
(call_expression arguments: (argument_list (_) @call.argument))
";
const FIXTURE: &str = "void f(void)
{
    syslog(LOG_ERR, \"door is jammed\"); // >> door is jammed [error syslog direct_call]
}
";

#[test]
fn every_fixture_prints_what_it_states_and_every_part_of_a_pack_is_exercised() {
    let findings = proof::check(None).unwrap().findings;
    let named: Vec<_> = findings.iter().map(ToString::to_string).collect();
    assert!(named.is_empty(), "\n{}", named.join("\n"));
}

#[test]
fn a_pack_that_its_fixtures_prove_has_no_findings() {
    assert_eq!(faults(PACK, FACTS, FIXTURE), []);
}

#[test]
fn a_pattern_that_matches_nothing_is_dead_with_all_that_is_in_it() {
    let dead = "(return_statement [(true) (false)] @return.value)\n  @return\n";
    let found = faults(PACK, &(FACTS.to_owned() + dead), FIXTURE);
    let line = dead.lines().next().unwrap().to_owned();
    assert_eq!(found, [(6, Fault::DeadPattern(line))]);
}

#[test]
fn an_alternative_that_takes_part_in_no_match_is_dead_though_its_pattern_is_not() {
    let choice = "(call_expression arguments: [
  (argument_list [(string_literal) (true)] @_a)
  (argument_list [(false) (null)] @_b)
])
";
    let found = faults(PACK, &(FACTS.to_owned() + choice), FIXTURE);
    let expected = [
        (7, Fault::DeadAlternative("(true)".into())),
        (
            8,
            Fault::DeadAlternative("(argument_list [(false) (null)] @_b)".into()),
        ),
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_alternation_among_alternatives_stands_for_its_own() {
    let choice = "(argument_list [(identifier) [(string_literal) \"(\" (true)]] @_a)\n";
    let found = faults(PACK, &(FACTS.to_owned() + choice), FIXTURE);
    assert_eq!(found, [(6, Fault::DeadAlternative("(true)".into()))]);
}

#[test]
fn predicates_count() {
    let predicates = "((identifier) @_name (#eq? @_name \"f\"))
((identifier) @_name (#eq? @_name \"g\"))
";
    let found = faults(PACK, &(FACTS.to_owned() + predicates), FIXTURE);
    let line = "((identifier) @_name (#eq? @_name \"g\"))";
    assert_eq!(found, [(7, Fault::DeadPattern(line.into()))]);
}

#[test]
fn calls_without_which_the_fixtures_print_the_same_are_dead() {
    let pack = PACK.to_owned()
        + "builders:\n  - {calls: [strdup], message: 0}\n  - calls: [join, cut]\n    message: 0\n";
    let fixture = FIXTURE.replace("\"door is jammed\"", "strdup(\"door is jammed\")");
    let found = faults(&pack, FACTS, &fixture);
    assert_eq!(found, [(8, Fault::DeadCalls("join, cut".into()))]);
}

#[test]
fn a_line_that_prints_something_else_is_missing_and_noisy() {
    let found = faults(
        PACK,
        FACTS,
        &FIXTURE.replace("error syslog", "alert syslog"),
    );
    let way = |level| format!("door is jammed [{level} syslog direct_call]");
    let expected = [
        (3, Fault::Missing(way("alert"))),
        (3, Fault::Noisy(way("error"))),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_comment_of_another_form_is_named() {
    let found = faults(PACK, FACTS, &(FIXTURE.to_owned() + "// >> door is open\n"));
    assert_eq!(found, [(5, Fault::Malformed)]);
}

#[test]
fn fixtures_that_no_pack_reads_and_packs_without_fixtures_are_named() {
    let findings = findings(&[
        ("camel/pack.yml", PACK),
        ("camel/facts.scm", FACTS),
        ("camel/fixtures/door.txt", FIXTURE),
    ]);
    let found: Vec<_> = findings
        .iter()
        .map(|finding| (finding.file.name.as_str(), &finding.fault))
        .collect();
    let expected = [
        ("camel/door.txt", &Fault::Unread),
        ("camel/pack.yml", &Fault::NoFixtures),
    ];
    assert_eq!(found, expected);
}

/// What is found in a pack with one fixture, and on which line.
fn faults(pack: &str, facts: &str, fixture: &str) -> Vec<(usize, Fault)> {
    let findings = findings(&[
        ("camel/pack.yml", pack),
        ("camel/facts.scm", facts),
        ("camel/fixtures/door.cc", fixture),
    ]);
    findings
        .into_iter()
        .map(|finding| (finding.span.unwrap().line, finding.fault))
        .collect()
}

/// What is found with these files in a folder of the user's.
fn findings(files: &[(&str, &str)]) -> Vec<Finding> {
    let own = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path: &Path = &own.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    proof::check(Some(own.path())).unwrap().findings
}
