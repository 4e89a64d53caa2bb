//! Lists the files of a source tree.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::{Aside, Error, LeftOut, Options, Skipped, SourceFile, Tree};
use crate::pack::{Glob, Pack};

/// Files that say what is ignored.
const IGNORING: [&str; 2] = [".gitignore", ".ignore"];

/// Bytes that one of them may have: what is made of it takes five hundred times as much memory.
const MAX_IGNORING: u64 = 256 << 10;

const UNFIT: &str = "is no file of this tree of at most 256 KiB, so nothing is ignored here; take it away if that is too much";

/// Lists what the packs read below the given folder (or the file itself), sorted by path.
///
/// Links are not followed; pipes, sockets and devices are not opened; what is hidden or what version
/// control ignores is only counted, and `.git` is not entered. Files over the size cap and folders that
/// cannot be listed are in [`Tree::skipped`].
///
/// # Errors
/// [`Error`] where there is nothing to read.
pub fn walk(root: &Path, packs: &[Pack], options: &Options) -> Result<Tree, Error> {
    let shown = root.display().to_string();
    match std::fs::metadata(root) {
        Ok(_) => {}
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::Missing { path: shown });
        }
        Err(source) => {
            return Err(Error::Unreadable {
                path: shown,
                source,
            });
        }
    }
    let mut tree = Tree::default();
    let mut sources = 0;
    let all = everything(root, packs);
    let may_ignore = all.unfit.is_empty();
    for entry in WalkBuilder::new(root)
        .hidden(true)
        .parents(false)
        .ignore(may_ignore)
        .git_ignore(may_ignore)
        .git_global(false)
        .git_exclude(false)
        .build()
    {
        match entry {
            Ok(entry) => {
                if let Some((path, pack)) = source(&entry, root, packs) {
                    sources += 1;
                    visit(&entry, path, pack, packs, options, &mut tree);
                }
            }
            Err(error) => tree.skipped.push(unlisted(root, &error)),
        }
    }
    tree.left_out.ignored = all.sources.saturating_sub(sources);
    tree.skipped.extend(all.unfit);
    tree.files.sort();
    tree.skipped.sort();
    if tree.files.is_empty() && tree.skipped.is_empty() {
        return Err(nothing(shown, packs, tree.left_out));
    }
    Ok(tree)
}

/// Lists several source trees as one. Where there are several, each path begins with the name of its
/// tree's folder.
///
/// # Errors
/// [`Error`] for the first tree in which there is nothing to read.
pub fn walk_all(roots: &[PathBuf], packs: &[Pack], options: &Options) -> Result<Tree, Error> {
    let mut all = Tree::default();
    for root in roots {
        let mut tree = walk(root, packs, options)?;
        if roots.len() > 1 {
            let name = root
                .file_name()
                .unwrap_or(root.as_os_str())
                .to_string_lossy();
            let paths = tree.files.iter_mut().map(|file| &mut file.path);
            paths
                .chain(tree.skipped.iter_mut().map(|skipped| &mut skipped.path))
                .for_each(|path| *path = format!("{name}/{path}"));
        }
        all.files.append(&mut tree.files);
        all.skipped.append(&mut tree.skipped);
        all.left_out.vendored += tree.left_out.vendored;
        all.left_out.tests += tree.left_out.tests;
        all.left_out.ignored += tree.left_out.ignored;
    }
    all.files.sort();
    all.skipped.sort();
    Ok(all)
}

/// Why a file is left out unless all files are asked for, by the names on its path (relative,
/// `/`-separated).
pub fn aside(path: &str, pack: &Pack) -> Option<Aside> {
    if lies_in(path, &pack.vendored) {
        return Some(Aside::Vendored);
    }
    lies_in(path, &pack.tests).then_some(Aside::Tests)
}

/// The path and the pack of an entry that is a source file.
fn source(entry: &ignore::DirEntry, root: &Path, packs: &[Pack]) -> Option<(String, usize)> {
    entry.file_type().filter(|kind| kind.is_file())?;
    let path = relative(root, entry.path());
    let pack = packs.iter().position(|pack| pack.reads(&path))?;
    Some((path, pack))
}

/// What there is, whatever ignores it.
#[derive(Default)]
struct Everything {
    sources: usize,
    /// Files that say what is ignored, but may not be opened.
    unfit: Vec<Skipped>,
}

fn everything(root: &Path, packs: &[Pack]) -> Everything {
    let walk = WalkBuilder::new(root)
        .standard_filters(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .build();
    let mut all = Everything::default();
    for entry in walk.flatten() {
        if source(&entry, root, packs).is_some() {
            all.sources += 1;
        } else if IGNORING.iter().any(|name| entry.file_name() == *name)
            && !may_be_opened(&entry, root)
        {
            all.unfit.push(Skipped {
                path: relative(root, entry.path()),
                why: UNFIT.to_owned(),
            });
        }
    }
    all
}

/// Whether it is a short file of the tree, also behind a link, and no pipe or device: the walk opens it by its name.
fn may_be_opened(entry: &ignore::DirEntry, root: &Path) -> bool {
    let path = entry.path();
    let lies_inside = || {
        Some(
            path.canonicalize()
                .ok()?
                .starts_with(root.canonicalize().ok()?),
        )
    };
    match std::fs::metadata(path) {
        Ok(metadata) => {
            let is_short = metadata.is_file() && metadata.len() <= MAX_IGNORING;
            is_short && (!entry.path_is_symlink() || lies_inside() == Some(true))
        }
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

fn visit(
    entry: &ignore::DirEntry,
    path: String,
    pack: usize,
    packs: &[Pack],
    options: &Options,
    tree: &mut Tree,
) {
    if !options.include_vendored
        && let Some(aside) = aside(&path, &packs[pack])
    {
        match aside {
            Aside::Vendored => tree.left_out.vendored += 1,
            Aside::Tests => tree.left_out.tests += 1,
        }
        return;
    }
    match entry.metadata() {
        Ok(metadata) if metadata.len() > options.max_file_size => tree.skipped.push(Skipped {
            why: format!(
                "{} bytes are over the cap of {}; raise it with --max-file-size",
                metadata.len(),
                options.max_file_size
            ),
            path,
        }),
        _ => tree.files.push(SourceFile {
            path,
            location: entry.path().to_owned(),
            pack,
        }),
    }
}

/// The path below the root, `/`-separated; for the root itself its file name.
fn relative(root: &Path, path: &Path) -> String {
    let below = path
        .strip_prefix(root)
        .ok()
        .filter(|below| !below.as_os_str().is_empty());
    let named = below
        .or_else(|| path.file_name().map(Path::new))
        .unwrap_or(path);
    named
        .to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/")
}

/// Whether a folder on the way, or the file's name, is one of these.
fn lies_in(path: &str, names: &[Glob]) -> bool {
    path.split('/')
        .any(|part| names.iter().any(|glob| glob.matches(part)))
}

fn unlisted(root: &Path, error: &ignore::Error) -> Skipped {
    let (path, why) = match error {
        ignore::Error::WithPath { path, err } => (relative(root, path), err.to_string()),
        other => (root.display().to_string(), other.to_string()),
    };
    Skipped {
        path,
        why: format!("cannot be listed: {why}; check its permissions"),
    }
}

fn nothing(path: String, packs: &[Pack], left_out: LeftOut) -> Error {
    let files = left_out.vendored + left_out.tests;
    if files > 0 {
        return Error::AllLeftOut { path, files };
    }
    if left_out.ignored > 0 {
        let files = left_out.ignored;
        return Error::AllIgnored { path, files };
    }
    let names: Vec<_> = packs.iter().map(|pack| pack.name.as_str()).collect();
    Error::NoSource {
        path,
        languages: names.join(", "),
    }
}
