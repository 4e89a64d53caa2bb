//! Which project a source folder is a checkout of, read from `.git` as files: no process is started.

use std::path::{Component, Path, PathBuf};

use memchr::memmem;

use super::{about, forge};
use crate::file;

/// Bytes of a file under `.git` that are read: packed refs of large projects have a few megabytes.
const MAX_GIT_FILE: u64 = 64 << 20;

/// Folders that are a part of a project, not named after it.
const NAMES_OF_PARTS: [&str; 7] = [
    "src", "source", "sources", "code", "lib", "server", "daemon",
];

/// Where a source folder comes from. Everything that cannot be found out is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Provenance {
    /// The project's name: the repository's, or the folder's without a version at its end.
    pub name: String,
    /// The repository as a web address, without user and password, and without `.git` where the
    /// forge's pages have none.
    pub remote: Option<String>,
    /// The commit that is checked out, in hexadecimal digits.
    pub commit: Option<String>,
    /// The source folder inside the repository, `/`-separated; empty for its root.
    pub folder: String,
    /// What the README's title says besides the name; only plain words.
    pub summary: Option<String>,
    /// The first line of the licence.
    pub licence: Option<String>,
}

impl Provenance {
    /// Looks at a source folder, and at the folders above it for a repository that holds it.
    pub fn of(source: &Path) -> Provenance {
        let source = source.canonicalize().unwrap_or_else(|_| source.to_owned());
        let place = Provenance::place(&source);
        let named = named_folder(&source);
        let folders: Vec<&Path> = source
            .ancestors()
            .take_while(|folder| folder.starts_with(named))
            .collect();
        Provenance {
            summary: about::summary(&folders, &place.name),
            licence: about::licence(&folders),
            ..place
        }
    }

    /// Its name, and where it lies in which repository.
    fn place(source: &Path) -> Provenance {
        let Some((git, folder)) = repository(source) else {
            return Provenance {
                name: folder_name(source),
                ..Provenance::default()
            };
        };
        let common = common_folder(&git);
        let remote = remote(&common);
        let own_name = remote.as_deref().filter(|_| folder.is_empty());
        let own_name = own_name.and_then(|remote| remote.rsplit('/').next());
        let own_name = own_name.map(|name| name.strip_suffix(".git").unwrap_or(name));
        Provenance {
            name: own_name.map_or_else(|| folder_name(source), str::to_owned),
            commit: commit(&git, &common),
            remote,
            folder,
            ..Provenance::default()
        }
    }

    /// A link to a line of a file as it is at this commit, on the forges whose links are known.
    ///
    /// `file` is relative to the source folder; without `line` the link is to the file.
    pub fn permalink(&self, file: &str, line: Option<usize>) -> Option<String> {
        let (remote, commit) = (self.remote.as_deref()?, self.commit.as_deref()?);
        match self.folder.as_str() {
            "" => forge::permalink(remote, commit, file, line),
            folder => forge::permalink(remote, commit, &format!("{folder}/{file}"), line),
        }
    }
}

/// The folder that the project is named after: not one that is a part of any.
fn named_folder(source: &Path) -> &Path {
    let named = source.ancestors().find(|folder| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        !NAMES_OF_PARTS.contains(&name.to_lowercase().as_str())
    });
    named.unwrap_or(source)
}

/// The name of that folder, without a version: `name-1.2.3` is `name`.
fn folder_name(source: &Path) -> String {
    let last = named_folder(source)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let version = last.rmatch_indices('-').find(|(at, _)| {
        let after = last[at + 1..].trim_start_matches('v');
        after.starts_with(|c: char| c.is_ascii_digit())
    });
    match version {
        Some((at, _)) if at > 0 => last[..at].to_owned(),
        _ => last.into_owned(),
    }
}

/// The `.git` folder of the repository that tracks the source folder, and the folder inside it.
fn repository(source: &Path) -> Option<(PathBuf, String)> {
    let (root, git) = source
        .ancestors()
        .find_map(|root| Some((root, git_folder(&root.join(".git"))?)))?;
    let folder = source.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
    (folder.is_empty() || is_tracked(&git, &folder)).then_some((git, folder))
}

/// A folder, or the file that a worktree or submodule has in its place.
fn git_folder(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return path.join("HEAD").is_file().then(|| path.to_owned());
    }
    let pointer = read(path)?;
    let target = std::str::from_utf8(&pointer)
        .ok()?
        .strip_prefix("gitdir:")?
        .trim();
    let git = path.parent()?.join(target);
    git.join("HEAD").is_file().then_some(git)
}

/// Something unpacked into somebody else's repository is not a part of it: git's index lists the
/// paths that are.
fn is_tracked(git: &Path, folder: &str) -> bool {
    let index = read(&git.join("index")).unwrap_or_default();
    memmem::find(&index, format!("{folder}/").as_bytes()).is_some()
}

/// What the worktrees of a repository share.
fn common_folder(git: &Path) -> PathBuf {
    let pointer = text(&git.join("commondir"));
    pointer.map_or_else(|| git.to_owned(), |path| git.join(path.trim()))
}

/// The checked-out commit: in HEAD itself, in a file under `refs`, or in `packed-refs`.
fn commit(git: &Path, common: &Path) -> Option<String> {
    let head = text(&git.join("HEAD"))?;
    let Some(name) = head.trim().strip_prefix("ref: ") else {
        return hash(&head);
    };
    let inside = Path::new(name)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !inside || !name.starts_with("refs/") {
        return None;
    }
    let loose = [git, common]
        .into_iter()
        .find_map(|folder| text(&folder.join(name)));
    loose
        .and_then(|text| hash(&text))
        .or_else(|| packed(common, name))
}

fn packed(common: &Path, name: &str) -> Option<String> {
    let refs = text(&common.join("packed-refs"))?;
    let mut rows = refs.lines().filter_map(|line| line.split_once(' '));
    let (commit, _) = rows.find(|(_, listed)| *listed == name)?;
    hash(commit)
}

/// A SHA-1 or SHA-256 in hexadecimal digits.
fn hash(text: &str) -> Option<String> {
    let text = text.trim();
    let good = matches!(text.len(), 40 | 64) && text.bytes().all(|b| b.is_ascii_hexdigit());
    good.then(|| text.to_ascii_lowercase())
}

/// The address of `origin`, or else of the first remote.
fn remote(common: &Path) -> Option<String> {
    let config = text(&common.join("config"))?;
    let mut section = "";
    let mut urls = Vec::new();
    for line in config.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line;
        } else if let Some((key, url)) = line.split_once('=')
            && section.starts_with("[remote ")
            && key.trim() == "url"
        {
            urls.push((section, url.trim()));
        }
    }
    let origin = urls
        .iter()
        .find(|(section, _)| *section == "[remote \"origin\"]");
    forge::web_address(origin.or(urls.first())?.1)
}

fn text(path: &Path) -> Option<String> {
    String::from_utf8(read(path)?).ok()
}

fn read(path: &Path) -> Option<Vec<u8>> {
    file::beginning(path, MAX_GIT_FILE).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const COMMIT: &str = "ce2fa4288b92683f832c3b5179d5cb2a77d0750e";

    fn write(path: &Path, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn checkout(root: &Path, url: &str) {
        write(&root.join(".git/HEAD"), "ref: refs/heads/main\n");
        write(
            &root.join(".git/config"),
            &format!("[core]\n\tbare = false\n[remote \"origin\"]\n\turl = {url}\n"),
        );
        write(
            &root.join(".git/packed-refs"),
            &format!("# pack-refs with: peeled\n{COMMIT} refs/heads/main\n"),
        );
    }

    #[test]
    fn a_checkout_knows_its_repository_and_commit() {
        let root = tempfile::tempdir().unwrap();
        checkout(
            root.path(),
            "https://me:secret@github.com/someone/daemon.git",
        );
        let found = Provenance::of(root.path());
        assert_eq!(found.name, "daemon");
        assert_eq!(
            found.remote.as_deref(),
            Some("https://github.com/someone/daemon")
        );
        assert_eq!(found.commit.as_deref(), Some(COMMIT));
        let loose = "0123456789012345678901234567890123456789";
        write(&root.path().join(".git/refs/heads/main"), loose);
        assert_eq!(Provenance::of(root.path()).commit.as_deref(), Some(loose));
    }

    #[test]
    fn a_project_is_named_without_the_suffix_of_its_repository() {
        let root = tempfile::tempdir().unwrap();
        checkout(root.path(), "https://git.example.org/pub/daemon.git");
        let found = Provenance::of(root.path());
        assert_eq!(found.name, "daemon");
        let link = found.permalink("main.c", Some(3)).unwrap();
        let wanted = format!("https://git.example.org/pub/daemon.git/tree/main.c?id={COMMIT}#n3");
        assert_eq!(link, wanted);
    }

    #[test]
    fn a_worktree_finds_what_it_shares() {
        let root = tempfile::tempdir().unwrap();
        let main = root.path().join("main");
        checkout(&main, "git@github.com:someone/daemon.git");
        let own = main.join(".git/worktrees/fix");
        write(&own.join("HEAD"), "ref: refs/heads/main\n");
        write(&own.join("commondir"), "../..\n");
        let tree = root.path().join("fix");
        write(&tree.join(".git"), &format!("gitdir: {}\n", own.display()));
        let found = Provenance::of(&tree);
        assert_eq!(found.commit.as_deref(), Some(COMMIT));
        assert_eq!(
            found.remote.as_deref(),
            Some("https://github.com/someone/daemon")
        );
    }

    #[test]
    fn a_folder_counts_as_part_of_a_repository_only_if_it_is_tracked() {
        let root = tempfile::tempdir().unwrap();
        checkout(root.path(), "https://github.com/someone/daemon");
        let (tracked, unpacked) = (root.path().join("src/core"), root.path().join("ftpd-2.0.1"));
        fs::create_dir_all(&tracked).unwrap();
        fs::create_dir_all(&unpacked).unwrap();
        write(&root.path().join(".git/index"), "DIRC....src/core/main.c\0");
        let inner = Provenance::of(&tracked);
        assert_eq!(
            (inner.name.as_str(), inner.folder.as_str()),
            ("core", "src/core")
        );
        assert!(
            inner
                .permalink("main.c", Some(3))
                .unwrap()
                .ends_with("/src/core/main.c#L3")
        );
        let foreign = Provenance::of(&unpacked);
        assert_eq!((foreign.name.as_str(), foreign.remote), ("ftpd", None));
    }

    #[test]
    fn a_hostile_git_folder_says_nothing() {
        let outer = tempfile::tempdir().unwrap();
        let root = outer.path().join("tree");
        checkout(&root, "ext::sh -c evil");
        write(&root.join(".git/HEAD"), "ref: refs/../../../secret\n");
        write(&outer.path().join("secret"), COMMIT);
        let found = Provenance::of(&root);
        assert_eq!((found.remote, found.commit), (None, None));
    }
}
