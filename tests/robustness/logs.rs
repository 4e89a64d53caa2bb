//! Rows 18 to 23: logs that want more memory than there is, break off, or say nothing.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;

use crate::run::Desk;

/// Address space of the program, in KiB: less than any of these logs has in one line.
const MEMORY: &str = "900000";

const RULE: &str = "title: Door\nlogsource:\n    product: linux\ndetection:\n    keywords:\n        - 'the door is shut'\n    condition: keywords\n";

/// Checks the log `name` in the desk, with less memory than the log is large: code, hits and lines, stderr.
fn checked_in_little_memory(desk: &Desk, name: &str) -> (i32, u64, u64, String) {
    desk.write("rule.yml", RULE);
    let script = format!(
        "ulimit -v {MEMORY}; exec \"$0\" crosscheck rule.yml --logs {name} --format jsonl --threads 2"
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
        .next()
        .map_or(0, |value| value["summary"]["lines"].as_u64().unwrap());
    (run.status.code().unwrap(), hits, lines, said)
}

/// A line of a GiB without an end, and two lines before it. The file has a hole, not a GiB.
fn endless_line(path: &Path) {
    let mut file = File::create(path).unwrap();
    file.write_all(b"the door is open\nthe door is shut\n")
        .unwrap();
    file.set_len(1 << 30).unwrap();
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
fn row_18_a_bomb_in_a_bomb_is_unpacked_once() {
    let desk = Desk::new();
    let pack = |text: &[u8]| zstd::encode_all(text, 1).unwrap();
    let text = b"the door is shut\n".repeat(1_000);
    desk.write("nested.log.zst", pack(&pack(&text)));
    let (code, _, lines, said) = checked_in_little_memory(&desk, "nested.log.zst");
    assert_eq!(code, 0, "{said}");
    assert!(lines < 100, "{lines}");
}

#[test]
fn row_19_a_line_of_a_gibibyte_is_read_in_little_memory() {
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
