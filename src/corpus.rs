//! The data that the binary carries (language packs and their fixtures, words, templates, SigmaHQ's lists, sample
//! logs), and a user's own beside it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::file;

static QUERIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/queries");
static FIXTURES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/queries");
static WORDS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/corpora/words");
static RARITY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/corpora/rarity");
static SIGMAHQ: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/corpora/sigmahq");
static LOGS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/corpora/logs");
static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Bytes of a file of the user's; the largest of ours has a twentieth.
const MAX_BYTES: u64 = 4 << 20;

/// What can go wrong with data files.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The user's: a file or folder that cannot be read, or is not UTF-8.
    #[error("{path}: cannot read this data file: {source}; take it away, or name another folder")]
    Unreadable {
        /// The file or folder.
        path: String,
        /// Why not.
        source: std::io::Error,
    },
}

/// One data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// Its path inside the shelf, `/`-separated, such as `c/pack.yml`.
    pub name: String,
    /// How to name it to a person: the path on disk, or `embedded:` and the name.
    pub shown: String,
    /// The whole text.
    pub text: String,
    /// Whether it came with the program, whose tests have checked it.
    pub is_embedded: bool,
}

/// A sample log in the binary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleLog {
    /// Which program wrote it.
    pub program: &'static str,
    /// Its name among those of the program.
    pub file: &'static str,
    /// As it lies on disk: perhaps packed.
    pub bytes: &'static [u8],
}

/// All sample logs, sorted by program and file. What has `.log` in its name is a log; what made it and
/// tells of it lies beside it.
pub fn sample_logs() -> Vec<SampleLog> {
    let files = LOGS.dirs().flat_map(Dir::files);
    let logs = files.filter_map(|file| {
        let program = file.path().parent()?.to_str()?;
        let bytes = file.contents();
        let file = file.path().file_name()?.to_str()?;
        file.contains(".log").then_some(SampleLog {
            program,
            file,
            bytes,
        })
    });
    let mut logs: Vec<_> = logs.collect();
    logs.sort_by_key(|log| (log.program, log.file));
    logs
}

/// A folder of data in the binary, and a folder of the user's beside it.
#[derive(Debug, Clone)]
pub struct Shelf {
    label: &'static str,
    embedded: &'static Dir<'static>,
    own: Option<PathBuf>,
    /// The folder that is read inside each folder of the user's; empty for that folder itself.
    inside: &'static str,
}

impl Shelf {
    /// Language packs; `own` is the user's `--packs` folder.
    pub fn queries(own: Option<&Path>) -> Self {
        Shelf::new("queries", &QUERIES, own)
    }

    /// Fixtures of language packs, named `<language>/<file>`; `own` is the user's `--packs` folder,
    /// where they lie under `<language>/fixtures/`.
    pub fn fixtures(own: Option<&Path>) -> Self {
        Shelf {
            inside: "fixtures",
            ..Shelf::new("tests/queries", &FIXTURES, own)
        }
    }

    /// Word lists; `own` is the user's `--words` folder.
    pub fn words(own: Option<&Path>) -> Self {
        Shelf::new("corpora/words", &WORDS, own)
    }

    /// Counts of what many projects say.
    pub fn rarity() -> Self {
        Shelf::new("corpora/rarity", &RARITY, None)
    }

    /// SigmaHQ's lists and checks, as data.
    pub fn sigmahq() -> Self {
        Shelf::new("corpora/sigmahq", &SIGMAHQ, None)
    }

    /// Templates; `own` is the user's `--templates` folder.
    pub fn templates(own: Option<&Path>) -> Self {
        Shelf::new("templates", &TEMPLATES, own)
    }

    fn new(label: &'static str, embedded: &'static Dir<'static>, own: Option<&Path>) -> Self {
        Shelf {
            label,
            embedded,
            own: own.map(Path::to_owned),
            inside: "",
        }
    }

    /// All files, sorted by name. A file of the user's takes the place of an embedded one with the
    /// same name.
    ///
    /// # Errors
    /// [`Error::Unreadable`] for the first file or folder of the user's that cannot be read.
    pub fn files(&self) -> Result<Vec<DataFile>, Error> {
        let mut files = BTreeMap::new();
        collect_embedded(self.embedded, self.label, &mut files);
        if let Some(own) = &self.own {
            collect_own(own, self.inside, &mut files)?;
        }
        Ok(files.into_values().collect())
    }
}

fn collect_embedded(
    dir: &'static Dir<'static>,
    label: &str,
    files: &mut BTreeMap<String, DataFile>,
) {
    for file in dir.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        if let Some(text) = file.contents_utf8().filter(|_| !is_hidden(&name)) {
            let shown = format!("embedded:{label}/{name}");
            files.insert(
                name.clone(),
                DataFile {
                    name,
                    shown,
                    text: text.to_owned(),
                    is_embedded: true,
                },
            );
        }
    }
    for inner in dir.dirs() {
        collect_embedded(inner, label, files);
    }
}

/// Reads the folder itself and one level of folders below it, or what lies `inside` each of these: no
/// shelf is deeper.
fn collect_own(
    own: &Path,
    inside: &str,
    files: &mut BTreeMap<String, DataFile>,
) -> Result<(), Error> {
    for path in list(own)? {
        let name = file_name(&path);
        let folder = path.join(inside);
        if folder.is_dir() {
            for inner in list(&folder)?.into_iter().filter(|inner| inner.is_file()) {
                read_own(format!("{name}/{}", file_name(&inner)), &inner, files)?;
            }
        } else if inside.is_empty() {
            read_own(name, &path, files)?;
        }
    }
    Ok(())
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |source| Error::Unreadable {
        path: folder.display().to_string(),
        source,
    };
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    entries
        .map(|entry| entry.map(|e| e.path()).map_err(unreadable))
        .collect()
}

fn read_own(
    name: String,
    path: &Path,
    files: &mut BTreeMap<String, DataFile>,
) -> Result<(), Error> {
    if is_hidden(&name) {
        return Ok(());
    }
    let shown = path.display().to_string();
    let text = file::text(path, MAX_BYTES).map_err(|source| Error::Unreadable {
        path: shown.clone(),
        source,
    })?;
    let file = DataFile {
        name: name.clone(),
        shown,
        text,
        is_embedded: false,
    };
    files.insert(name, file);
    Ok(())
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn is_hidden(name: &str) -> bool {
    name.rsplit('/')
        .next()
        .is_some_and(|file| file.starts_with('.'))
}
