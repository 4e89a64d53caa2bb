//! What speaks for or against a message beside its words.

use sigmine::link::{Certainty, Input, Message, Sink, Site};
use sigmine::score::{Candidate, rank};

use super::{message, ranked, score, site, words};

fn with_site(change: impl Fn(&mut Site)) -> Message {
    let mut site = site("src/server.c", 10, "serve");
    change(&mut site);
    Message {
        sites: vec![site],
        ..message("bad value in the table")
    }
}

#[test]
fn the_condition_around_a_statement_counts() {
    let under = |guard: &str| score(with_site(|site| site.guard = Some(guard.to_owned())));
    let plain = score(with_site(|_| ()));
    assert!(under("length > MAX_FRAME") > plain);
    assert!(under("r != 0, r = setuid()") > under("length > MAX_FRAME"));
    assert!(under("p == NULL, p = malloc()") < plain);
    assert!(under("argc < 2") < plain);
}

#[test]
fn what_is_printed_and_what_comes_next_count() {
    let plain = score(with_site(|_| ()));
    assert!(score(with_site(|site| site.values = vec!["strerror".to_owned()])) < plain);
    assert!(
        score(with_site(
            |site| site.then = vec!["disconnect_peer".to_owned()]
        )) > plain
    );
    assert!(score(with_site(|site| site.then = vec!["print_usage".to_owned()])) < plain);
    assert!(score(with_site(|site| site.ends_process = true)) > plain);
}

#[test]
fn what_a_function_is_called_for_counts() {
    let plain = score(with_site(|_| ()));
    let led_to_by = |names: &[&str]| {
        let owned = names.iter().map(|name| (*name).to_owned());
        score(with_site(|site| site.callers = owned.clone().collect()))
    };
    assert!(led_to_by(&["handle_letter"]) > plain);
    assert!(led_to_by(&["doors_init"]) < plain);
    // A quarter of them says what a function is for, one of many does not.
    let others = ["fold", "glue", "stamp", "seal"];
    assert!(led_to_by(&[&others[..3], &["handle_letter"]].concat()) > plain);
    assert_eq!(
        led_to_by(&[&others[..], &["handle_letter"]].concat()),
        plain
    );
}

#[test]
fn what_a_function_does_counts() {
    let plain = score(with_site(|_| ()));
    let calling = |name: &str| score(with_site(|site| site.calls = [name.to_owned()].into()));
    assert!(calling("verify_seal") > plain);
    assert!(calling("fopen") < plain);
    assert_eq!(calling("fold"), plain);
}

#[test]
fn what_a_function_is_given_counts() {
    let plain = score(with_site(|_| ()));
    let given = |name: &str| score(with_site(|site| site.parameters = vec![name.to_owned()]));
    assert!(given("packet") > plain);
    assert!(given("argv") < plain);
    assert_eq!(given("table"), plain);
}

#[test]
fn whose_words_are_read_and_who_runs_it_count() {
    let plain = score(with_site(|_| ()));
    assert!(score(with_site(|site| site.input = Some(Input::File))) < plain);
    assert!(score(with_site(|site| site.input = Some(Input::Peer))) > plain);
    assert!(score(with_site(|site| site.beside = true)) < plain);
}

#[test]
fn what_a_program_beside_the_server_logs_counts_more_than_what_it_prints() {
    let beside = |sink| {
        let one = Message {
            sink,
            ..with_site(|site| site.beside = true)
        };
        let ranked = rank(vec![one], &words());
        let mut reasons = ranked[0].reasons.iter();
        let reason = reasons.find(|reason| reason.signal.to_string() == "program:beside");
        reason.unwrap().weight
    };
    assert!(beside(Sink::Stderr) < beside(Sink::Syslog));
    assert!(beside(Sink::Syslog) < 0.0);
}

#[test]
fn what_prints_as_tools_do_counts_less_and_what_a_log_gets_does_not() {
    let prints = |sink, certainty| {
        let one = Message {
            sink,
            certainty,
            ..message("bad value in the table")
        };
        let ranked = rank(vec![one], &words());
        let mut reasons = ranked[0].reasons.iter();
        reasons.any(|reason| reason.signal.to_string() == "program:prints" && reason.weight < 0.0)
    };
    assert!(prints(Sink::Stderr, Certainty::Direct));
    assert!(prints(Sink::Unknown, Certainty::Direct));
    assert!(!prints(Sink::Stderr, Certainty::Wrapper));
    assert!(!prints(Sink::Syslog, Certainty::Direct));
}

#[test]
fn what_names_an_attack_is_not_talked_down() {
    let at = |text: &str, file: &str, guard: Option<&str>| {
        let mut site = site(file, 10, "serve");
        site.guard = guard.map(str::to_owned);
        score(Message {
            sites: vec![site],
            ..message(text)
        })
    };
    let argc = Some("argc != 2");
    let attack = "forged request with wrong arguments";
    assert_eq!(
        at(attack, "src/server.c", argc),
        at(attack, "src/server.c", None)
    );
    let plain = "wrong request with wrong arguments";
    assert!(at(plain, "src/server.c", argc) < at(plain, "src/server.c", None));
    // What speaks against it as strongly stays.
    assert!(at(attack, "tests/server.c", None) < at(attack, "src/server.c", None) - 3.0);
    let advice = "your site is vulnerable to forged requests";
    assert!(at(advice, "src/server.c", None) < at(attack, "src/server.c", None) - 3.0);
}

#[test]
fn what_a_server_prints_too_is_not_beside_it() {
    let in_server = score(with_site(|_| ()));
    let mut both = with_site(|site| site.beside = true);
    both.sites.push(site("src/server.c", 20, "serve"));
    assert_eq!(score(both), in_server);
}

#[test]
fn what_many_projects_say_counts_less() {
    let common = score(message("connection to server failed"));
    let unusual = score(message("connection to turnip failed"));
    assert!(common < unusual, "{common} {unusual}");
}

#[test]
fn what_all_messages_of_a_program_have_in_common_tells_little() {
    let crypto = |line: usize| Message {
        sites: vec![site("src/crypto.c", line, "serve")],
        ..message(&format!(
            "value {} is {} bad",
            "x".repeat(line),
            "y".repeat(line)
        ))
    };
    let place = |candidates: &[Candidate]| {
        let reasons = candidates.iter().flat_map(|one| &one.reasons);
        reasons
            .filter(|reason| reason.signal.list() == Some("places"))
            .map(|reason| reason.weight)
            .fold(0.0, f64::max)
    };
    let alone = rank(vec![crypto(1)], &words());
    let among_its_like = rank((1..60).map(crypto).collect(), &words());
    assert!(place(&among_its_like) < place(&alone) / 2.0);
    let said = |one: &Candidate| {
        one.reasons
            .iter()
            .any(|reason| reason.detail.contains("% of the messages"))
    };
    assert!(among_its_like.iter().all(said));
}

#[test]
fn a_word_in_a_programmers_name_counts_half() {
    let weight = |text: &str| {
        let candidate = &ranked(&[text])[0];
        let mut reasons = candidate.reasons.iter();
        let replay = reasons.find(|reason| reason.signal.to_string() == "defences:replay");
        replay.map_or(0.0, |reason| reason.weight)
    };
    let said = weight("replay of a frame was seen");
    assert!(said > 0.0);
    assert_eq!(weight("frame_replay_send: frame was seen"), said / 2.0);
    assert_eq!(weight("FrameReplayError"), said);
}

fn is_without(what: &str, message: Message) -> bool {
    let candidates = rank(vec![message], &words());
    let mut reasons = candidates[0].reasons.iter();
    reasons.any(|reason| reason.signal.to_string() == format!("without:{what}"))
}

#[test]
fn a_bug_that_nobody_is_seen_to_have_led_to_counts_less() {
    let cause = |change: fn(&mut Site)| {
        let mut bug = message("BUG: the ring is * entries long");
        bug.sites.iter_mut().for_each(change);
        is_without("cause", bug)
    };
    assert!(cause(|_| ()));
    assert!(!cause(|site| site.input = Some(Input::Peer)));
    assert!(!cause(|site| site.ends_process = true));
    assert!(!is_without("cause", message("the table is weird: bug")));
}

#[test]
fn what_nothing_around_it_speaks_for_counts_less() {
    let surroundings = |change: fn(&mut Site)| {
        let mut bad = message("illegal number of rings");
        bad.sites.iter_mut().for_each(change);
        is_without("surroundings", bad)
    };
    assert!(surroundings(|_| ()));
    assert!(!surroundings(
        |site| site.guard = Some("rings > limit".to_owned())
    ));
    assert!(!surroundings(
        |site| site.values = vec!["peer_addr".to_owned()]
    ));
    assert!(!is_without(
        "surroundings",
        message("illegal request for rings")
    ));
}

#[test]
fn what_nobody_is_seen_to_have_sent_counts_less() {
    let unsent = |message| is_without("peer", message);
    assert!(unsent(with_site(|_| ())));
    assert!(!unsent(with_site(|site| site.input = Some(Input::Peer))));
    assert!(!unsent(with_site(
        |site| site.values = vec!["peer_addr".to_owned()]
    )));
    assert!(!unsent(message("bad value in the table from *")));
    assert!(!unsent(message("the table is corrupt and weird")));
}

#[test]
fn a_word_that_a_program_says_often_tells_little_and_a_circumstance_more() {
    let weird = |count: usize| {
        let texts: Vec<String> = (1..=80)
            .map(|n| {
                let word = if n <= count { "weird" } else { "plain" };
                format!("{} {word} {}", "x".repeat(n), "y".repeat(n))
            })
            .collect();
        let candidates = ranked(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let reasons = candidates.iter().flat_map(|one| &one.reasons);
        let weird = reasons.filter(|reason| reason.signal.to_string() == "invariants:weird");
        weird.map(|reason| reason.weight).fold(0.0, f64::max)
    };
    assert!(weird(41) < weird(1) / 4.0, "{} {}", weird(41), weird(1));
}

#[test]
fn the_folder_of_a_users_program_speaks_against_it() {
    let at = |file: &str| Message {
        sites: vec![site(file, 1, "serve")],
        ..message("bad value in the table")
    };
    assert!(score(at("client/table.c")) < score(at("src/client.c")));
}

#[test]
fn a_keyword_that_is_nothing_but_a_name_counts_less_than_one_that_holds_a_name() {
    let names = |text: &str| {
        let candidate = &ranked(&[text])[0];
        let reasons = candidate.reasons.iter();
        let names = reasons.filter(|reason| reason.signal.to_string().starts_with("specificity:"));
        let name = names.filter(|reason| reason.detail.contains("name"));
        name.map(|reason| reason.weight).sum::<f64>()
    };
    assert!(names("envelope_read_seal") < names("wax is old in envelope_read_seal"));
}
