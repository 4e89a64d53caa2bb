//! What a project says about itself: the first line of its README and of its licence.

use std::fs;
use std::path::{Path, PathBuf};

use crate::file;

/// Bytes that are read of either file.
const MAX_READ: u64 = 64 << 10;

/// The longest summary and licence, in characters: what is longer is no title.
const MAX_LENGTH: usize = 80;

const READMES: [&str; 1] = ["readme"];
const LICENCES: [&str; 3] = ["license", "licence", "copying"];

/// What the README's title says of the project besides its name, as in `# name: what it is`.
pub(super) fn summary(folders: &[&Path], name: &str) -> Option<String> {
    let title = first_line(folders, &READMES)?;
    let title = title.trim_matches(|c| matches!(c, '#' | '=' | '*' | ' '));
    let (before, after) = [": ", " - ", " -- ", " – ", " — "]
        .iter()
        .find_map(|between| title.split_once(between))?;
    let is_name = before.to_lowercase().contains(&name.to_lowercase());
    let summary = after.trim().trim_end_matches('.');
    (is_name && is_plain(summary)).then(|| summary.to_owned())
}

/// The first line of the licence, which is its name.
pub(super) fn licence(folders: &[&Path]) -> Option<String> {
    first_line(folders, &LICENCES).filter(|line| line.chars().count() <= MAX_LENGTH)
}

/// Words alone: what a rule's description takes as it is, without marks of any format.
fn is_plain(text: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '-' | '\'' | '/' | '+');
    text.contains(char::is_alphabetic)
        && text.chars().count() <= MAX_LENGTH
        && text.chars().all(is_word)
}

/// The first line with letters of the first file that is named so, in the first folder with one.
fn first_line(folders: &[&Path], names: &[&str]) -> Option<String> {
    let path = folders.iter().find_map(|folder| named(folder, names))?;
    let bytes = file::beginning(&path, MAX_READ).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines().map(str::trim);
    let line = lines.find(|line| line.contains(char::is_alphabetic))?;
    Some(line.to_owned())
}

/// A file whose name, without its ending, is one of these in either case. Links are not followed.
fn named(folder: &Path, names: &[&str]) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let is_meant = |entry: &fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let stem = name.split(['.', '-', '_']).next().unwrap_or_default();
        names.contains(&stem) && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    let found = entries.filter(is_meant).map(|entry| entry.path());
    found.min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(readme: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("README.md"), readme).unwrap();
        folder
    }

    #[test]
    fn a_title_of_name_and_words_is_the_summary() {
        for (readme, expected) in [
            (
                "\n# Postbox: a small mail drop\n\ntext: more",
                Some("a small mail drop"),
            ),
            (
                "postbox - mail, for everyone.\n=====\n",
                Some("mail, for everyone"),
            ),
            ("# Postbox\n\nA mail drop: it is small", None),
            ("# Mail: the postbox", None),
            ("# Postbox: see <https://example.org>", None),
            ("# Postbox: \u{1b}[2Ja", None),
            ("# Postbox: 123", None),
            ("", None),
        ] {
            let folder = folder(readme);
            let summary = summary(&[folder.path()], "postbox");
            assert_eq!(summary.as_deref(), expected, "{readme}");
        }
    }

    #[test]
    fn the_first_licence_names_itself() {
        let folder = folder("");
        assert_eq!(licence(&[folder.path()]), None);
        fs::write(
            folder.path().join("LICENSE-MIT"),
            "\n  MIT License\n\nCopyright",
        )
        .unwrap();
        fs::write(folder.path().join("LICENSES.txt"), "Other").unwrap();
        assert_eq!(licence(&[folder.path()]).as_deref(), Some("MIT License"));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let (folder, elsewhere) = (
            folder("# postbox: a mail drop"),
            tempfile::tempdir().unwrap(),
        );
        let link = elsewhere.path().join("README");
        std::os::unix::fs::symlink(folder.path().join("README.md"), link).unwrap();
        assert_eq!(summary(&[elsewhere.path()], "postbox"), None);
    }
}
