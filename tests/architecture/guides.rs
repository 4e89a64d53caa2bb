//! Paths in the texts for people.

use crate::files::{exists, files};

/// Texts for people whose paths must exist, where they are present.
pub const GUIDES: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "queries/README.md",
    "templates/README.md",
    "corpora/words/README.md",
    "tests/oracle/README.md",
];

/// Paths that a guide names in code marks or links and that exist neither from the root nor from it.
pub fn missing_paths(guide: &str, text: &str) -> Vec<String> {
    let folder = guide.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        let marked = text
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|path| is_path(path));
        let linked = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split([')', '#']).next());
        let linked = linked.filter(|path| !path.is_empty() && !path.contains("://"));
        for path in marked.chain(linked) {
            let known = path.find(['<', '*', '{']).map_or(path, |end| &path[..end]);
            if !exists("", known) && !exists(folder, known) && !is_source(known) {
                found.push(format!("{guide}:{line}: `{path}` does not exist"));
            }
        }
    }
    found
}

/// Whether a path, or its end, is that of a source: guides leave off the folders that are clear from what stands
/// around it.
fn is_source(path: &str) -> bool {
    let inside = format!("/{path}");
    let is_it = |source: &String| match path.ends_with('/') {
        true => source.contains(&inside),
        false => source.ends_with(&inside),
    };
    files("src").iter().any(is_it)
}

/// Whether a text in code marks is a path of this repository, not one of a user's or of another project.
fn is_path(text: &str) -> bool {
    const FOLDERS: &[&str] = &[
        "src",
        "tests",
        "queries",
        "corpora",
        "templates",
        "examples",
        "docs",
        ".ci",
    ];
    let first = text.split('/').next().unwrap_or(text);
    let is_inside = text.contains('/') && FOLDERS.contains(&first);
    !text.contains(' ')
        && (is_inside
            || [".toml", ".rs"].iter().any(|end| text.ends_with(end))
            || text.starts_with("LICENSE"))
}
