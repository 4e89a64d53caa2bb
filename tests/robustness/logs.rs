//! Rows 18 to 23: logs that want more memory than there is, break off, or say nothing.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;

use crate::run::Desk;

/// Address space of the program, in KiB: less than any of these logs has in one line.
const MEMORY: &str = "600000";

const RULE: &str = "title: Door\nlogsource:\n    product: linux\ndetection:\n    keywords:\n        - 'the door is shut'\n    condition: keywords\n";

/// Checks the log `name` in the desk, with less memory than the log is large: code, hits and lines, stderr.
fn checked_in_little_memory(desk: &Desk, name: &str) -> (i32, u64, u64, String) {
    checked(desk, RULE, name, MEMORY)
}

/// What the first keyword of a rule hits, with so much address space.
fn checked(desk: &Desk, rule: &str, name: &str, memory: &str) -> (i32, u64, u64, String) {
    desk.write("rule.yml", rule);
    let script = format!(
        "ulimit -v {memory}; exec \"$0\" crosscheck rule.yml --logs {name} --format jsonl --threads 2"
    );
    let run = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_sigmine")])
        .current_dir(desk.path(""))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    let values = String::from_utf8(run.stdout).unwrap();
    let mut values = values
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let hits = values
        .next()
        .map_or(0, |value| value["hits"].as_u64().unwrap());
    let lines = values
        .next_back()
        .map_or(0, |value| value["summary"]["lines"].as_u64().unwrap());
    (run.status.code().unwrap(), hits, lines, said)
}

/// A line of two GiB without an end, and two lines before it. The file has a hole, not two GiB.
fn endless_line(path: &Path) {
    let mut file = File::create(path).unwrap();
    file.write_all(b"the door is open\nthe door is shut\n")
        .unwrap();
    file.set_len(2 << 30).unwrap();
}

#[test]
fn row_18_a_bomb_of_a_gibibyte_is_read_in_little_memory() {
    let desk = Desk::new();
    let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::copy(&mut std::io::repeat(0).take(16 << 20), &mut member).unwrap();
    let member = member.finish().unwrap();
    desk.write("bomb.log.gz", member.repeat(64));
    let (code, hits, lines, said) = checked_in_little_memory(&desk, "bomb.log.gz");
    assert_eq!((code, hits, lines), (0, 0, 1), "{said}");
}

#[test]
fn row_18_a_bomb_in_a_bomb_is_not_unpacked_and_named() {
    let desk = Desk::new();
    let pack = |text: &[u8]| zstd::encode_all(text, 1).unwrap();
    let text = b"the door is shut\n".repeat(1_000);
    desk.write("nested.log.zst", pack(&pack(&text)));
    let (code, _, lines, said) = checked_in_little_memory(&desk, "nested.log.zst");
    assert_eq!((code, lines), (2, 0), "{said}");
    assert!(
        said.contains("nested.log.zst: packed twice, with zstd inside"),
        "{said}"
    );
}

#[test]
fn row_18_what_a_log_is_packed_with_is_seen_in_it_and_not_in_its_name() {
    let desk = Desk::new();
    let text = "the door is shut\n".repeat(1_000);
    let pack = |text: &[u8]| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(text).unwrap();
        packed.finish().unwrap()
    };
    desk.write("plain.log.gz", &text);
    desk.write("packed.log", pack(text.as_bytes()));
    desk.write("zstd.log.gz", zstd::encode_all(text.as_bytes(), 1).unwrap());
    for name in ["plain.log.gz", "packed.log", "zstd.log.gz"] {
        let (code, hits, lines, said) = checked_in_little_memory(&desk, name);
        assert_eq!((code, hits, lines), (0, 1_000, 1_000), "{name}: {said}");
    }
    desk.write("nested.log.gz", pack(&pack(text.as_bytes())));
    let (code, _, lines, said) = checked_in_little_memory(&desk, "nested.log.gz");
    assert_eq!((code, lines), (2, 0), "{said}");
    assert!(
        said.contains("nested.log.gz: packed twice, with gzip inside"),
        "{said}"
    );
}

#[test]
fn row_19_bytes_that_are_no_text_are_lines_and_bear_no_harm() {
    let desk = Desk::new();
    let mut state = 1u32;
    let mut random = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let noise: Vec<u8> = (0..1 << 20).map(|_| random()).collect();
    let ends = noise.iter().filter(|byte| **byte == b'\n').count() as u64;
    let text = b"\nthe door\0 is shut\n\0\0the door is shut\0\n\xff\xfethe door is shut\xc3\n";
    desk.write("noise.log", [&[0x80], noise.as_slice(), text].concat());
    let (code, hits, lines, said) = checked_in_little_memory(&desk, "noise.log");
    assert_eq!((code, hits, lines), (0, 2, ends + 4), "{said}");
}

#[test]
fn row_20_each_form_that_a_collector_reads_is_read() {
    let desk = Desk::new();
    let forms: [&[u8]; 9] = [
        b"the door is shut\n",
        b"no time, but \xe9\xff and gr\xc3\xbcn: the door is shut\r\n",
        b"Aug  3 10:00:01 web doord: \x1b[31mthe \x1b[1mdoor\x1b[0m is shut\n",
        b"2026-08-03T10:00:01Z web doord: #033[31mthe door is shut#033[0m\n",
        b"\\x1b[31mthe door is shut\n",
        b"{\"log\":\"the\\u0020door is \\u0073hut\\n\"}\n",
        b"{\"MESSAGE\":[116,104,101,32,100,111,111,114,32,105,115,32,115,104,117,116]}\n",
        b"Aug  3 10:00:01 web doord: \\033[31mthe door is shut\n",
        b"12:00 THE DOOR IS SHUT\n",
    ];
    for form in forms {
        desk.write("one.log", form);
        let (code, hits, lines, said) = checked_in_little_memory(&desk, "one.log");
        let shown = String::from_utf8_lossy(form);
        assert_eq!((code, hits, lines), (0, 1, 1), "{shown}: {said}");
    }
    let export =
        "__CURSOR=s=1\n_HOSTNAME=web\nMESSAGE=the door is shut\n\n__CURSOR=s=2\nMESSAGE=none\n\n";
    desk.write("export.log", export);
    let (code, hits, lines, said) = checked_in_little_memory(&desk, "export.log");
    assert_eq!((code, hits, lines), (0, 1, 2), "{said}");
}

#[test]
fn row_22_ten_thousand_keywords_and_one_on_every_line_take_little_memory() {
    let desk = Desk::new();
    let keywords = (0..10_000).map(|n| format!("        - 'id {n:05} is shut'\n"));
    let rule = RULE.replace(
        "        - 'the door is shut'\n",
        &format!("        - 'is shut'\n{}", keywords.collect::<String>()),
    );
    let lines = (0..20_000).map(|n| format!("door: id {n:05} is shut\n"));
    let member = lines.collect::<String>();
    desk.write(
        "doors.log.zst",
        zstd::encode_all(member.as_bytes(), 1).unwrap().repeat(100),
    );
    let (code, hits, lines, said) = checked(&desk, &rule, "doors.log.zst", "300000");
    assert_eq!((code, hits, lines), (0, 2_000_000, 2_000_000), "{said}");
}

#[test]
fn row_19_a_line_of_two_gibibytes_is_read_in_little_memory() {
    let desk = Desk::new();
    endless_line(&desk.path("hole.log"));
    let (code, hits, lines, said) = checked_in_little_memory(&desk, "hole.log");
    assert_eq!((code, hits, lines), (0, 1, 3), "{said}");
}

#[test]
fn row_21_a_pipe_among_the_logs_is_named_and_never_waited_for() {
    let desk = Desk::new();
    let path = desk.path("fifo.log");
    assert!(
        Command::new("mkfifo")
            .arg(&path)
            .status()
            .unwrap()
            .success()
    );
    let (code, hits, lines, said) = checked_in_little_memory(&desk, "fifo.log");
    assert_eq!((code, hits, lines), (2, 0, 0), "{said}");
    assert!(said.contains("fifo.log"), "{said}");
}

#[test]
fn row_23_an_empty_log_is_never_clean() {
    let desk = Desk::new();
    desk.write("empty.log", "");
    let (code, .., said) = checked_in_little_memory(&desk, "empty.log");
    assert_eq!(code, 2);
    assert!(
        said.contains("empty.log") && said.contains("nothing was checked"),
        "{said}"
    );
}

#[test]
fn row_23_a_folder_without_a_log_is_never_clean() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("empty/inner")).unwrap();
    desk.write("blank/a.log", "");
    desk.write("blank/b.log", "");
    for folder in ["empty", "blank", "nowhere"] {
        let (code, hits, lines, said) = checked_in_little_memory(&desk, folder);
        assert_eq!((code, hits, lines), (2, 0, 0), "{folder}: {said}");
        assert!(said.contains(folder), "{said}");
    }
}
