//! What a source must keep to; each rule gives its breaches with file and line.

use std::collections::BTreeMap;

use crate::source::Source;

/// The most lines of a file, of a function from `fn` to its last brace, and of the binary's root.
pub const FILE_LINES: usize = 400;
pub const FUNCTION_LINES: usize = 60;
const MAIN_LINES: usize = 60;

/// The only file of `src/` that names languages and their grammars.
pub const GRAMMARS: &str = "src/pack/grammar.rs";

/// Rooms of one floor of which the first may use the second.
const SIDEWAYS: &[(&str, &str)] = &[("source", "pack")];

/// The door to files, and what streams those that a person names.
const DOORS: &[&str] = &[
    "src/file.rs",
    "src/logs/source.rs",
    "src/bin/sigmine/inputs.rs",
];

/// Ways to read a file.
const READERS: &[[&str; 2]] = &[["fs", "read"], ["fs", "read_to_string"], ["File", "open"]];

/// Ways to ask a syntax node what its grammar calls it.
const NODE_KINDS: &[&str] = &["kind", "kind_id", "grammar_name", "grammar_id"];

/// Names of applications, libraries and frameworks that somebody may mine, in lower case.
const APPLICATIONS: &[&str] = &[
    "apache",
    "asterisk",
    "bind9",
    "clamav",
    "clamd",
    "cyrus",
    "django",
    "dovecot",
    "exim",
    "haproxy",
    "httpd",
    "jenkins",
    "lighttpd",
    "mariadb",
    "mysql",
    "mysqld",
    "nginx",
    "openssh",
    "openssl",
    "openvpn",
    "polkit",
    "postfix",
    "postgres",
    "postgresql",
    "proftpd",
    "pyftpdlib",
    "rails",
    "redis",
    "samba",
    "sendmail",
    "smbd",
    "spring",
    "squid",
    "sshd",
    "strongswan",
    "sudo",
    "tomcat",
    "vsftpd",
    "wordpress",
];

/// The floor of each room, from the table in the library's doc comment.
pub fn floors(library: &str) -> BTreeMap<String, usize> {
    let mut floors = BTreeMap::new();
    let rows = library
        .lines()
        .filter_map(|line| line.strip_prefix("//! | "));
    for (floor, rooms) in rows.filter_map(|row| row.split_once(" | ")) {
        let Ok(floor) = floor.parse() else { continue };
        for room in rooms.split('`').skip(1).step_by(2) {
            floors.insert(room.to_owned(), floor);
        }
    }
    floors
}

/// Paths to rooms that do not stand below the source's own.
pub fn imports_up(source: &Source, floors: &BTreeMap<String, usize>) -> Vec<String> {
    let Some(room) = source.room() else {
        return Vec::new();
    };
    let may_use = |to: &str| {
        let is_below = floors.get(to).is_some_and(|to| Some(to) < floors.get(room));
        to == room || is_below || SIDEWAYS.contains(&(room, to))
    };
    let mut found = Vec::new();
    for at in 0..source.tokens.len() {
        if leaves_by_super(source, at) {
            found.push(source.finding(at, "leaves the room by `super`; write `crate::`"));
        }
        for head in heads(source, at)
            .into_iter()
            .filter(|head| !may_use(source.text(*head)))
        {
            let what = format!("`{room}` uses `{}`, which is not below", source.text(head));
            found.push(source.finding(head, &what));
        }
    }
    found
}

/// Paths from a room within `outer` to one that stands above it.
pub fn inner_imports_up(
    source: &Source,
    outer: &str,
    floors: &BTreeMap<String, usize>,
) -> Vec<String> {
    let Some(room) = source.room_in(outer) else {
        return Vec::new();
    };
    let named = (0..source.tokens.len())
        .filter(|at| source.reads(*at, &["crate", ":", ":", outer, ":", ":"]))
        .map(|at| at + 6);
    let is_above = |at: &usize| floors.get(source.text(*at)) > floors.get(room);
    let describe = |at| {
        let what = format!("`{room}` uses `{}`, which stands above it", source.text(at));
        source.finding(at, &what)
    };
    named.filter(is_above).map(describe).collect()
}

/// Whether a chain of `super::` begins here and leads to the library's root.
fn leaves_by_super(source: &Source, at: usize) -> bool {
    let is_first = source.text(at.wrapping_sub(1)) != ":";
    let supers = (0..).take_while(|nth| source.reads(at + 3 * nth, &["super", ":", ":"]));
    let modules = source.depth() + usize::from(source.tokens[at].in_test);
    is_first && supers.count() >= modules
}

/// Where the rooms stand that a `crate::room` or `crate::{room, room}` at `at` names.
fn heads(source: &Source, at: usize) -> Vec<usize> {
    if !source.reads(at, &["crate", ":", ":"]) {
        return Vec::new();
    }
    if source.text(at + 3) != "{" {
        return vec![at + 3];
    }
    let end = source.closing(at + 3);
    let mut depth = 0;
    let mut heads = Vec::new();
    for at in at + 3..end {
        match source.text(at) {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ if depth == 1 && ["{", ","].contains(&source.text(at - 1)) => heads.push(at),
            _ => {}
        }
    }
    heads
}

/// Languages as whole literals outside of tests, and grammars' crates anywhere.
pub fn languages_named(source: &Source, languages: &[String]) -> Vec<String> {
    let names_one = |at: &usize| {
        let token = &source.tokens[*at];
        let is_language = languages
            .iter()
            .any(|name| literal(&token.text) == Some(name));
        (is_language && !token.in_test) || token.text.starts_with("tree_sitter_")
    };
    let found = (0..source.tokens.len()).filter(names_one);
    let describe = |at| source.finding(at, &format!("{} belongs in {GRAMMARS}", source.text(at)));
    found.map(describe).collect()
}

/// What a text literal holds, whether it is plain, raw, of bytes or of C.
fn literal(token: &str) -> Option<&str> {
    let bare = token.trim_start_matches(['b', 'c', 'r']).trim_matches('#');
    bare.strip_prefix('"')?.strip_suffix('"')
}

/// Calls that ask a node for its kind; only for rooms that hold nodes.
pub fn node_kinds_asked_for(source: &Source) -> Vec<String> {
    let asks = |at: &usize| {
        NODE_KINDS.iter().any(|kind| {
            source.reads(*at, &[".", kind, "("]) || source.reads(*at, &["Node", ":", ":", kind])
        })
    };
    let found = (0..source.tokens.len()).filter(asks);
    found
        .map(|at| source.finding(at, "asks for a node's kind; ask for its role"))
        .collect()
}

/// Applications in names and literals of a source.
pub fn applications_in_code(source: &Source) -> Vec<String> {
    // Unit tests steer nothing.
    let tokens = source.tokens.iter().filter(|token| !token.in_test);
    let found =
        tokens.flat_map(|token| applications_in(&token.text).map(|name| (token.line, name)));
    found
        .map(|(line, name)| format!("{}:{line}: names `{name}`", source.path))
        .collect()
}

/// Applications anywhere in a text file.
pub fn applications_in_text(path: &str, text: &str) -> Vec<String> {
    let lines = (1..).zip(text.lines());
    let found = lines.flat_map(|(line, text)| applications_in(text).map(move |name| (line, name)));
    found
        .map(|(line, name)| format!("{path}:{line}: names `{name}`"))
        .collect()
}

fn applications_in(text: &str) -> impl Iterator<Item = String> {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase);
    words.filter(|word| APPLICATIONS.contains(&word.as_str()))
}

/// Calls that read files past the door that knows how much of one is read, and which are none.
pub fn files_opened(source: &Source) -> Vec<String> {
    if DOORS.contains(&source.path.as_str()) {
        return Vec::new();
    }
    let opens = |at: &usize| {
        !source.tokens[*at].in_test
            && READERS
                .iter()
                .any(|[of, call]| source.reads(*at, &[of, ":", ":", call, "("]))
    };
    let found = (0..source.tokens.len()).filter(opens);
    found
        .map(|at| source.finding(at, "reads a file by itself; ask `crate::file`"))
        .collect()
}

/// Files and functions that are too long.
pub fn too_long(source: &Source) -> Vec<String> {
    let is_main = source.path.ends_with("/main.rs");
    let most = if is_main { MAIN_LINES } else { FILE_LINES };
    let mut found = Vec::new();
    if source.lines > most {
        found.push(format!(
            "{}:{}: more than {most} lines",
            source.path, source.lines
        ));
    }
    for at in (0..source.tokens.len()).filter(|at| source.text(*at) == "fn") {
        let Some(open) = body(source, at) else {
            continue;
        };
        let lines = source.tokens[source.closing(open)].line + 1 - source.tokens[at].line;
        if lines > FUNCTION_LINES {
            let what = format!(
                "`{}` has {lines} lines of {FUNCTION_LINES}",
                source.text(at + 1)
            );
            found.push(source.finding(at, &what));
        }
    }
    found
}

/// Where the body of the function whose `fn` stands at `at` opens; a declaration or a type has none.
fn body(source: &Source, at: usize) -> Option<usize> {
    if source.text(at + 1) == "(" {
        return None;
    }
    let mut depth = 0;
    for at in at + 2..source.tokens.len() {
        match source.text(at) {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            "{" if depth == 0 => return Some(at),
            ";" if depth == 0 => return None,
            _ => {}
        }
    }
    None
}
