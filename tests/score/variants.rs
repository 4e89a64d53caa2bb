//! Variants of a message, and what a keyword covers besides its own message.

use sigmine::link::Message;
use sigmine::score::{Candidate, rank};

use super::{keywords, message, ranked, site, words};

fn at(line: usize, pattern: &str) -> Message {
    Message {
        sites: vec![site("src/server.c", line, "serve")],
        ..message(pattern)
    }
}

fn texts(candidates: &[Candidate]) -> Vec<String> {
    let mut texts: Vec<String> = candidates
        .iter()
        .map(|one| one.message.pattern.to_string())
        .collect();
    texts.sort();
    texts
}

#[test]
fn the_variants_of_one_statement_are_one_candidate() {
    let variants = ["ping", "pong", "join"]
        .map(|kind| at(7, &format!("invalid {kind} packet exceeds the limit")));
    assert_eq!(
        texts(&rank(variants.to_vec(), &words())),
        ["invalid * packet exceeds the limit"]
    );
}

#[test]
fn a_known_value_is_a_word_and_not_a_message_of_its_own() {
    let known = vec![
        at(7, "ticket of * is forged"),
        at(7, "ticket of nobody is forged"),
    ];
    assert_eq!(texts(&rank(known, &words())), ["ticket of * is forged"]);
    let whole = vec![
        at(7, "login was * today"),
        at(7, "login was refused by the second guard today"),
    ];
    assert_eq!(rank(whole, &words()).len(), 2);
}

#[test]
fn the_forms_of_an_address_are_one_value() {
    let forms = [
        "ticket of *.*.*.*:* is forged",
        "ticket of [*]:* is forged",
        "ticket of [ID#*]:* is forged",
    ];
    let of_one = forms.map(|form| at(7, form)).to_vec();
    assert_eq!(texts(&rank(of_one, &words())), ["ticket of * is forged"]);
    // A form that stands alone is what the log shows.
    assert_eq!(texts(&rank(vec![at(7, forms[1])], &words())), [forms[1]]);
}

#[test]
fn two_statements_that_differ_in_one_word_stay_two() {
    let pair = vec![
        at(7, "packet from peer was accepted here"),
        at(9, "packet from peer was rejected here"),
    ];
    assert_eq!(rank(pair, &words()).len(), 2);
}

#[test]
fn many_statements_that_differ_in_one_word_are_one_candidate_with_all_sites() {
    let many = ["first", "second", "third"].iter().enumerate();
    let many =
        many.map(|(line, word)| at(line + 1, &format!("cannot verify the {word} seal of peer")));
    let candidates = rank(many.collect(), &words());
    assert_eq!(texts(&candidates), ["cannot verify the * seal of peer"]);
    assert_eq!(candidates[0].message.sites.len(), 3);
}

#[test]
fn other_messages_that_a_keyword_would_match_are_named() {
    let candidates = rank(
        vec![
            at(1, "seal is broken"),
            at(2, "retry: seal is broken, asking again"),
        ],
        &words(),
    );
    let first = candidates
        .iter()
        .find(|one| one.message.pattern.to_string() == "seal is broken")
        .unwrap();
    let others: Vec<String> = first
        .also_matches
        .iter()
        .map(|other| other.pattern.to_string())
        .collect();
    assert_eq!(others, ["retry: seal is broken, asking again"]);
    let ranks: Vec<usize> = first.also_matches.iter().map(|other| other.rank).collect();
    assert!(candidates.iter().any(|one| ranks == [one.rank]));
}

#[test]
fn a_name_in_several_suspicious_messages_may_be_the_keyword_for_all() {
    let candidates = rank(
        vec![
            at(1, "bad length in peer_read_loop"),
            at(2, "corrupt frame seen by peer_read_loop"),
        ],
        &words(),
    );
    let shared: Vec<_> = candidates
        .iter()
        .map(|one| one.shared_keyword.as_ref().map(ToString::to_string))
        .collect();
    assert_eq!(
        shared,
        [
            Some("peer_read_loop".to_owned()),
            Some("peer_read_loop".to_owned())
        ]
    );
}

#[test]
fn what_a_keyword_gives_up_is_said_and_a_second_half_is_offered() {
    let candidate = &ranked(&["the first seal was forged \\* while the second one is missing"])[0];
    let both = [
        candidate.keyword.to_string(),
        candidate.second_keyword.clone().unwrap().to_string(),
    ];
    assert!(
        both.contains(&"first seal was forged".to_owned())
            && both.contains(&"while the second one is missing".to_owned()),
        "{both:?}"
    );
    assert_eq!(candidate.given_up.len(), 1);
    assert_eq!(keywords(std::slice::from_ref(candidate)), both[..1]);
}

#[test]
fn a_known_value_is_joined_to_the_wildcard_that_all_its_places_print_too() {
    let general = "login of * at gate * was turned away by *";
    let known = "login of nobody at gate <unknown> was turned away by porter";
    let joined = rank(vec![at(1, general), at(1, known)], &words());
    assert_eq!(texts(&joined), [general]);

    // Only one of its two places prints the general text.
    let also_elsewhere = Message {
        sites: [1, 2]
            .map(|line| site("src/server.c", line, "serve"))
            .into(),
        ..message(known)
    };
    let apart = rank(vec![at(1, general), also_elsewhere], &words());
    assert_eq!(texts(&apart), [general, known]);

    // Text beside a value is no value.
    let detailed = "login of * (by a ladder) at gate * was turned away by *";
    let apart = rank(vec![at(1, general), at(1, detailed)], &words());
    assert_eq!(texts(&apart).len(), 2);
}
