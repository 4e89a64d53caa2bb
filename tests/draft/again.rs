//! Somebody else can count again what a draft says of the sample logs.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::judge;

fn sigmine(arguments: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new(env!("CARGO_BIN_EXE_sigmine"))
        .args(arguments)
        .current_dir(root)
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn a_cross_check_of_the_drafted_rule_gives_the_figures_of_its_evidence() {
    const LOGS: &str = "examples/letterbox/logs";
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().to_str().unwrap();
    let source = "examples/letterbox/source";
    // All of them: the routine messages among them do stand in the logs.
    let written = sigmine(&[
        "draft",
        source,
        "--logs",
        LOGS,
        "--accept",
        "1000",
        "--app",
        "letterbox",
        "--out",
        folder,
    ]);
    let paths: Vec<&str> = written.lines().collect();
    judge::accepts(Path::new(paths[0]));
    let evidence: Value =
        serde_yaml::from_str(&std::fs::read_to_string(paths[2]).unwrap()).unwrap();
    let again = sigmine(&["crosscheck", paths[0], "--logs", LOGS, "--format", "jsonl"]);
    let mut again: Vec<Value> = again
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();

    let summary = again.pop().unwrap()["summary"].clone();
    for figure in ["lines", "bytes", "files"] {
        assert_eq!(evidence["logs"][figure], summary[figure], "{figure}");
    }
    let keywords = evidence["keywords"].as_array().unwrap();
    assert_eq!(keywords.len(), again.len());
    assert!(
        keywords.iter().any(|keyword| keyword["hits"] != 0),
        "some keyword is hit"
    );
    for (was, is) in keywords.iter().zip(&again) {
        for figure in ["keyword", "hits", "first", "last"] {
            assert_eq!(was[figure], is[figure], "{was}");
        }
    }
    let pull_request = std::fs::read_to_string(paths[1]).unwrap();
    for name in evidence["logs"]["names"].as_array().unwrap() {
        assert!(pull_request.contains(name.as_str().unwrap()), "{name}");
    }
}
