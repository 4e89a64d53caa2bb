//! Facts that were read before, kept in a folder: a file whose text has not changed is not parsed again.
//!
//! What is kept is found by a hash of all that facts depend on: the text, the pack, and the build of
//! sigmine. So nothing in the folder is ever wrong, only of no more use, and all of it may be deleted at
//! any time. Two runs may share the folder: they write the same bytes under the same name, and a file that
//! is not whole is found by its checksum.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Error, Facts, extract};
use crate::file;
use crate::pack::Pack;
use crate::source::Region;

/// Changes whenever anything changes that facts could depend on; from `build.rs`.
const BUILD: &str = env!("SIGMINE_BUILD");

/// More than the facts of any file that is worth keeping.
const MAX_KEPT: u64 = 256 << 20;

/// Bytes of the checksum before what is kept.
const CHECKSUM: usize = 32;

/// A folder with facts.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache in a folder, which is made if it is missing.
    ///
    /// # Errors
    /// [`Error::Cache`] if the folder cannot be made, or takes no files.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let probe = folder.join(format!(".probe-{}", std::process::id()));
        let usable = fs::create_dir_all(folder)
            .and_then(|()| fs::write(&probe, ""))
            .and_then(|()| fs::remove_file(&probe));
        usable.map_err(|source| Error::Cache {
            path: folder.display().to_string(),
            source,
        })?;
        Ok(Cache {
            folder: folder.to_owned(),
        })
    }

    /// The facts of a region, as [`extract`] gives them: kept ones, or else new ones, which are kept then.
    pub fn extract(&self, region: &Region, pack: &Pack) -> Facts {
        let path = self.path(region, pack);
        let kept = file::beginning(&path, MAX_KEPT).ok();
        if let Some(mut facts) = kept.and_then(|kept| unpack(&kept)) {
            facts.path = region.path.clone();
            facts.pack = region.pack;
            return facts;
        }
        let facts = extract(region, pack);
        // What cannot be kept is read again the next time: nothing is lost but time.
        let _ = keep(&path, &facts);
        facts
    }

    fn path(&self, region: &Region, pack: &Pack) -> PathBuf {
        let mut hasher = blake3::Hasher::new();
        let line = region.line.to_string();
        let parts = [
            BUILD,
            &pack.manifest_file.text,
            &pack.facts_file.text,
            &line,
            &region.text,
        ];
        for part in parts {
            hasher.update(&part.len().to_le_bytes());
            hasher.update(part.as_bytes());
        }
        let name = hasher.finalize().to_hex();
        let (folder, file) = name.split_at(2);
        self.folder.join(folder).join(file)
    }
}

fn keep(path: &Path, facts: &Facts) -> io::Result<()> {
    let packed = postcard::to_allocvec(facts).map_err(io::Error::other)?;
    let mut kept = blake3::hash(&packed).as_bytes().to_vec();
    kept.extend(packed);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // What stands there already, be it a pipe, is put aside, not opened.
    let part = path.with_extension(std::process::id().to_string());
    let mut file = fs::File::create_new(&part)?;
    let written = file.write_all(&kept).and_then(|()| fs::rename(&part, path));
    written.inspect_err(|_| drop(fs::remove_file(&part)))
}

/// `None` for what is not whole.
fn unpack(kept: &[u8]) -> Option<Facts> {
    let (checksum, packed) = kept.split_at_checked(CHECKSUM)?;
    (blake3::hash(packed).as_bytes() == checksum)
        .then(|| postcard::from_bytes(packed).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Shelf;

    fn region(packs: &[Pack], text: &str) -> Region {
        Region {
            path: "a.c".into(),
            pack: packs.iter().position(|pack| pack.name == "c").unwrap(),
            text: text.to_owned(),
            line: 1,
        }
    }

    /// What the facts of a text look like.
    fn shown(cache: &Cache, packs: &[Pack], text: &str) -> String {
        let region = region(packs, text);
        format!("{:?}", cache.extract(&region, &packs[region.pack]))
    }

    /// The one file that is kept.
    fn kept(folder: &Path) -> PathBuf {
        let inner = fs::read_dir(folder).unwrap().next().unwrap().unwrap();
        fs::read_dir(inner.path())
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .path()
    }

    const TEXT: &str = "void f(int x) { if (x > 3) { puts(\"too many\"); exit(1); } }";

    #[test]
    fn kept_facts_are_those_that_were_read() {
        let packs = crate::pack::load(&Shelf::queries(None)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path()).unwrap();
        let region = region(&packs, TEXT);
        let read = format!("{:?}", extract(&region, &packs[region.pack]));
        assert_eq!(shown(&cache, &packs, TEXT), read);
        assert_eq!(shown(&cache, &packs, TEXT), read, "the second time");
        assert_ne!(shown(&cache, &packs, "int y;"), read, "of another text");
    }

    #[test]
    fn facts_that_another_pack_read_are_not_used() {
        let mut packs = crate::pack::load(&Shelf::queries(None)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path()).unwrap();
        let region = region(&packs, TEXT);
        let path = cache.path(&region, &packs[region.pack]);
        let pack = &mut packs[region.pack];
        for file in [&mut pack.facts_file, &mut pack.manifest_file] {
            std::sync::Arc::make_mut(file).text.push('\n');
        }
        let other = cache.path(&region, &packs[region.pack]);
        assert_ne!(other, path);
        std::sync::Arc::make_mut(&mut packs[region.pack].facts_file)
            .text
            .push('\n');
        assert_ne!(cache.path(&region, &packs[region.pack]), other);
    }

    #[test]
    fn what_is_kept_is_used() {
        let packs = crate::pack::load(&Shelf::queries(None)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path()).unwrap();
        shown(&cache, &packs, TEXT);
        let region = region(&packs, "int other;");
        let other = extract(&region, &packs[region.pack]);
        keep(&kept(folder.path()), &other).unwrap();
        assert_eq!(shown(&cache, &packs, TEXT), format!("{other:?}"));
    }

    #[test]
    fn what_is_damaged_is_read_again() {
        let packs = crate::pack::load(&Shelf::queries(None)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path()).unwrap();
        let read = shown(&cache, &packs, TEXT);
        let path = kept(folder.path());
        let whole = fs::read(&path).unwrap();
        let mut flipped = whole.clone();
        flipped[CHECKSUM + 3] ^= 1;
        for damaged in [&whole[..whole.len() - 1], &whole[..5], &[], &flipped] {
            fs::write(&path, damaged).unwrap();
            assert_eq!(shown(&cache, &packs, TEXT), read);
            assert_eq!(fs::read(&path).unwrap(), whole, "it is whole again");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_in_the_place_of_what_is_kept_is_not_waited_for() {
        let packs = crate::pack::load(&Shelf::queries(None)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path()).unwrap();
        let read = shown(&cache, &packs, TEXT);
        let path = kept(folder.path());
        fs::remove_file(&path).unwrap();
        let mut pipe = std::process::Command::new("mkfifo");
        assert!(pipe.arg(&path).status().unwrap().success());
        assert_eq!(shown(&cache, &packs, TEXT), read);
        assert!(path.is_file(), "the facts are kept where the pipe was");
    }

    #[test]
    fn a_folder_that_takes_no_files_is_an_error_before_any_work() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let error = Cache::open(&file).unwrap_err().to_string();
        assert!(error.contains("file: cannot keep facts here"), "{error}");
        assert!(error.contains("--cache"), "{error}");
    }
}
