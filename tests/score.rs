//! How messages are ranked: read from top to bottom, this is the manual of `sigmine::score`.

#![allow(clippy::unwrap_used)]

#[path = "score/circumstances.rs"]
mod circumstances;
#[path = "score/lists.rs"]
mod lists;
#[path = "score/repeats.rs"]
mod repeats;
#[path = "score/samples.rs"]
mod samples;
#[path = "score/variants.rs"]
mod variants;

use proptest::prelude::*;
use sigmine::corpus::Shelf;
use sigmine::dialect::Dialect;
use sigmine::level::Level;
use sigmine::link::{Certainty, Construct, Message, Sink, Site};
use sigmine::score::{Candidate, Words, rank};

fn words() -> Words {
    Words::load(&Shelf::words(None), &Shelf::rarity()).unwrap()
}

fn message(pattern: &str) -> Message {
    Message {
        pattern: pattern.parse().unwrap(),
        level: None,
        sink: Sink::Syslog,
        certainty: Certainty::Wrapper,
        language: "c".to_owned(),
        dialect: Dialect::Printf,
        debug_only: false,
        sites: vec![site("src/server.c", 10, "serve")],
    }
}

fn site(file: &str, line: usize, function: &str) -> Site {
    Site {
        file: file.to_owned(),
        line,
        function: Some(function.to_owned()),
        parameters: Vec::new(),
        callee: "log_line".to_owned(),
        via: Vec::new(),
        construct: Construct::WrapperCall,
        level: None,
        in_constructor: false,
        guard: None,
        values: Vec::new(),
        then: Vec::new(),
        callers: [].into(),
        calls: [].into(),
        input: None,
        beside: false,
        ends_process: false,
    }
}

fn ranked(patterns: &[&str]) -> Vec<Candidate> {
    let at = |(index, pattern): (usize, &&str)| Message {
        sites: vec![site("src/server.c", 10 + index, "serve")],
        ..message(pattern)
    };
    rank(patterns.iter().enumerate().map(at).collect(), &words())
}

fn keywords(candidates: &[Candidate]) -> Vec<String> {
    candidates.iter().map(|c| c.keyword.to_string()).collect()
}

fn score(message: Message) -> f64 {
    rank(vec![message], &words())[0].score
}

#[test]
fn a_broken_defence_stands_above_everyday_trouble() {
    let candidates = ranked(&[
        "failed to open config file: *",
        "starting worker process *",
        "memory allocation failed in worker",
        "connection reset by peer *",
        "option * is deprecated, use * instead",
        "syscall not permitted: *",
        "path traversal attempt from *",
        "request header too long from *",
    ]);
    let attacks = [
        "path traversal attempt from",
        "request header too long from",
        "syscall not permitted:",
    ];
    let mut first = keywords(&candidates[..3]);
    first.sort();
    assert_eq!(first, attacks);
    assert!(
        candidates[3..]
            .iter()
            .all(|c| c.score < candidates[2].score - 2.0)
    );
}

#[test]
fn every_place_is_explained() {
    let candidates = ranked(&["too many refused requests from *"]);
    let signals: Vec<String> = candidates[0]
        .reasons
        .iter()
        .map(|r| r.signal.to_string())
        .collect();
    assert_eq!(&signals[..2], ["limits:too many", "refusals:refus"]);
    assert!(candidates[0].reasons[1].detail.contains("'refused'"));
}

#[test]
fn words_for_the_same_thing_do_not_pile_up() {
    let once = &ranked(&["this weird number arrived here"])[0];
    let twice = &ranked(&["this weird and strange number"])[0];
    let invariants = |candidate: &Candidate| {
        candidate
            .reasons
            .iter()
            .filter(|r| r.signal.list() == Some("invariants"))
            .count()
    };
    assert_eq!((invariants(once), invariants(twice)), (1, 1));
}

#[test]
fn the_place_of_a_statement_speaks_for_or_against_it() {
    let at = |file: &str, function: &str| Message {
        sites: vec![site(file, 1, function)],
        ..message("bad value in the table")
    };
    let plain = score(at("src/table.c", "lookup"));
    assert!(score(at("src/sandbox.c", "drop_privs")) > plain);
    assert!(score(at("src/config.c", "read_entry")) < plain);
    assert!(score(at("tests/table.c", "lookup")) < plain);
}

#[test]
fn the_name_that_all_constructors_have_says_nothing() {
    let at = |in_constructor: bool| Message {
        sites: vec![Site {
            in_constructor,
            ..site("src/table.py", 1, "__init__")
        }],
        ..message("bad value in the table")
    };
    let (of_start, of_object) = (score(at(false)), score(at(true)));
    assert!(of_start < of_object, "{of_start} {of_object}");
}

#[test]
fn each_place_of_a_message_keeps_its_level() {
    let at = |line: usize, level: Level| Message {
        sites: vec![site("src/gate.c", line, "open")],
        level: Some(level),
        ..message("gate is stuck")
    };
    let same = [
        at(1, Level::Debug),
        at(2, Level::Error),
        at(3, Level::Error),
    ];
    let joined = &rank(same.to_vec(), &words())[0].message;
    assert_eq!(joined.level, Some(Level::Error));
    let levels: Vec<_> = joined.sites.iter().map(|site| site.level).collect();
    assert_eq!(levels, [Some(Level::Debug), None, None]);
}

#[test]
fn level_sink_and_debug_builds_count() {
    let plain = || message("bad value in the table");
    let with_level = |level| {
        score(Message {
            level: Some(level),
            ..plain()
        })
    };
    assert!(with_level(Level::Error) > with_level(Level::Notice));
    assert!(with_level(Level::Notice) > with_level(Level::Debug));
    assert!(
        score(plain())
            > score(Message {
                sink: Sink::Unknown,
                ..plain()
            })
    );
    assert!(
        score(plain())
            > score(Message {
                debug_only: true,
                ..plain()
            })
    );
}

#[test]
fn a_message_that_is_printed_everywhere_says_less() {
    let mut everywhere = message("bad value in the table");
    everywhere.sites = (1..40)
        .map(|line| site("src/table.c", line, "lookup"))
        .collect();
    assert!(score(everywhere) < score(message("bad value in the table")));
}

#[test]
fn a_name_of_a_function_says_nothing_of_memory_or_files() {
    let candidates = ranked(&[
        "poor accounting in str_netfd_alloc",
        "poor accounting in this alloc",
    ]);
    assert_eq!(
        candidates[0].keyword.to_string(),
        "poor accounting in str_netfd_alloc"
    );
    assert!(
        candidates[0]
            .reasons
            .iter()
            .all(|r| r.signal.list() != Some("resources"))
    );
    assert!(
        candidates[1]
            .reasons
            .iter()
            .any(|r| r.signal.list() == Some("resources"))
    );
}

#[test]
fn near_identical_messages_are_one_candidate_with_all_sites() {
    let mut second = message("ACCESS DENIED to slot 17.");
    second.sites = vec![site("src/a.c", 99, "open_slot")];
    second.level = Some(Level::Warning);
    second.sink = Sink::Client;
    let candidates = rank(
        vec![message("Access denied to slot 4: *"), second],
        &words(),
    );
    assert_eq!(candidates.len(), 1);
    let joined = &candidates[0].message;
    let files: Vec<&str> = joined.sites.iter().map(|site| site.file.as_str()).collect();
    assert_eq!(files, ["src/a.c", "src/server.c"]);
    assert_eq!(
        (joined.level, joined.sink),
        (Some(Level::Warning), Sink::Syslog)
    );
    assert_eq!(candidates[0].keyword.to_string(), "ACCESS DENIED to slot");
}

#[test]
fn a_message_without_text_is_no_candidate() {
    assert!(ranked(&["*", "%", "\\*\\?", "a: *"]).is_empty());
}

#[test]
fn a_text_that_many_programs_print_stands_behind_all_others_and_says_so() {
    let candidates = ranked(&["exploit failed", "error: *", "failed", "starting on port *"]);
    let is_vague = |candidate: &Candidate| {
        let mut signals = candidate
            .reasons
            .iter()
            .map(|reason| reason.signal.to_string());
        signals.any(|signal| signal == "specificity:vague")
    };
    let vague: Vec<bool> = candidates.iter().map(is_vague).collect();
    assert_eq!(vague, [false, false, true, true]);
}

#[test]
fn what_scores_low_is_weak_and_stands_behind_what_is_not() {
    let candidates = ranked(&[
        "sandbox violation: syscall not permitted",
        "cannot open config file *",
        "listening on port *",
    ]);
    let weak: Vec<bool> = candidates.iter().map(|one| one.weak).collect();
    assert_eq!(weak, [false, true, true]);
    let written = serde_json::to_string(&candidates[0]).unwrap();
    assert!(!written.contains("\"weak\""), "{written}");
}

#[test]
fn what_only_debugging_prints_stays_behind_however_much_of_it_there_is() {
    let debug = |line, pattern: &str| Message {
        debug_only: true,
        sites: vec![site("src/server.c", line, "serve")],
        ..message(pattern)
    };
    let mut messages = vec![message("seal of slot 4 is forged")];
    let kinds = ["red", "white", "lost", "foreign"].map(|kind| format!("a {kind} ticket came"));
    messages.extend((20..).zip(&kinds).map(|(line, text)| debug(line, text)));
    let candidates = rank(messages, &words());
    let of_debugging = |one: &&Candidate| one.message.debug_only;
    let whole = |one: &Candidate| {
        let mut weights = one
            .reasons
            .iter()
            .filter(|r| r.signal.to_string() == "debug:only");
        weights.next().map(|reason| reason.weight)
    };
    let alone = rank(vec![debug(20, &kinds[0])], &words());
    for one in candidates.iter().filter(of_debugging) {
        assert_eq!(whole(one), whole(&alone[0]));
    }
}

#[test]
fn equal_scores_stand_by_file_and_line() {
    let at = |line, pattern: &str| Message {
        sites: vec![site("src/server.c", line, "serve")],
        ..message(pattern)
    };
    let messages = vec![
        at(30, "north value arrived here"),
        at(4, "south value arrived here"),
    ];
    let candidates = rank(messages, &words());
    assert_eq!(candidates[0].score.to_bits(), candidates[1].score.to_bits());
    assert_eq!(
        candidates.iter().map(|c| c.rank).collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(
        keywords(&candidates),
        ["south value arrived here", "north value arrived here"]
    );
}

#[test]
fn a_fingerprint_survives_moved_lines_and_files_but_not_another_function() {
    let at = |file: &str, line, function: &str| {
        let sites = vec![site(file, line, function)];
        let mut candidates = rank(
            vec![Message {
                sites,
                ..message("bad state *")
            }],
            &words(),
        );
        candidates.remove(0).fingerprint
    };
    let first = at("src/a.c", 1, "serve");
    assert_eq!(first, at("src/moved.c", 77, "serve"));
    assert_ne!(first, at("src/a.c", 1, "other"));
    assert!(first.0.len() == 16 && first.0.chars().all(|c| c.is_ascii_hexdigit()));
}

fn any_message() -> impl Strategy<Value = Message> {
    let word = prop_oneof![
        Just("denied"),
        Just("too"),
        Just("many"),
        Just("bad"),
        Just("*"),
        Just("config"),
        Just("sandbox_init"),
        Just("failed:"),
        Just("7"),
        Just("packet"),
        Just("Größe"),
    ];
    let pattern = proptest::collection::vec(word, 1..8).prop_map(|words| words.join(" "));
    (pattern, 1..500usize, any::<bool>(), 0..8usize).prop_map(|(pattern, line, debug, level)| {
        Message {
            debug_only: debug,
            level: Some(Level::ALL[level]),
            sites: vec![site("src/server.c", line, "serve")],
            ..message(&pattern)
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_score_is_the_sum_of_its_reasons(messages in proptest::collection::vec(any_message(), 0..12)) {
        for candidate in rank(messages, &words()) {
            let sum = candidate.reasons.iter().fold(0.0, |sum, reason| sum + reason.weight);
            prop_assert!((candidate.score - sum).abs() < 0.005, "{} {sum}", candidate.score);
            prop_assert!(candidate.reasons.is_sorted_by(|a, b| a.weight.abs() >= b.weight.abs()));
        }
    }

    #[test]
    fn the_order_of_the_messages_does_not_matter(
        messages in proptest::collection::vec(any_message(), 0..12),
    ) {
        let words = words();
        let backwards = messages.iter().rev().cloned().collect();
        prop_assert_eq!(rank(messages, &words), rank(backwards, &words));
    }
}
