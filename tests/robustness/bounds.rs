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
pub fn beside(name: &str, text: &str) -> Ended {
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

/// What a row of the list says: a hundred thousand, opened and closed.
#[test]
fn row_02_a_hundred_thousand_of_each_bracket_opened_and_closed_are_bounded() {
    for (name, before, open, close) in [
        ("deep.c", "int x = ", "(", ")"),
        ("deep.c", "void f(void) { x = ", "f(", ")"),
        ("deep.c", "void f(void) ", "{", "}"),
        ("deep.c", "void f(void) { ", "if (a) {", "}"),
        ("deep.py", "x = ", "f(", ")"),
        ("deep.py", "x = ", "[", "]"),
        ("Deep.java", "class A { int x = ", "f(", ")"),
        ("Deep.java", "class A { void f() ", "{", "}"),
        ("deep.rb", "x = ", "f(", ")"),
        ("deep.rb", "", "begin ", "end "),
    ] {
        let text = format!("{before}{}1{}", open.repeat(100_000), close.repeat(100_000));
        let ended = beside(name, &text);
        let is_named = ended.stderr.contains(&format!("{name}: "));
        assert_eq!(ended.code, if is_named { 3 } else { 0 }, "{}", ended.stderr);
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
fn row_02_conditionals_in_open_brackets_and_in_one_another_cost_little() {
    for text in [
        format!("f{}\n{}", "(".repeat(200_000), "#if X\n".repeat(50_000)),
        format!("{}{}", "#if 0\n".repeat(60_000), "#endif\n".repeat(60_000)),
        format!(
            "void f(void) {{\n#if A\n{}#endif\n}}\n",
            "#elif B\n".repeat(60_000)
        ),
    ] {
        beside("conditionals.c", &text);
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
fn row_03_a_sum_of_two_hundred_thousand_terms_is_read_up_to_a_cap_that_is_said() {
    const TERMS: usize = 200_000;
    for (name, text) in [
        (
            "sum.c",
            format!("void f(void) {{ syslog(3, {}); }}", "\"ab\" ".repeat(TERMS)),
        ),
        (
            "sum.py",
            format!(
                "import logging\nlogging.error(\"ab\"{})",
                " + \"ab\"".repeat(TERMS)
            ),
        ),
        (
            "sum.py",
            format!(
                "import logging\nlogging.error(\"ab\"{})",
                " + b".repeat(TERMS)
            ),
        ),
    ] {
        let ended = beside(name, &text);
        // A text is three tokens in the one grammar and two in the other.
        let said = ["holds expressions nested too deep", "has so many tokens"];
        let is_said = said.map(|said| ended.stderr.contains(&format!("{name}: {said}")));
        assert!(is_said.contains(&true), "{}", ended.stderr);
    }
}

#[test]
fn row_04_with_the_cap_raised_a_token_of_thirty_megabytes_is_read() {
    let huge = "a".repeat(30 << 20);
    for text in [
        format!("/* {huge} */ {SEEN}"),
        format!("char *a = \"{huge}\";\n{SEEN}"),
    ] {
        let desk = Desk::with("huge.c", text);
        let ended = desk.mine();
        assert_eq!((ended.code, ended.patterns().len()), (3, 0));
        let said = "bytes are over the cap of 4194304; raise it with --max-file-size";
        assert!(ended.stderr.contains(said), "{}", ended.stderr);
        let ended = desk.run("mine source --format jsonl --max-file-size 40000000");
        assert_eq!(ended.code, 0, "{}", ended.stderr);
        assert_eq!(ended.patterns(), ["authentication failed"]);
        assert!(ended.peak <= MEMORY, "{} MB", ended.peak);
    }
}

/// A word that no other number has; numbers would not tell messages apart.
fn word(number: usize) -> String {
    let letter = |digit: char| char::from(b'a' + digit as u8 - b'0');
    number.to_string().chars().map(letter).collect()
}

/// A program with so many messages, a hundred in a file.
fn program(messages: usize) -> Desk {
    let desk = Desk::new();
    for file in 0..messages / 100 {
        let call = |n| {
            let (a, b) = (word(n), word(n * 7 + 3));
            format!("void f{n}(void) {{ syslog(3, \"door {a} is shut since {b} is open\"); }}\n")
        };
        let text: String = (file * 100..file * 100 + 100).map(call).collect();
        desk.write(format!("source/part{file}.c"), text);
    }
    desk
}

/// A million messages take 5.5 GB, each as much as one of these.
#[test]
fn row_12_memory_grows_by_some_kilobytes_a_message() {
    let [few, many] = [1_000, 11_000].map(|messages| {
        let ended = program(messages).mine();
        assert_eq!(ended.candidates().len(), messages, "{}", ended.stderr);
        ended.peak
    });
    assert!(many < few + 10_000 * 10 / 1024, "{few} MB, {many} MB");
}

/// Four times as many keywords take four times as long: none is compared with all others.
#[test]
fn row_12_a_draft_of_thousands_of_keywords_takes_near_linear_time() {
    let [few, many] = [1_500, 6_000].map(|messages| {
        let ended = program(messages).run("draft source --app doors --accept-above -100 --out out");
        assert_eq!(ended.code, 0, "{}", ended.stderr);
        ended.ticks
    });
    assert!(many <= few * 9 + 50, "{few} and {many} ticks");
}

/// Ten thousand functions that each call the next. Four times as many take four times as long; the square
/// would be sixteen times.
#[test]
fn row_08_a_chain_of_ten_thousand_calls_is_read_in_near_linear_time() {
    let [short, long] = [2_500, 10_000].map(|length: usize| {
        let link = |n: usize| format!("void f{n}(char *m) {{ f{}(m); }}\n", n + 1);
        let links: String = (0..length).map(link).collect();
        let end = format!("void f{length}(char *m) {{ syslog(3, \"%s\", m); }}\n");
        let go = format!(
            "void go(void) {{ f{}(\"the door was forced open\"); }}\n",
            length - 9
        );
        let ended = beside("chain.c", &format!("{links}{end}{go}"));
        assert!(
            ended
                .patterns()
                .contains(&"the door was forced open".into())
        );
        ended.ticks
    });
    assert!(long <= short * 9 + 50, "{short} and {long} ticks");
}
