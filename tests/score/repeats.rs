//! What better messages say too counts less.

use sigmine::pattern::Pattern;
use sigmine::score::{Candidate, Samples, Share, weigh_samples};

use super::{ranked, words};

fn weight(candidate: &Candidate, signal: &str) -> f64 {
    let reasons = candidate.reasons.iter();
    let of_signal = reasons.filter(|reason| reason.signal.to_string() == signal);
    of_signal.map(|reason| reason.weight).sum()
}

fn of<'a>(candidates: &'a [Candidate], text: &str) -> &'a Candidate {
    let holds = |candidate: &&Candidate| candidate.message.pattern.to_string().contains(text);
    candidates.iter().find(holds).unwrap()
}

#[test]
fn the_first_about_a_word_keeps_its_score_and_each_later_one_loses_more() {
    let candidates = ranked(&[
        "too many turnips on one table",
        "sheep are too many for us",
        "we met too many old foxes",
        "there stood too many white horses",
        "a hen is not permitted here",
    ]);
    let about_many = candidates.iter().filter(|one| {
        let text = one.message.pattern.to_string();
        text.contains("too many")
    });
    let weights: Vec<f64> = about_many.map(|one| weight(one, "repeats:word")).collect();
    assert_eq!(weights[0], 0.0);
    assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
    assert!(weights[3] < weights[1]);
    assert_eq!(weight(of(&candidates, "hen"), "repeats:word"), 0.0);
}

#[test]
fn what_begins_the_same_in_one_file_counts_less() {
    let candidates = ranked(&[
        "seal broken: too many frames",
        "seal broken: forged by sheep",
        "other thing: sandbox is gone",
    ]);
    let begins = |text| weight(of(&candidates, text), "repeats:beginning");
    assert_eq!(begins("many frames").max(begins("forged")), 0.0);
    assert!(begins("many frames").min(begins("forged")) < 0.0);
    assert_eq!(begins("sandbox"), 0.0);
}

#[test]
fn sample_logs_make_room_for_the_next_of_a_kind() {
    let texts = ["too many turnips on one table", "sheep are too many for us"];
    let mut candidates = ranked(&texts);
    let first = candidates[0].message.pattern.clone();
    let hits = |keyword: &Pattern| u64::from(first.to_string().contains(&keyword.to_string()));
    let samples = |keyword: &Pattern| Samples {
        hits: 50 * hits(keyword),
        lines: 100,
        days: Share::default(),
        hosts: Share::default(),
    };
    weigh_samples(&mut candidates, samples, &words());
    assert_ne!(candidates[0].message.pattern, first);
    assert_eq!(weight(&candidates[0], "repeats:word"), 0.0);
    assert!(weight(&candidates[1], "repeats:word") < 0.0);
}

#[test]
fn what_a_better_one_nearly_says_counts_less() {
    let candidates = ranked(&[
        "frame from peer rejected: seal of the envelope was forged",
        "frame from peer rejected: seal of the letter is old",
        "frame is lost",
    ]);
    let text = |text| weight(of(&candidates, text), "repeats:text");
    assert_eq!(text("forged"), 0.0);
    assert!(text("is old") < 0.0);
    assert_eq!(text("is lost"), 0.0);
}

#[test]
fn what_stands_whole_in_a_better_one_is_not_lessened() {
    let candidates = ranked(&[
        "unknown worker * exited on signal * (core dumped)",
        "* * exited on signal * (core dumped)",
    ]);
    let lost = |candidate: &Candidate| {
        let repeats = |signal: &str| weight(candidate, signal);
        repeats("repeats:word") + repeats("repeats:beginning") + repeats("repeats:text")
    };
    assert_eq!(candidates.iter().map(lost).sum::<f64>(), 0.0);
}
