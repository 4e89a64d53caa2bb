//! An independent counter (`tests/crosscheck/oracle.py`), and the sample logs of the repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sigmine::pattern::Pattern;

/// All sample logs, sorted.
pub fn sample_logs() -> Vec<PathBuf> {
    let mut logs = Vec::new();
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/logs");
    for program in fs::read_dir(top).unwrap() {
        let Ok(files) = fs::read_dir(program.unwrap().path()) else {
            continue;
        };
        let files = files.map(|file| file.unwrap().path());
        logs.extend(
            files.filter(|path| path.file_name().unwrap().to_str().unwrap().contains(".log")),
        );
    }
    logs.sort();
    logs
}

/// The lines that each keyword hits, by the other counter; `None` where there is no Python and there
/// may be none.
pub fn counted(keywords: &[Pattern], logs: &[PathBuf]) -> Option<Vec<u64>> {
    let desk = tempfile::tempdir().unwrap();
    let list = desk.path().join("keywords.json");
    fs::write(&list, serde_json::to_string(keywords).unwrap()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crosscheck/oracle.py");
    let run = Command::new("python3")
        .arg(script)
        .arg(&list)
        .args(logs)
        .output();
    let Ok(run) = run else {
        assert!(std::env::var_os("CI").is_none(), "python3 is missing in CI");
        return None;
    };
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    Some(serde_json::from_slice(&run.stdout).unwrap())
}
