//! Rows 9, 10 and 11: messages that are nothing, hard to quote, or made for terminals.

use crate::judge;
use crate::run::Desk;

/// A C string literal with this text; bytes that a literal cannot hold are written in octal.
fn literal(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\{byte:03o}"),
    };
    format!("\"{}\"", text.bytes().map(byte).collect::<String>())
}

fn source_of(messages: &[&str]) -> String {
    let call = |message: &&str| format!("  syslog(3, {});\n", literal(message));
    let calls: String = messages.iter().map(call).collect();
    format!("void f(void)\n{{\n{calls}}}\n")
}

#[test]
fn row_09_a_message_without_words_is_no_candidate() {
    let empty = [
        "%s", "%d: %s", "", "\n", "abc", "%s%s\n", ": %m", "%%", "(%s)",
    ];
    let mut messages = empty.to_vec();
    messages.push("the door is shut");
    let ended = Desk::with("a.c", source_of(&messages)).mine();
    assert_eq!(ended.patterns(), ["the door is shut"]);
}

#[test]
fn row_10_hard_characters_reach_the_rule_and_match_exactly_their_text() {
    // A keyword may be a part of its message: no part of a message is in another one.
    let messages = [
        "anna's gate * stays shut tonight",
        "berta forgot ? her wooden key",
        "carla broke \\ this old lock",
        "dora climbed \\\\ over their wall",
        "emma painted \\* every window red",
        "fanny lost %% of all coins",
        "'greta' sang \" many loud songs",
        "hanna said: nothing # about: # it",
        "- irma refused cold soup",
        "! julia burned both letters",
        "& karla denied which charge",
        "@ lena dropped seven plates",
        "maria\tfound no way home",
        "nora hid \u{1f512} behind curtains",
        "olga turned \u{202e}around twice quickly",
        "[paula] {counts} backwards, | > null",
        "\"rosa\" never answers questions",
    ];
    let desk = Desk::with("a.c", source_of(&messages));
    let ended = desk.run(
        "draft source --no-input --accept 100 --out draft --app doors --date 2026-01-02 --quiet",
    );
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let rule = ended.stdout.lines().next().unwrap();
    judge::accepts(&desk.path(rule));
    let lint = desk.run(&format!("lint {rule}"));
    assert_eq!((lint.code, lint.stdout.as_str()), (0, ""));
    let lines = messages.map(|message| format!("doors: {}\n", message.replace("%%", "%")));
    desk.write("door.log", lines.concat());
    let counted = desk.run(&format!("crosscheck {rule} --logs door.log --format jsonl"));
    let hits = counted.candidates().into_iter();
    let hits: Vec<_> = hits.filter(|line| line["keyword"].is_string()).collect();
    assert_eq!(hits.len(), messages.len(), "{}", counted.stdout);
    for hit in hits {
        assert_eq!(hit["hits"], 1, "{hit}");
    }
}

#[test]
fn row_11_nothing_from_source_or_file_names_steers_the_terminal() {
    let messages = [
        "the \u{1b}[31mred\u{1b}[0m door is shut",
        "the \u{1b}]8;;http://x\u{7}linked\u{1b}]8;;\u{7} door is shut",
        "the c1 \u{9b}2J door is shut",
        "the turned \u{202e}door\u{202c} is shut",
        "the returned \r door is shut",
    ];
    let desk = Desk::with("\u{1b}[2J\u{202e}.c", source_of(&messages));
    desk.write("source/\u{1b}[31m.c", b"\x7fELF");
    desk.write("door.log", "the \u{1b}[31mred\u{1b}[0m door is shut\n");
    desk.write("\u{1b}[31m.yml", "title: \u{1b}[31m\u{202e}\u{9b}2J\n");
    let mined = desk.mine();
    desk.write("mined.jsonl", &mined.stdout);
    let runs = [
        desk.run("mine source --color never"),
        desk.run("mine source --explain --color never"),
        desk.run("crosscheck mined.jsonl --logs door.log --color never"),
        desk.run("mine source/\u{1b}[31m-nowhere"),
        desk.run("explain source red --color never"),
        desk.run("explain source \u{1b}[31m.c:2 --color never"),
        desk.run("draft source --no-input --accept 9 --out out --date 2026-01-02 --color never"),
        desk.run("lint \u{1b}[31m.yml --color never"),
        desk.run("crosscheck mined.jsonl --logs \u{1b}[31m.log --color never"),
        mined,
    ];
    for ended in runs {
        let is_raw =
            |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        let shown = if ended.stdout.starts_with('{') {
            ended.stderr.clone()
        } else {
            format!("{}{}", ended.stdout, ended.stderr)
        };
        assert!(!shown.contains(is_raw), "{shown:?}");
    }
}
