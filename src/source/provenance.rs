//! Which project a source folder is a checkout of, read from `.git` as files: no process is started.

use std::path::Path;

use super::git::Repository;
use super::{about, forge};

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
        let Some((repository, folder)) = Repository::that_tracks(source) else {
            return Provenance {
                name: folder_name(source),
                ..Provenance::default()
            };
        };
        let remote = repository.remote();
        let remote = remote.and_then(|url| forge::web_address(&url));
        let own_name = remote.as_deref().filter(|_| folder.is_empty());
        let own_name = own_name.and_then(|remote| remote.rsplit('/').next());
        let own_name = own_name.map(|name| name.strip_suffix(".git").unwrap_or(name));
        Provenance {
            name: own_name.map_or_else(|| folder_name(source), str::to_owned),
            commit: repository.commit(),
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
        write(
            &own.join("gitdir"),
            &format!("{}\n", tree.join(".git").display()),
        );
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
