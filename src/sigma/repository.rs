//! A checkout of a rules repository, as SigmaHQ lays it out: what its rules have taken already.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::yaml::{self, Node};
use super::{Error, keyword, reader};
use crate::file;
use crate::pattern::Pattern;

/// Folders with rules whose ids, titles and names count, beside all that begin with `rules`.
const FOLDERS: [&str; 2] = ["deprecated", "unsupported"];

/// Larger files are no rules.
const MAX_RULE: u64 = 1 << 20;

/// The rules of a checkout.
#[derive(Debug, Clone, Default)]
pub struct Repository {
    rules: Vec<Published>,
}

/// What a rule has taken.
#[derive(Debug, Clone)]
pub(super) struct Published {
    /// The real path.
    pub(super) path: PathBuf,
    /// The path inside the checkout.
    pub(super) shown: String,
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) search: Option<Search>,
}

/// What a rule that has keywords alone searches, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Search {
    logsource: [Option<String>; 3],
    condition: String,
    lists: Vec<BTreeSet<String>>,
}

impl Repository {
    /// Reads the rules of a checkout: all `.yml` files below its folders `rules*`, `deprecated` and
    /// `unsupported`. Links are not followed; of a file that cannot be read only the name counts.
    ///
    /// # Errors
    /// [`Error::NoRepository`] if there are no such rules.
    pub fn read(checkout: &Path) -> Result<Repository, Error> {
        let unreadable = |source| Error::NoRepository {
            path: checkout.display().to_string(),
            source,
        };
        let mut files = Vec::new();
        for entry in fs::read_dir(checkout).map_err(unreadable)?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with("rules") || FOLDERS.contains(&name.as_str()) {
                files.extend(rule_files(entry.path()));
            }
        }
        if files.is_empty() {
            return Err(unreadable(std::io::ErrorKind::NotFound.into()));
        }
        files.sort();
        let rules = files
            .into_par_iter()
            .map(|path| Published::read(path, checkout));
        Ok(Repository {
            rules: rules.collect(),
        })
    }

    /// How many rules it has.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// All rules but the one in this very file.
    pub(super) fn others(&self, path: &str) -> impl Iterator<Item = &Published> {
        let own = Path::new(path).canonicalize().ok();
        self.rules
            .iter()
            .filter(move |rule| Some(&rule.path) != own.as_ref())
    }
}

impl Published {
    fn read(path: PathBuf, checkout: &Path) -> Published {
        let shown = path
            .strip_prefix(checkout)
            .unwrap_or(&path)
            .to_string_lossy()
            .replace('\\', "/");
        let text = file::text(&path, MAX_RULE).ok();
        let root = text.and_then(|text| yaml::read(&text).ok());
        let cell = |key| root.as_ref()?.get(key)?.scalar().map(str::to_owned);
        Published {
            shown,
            id: cell("id"),
            title: cell("title"),
            search: root.as_ref().and_then(Search::of),
            path: path.canonicalize().unwrap_or(path),
        }
    }
}

impl Search {
    /// `None` for a rule that searches fields.
    pub(super) fn of(root: &Node) -> Option<Search> {
        let source = root.get("logsource")?;
        let cell = |key| source.get(key).and_then(Node::text).map(str::to_owned);
        let condition = root.get("detection")?.get("condition")?.text()?;
        let folded = |node: &Node| {
            let Ok(pattern) = node.scalar().unwrap_or_default().parse::<Pattern>();
            keyword::folded(&pattern)
        };
        let lists: Vec<BTreeSet<String>> = reader::keyword_lists(root)
            .map(|list| list.keywords().map(folded).collect())
            .filter(|list: &BTreeSet<String>| !list.is_empty())
            .collect();
        let has_only_keywords = lists.len() == reader::identifiers(root).count();
        (has_only_keywords && !lists.is_empty()).then(|| Search {
            logsource: [cell("product"), cell("category"), cell("service")],
            condition: condition.to_owned(),
            lists,
        })
    }
}

/// All `.yml` files below a folder.
fn rule_files(folder: PathBuf) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(kind) if kind.is_file() && path.extension().is_some_and(|ext| ext == "yml") => {
                    files.push(path);
                }
                _ => {}
            }
        }
    }
    files
}
