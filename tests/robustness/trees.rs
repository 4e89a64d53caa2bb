//! Rows 1 to 8 and 12: files that are hard to parse and programs that are hard to follow.
//!
//! The shapes are those of the list, at sizes that a debug build reads in seconds; they are still far
//! deeper than a stack and wider than a query may look.

use crate::run::{Desk, Ended};

/// How often a shape is repeated.
const MANY: usize = 8_000;

/// A message before the shape, which must be found whatever follows.
const C: &str = "void seen(void) { syslog(3, \"authentication failed\"); }\n";
const PYTHON: &str = "import logging\nlogging.error(\"authentication failed\")\n";

fn mine(name: &str, text: impl AsRef<[u8]>) -> Ended {
    Desk::with(name, text).mine()
}

/// Mines a file with the message in it, which is found.
fn seen(name: &str, text: &str) -> Ended {
    let first = if name.ends_with(".py") { PYTHON } else { C };
    let ended = mine(name, format!("{first}{text}\n"));
    let is_whole = !ended.stderr.contains("warning");
    assert_eq!(ended.code, if is_whole { 0 } else { 3 }, "{}", ended.stderr);
    assert!(
        ended
            .patterns()
            .contains(&"authentication failed".to_owned()),
        "{}",
        ended.stderr
    );
    ended
}

fn says(ended: &Ended, text: &str) {
    assert!(ended.stderr.contains(text), "{}", ended.stderr);
}

#[test]
fn row_01_a_file_that_opens_and_never_closes_is_named_and_the_rest_is_read() {
    for opener in ["(", "{", "f("] {
        let shape = opener.repeat(MANY);
        says(&seen("a.c", &format!("int x = {shape}")), "a.c: is damaged");
        says(
            &seen("a.c", &format!("void f(void) {{ {shape}")),
            "a.c: is damaged",
        );
    }
    says(
        &seen("a.py", &format!("x = {}", "[".repeat(MANY))),
        "a.py: is damaged",
    );
    says(&mine("a.c", "{".repeat(MANY)), "a.c: is damaged");
}

#[test]
fn row_01_a_file_that_would_take_all_memory_is_named_and_the_other_files_are_read() {
    for opener in ["(", "{", "f("] {
        let desk = Desk::with("deep.c", opener.repeat(200_000));
        desk.write("source/seen.c", C);
        let ended = desk.mine();
        says(&ended, "deep.c: could not be parsed within its budget");
        assert_eq!(ended.patterns(), ["authentication failed"]);
        assert!(ended.peak <= 300, "{} MB", ended.peak);
    }
}

#[test]
fn row_02_deep_nesting_is_read_without_a_deep_stack() {
    for (open, close) in [("(", ")"), ("f(", ")"), ("!", ""), ("a ? b : ", "")] {
        let shape = format!("{}1{}", open.repeat(MANY), close.repeat(MANY));
        seen("a.c", &format!("void f(void) {{ x = {shape}; }}"));
    }
    for (open, close) in [
        ("(", ")"),
        ("f(", ")"),
        ("[", "]"),
        ("lambda: ", ""),
        ("{'a': ", "}"),
    ] {
        seen(
            "a.py",
            &format!("x = {}1{}", open.repeat(MANY), close.repeat(MANY)),
        );
    }
    for chain in [".b()", ".b", "()", "[1]"] {
        seen("a.py", &format!("x = a{}", chain.repeat(MANY)));
    }
    for block in ["{", "if (a) {", "while (a) {"] {
        let shape = format!("{}{}", block.repeat(MANY), "}".repeat(MANY));
        seen("a.c", &format!("void f(void) {{ {shape} }}"));
    }
}

#[test]
fn row_02_a_message_is_found_however_deep_its_block_lies() {
    let depth = 500;
    let text = format!(
        "void f(void) {{ {} syslog(3, \"the door is shut\"); {} }}",
        "if (a) {".repeat(depth),
        "}".repeat(depth)
    );
    assert_eq!(mine("a.c", text).patterns(), ["the door is shut"]);
}

#[test]
fn row_03_long_tables_and_concatenations_are_read_up_to_a_cap_that_is_said() {
    seen(
        "a.c",
        &format!("char *a[] = {{ {} }};", "\"one of many\", ".repeat(MANY)),
    );
    let capped = "a.c: holds expressions nested too deep or too long";
    let words = "\"aa\" ".repeat(MANY);
    says(
        &seen("a.c", &format!("void f(void) {{ syslog(3, {words}); }}")),
        capped,
    );
    let sum = format!("a{}", " + a".repeat(MANY));
    says(
        &seen("a.c", &format!("void f(void) {{ syslog(3, {sum}); }}")),
        capped,
    );
    let sum = format!("\"a\"{}", " + b".repeat(MANY));
    says(
        &seen("a.py", &format!("logging.error({sum})")),
        "a.py: holds expressions",
    );
}

#[test]
fn row_04_a_file_that_is_one_huge_token_is_skipped_and_read_where_the_cap_allows() {
    let huge = "a".repeat(5 << 20);
    for text in [format!("char *a = \"{huge}\";"), format!("/* {huge} */")] {
        let desk = Desk::with("huge.c", format!("{C}{text}"));
        desk.write(
            "source/small.c",
            "void f(void) { syslog(3, \"the door is shut\"); }",
        );
        let ended = desk.mine();
        assert_eq!(ended.patterns(), ["the door is shut"]);
        says(&ended, "huge.c: ");
        says(&ended, "raise it with --max-file-size");
        let raised = desk.run("mine source --format jsonl --max-file-size 10000000");
        assert_eq!(
            raised.patterns(),
            ["authentication failed", "the door is shut"]
        );
    }
}

#[test]
fn row_05_files_that_are_no_source_are_skipped_or_read_but_never_break_the_run() {
    let mut state = 1u32;
    let mut random = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let desk = Desk::with("seen.c", C);
    desk.write(
        "source/nul.c",
        [b"int a;\0\0\0".as_slice(), &[0; 5000]].concat(),
    );
    desk.write(
        "source/random.c",
        (0..100_000).map(|_| random()).collect::<Vec<u8>>(),
    );
    desk.write(
        "source/printable.c",
        (0..20_000).map(|_| 32 + random() % 95).collect::<Vec<u8>>(),
    );
    desk.write(
        "source/program.c",
        [b"\x7fELF\x02\x01\x01".as_slice(), &[7; 5000]].concat(),
    );
    desk.write("source/empty.c", "");
    desk.write(
        "source/one-nul.c",
        format!(
            "{}{C}\0",
            "// A NUL byte is no reason to skip a long file.\n".repeat(9)
        )
        .replace("authentication failed", "the door is shut"),
    );
    let ended = desk.mine();
    let patterns = ended.patterns();
    assert!(
        patterns.contains(&"authentication failed".to_owned()),
        "{patterns:?}"
    );
    assert!(
        patterns.contains(&"the door is shut".to_owned()),
        "{patterns:?}"
    );
    says(&ended, "nul.c: holds binary data");
    says(&ended, "program.c: holds binary data");
}

#[test]
fn row_06_messages_are_found_in_every_encoding_with_their_lines() {
    let text = "// gr\u{fc}n\nvoid f(void)\n{ syslog(3, \"t\u{fc}r is shut for ever\"); }\n";
    let utf16 = |to: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(to).collect()
    };
    let latin1: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let files = [
        ("utf8", text.as_bytes().to_vec()),
        ("bom", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        ("utf16le", utf16(u16::to_le_bytes)),
        ("utf16be", utf16(u16::to_be_bytes)),
        ("latin1", latin1),
        (
            "invalid",
            [b"// \xC3\xFF\xED\xA0\x80".as_slice(), &text.as_bytes()[2..]].concat(),
        ),
        ("crlf", text.replace('\n', "\r\n").into_bytes()),
        ("cr", text.replace('\n', "\r").into_bytes()),
    ];
    for (name, bytes) in files {
        let candidates = mine("a.c", bytes).candidates();
        assert_eq!(candidates.len(), 1, "{name}");
        assert_eq!(candidates[0]["sites"][0]["line"], 3, "{name}");
        let pattern = candidates[0]["pattern"].as_str().unwrap();
        assert!(pattern.ends_with("r is shut for ever"), "{name}: {pattern}");
    }
}

#[test]
fn row_07_what_the_parser_stumbles_over_does_not_hide_the_messages_around_it() {
    let text = r#"
#ifdef A
void f(void) {
#else
void f(int a) {
#endif
    syslog(3, "the first door is shut");
#if B
    }
#endif
}
int old(a, b) int a; char *b; { syslog(3, "the second gate is shut"); }
__attribute__((noreturn)) static void EXPORT(X) die PROTO((char *m)) { syslog(3, "the third hatch is shut"); }
DECLARE_THING(x)
void API late(void) NOEXCEPT { syslog(3, "the fourth lock is shut"); }
#if 0
{
#endif
void last(void) { syslog(3, "the fifth lid is shut"); }
"#;
    let which = [
        "fifth lid",
        "first door",
        "fourth lock",
        "second gate",
        "third hatch",
    ];
    let wanted = which.map(|which| format!("the {which} is shut"));
    assert_eq!(mine("a.c", text).patterns(), wanted);
}

#[test]
fn row_08_wrappers_that_call_each_other_and_long_chains_of_calls_come_to_an_end() {
    let circle = r#"
static void a(const char *m) { b(m); }
static void b(const char *m) { a(m); c(m); syslog(3, "%s", m); }
static void c(const char *m) { c(m); syslog(3, "%s", m); }
void f(void) { a("the door was forced open"); c("the lock was picked"); }
"#;
    let wanted = ["the door was forced open", "the lock was picked"];
    assert_eq!(mine("a.c", circle).patterns(), wanted);
    let link = |n: usize| format!("void f{n}(char *m) {{ f{}(m); }}\n", n + 1);
    let end = "void f2000(char *m) { syslog(3, \"%s\", m); }\n";
    let call = "void go(void) { f1990(\"the door was forced open\"); f0(\"far away\"); }\n";
    let forward: String = (0..2000).map(link).collect();
    let backward: String = (0..2000).rev().map(link).collect();
    for links in [forward, backward] {
        let patterns = mine("a.c", format!("{links}{end}{call}")).patterns();
        assert!(
            patterns.contains(&"the door was forced open".to_owned()),
            "{patterns:?}"
        );
    }
}

#[test]
fn row_12_a_text_of_very_many_words_and_a_line_of_very_many_calls_come_to_an_end() {
    // Numbers would not tell messages apart.
    let name = |n: u32| -> String {
        let letter = |digit: char| char::from(b'a' + digit as u8 - b'0');
        n.to_string().chars().map(letter).collect()
    };
    let words: Vec<String> = (0..20_000).map(name).collect();
    let text = format!("void f(void) {{ syslog(3, \"{}\"); }}", words.join(" "));
    seen("a.c", &text);
    let calls: String = (0..20_000)
        .map(name)
        .map(|n| format!("syslog(3, \"door {n} is shut since {n} is open\");"))
        .collect();
    let ended = mine("a.c", format!("void f(void) {{ {calls} }}\n"));
    assert_eq!(ended.candidates().len(), 20_000);
}

#[test]
fn row_12_a_huge_message_and_very_many_messages_are_read_and_the_table_says_where_it_ends() {
    let huge = format!("authentication failed {}", "%s word ".repeat(130_000));
    seen("a.c", &format!("void f(void) {{ syslog(3, \"{huge}\"); }}"));
    let words = [
        "door", "lock", "wall", "roof", "seal", "gate", "vault", "tower", "bridge", "moat",
    ];
    let mut calls = String::new();
    for a in words {
        for b in words {
            for c in words {
                calls.push_str(&format!(
                    "syslog(3, \"{a}{b}{c} is shut since {c}{b}{a} is open\");\n"
                ));
            }
        }
    }
    let desk = Desk::with("a.c", format!("void f(void) {{\n{calls}}}\n"));
    let ended = desk.run("mine source");
    // The head, the row before weak candidates, and fifty candidates.
    assert_eq!(ended.stdout.lines().count(), 52);
    says(&ended, "50 of 1000 candidates shown; --limit 0 shows all");
    assert_eq!(desk.mine().candidates().len(), 1000);
}
