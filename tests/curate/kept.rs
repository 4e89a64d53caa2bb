//! The one who decides, and the file that keeps the decisions.

use std::collections::VecDeque;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sigmine::curate::{
    Curator, Decision, DecisionFile, Decisions, End, Error, Operation, Refusal, Session, Verdict,
    View, review,
};
use tempfile::TempDir;

use super::{after, candidates, pattern, session};

/// Does what is written down, then does not answer any more.
pub struct Scripted {
    operations: VecDeque<Operation>,
    at_end: io::ErrorKind,
    refused: Vec<Refusal>,
}

impl Scripted {
    pub fn new(operations: impl IntoIterator<Item = Operation>, at_end: io::ErrorKind) -> Self {
        let operations = operations.into_iter().collect();
        Scripted {
            operations,
            at_end,
            refused: Vec::new(),
        }
    }
}

impl Curator for Scripted {
    fn next(&mut self, _: &View<'_>) -> io::Result<Operation> {
        self.operations
            .pop_front()
            .ok_or_else(|| self.at_end.into())
    }

    fn refused(&mut self, why: &Refusal) {
        self.refused.push(why.clone());
    }
}

pub fn decision_file(folder: &TempDir) -> PathBuf {
    folder.path().join("app.decisions.yml")
}

pub fn open(path: &Path) -> Result<(DecisionFile, Decisions), Error> {
    DecisionFile::open(path, "exampled")
}

#[test]
fn what_is_decided_is_on_disk_before_the_next_question() {
    struct Watching(PathBuf, usize);
    impl Curator for Watching {
        fn next(&mut self, view: &View<'_>) -> io::Result<Operation> {
            let text = fs::read_to_string(&self.0).unwrap_or_default();
            assert_eq!(text.matches("decision: accept").count(), view.accepted);
            self.1 += 1;
            Ok(if self.1 > 3 {
                Operation::Quit
            } else {
                Operation::Accept
            })
        }
        fn refused(&mut self, _: &Refusal) {}
    }
    let folder = TempDir::new().unwrap();
    let path = decision_file(&folder);
    let (file, decisions) = open(&path).unwrap();
    let mut session = Session::new(candidates(), decisions);
    let end = review(&mut session, &mut Watching(path, 0), &file).unwrap();
    assert_eq!((end, session.view().accepted), (End::Left, 3));
}

#[test]
fn an_interruption_ends_the_review_and_a_lost_terminal_is_an_error() {
    let folder = TempDir::new().unwrap();
    let (file, _) = open(&decision_file(&folder)).unwrap();
    let mut interrupted = Scripted::new(
        [Operation::Accept, Operation::Goto(9)],
        io::ErrorKind::Interrupted,
    );
    let end = review(&mut session(), &mut interrupted, &file).unwrap();
    assert_eq!(
        (end, interrupted.refused),
        (End::Interrupted, vec![Refusal::NoSuchRank(9)])
    );
    let mut lost = Scripted::new([], io::ErrorKind::BrokenPipe);
    let error = review(&mut session(), &mut lost, &file).unwrap_err();
    assert!(error.to_string().contains("--no-input"), "{error}");
}

// The decision file.

#[test]
fn a_decision_file_reads_like_this() {
    let folder = TempDir::new().unwrap();
    let path = decision_file(&folder);
    let (file, _) = open(&path).unwrap();
    let edit = Operation::Edit(pattern("not permitted"));
    let session = after([edit, Operation::Skip, Operation::Reject]);
    file.save(session.decisions()).unwrap();
    let text = "\
version: 1
application: exampled
decisions:
- fingerprint: '0000000000000001'
  decision: accept
  pattern: syscall * not permitted
  keyword: not permitted
- fingerprint: '0000000000000002'
  decision: reject
  pattern: path * leaves the spool folder
  keyword: path * leaves the spool folder
";
    assert_eq!(fs::read_to_string(path).unwrap(), text);
}

/// The error on a file with this text.
fn refused(text: &str) -> String {
    let folder = TempDir::new().unwrap();
    let path = decision_file(&folder);
    fs::write(&path, text).unwrap();
    let error = open(&path).unwrap_err().to_string();
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "nothing is lost");
    let (_, after_path) = error.split_once(&path.display().to_string()).unwrap();
    after_path.to_owned()
}

#[test]
fn row_26_a_file_that_is_no_decision_file_is_refused_with_its_line() {
    let block =
        "version: 1\napplication: exampled\ndecisions:\n- fingerprint: '1'\n  decision: perhaps\n";
    let head = "version: 1\napplication: exampled\ndecisions:\n";
    let whole = "- fingerprint: '1'\n  decision: accept\n  pattern: a b\n  keyword: a b\n";
    let twice = format!("{head}{whole}  keyword: b\n");
    let again = format!("{head}{whole}version: 1\n");
    let second = format!("{head}{whole}---\nversion: 1\n");
    let unknown = format!("{head}{whole}  why: noise\n");
    for (text, line) in [
        (twice.as_str(), ":8: "),
        (&again, ":8: "),
        (&second, ":8: "),
        (&unknown, ":8: "),
        (block, ":5: "),
        ("version: 1\napplication: [\n", ":3: "),
        ("version: 1\n<<<<<<< ours\n", ":3: "),
        (
            "version: 1\napplication: exampled\ndecisions: []\n# \u{7}\n",
            ":4: ",
        ),
        ("", ":1: "),
    ] {
        let error = refused(text);
        assert!(error.starts_with(line), "{text}: {error}");
    }
}

#[test]
fn row_26_all_that_a_decision_lacks_is_named_at_once() {
    let error = refused("version: 1\napplication: exampled\ndecisions:\n- decision: accept\n");
    let lacks = "without `fingerprint`, `pattern`, `keyword`";
    assert!(
        error.starts_with(":4: ") && error.contains(lacks),
        "{error}"
    );
}

#[test]
fn row_26_a_file_of_a_newer_sigmine_is_refused_with_its_line() {
    let error = refused("# by hand\nversion: 2\nwhatever: comes\n");
    assert!(
        error.starts_with(":2: ") && error.contains("newer"),
        "{error}"
    );
}

#[test]
fn row_26_a_file_of_another_application_is_refused_with_its_line_and_both_names() {
    let error = refused("version: 1\napplication: otherd\ndecisions: []\n");
    assert!(
        error.starts_with(":2: ") && error.contains("'otherd'") && error.contains("'exampled'"),
        "{error}"
    );
}

#[test]
fn row_26_two_decisions_on_one_candidate_are_refused_with_the_line_of_the_second() {
    let block = |verdict| {
        format!("- fingerprint: aabb\n  decision: {verdict}\n  pattern: a b\n  keyword: a b\n")
    };
    let error = refused(&format!(
        "version: 1\napplication: exampled\ndecisions:\n{}{}",
        block("accept"),
        block("reject")
    ));
    assert!(error.starts_with(":8: "), "{error}");
}

#[test]
fn row_27_a_file_that_another_run_uses_is_refused_until_that_run_ends() {
    let folder = TempDir::new().unwrap();
    let path = decision_file(&folder);
    let first = open(&path).unwrap();
    let error = open(&path).unwrap_err();
    assert!(matches!(error, Error::InUse { .. }), "{error}");
    assert!(error.to_string().contains("app.decisions.yml"));
    drop(first);
    open(&path).unwrap();
}

#[test]
fn row_25_a_place_that_takes_no_file_is_refused_before_anything_is_decided() {
    let folder = TempDir::new().unwrap();
    let in_the_way = folder.path().join("file");
    fs::write(&in_the_way, "").unwrap();
    let error = open(&in_the_way.join("app.decisions.yml")).unwrap_err();
    assert!(matches!(error, Error::Unwritable { .. }), "{error}");
    let error = open(folder.path()).unwrap_err();
    assert!(matches!(error, Error::Unreadable { .. }), "{error}");
    assert!(
        error
            .to_string()
            .contains(&folder.path().display().to_string())
    );
}

#[cfg(unix)]
#[test]
fn row_25_a_read_only_folder_is_refused_before_anything_is_decided() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let opened = open(&decision_file(&folder));
    // Root may write everywhere.
    let may_write = fs::write(folder.path().join("probe"), "").is_ok();
    match opened {
        Ok(_) => assert!(may_write),
        Err(error) => assert!(
            matches!(error, Error::Unwritable { .. }) && !may_write,
            "{error}"
        ),
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn after_each_save_the_file_is_whole_and_nothing_else_lies_beside_it() {
    let folder = TempDir::new().unwrap();
    let path = decision_file(&folder);
    let (file, _) = open(&path).unwrap();
    let mut session = session();
    for _ in 0..5 {
        session.apply(Operation::Accept).unwrap();
        file.save(session.decisions()).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(
            text.matches("fingerprint:").count(),
            session.view().accepted
        );
    }
    drop(file);
    assert_eq!(open(&path).unwrap().1, *session.decisions());
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["app.decisions.yml", "app.decisions.yml.lock"]);
}

#[test]
fn a_decision_that_is_changed_after_it_was_saved_is_saved_as_it_is_now() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("exampled.decisions.yml");
    let (file, _) = DecisionFile::open(&path, "exampled").unwrap();
    let mut session = session();
    session.apply(Operation::Accept).unwrap();
    file.save(session.decisions()).unwrap();
    session.apply(Operation::Back).unwrap();
    session.apply(Operation::Reject).unwrap();
    file.save(session.decisions()).unwrap();
    drop(file);
    let (_, read) = DecisionFile::open(&path, "exampled").unwrap();
    assert_eq!(&read, session.decisions());
}

#[test]
fn the_folder_of_a_decision_file_is_made() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("new/one/exampled.decisions.yml");
    let (file, decisions) = DecisionFile::open(&path, "exampled").unwrap();
    file.save(&decisions).unwrap();
    assert!(path.is_file());
}

#[test]
fn text_in_which_yaml_may_end_a_line_is_read_as_it_was_decided() {
    for end in ['\u{85}', '\u{2028}', '\u{2029}'] {
        let folder = TempDir::new().unwrap();
        let path = decision_file(&folder);
        let application = format!("letter{end}box");
        let decision = Decision {
            keyword: pattern(&format!("seal{end}'is: broken!")),
            reason: Some(format!("A{end}!")),
            ..Decision::on(&candidates()[0], Verdict::Accept)
        };
        let decisions: Decisions = [decision].into_iter().collect();
        let (file, _) = DecisionFile::open(&path, &application).unwrap();
        file.save(&decisions).unwrap();
        drop(file);
        let (_, read) = DecisionFile::open(&path, &application).unwrap();
        assert_eq!(read, decisions);
    }
}
