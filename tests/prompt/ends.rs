//! However a review ends, nothing that was decided is lost, and the terminal is as it was.

use std::path::Path;
use std::time::Duration;

use sigmine::curate::{DecisionFile, Error};

use super::terminal::{CTRL_C, CTRL_D, KEYS, Place, SIGMINE, SOURCE, Terminal, quietly};

/// Pseudo-random numbers, always the same ones (the generator of Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

#[test]
fn row_28_ctrl_c_keeps_what_is_decided_and_a_second_run_goes_on_there() {
    let place = Place::new();
    let mut terminal = place.draft();
    terminal.next_screen();
    terminal.press("y");
    let (code, said) = terminal.end_with(CTRL_C);
    assert_eq!(code, 130);
    assert!(said.contains("what was decided is kept"), "{said}");
    assert_eq!((place.accepted(), place.rule().as_str()), (1, ""));

    let mut terminal = place.draft();
    let shown = terminal.next_screen();
    assert!(
        shown.contains("2 of ") && shown.contains("(1 accepted"),
        "{shown}"
    );
    assert_eq!(terminal.end_with(CTRL_C).0, 130);
}

#[test]
fn row_28_ctrl_c_ends_the_run_in_every_question_too() {
    for keys in ["e", "/", "g", "a", "?", "v", "yq", "yqe", "yqw"] {
        let place = Place::new();
        let mut terminal = place.draft();
        terminal.next_screen();
        for key in keys.chars() {
            terminal.press(&key.to_string());
        }
        let (code, said) = terminal.end_with(CTRL_C);
        assert_eq!(code, 130, "{keys}");
        assert!(said.contains("what was decided is kept"), "{said}");
    }
}

#[test]
fn row_28_a_signal_gives_the_terminal_back_and_keeps_what_is_decided() {
    for (name, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        for asking in ["", "e", "l"] {
            let place = Place::new();
            let mut terminal = place.review();
            terminal.next_screen();
            terminal.press("y");
            if !asking.is_empty() {
                terminal.press(asking);
            }
            terminal.signal(name);
            let (ended, said) = terminal.end();
            assert_eq!(ended, code, "{name}");
            assert!(said.contains("what was decided is kept"), "{said}");
            assert_eq!(place.accepted(), 1);
        }
    }
}

/// How many random moments a test tries; more by the environment, for a run that takes its time.
fn moments(usual: usize) -> usize {
    let asked = std::env::var("SIGMINE_MOMENTS").ok();
    asked.map_or(usual, |number| number.parse().unwrap())
}

#[test]
fn row_24_a_kill_at_any_moment_loses_nothing_that_was_shown_as_decided() {
    end_at_random_moments(moments(80), |terminal, _| terminal.signal("KILL"));
}

#[test]
fn row_28_a_signal_or_key_that_ends_the_run_at_any_moment_loses_nothing_either() {
    end_at_random_moments(moments(30), |terminal, nth| match nth % 3 {
        0 => terminal.send(CTRL_C),
        1 => terminal.signal("TERM"),
        _ => terminal.signal("HUP"),
    });
}

/// Runs that are ended at random moments while keys come in. What the screen has shown as decided must
/// be in the file, the file must be whole, and the next run must go on from there.
fn end_at_random_moments(moments: usize, end: impl Fn(&mut Terminal, usize)) {
    let mut numbers = Numbers(7);
    let place = Place::new();
    let candidates = place.all_candidates();
    let decisions = place.path("decisions.yml");
    let args = ["review", &candidates, "--decisions", &decisions];
    let mut kept = 0;
    for nth in 0..moments {
        let mut terminal = Terminal::start(&args);
        let first = decided(&terminal.next_screen());
        assert_eq!(first, kept, "run {nth} goes on where the last one stopped");
        let keys = "ynyyn";
        terminal.send(keys);
        std::thread::sleep(Duration::from_micros(numbers.below(20_000)));
        end(&mut terminal, nth);
        let shown = terminal
            .end_with_last_screen()
            .map_or(first, |last| decided(&last));
        let (_, read) = DecisionFile::open(Path::new(&decisions), "unnamed").unwrap();
        kept = read.iter().count();
        assert!(
            (shown..=first + keys.len()).contains(&kept),
            "run {nth}: {first} at first, {shown} shown, {kept} kept"
        );
        if kept > 100 {
            std::fs::remove_file(&decisions).unwrap();
            kept = 0;
        }
    }
}

/// How many decisions a screen shows.
fn decided(screen: &str) -> usize {
    let counts = screen
        .split(['(', ')', ',', ' '])
        .filter_map(|word| word.parse().ok());
    let counts: Vec<usize> = counts.collect();
    // As in `3 of 157 (1 accepted, 1 rejected)`.
    counts[2] + counts[3]
}

#[test]
fn row_28_a_closed_terminal_ends_the_run_and_keeps_what_is_decided() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.next_screen();
    terminal.press("y");
    drop(terminal);
    let path = place.path("decisions.yml");
    // The run that has ended does not hold the file any more.
    let mut opened = DecisionFile::open(Path::new(&path), "unnamed");
    for _ in 0..600 {
        if !matches!(opened, Err(Error::InUse { .. })) {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
        opened = DecisionFile::open(Path::new(&path), "unnamed");
    }
    assert_eq!(opened.unwrap().1.iter().count(), 1);
}

#[test]
fn the_end_of_input_is_no_answer() {
    let place = Place::new();
    let mut terminal = place.review_at("dumb", (24, 80));
    terminal.wait_for(KEYS);
    terminal.send("y\n");
    terminal.wait_for(KEYS);
    assert_eq!(terminal.end_with(CTRL_D).0, 130);
    assert_eq!(place.accepted(), 1);

    let mut terminal = place.review_at("dumb", (24, 80));
    assert!(terminal.wait_for(KEYS).contains("2 of 4"));
    assert_eq!(terminal.end_with(CTRL_C).0, 130);
}

#[test]
fn row_27_of_two_runs_on_one_decision_file_the_second_is_refused() {
    let place = Place::new();
    let mut terminal = place.review();
    terminal.next_screen();
    terminal.press("y");
    let (out, decisions) = (place.path("out"), place.path("decisions.yml"));
    let args = [
        "draft",
        SOURCE,
        "--out",
        &out,
        "--decisions",
        &decisions,
        "--accept",
        "1",
    ];
    let output = quietly(&args);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said.contains(&decisions) && said.contains("another sigmine is using"),
        "{said}"
    );
    terminal.press("y");
    assert_eq!(terminal.end_with("q").0, 0);
    assert_eq!(place.accepted(), 2);
}

/// A limit on the size of files stands for the full disk: the same system call fails in the same way.
#[test]
fn row_25_a_full_disk_is_an_error_and_the_decisions_of_before_stay() {
    let place = Place::new();
    let decisions = place.path("decisions.yml");
    let draft = |limit: &str, accept: &str| {
        let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$@\"");
        let mut command = std::process::Command::new("sh");
        command.args([
            "-c", &script, "sh", SIGMINE, "draft", SOURCE, "--quiet", "--force",
        ]);
        command.args(["--out", &place.path("out"), "--decisions", &decisions]);
        command.args(["--accept", accept]).output().unwrap()
    };
    assert!(draft("unlimited", "1").status.success());
    let before = place.decisions();
    let output = draft("1", "40");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains(&decisions) && said.contains("cannot write this decision file"),
        "{said}"
    );
    assert_eq!(place.decisions(), before);
}
