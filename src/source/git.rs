//! What git keeps of a checkout: which repository, which commit. Its files come from strangers, so nothing is
//! read through a pointer or a link that leads to somebody else's repository.

use std::path::{Component, Path, PathBuf};

use memchr::memmem;

use crate::file;

/// Bytes of a file under `.git` that are read: packed refs of large projects have a few megabytes.
const MAX_GIT_FILE: u64 = 64 << 20;

/// The folders of a repository, without links.
pub(super) struct Repository {
    /// What belongs to this checkout alone.
    own: PathBuf,
    /// What all checkouts of the repository share: `own`, or a folder above it.
    common: PathBuf,
}

impl Repository {
    /// The repository that tracks a folder, which has no links in its path, and where in it the
    /// folder lies, `/`-separated.
    pub(super) fn that_tracks(folder: &Path) -> Option<(Repository, String)> {
        let (root, own) = folder
            .ancestors()
            .find_map(|root| Some((root, own_folder(root)?)))?;
        let repository = Repository {
            common: common_folder(&own)?,
            own,
        };
        let folder = folder.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
        let is_tracked = folder.is_empty() || repository.tracks(&folder);
        is_tracked.then_some((repository, folder))
    }

    /// Something unpacked into somebody else's repository is not a part of it: git's index lists the
    /// paths that are.
    fn tracks(&self, folder: &str) -> bool {
        let index = self.read(&self.own.join("index")).unwrap_or_default();
        memmem::find(&index, format!("{folder}/").as_bytes()).is_some()
    }

    /// The checked-out commit: in HEAD itself, in a file under `refs`, or in `packed-refs`.
    pub(super) fn commit(&self) -> Option<String> {
        let head = self.text(&self.own.join("HEAD"))?;
        let Some(name) = head.trim().strip_prefix("ref: ") else {
            return hash(&head);
        };
        let is_inside = Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !is_inside || !name.starts_with("refs/") {
            return None;
        }
        let loose = [&self.own, &self.common]
            .into_iter()
            .find_map(|folder| self.text(&folder.join(name)));
        loose
            .and_then(|text| hash(&text))
            .or_else(|| self.packed(name))
    }

    fn packed(&self, name: &str) -> Option<String> {
        let refs = self.text(&self.common.join("packed-refs"))?;
        let mut rows = refs.lines().filter_map(|line| line.split_once(' '));
        let (commit, _) = rows.find(|(_, listed)| *listed == name)?;
        hash(commit)
    }

    /// The address of `origin`, or else of the first remote, as it is configured.
    pub(super) fn remote(&self) -> Option<String> {
        let config = self.text(&self.common.join("config"))?;
        let remotes: Vec<_> = settings(&config)
            .filter(|(section, key, _)| section.starts_with("[remote ") && *key == "url")
            .collect();
        let origin = remotes
            .iter()
            .find(|(section, ..)| *section == "[remote \"origin\"]");
        let (.., url) = origin.or(remotes.first())?;
        Some((*url).to_owned())
    }

    fn text(&self, path: &Path) -> Option<String> {
        String::from_utf8(self.read(path)?).ok()
    }

    fn read(&self, path: &Path) -> Option<Vec<u8>> {
        let path = path.canonicalize().ok()?;
        path.starts_with(&self.common).then(|| read(&path))?
    }
}

/// The folder `.git` of a checkout, or the one that the file in its place points to.
fn own_folder(root: &Path) -> Option<PathBuf> {
    let path = root.join(".git");
    let folder = if path.is_dir() {
        path
    } else {
        pointed_to(&path, root)?
    };
    folder.join("HEAD").is_file().then_some(folder)
}

/// Where the file of a worktree or submodule points to, if that points back: git notes the
/// worktree's file there (`gitdir`), or the submodule's folder (`core.worktree`).
fn pointed_to(pointer: &Path, root: &Path) -> Option<PathBuf> {
    let text = read_text(pointer)?;
    let target = text.strip_prefix("gitdir:")?.trim();
    let folder = root.join(target).canonicalize().ok()?;
    let leads_to = |path: &str, wanted: &Path| {
        let path = folder.join(path).canonicalize();
        path.is_ok_and(|path| path == wanted)
    };
    let points_back = read_text(&folder.join("gitdir"))
        .is_some_and(|back| leads_to(back.trim(), pointer))
        || read_text(&folder.join("config")).is_some_and(|config| {
            settings(&config).any(|(section, key, value)| {
                section == "[core]" && key == "worktree" && leads_to(value, root)
            })
        });
    points_back.then_some(folder)
}

/// What the worktrees of a repository share: the folder in whose `worktrees` each has its own.
fn common_folder(own: &Path) -> Option<PathBuf> {
    let Some(pointer) = read_text(&own.join("commondir")) else {
        return Some(own.to_owned());
    };
    let common = own.join(pointer.trim()).canonicalize().ok()?;
    (own.parent()? == common.join("worktrees")).then_some(common)
}

/// Section, key and value of each line of git's configuration that has them.
fn settings(config: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let mut section = "";
    config.lines().map(str::trim).filter_map(move |line| {
        if line.starts_with('[') {
            section = line;
        }
        let (key, value) = line.split_once('=')?;
        Some((section, key.trim(), value.trim()))
    })
}

/// A SHA-1 or SHA-256 in hexadecimal digits.
fn hash(text: &str) -> Option<String> {
    let text = text.trim();
    let good = matches!(text.len(), 40 | 64) && text.bytes().all(|b| b.is_ascii_hexdigit());
    good.then(|| text.to_ascii_lowercase())
}

fn read_text(path: &Path) -> Option<String> {
    String::from_utf8(read(path)?).ok()
}

fn read(path: &Path) -> Option<Vec<u8>> {
    file::beginning(path, MAX_GIT_FILE).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn write(path: &Path, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn remote(checkout: &Path) -> Option<String> {
        let checkout = checkout.canonicalize().unwrap();
        let (repository, _) = Repository::that_tracks(&checkout)?;
        repository.remote()
    }

    /// A repository that a stranger's tree has no business with, and that tree.
    fn somebody_else() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let top = tempfile::tempdir().unwrap();
        let top_path = top.path().canonicalize().unwrap();
        let (private, tree) = (top_path.join("private/.git"), top_path.join("tree"));
        write(&private.join("HEAD"), "ref: refs/heads/main\n");
        let config = "[remote \"origin\"]\n\turl = https://git.example.org/private\n";
        write(&private.join("config"), config);
        fs::create_dir(&tree).unwrap();
        (top, private, tree)
    }

    #[test]
    fn a_submodule_is_believed_where_its_repository_names_it() {
        let (_top, private, tree) = somebody_else();
        write(&tree.join(".git"), "gitdir: ../private/.git\n");
        assert_eq!(remote(&tree), None);
        let mut config = fs::read_to_string(private.join("config")).unwrap();
        config.push_str("[core]\n\tworktree = ../../tree\n");
        write(&private.join("config"), &config);
        let found = remote(&tree);
        assert_eq!(found.as_deref(), Some("https://git.example.org/private"));
    }

    #[test]
    fn a_common_folder_that_is_not_its_own_is_not_read() {
        let (_top, private, tree) = somebody_else();
        write(&tree.join(".git/HEAD"), "ref: refs/heads/main\n");
        write(&tree.join(".git/commondir"), &private.to_string_lossy());
        assert_eq!(remote(&tree), None);
    }

    #[cfg(unix)]
    #[test]
    fn links_to_somebody_elses_repository_are_not_followed() {
        use std::os::unix::fs::symlink;
        let (_top, private, tree) = somebody_else();
        symlink(&private, tree.join(".git")).unwrap();
        assert_eq!(remote(&tree), None);
        fs::remove_file(tree.join(".git")).unwrap();
        write(&tree.join(".git/HEAD"), "ref: refs/heads/main\n");
        symlink(private.join("config"), tree.join(".git/config")).unwrap();
        assert_eq!(remote(&tree), None);
    }
}
