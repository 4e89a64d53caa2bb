//! A decision file: what is read is a session's, and is read again as it was written, with one more decision.
#![no_main]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sigmine::curate::{Decision, DecisionFile, Operation, Session, Verdict};
use sigmine::pattern::Pattern;
use sigmine::score::Fingerprint;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| TempDir::new().unwrap());
static PATH: LazyLock<PathBuf> = LazyLock::new(|| FOLDER.path().join("exampled.decisions.yml"));

fuzz_target!(|bytes: &[u8]| {
    fs::write(&*PATH, bytes).unwrap();
    let Ok((file, decisions)) = DecisionFile::open(&PATH, "exampled") else {
        assert_eq!(fs::read(&*PATH).unwrap(), bytes, "nothing is lost");
        return;
    };
    let mut session = Session::new(Vec::new(), decisions.clone());
    let _ = session.apply(Operation::Accept);
    assert_eq!(session.decisions(), &decisions);
    file.save(&decisions).unwrap();
    assert_eq!(fs::read(&*PATH).unwrap(), bytes, "nothing has changed");
    let mut more = decisions;
    more.set(another());
    file.save(&more).unwrap();
    drop(file);
    let (_, read) = DecisionFile::open(&PATH, "exampled").unwrap();
    assert_eq!(read, more);
});

fn another() -> Decision {
    let text = Pattern::exact("the door is forced");
    Decision {
        fingerprint: Fingerprint("8f08181ef3265dcb".to_owned()),
        decision: Verdict::Reject,
        pattern: text.clone(),
        was: None,
        keyword: text,
        keep: false,
        reason: None,
        by: None,
        at: None,
    }
}
