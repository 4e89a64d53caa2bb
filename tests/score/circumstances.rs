//! What speaks for or against a message beside its words.

use sigmine::link::{Input, Message, Site};
use sigmine::score::{Candidate, rank};

use super::{message, score, site, words};

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
fn whose_words_are_read_and_who_runs_it_count() {
    let plain = score(with_site(|_| ()));
    assert!(score(with_site(|site| site.input = Some(Input::File))) < plain);
    assert!(score(with_site(|site| site.input = Some(Input::Peer))) > plain);
    assert!(score(with_site(|site| site.beside = true)) < plain);
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
            .filter(|reason| reason.signal.starts_with("places:"))
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
