//! Word lists: a user's own, what is wrong with one, and the form of the embedded ones.

use std::fs;
use std::path::Path;

use sigmine::corpus::Shelf;
use sigmine::score::{Words, rank};

use super::message;

/// Loads the embedded lists and one of the user's own with this text.
fn load_with(text: &str) -> Result<Words, String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("own.yml"), text).unwrap();
    Words::load(&Shelf::words(Some(folder.path())), &Shelf::rarity())
        .map_err(|error| error.to_string())
}

fn own_list(entries: &str) -> String {
    format!("looks_at: message\nsource: 'me'\nentries:\n{entries}")
}

#[test]
fn a_user_can_add_a_list() {
    let list = own_list("  - {text: 'flux', weight: 4, why: 'flux', matches: ['flux lost']}");
    let words = load_with(&list).unwrap();
    let candidates = rank(vec![message("the flux is gone")], &words);
    assert_eq!(candidates[0].reasons[0].signal.to_string(), "own:flux");
}

#[test]
fn what_is_wrong_with_a_list_is_said_with_its_file_and_place() {
    let cases = [
        (
            "- {text: 'flux', weight: 9, why: 'w', matches: ['flux']}",
            "between -5 and 5",
        ),
        (
            "- {text: 'flux', weight: .nan, why: 'w', matches: ['flux']}",
            "between -5 and 5",
        ),
        (
            "- {text: 'flux', weight: 1, why: '', matches: ['flux']}",
            "'why' is empty",
        ),
        (
            "- {text: 'flux', weight: 1, why: 'w', matches: []}",
            "put one under 'matches'",
        ),
        (
            "- {text: 'flux', weight: 1, why: 'w', matches: ['influx']}",
            "does not match 'influx'",
        ),
        (
            "- {text: 'flux', weight: 1, why: 'w', matches: ['flux'], not: ['a flux']}",
            "it matches 'a flux'",
        ),
        (
            "- {text: 'Flux', weight: 1, why: 'w', matches: ['flux']}",
            "lower-case letters",
        ),
        (
            "- {text: 'too many', weight: 1, why: 'w', matches: ['too many']}",
            "it repeats 'too many",
        ),
        (
            "- {text: 'too many', weight: -1, why: 'w', matches: ['too many']}",
            "it contradicts 'too many",
        ),
        (
            "- {text: 'flux', weight: -1, why: 'w', attack: true, matches: ['flux']}",
            "take 'attack' away",
        ),
        (
            "- {text: 'flux', wieght: 1, why: 'w', matches: ['flux']}",
            "own.yml:4: ",
        ),
    ];
    for (entry, wanted) in cases {
        let error = load_with(&own_list(&format!("  {entry}\n"))).unwrap_err();
        assert!(
            error.contains("own.yml") && error.contains(wanted),
            "{entry}: {error}"
        );
    }
}

#[test]
fn no_weight_of_signals_may_decide_alone_but_that_of_vague_keywords() {
    let embedded = fs::read_to_string("corpora/words/signals.yml").unwrap();
    let weighed = |name: &str, weight: i32| {
        let with_weight = |line: &str| match line.starts_with(&format!("{name}:")) {
            true => format!("{name}: {{ weight: {weight}, why: 'w' }}\n"),
            false => format!("{line}\n"),
        };
        let folder = tempfile::tempdir().unwrap();
        let text: String = embedded.lines().map(with_weight).collect();
        fs::write(folder.path().join("signals.yml"), text).unwrap();
        Words::load(&Shelf::words(Some(folder.path())), &Shelf::rarity())
    };
    for name in ["beside", "printed", "seen_daily", "seen_on_one_host"] {
        let error = weighed(name, 6).unwrap_err().to_string();
        let is_said = error.contains("signals.yml:") && error.contains("between -5 and 5");
        assert!(is_said, "{name}: {error}");
        assert!(weighed(name, 5).is_ok(), "{name}");
    }
    assert!(weighed("vague", -10).is_ok());
    let error = weighed("vague", -11).unwrap_err().to_string();
    assert!(error.contains("between -10 and 10"), "{error}");
}

#[test]
fn a_list_that_is_called_like_a_circumstance_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let list = own_list("  - {text: 'flux', weight: 4, why: 'flux', matches: ['flux lost']}");
    fs::write(folder.path().join("rarity.yml"), list).unwrap();
    let words = Words::load(&Shelf::words(Some(folder.path())), &Shelf::rarity());
    let error = words.unwrap_err().to_string();
    let is_said = error.contains("rarity.yml") && error.contains("give the list another name");
    assert!(is_said, "{error}");
}

#[test]
fn the_lists_are_sorted_and_name_no_weight_but_quarters() {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/words")).unwrap()
    {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "yml") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let values = |key: &str| -> Vec<String> {
            let lines = text
                .lines()
                .filter_map(|line| line.trim().strip_prefix(key));
            lines
                .map(|value| value.trim().trim_matches('\'').to_owned())
                .collect()
        };
        assert!(values("- text:").is_sorted(), "{}", path.display());
        for weight in values("weight:") {
            let quarters = weight.parse::<f64>().unwrap() * 4.0;
            assert_eq!(quarters.fract(), 0.0, "{}: {weight}", path.display());
        }
    }
}
