//! Decision files that a person has written in.

use std::fs;

use sigmine::curate::{DecisionFile, Error, Operation, Session};
use tempfile::TempDir;

use super::kept::{decision_file, open};
use super::{after, candidates};

/// A file as a person keeps it.
const BY_HAND: &str = "\
# what we decided on
version: 1
application: exampled
decisions: # sorted
# quiet days are full of it
- fingerprint: '0000000000000002'
  decision: reject # Ada
  pattern: path * leaves the spool folder
  keyword: 'path * leaves the spool folder'

# the worst
- decision: accept
  fingerprint: '0000000000000005'
  keyword: queue * is full
  pattern: queue * is full
# the end
";

/// What is in the file after this was done.
fn after_by_hand(text: &str, operations: impl IntoIterator<Item = Operation>) -> String {
    let folder = TempDir::new().unwrap();
    let path = decision_file(&folder);
    fs::write(&path, text).unwrap();
    let (file, decisions) = open(&path).unwrap();
    let mut session = Session::new(candidates(), decisions);
    for operation in operations {
        session.apply(operation).unwrap();
    }
    file.save(session.decisions()).unwrap();
    fs::read_to_string(path).unwrap()
}

#[test]
fn what_a_person_wrote_into_the_file_stays() {
    assert_eq!(after_by_hand(BY_HAND, []), BY_HAND);
    let block = "\
- fingerprint: '0000000000000003'
  decision: accept
  pattern: token of * does not verify
  keyword: token of * does not verify
";
    let with_a_third = BY_HAND.replacen("\n# the worst", &format!("\n{block}# the worst"), 1);
    let accepted = after_by_hand(BY_HAND, [Operation::Goto(3), Operation::Accept]);
    // The blank line belongs to the block before it.
    assert_eq!(accepted, with_a_third);
}

#[test]
fn a_block_whose_decision_changes_keeps_the_comments_before_it() {
    let changed = after_by_hand(BY_HAND, [Operation::Goto(2), Operation::Accept]);
    let block = "\
# quiet days are full of it
- fingerprint: '0000000000000002'
  decision: accept
  pattern: path * leaves the spool folder
  keyword: path * leaves the spool folder
# the worst
- decision: accept
";
    assert!(changed.contains(block), "{changed}");
    assert!(changed.ends_with("# the end\n"));
}

#[test]
fn a_file_that_is_written_in_another_way_is_only_written_where_something_changed() {
    let flow = "{version: 1, application: exampled, decisions: []}\n";
    assert_eq!(after_by_hand(flow, []), flow);
    let block = "- {fingerprint: '0', decision: accept, pattern: a b, keyword: a b}";
    let dashes = format!("--- # ours\nversion: 1\napplication: exampled\ndecisions:\n{block}");
    let rejected = after_by_hand(&dashes, [Operation::Goto(5), Operation::Reject]);
    assert!(
        rejected.starts_with(&format!("{dashes}\n- fingerprint: ")),
        "{rejected}"
    );
    let emptied = after_by_hand(
        flow,
        [Operation::Goto(5), Operation::Reject, Operation::Undo],
    );
    assert_eq!(emptied, flow);
}

#[test]
fn marks_and_line_ends_of_other_systems_are_read_and_kept() {
    let text = format!("\u{feff}{}", BY_HAND.replace('\n', "\r\n"));
    assert_eq!(after_by_hand(&text, []), text);
    let rejected = after_by_hand(&text, [Operation::Goto(1), Operation::Reject]);
    assert!(rejected.starts_with("\u{feff}# what"));
    assert_eq!(
        rejected.matches('\n').count(),
        rejected.matches("\r\n").count()
    );
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_its_file_keeps_its_mode() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = TempDir::new().unwrap();
    let (link, shared) = (decision_file(&folder), folder.path().join("shared.yml"));
    symlink("shared.yml", &link).unwrap();
    for _ in 0..2 {
        let (file, _) = open(&link).unwrap();
        let error = open(&shared).unwrap_err();
        assert!(matches!(error, Error::InUse { .. }), "{error}");
        let session = after([Operation::Accept]);
        file.save(session.decisions()).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        fs::set_permissions(&shared, fs::Permissions::from_mode(0o640)).unwrap();
    }
    let mode = fs::metadata(&shared).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn a_run_that_decides_nothing_reads_the_file_and_leaves_no_trace() {
    let folder = TempDir::new().unwrap();
    let path = decision_file(&folder);
    fs::write(&path, BY_HAND).unwrap();
    let (_writer, _) = open(&path).unwrap();
    fs::remove_file(folder.path().join("app.decisions.yml.lock")).unwrap();
    let (_, decisions) = DecisionFile::read(&path, "exampled").unwrap();
    assert_eq!(decisions.iter().count(), 2);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn the_place_of_a_keyword_is_known() {
    let folder = TempDir::new().unwrap();
    let path = decision_file(&folder);
    fs::write(&path, BY_HAND).unwrap();
    let (file, mut decisions) = open(&path).unwrap();
    let place = |nth: usize| {
        let place = file.place_of_keyword(&candidates()[nth].fingerprint);
        place.rsplit(':').next().unwrap().to_owned()
    };
    assert_eq!([place(1), place(4)], ["9", "14"]);
    decisions.remove(&candidates()[1].fingerprint);
    file.save(&decisions).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let line = text
        .lines()
        .position(|line| line == "  keyword: queue * is full");
    assert_eq!(place(4), (line.unwrap() + 1).to_string());
}
