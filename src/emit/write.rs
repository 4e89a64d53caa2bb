//! A draft on disk.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use atomic_write_file::AtomicWriteFile;

use super::{Draft, Error, Split};

/// Where a draft's files lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The rule, `<name>.yml`.
    pub rule: PathBuf,
    /// The pull request's text, `<name>.pr.md`.
    pub pull_request: PathBuf,
    /// The evidence, `<name>.evidence.yml`.
    pub evidence: PathBuf,
}

/// What a draft's files end in: evidence, pull request and rule.
const ENDINGS: [&str; 3] = [".evidence.yml", ".pr.md", ".yml"];

impl Paths {
    fn new(dir: &Path, name: &str) -> Paths {
        let [evidence, pull_request, rule] = ENDINGS.map(|end| dir.join(format!("{name}{end}")));
        Paths {
            rule,
            pull_request,
            evidence,
        }
    }

    fn all(&self) -> [&Path; 3] {
        [&self.rule, &self.pull_request, &self.evidence]
    }
}

/// Makes sure that a draft of this name can be written: the folder is made if it is missing, and
/// must take files. For before the long work, so that a bad path costs nothing.
///
/// # Errors
/// [`Error::Exists`] if one of the draft's files is there and `force` is not given,
/// [`Error::Unwritable`] if the folder cannot be made or takes no files.
pub fn check_target(dir: &Path, name: &str, force: bool) -> Result<Paths, Error> {
    fs::create_dir_all(dir).map_err(|source| unwritable(dir, source))?;
    let paths = Paths::new(dir, name);
    for path in paths.all() {
        // A folder in the way cannot be replaced, with or without force.
        if path.is_dir() {
            return Err(unwritable(path, io::ErrorKind::IsADirectory.into()));
        }
        if !force && path.symlink_metadata().is_ok() {
            return Err(Error::Exists {
                path: path.display().to_string(),
            });
        }
    }
    let probe = AtomicWriteFile::open(&paths.rule).and_then(AtomicWriteFile::discard);
    probe.map_err(|source| unwritable(dir, source))?;
    Ok(paths)
}

/// The same for the rules beside the main one, as far as their names can be told before the work: what
/// lies in the folder and is named as one of them would be is in the way.
///
/// # Errors
/// As [`check_target`], and [`Error::Unwritable`] for a folder that cannot be listed.
pub fn check_parts(dir: &Path, name: &str, by: Split, force: bool) -> Result<(), Error> {
    let entries = fs::read_dir(dir).map_err(|source| unwritable(dir, source))?;
    let files = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    // Sorted, so that it is always the same one that is named.
    let names: BTreeSet<String> = files
        .filter_map(|file| {
            ENDINGS
                .iter()
                .find_map(|end| Some(file.strip_suffix(end)?.to_owned()))
        })
        .filter(|file| by.may_name(file, name))
        .collect();
    for name in names {
        check_target(dir, &name, force)?;
    }
    Ok(())
}

/// Writes the three files, each whole or not at all, the rule last.
///
/// # Errors
/// As [`check_target`], and [`Error::Unwritable`] when the disk is full.
pub fn write(draft: &Draft, dir: &Path, force: bool) -> Result<Paths, Error> {
    let paths = check_target(dir, &draft.name, force)?;
    save(&paths.evidence, &draft.evidence)?;
    save(&paths.pull_request, &draft.pull_request)?;
    save(&paths.rule, &draft.rule)?;
    Ok(paths)
}

fn save(path: &Path, text: &str) -> Result<(), Error> {
    let written = AtomicWriteFile::open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.commit()
    });
    written.map_err(|source| unwritable(path, source))
}

fn unwritable(path: &Path, source: io::Error) -> Error {
    Error::Unwritable {
        path: path.display().to_string(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        Draft {
            name: "lnx_example_messages".into(),
            rule: "rule\n".into(),
            pull_request: "text\n".into(),
            evidence: "evidence\n".into(),
            remarks: Vec::new(),
        }
    }

    #[test]
    fn an_existing_draft_stays_unless_forced() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("new/folder");
        let paths = write(&draft(), &out, false).unwrap();
        fs::write(&paths.rule, "edited by a person\n").unwrap();
        let refused = write(&draft(), &out, false).unwrap_err().to_string();
        assert!(
            refused.contains("lnx_example_messages.yml") && refused.contains("--force"),
            "{refused}"
        );
        assert_eq!(
            fs::read_to_string(&paths.rule).unwrap(),
            "edited by a person\n"
        );
        write(&draft(), &out, true).unwrap();
        assert_eq!(fs::read_to_string(&paths.rule).unwrap(), "rule\n");
        assert_eq!(
            fs::read_dir(&out).unwrap().count(),
            3,
            "no temporary file stays"
        );
    }

    #[test]
    fn a_bad_target_is_named_before_the_work() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        fs::write(&file, "").unwrap();
        let refused = check_target(&file.join("out"), "a_name", false).unwrap_err();
        assert!(refused.to_string().contains("file"), "{refused}");
        fs::create_dir_all(dir.path().join("a_name.yml")).unwrap();
        assert!(matches!(
            check_target(dir.path(), "a_name", true),
            Err(Error::Unwritable { .. })
        ));
        check_target(dir.path(), "another_name", false).unwrap();
        assert_eq!(
            fs::read_dir(dir.path()).unwrap().count(),
            2,
            "looking leaves nothing behind"
        );
    }
}
