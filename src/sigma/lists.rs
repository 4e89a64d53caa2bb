//! SigmaHQ's lists, from `corpora/sigmahq`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::portability::Backend;
use crate::corpus::{DataFile, Shelf};

/// Product, category and service of an accepted log source.
pub(super) type Source = [Option<String>; 3];

/// What `corpora/sigmahq` holds.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Accepted log sources.
    pub(super) logsources: BTreeSet<Source>,
    /// Those of them whose logs have fields that SigmaHQ lists.
    pub(super) with_fields: BTreeSet<Source>,
    /// Known tags of the `attack` namespace, each with the tactic tags it needs beside it.
    pub(super) tags: BTreeMap<String, Vec<String>>,
    /// Words that a title may write in lower case.
    pub(super) title_words: BTreeSet<String>,
    /// Words that are no keyword on their own.
    pub(super) generic_words: BTreeSet<String>,
    /// How search engines read keyword rules.
    pub(super) backends: Vec<Backend>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    // The embedded shelf has no file of a user's, so it cannot be unreadable; a test reads it.
    Lists::read(&Shelf::sigmahq().files().unwrap_or_default())
});

impl Lists {
    /// The embedded lists.
    pub(super) fn get() -> &'static Lists {
        &LISTS
    }

    fn read(files: &[DataFile]) -> Lists {
        let rows = |name: &str| {
            let text = files.iter().find(|file| file.name == name);
            text.into_iter()
                .flat_map(|file| file.text.lines())
                .filter(|line| !line.starts_with('#'))
        };
        let backends = files.iter().find(|file| file.name == "backends.yml");
        Lists {
            backends: backends
                .and_then(|file| serde_yaml::from_str(&file.text).ok())
                .unwrap_or_default(),
            logsources: rows("logsources.tsv").map(source).collect(),
            with_fields: rows("logsources.tsv")
                .filter(|row| row.ends_with("\tfields"))
                .map(source)
                .collect(),
            tags: rows("tags.tsv").map(tag).collect(),
            title_words: rows("title-words.txt").map(str::to_owned).collect(),
            generic_words: rows("generic-words.txt").map(str::to_owned).collect(),
        }
    }
}

fn source(row: &str) -> Source {
    let mut cells = row
        .split('\t')
        .map(|cell| Some(cell).filter(|cell| *cell != "-"));
    std::array::from_fn(|_| cells.next().flatten().map(str::to_owned))
}

fn tag(row: &str) -> (String, Vec<String>) {
    let (tag, tactics) = row.split_once('\t').unwrap_or((row, ""));
    let tactics = tactics.split(' ').filter(|tactic| !tactic.is_empty());
    (tag.to_owned(), tactics.map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_lists_are_whole() {
        let lists = Lists::get();
        assert_eq!(lists.tags.len(), 703);
        assert_eq!(lists.tags["attack.t1190"], ["attack.initial-access"]);
        assert!(
            lists
                .tags
                .values()
                .flatten()
                .all(|tactic| lists.tags.contains_key(tactic))
        );
        assert_eq!(lists.logsources.len(), 187);
        assert_eq!(lists.with_fields.len(), 68);
        assert!(
            lists
                .logsources
                .contains(&[Some("linux".into()), None, Some("vsftpd".into())])
        );
        assert!(lists.title_words.contains("via"));
        assert!(lists.generic_words.contains("error"));
    }
}
