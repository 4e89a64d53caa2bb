//! The keys of the review, as they are named on the screen.

use sigmine::curate::View;

use crate::screen::{Line, Look};

/// What each key does, for the help.
const HELP: [(&str, &str); 21] = [
    ("y", "accept: its keyword goes into the rule"),
    ("n", "reject"),
    ("r", "reject, and say why"),
    ("e", "edit the keyword and accept it; Enter or s goes on"),
    ("s → ↓ Enter", "skip: leave it undecided"),
    ("b ← ↑", "back to the candidate before"),
    ("u", "undo, as far back as you like"),
    (
        "a",
        "accept all of a group: the same function, wrapper or wording",
    ),
    ("d", "reject all of a group"),
    ("/", "search in messages, keywords, files and functions"),
    ("N", "search on"),
    ("g", "go to a rank"),
    ("x", "show the next site that prints it"),
    ("v", "view more of the source"),
    ("l", "list what is decided so far"),
    ("?", "this help"),
    (
        "q",
        "leave; what is decided is kept, and a draft is written if you say so",
    ),
    ("Ctrl-C", "stop at once; what is decided is kept"),
    ("Ctrl-Z", "stop until the shell continues it"),
    (
        "^^^",
        "below a message: what the keyword keeps of it; the rest is given up",
    ),
    ("Esc", "leave a question or a list"),
];

/// The keys in the order in which they are named where there is little room.
const NAMED: [(&str, &str); 12] = [
    ("y", "accept"),
    ("n", "reject"),
    ("e", "edit"),
    ("s", "skip"),
    ("u", "undo"),
    ("b", "back"),
    ("a/d", "group"),
    ("/", "search"),
    ("v", "source"),
    ("l", "list"),
    ("g", "go to"),
    ("x", "site"),
];

/// The keys that do something when all candidates were seen.
const AT_END: [(&str, &str); 5] = [
    ("u", "undo"),
    ("b", "back"),
    ("/", "search"),
    ("g", "go to"),
    ("l", "list"),
];

/// All keys, one a line.
pub fn help() -> Vec<Line> {
    let lines = HELP
        .iter()
        .map(|(key, does)| Line::new(Look::Name, &format!("  {key:<12}")).with(Look::Plain, does));
    lines.collect()
}

/// The line of keys, as many as there is room for. Help and leaving are always named.
pub fn line(view: &View<'_>, columns: usize) -> Line {
    let named = match view.current {
        Some(_) => &NAMED[..],
        None => &AT_END[..],
    };
    let last = named_keys(&[("?", "help"), ("q", "leave")]);
    let mut line = Line::default();
    for key in named {
        let longer = append(line.clone(), key);
        if longer.width() + 2 + last.width() > columns {
            break;
        }
        line = longer;
    }
    append(append(line, &("?", "help")), &("q", "leave"))
}

/// A line of keys.
pub fn named_keys(keys: &[(&str, &str)]) -> Line {
    keys.iter().fold(Line::default(), append)
}

fn append(line: Line, (key, does): &(&str, &str)) -> Line {
    let between = if line.width() == 0 { "" } else { "  " };
    line.with(Look::Plain, between)
        .with(Look::Name, key)
        .with(Look::Plain, &format!(" {does}"))
}
