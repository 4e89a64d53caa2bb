//! Rows 1 to 4 and 12 by their figures: what a file under the size cap may cost, whatever is in it.

use crate::run::{Desk, Ended};

/// Megabytes that a file under the size cap may cost, the program included.
const MEMORY: u64 = 300;

/// The size cap.
pub const CAP: usize = 4 << 20;

/// Tokens that are read of a file under the size cap.
const TOKENS: usize = CAP / 8;

pub const SEEN: &str = "void seen(void) { syslog(3, \"authentication failed\"); }\n";

/// Texts that nest, or wait for an end, with each repetition; and how many tokens one has.
const C: [(&str, usize); 12] = [
    ("!", 1),
    ("-", 1),
    ("*", 1),
    ("else ", 1),
    ("a.", 2),
    ("a+", 2),
    ("a=", 2),
    ("a,", 2),
    ("x?", 2),
    ("(a)", 3),
    ("a?b:", 4),
    ("if(a)", 4),
];
const PYTHON: [(&str, usize); 6] = [
    ("not ", 1),
    ("-", 1),
    ("a.", 2),
    ("[1]", 3),
    ("lambda:", 2),
    ("a if b else ", 4),
];
const JAVA: [(&str, usize); 5] = [("!", 1), ("a.", 2), ("a->", 3), ("(A)", 3), ("A<", 2)];

/// Mines a file of a shape beside a file with a message, which must be found.
fn beside(name: &str, text: &str) -> Ended {
    let desk = Desk::with(name, text);
    desk.write("source/seen.c", SEEN);
    let ended = desk.mine();
    assert!(
        ended.patterns().contains(&"authentication failed".into()),
        "{}",
        ended.stderr
    );
    assert!(ended.peak <= MEMORY, "{name}: {} MB", ended.peak);
    ended
}

fn all_shapes() -> impl Iterator<Item = (&'static str, &'static str, &'static str, usize)> {
    let of = |name, before, shapes: &'static [(&str, usize)]| {
        let shapes = shapes.iter();
        shapes.map(move |(shape, tokens)| (name, before, *shape, *tokens))
    };
    of("deep.c", "void f(void) { x = ", &C)
        .chain(of("deep.py", "x = ", &PYTHON))
        .chain(of("Deep.java", "class A { void f() { x = ", &JAVA))
}

#[test]
fn row_01_a_file_of_four_megabytes_that_never_ends_is_named_and_costs_little() {
    for (name, before, shape, _) in all_shapes() {
        let length = CAP - before.len();
        let ended = beside(
            name,
            &format!("{before}{}", shape.repeat(length / shape.len())),
        );
        assert_eq!(ended.code, 3, "{shape}: {}", ended.stderr);
        let said = format!("{name}: has so many tokens");
        assert!(ended.stderr.contains(&said), "{shape}: {}", ended.stderr);
    }
}

#[test]
fn row_02_what_is_parsed_stays_in_its_memory_however_deep_it_nests() {
    for (name, before, shape, tokens) in all_shapes() {
        let text = shape.repeat((TOKENS - 30) / tokens);
        let ended = beside(name, &format!("{before}{text}"));
        assert!(!ended.stderr.contains("so many tokens"), "{shape}");
    }
}

/// Texts over which the parser's recovery from errors takes the square of their length, in memory or time.
pub const DAMAGE: [(&str, &str); 4] = [
    ("deep.c", ";+ "),
    ("deep.c", ",< !"),
    ("Deep.java", "if<"),
    ("Deep.java", "] +"),
];

#[test]
fn row_02_damage_that_the_parser_cannot_recover_from_is_bounded_too() {
    for (name, shape) in DAMAGE {
        for many in [CAP / 32, CAP / 512] {
            let ended = beside(name, &shape.repeat(many));
            let is_named = ended.stderr.contains(&format!("{name}: "));
            assert!(is_named, "{shape}: {}", ended.stderr);
        }
    }
}

#[test]
fn row_03_tables_of_four_megabytes_are_named_or_read_in_little_memory() {
    let item = "\"a text of a table of very many texts, as long as a line\",\n";
    for many in [CAP / item.len() / 3, CAP / item.len() - 10] {
        let table = format!("char *texts[] = {{ {} 0 }};\n", item.repeat(many));
        let ended = beside("table.c", &table);
        let is_named = ended.stderr.contains("table.c: ");
        assert_eq!(ended.code, if is_named { 3 } else { 0 }, "{}", ended.stderr);
    }
}

#[test]
fn row_04_with_the_cap_raised_a_token_of_thirty_megabytes_is_read() {
    let text = format!("/* {} */ {SEEN}", "a".repeat(30 << 20));
    let desk = Desk::with("huge.c", text);
    let ended = desk.run("mine source --format jsonl --max-file-size 40000000");
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert_eq!(ended.patterns(), ["authentication failed"]);
}
