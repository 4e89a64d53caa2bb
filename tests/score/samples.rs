//! What sample logs of normal operation say of a candidate.

use sigmine::score::{Reason, Samples, Share, weigh_samples};

use super::{message, words};

/// What is said of a keyword that hits `hits` of 1,000 lines, on days and hosts of so many.
fn said(hits: u64, days: (u64, u64), hosts: (u64, u64)) -> Vec<Reason> {
    let share = |(seen, all)| Share { seen, all };
    let samples = Samples {
        hits,
        lines: 1_000,
        days: share(days),
        hosts: share(hosts),
    };
    let mut candidates =
        sigmine::score::rank(vec![message("seal of the door was broken")], &words());
    weigh_samples(&mut candidates, |_| samples, &words());
    let reasons = candidates.remove(0).reasons.into_iter();
    reasons
        .filter(|reason| reason.signal.to_string().starts_with("samples:"))
        .collect()
}

fn lost(hits: u64, days: (u64, u64), hosts: (u64, u64)) -> f64 {
    -said(hits, days, hosts)
        .iter()
        .map(|reason| reason.weight)
        .sum::<f64>()
}

#[test]
fn what_was_never_seen_loses_nothing() {
    assert!(said(0, (0, 7), (0, 20)).is_empty());
}

#[test]
fn seen_once_seen_often_and_seen_daily_lose_more_and_more() {
    let once = lost(1, (1, 7), (20, 20));
    let sometimes = lost(3, (2, 7), (20, 20));
    let often = lost(60, (5, 7), (20, 20));
    let daily = lost(60, (7, 7), (20, 20));
    assert!(0.0 < once && once < sometimes && sometimes < often && often < daily);
}

#[test]
fn seen_on_one_host_of_twenty_loses_less_than_on_all() {
    assert!(lost(60, (7, 7), (1, 20)) < lost(60, (7, 7), (20, 20)));
    assert!(lost(60, (7, 7), (1, 20)) > 0.0);
}

#[test]
fn a_log_of_one_day_and_one_host_says_nothing_of_days_and_hosts() {
    assert_eq!(said(60, (1, 1), (1, 1)).len(), 1);
}

#[test]
fn the_detail_tells_the_rate() {
    let details: Vec<String> = (said(60, (7, 7), (1, 20)).into_iter())
        .map(|reason| reason.detail)
        .collect();
    for told in ["(60 of 1000 lines)", "(7 of 7)", "(1 of 20)"] {
        assert!(
            details.iter().any(|detail| detail.ends_with(told)),
            "{told}: {details:?}"
        );
    }
}
