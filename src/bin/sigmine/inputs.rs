//! Files that a command takes, and standard input for `-`.

use std::io::{Read, stdin};
use std::path::{Path, PathBuf};

use sigmine::crosscheck::Known;
use sigmine::logs::{self, LogSet};
use sigmine::pattern::Pattern;
use sigmine::score::Candidate;
use sigmine::sigma;

use crate::failure::Failure;

/// What a file gives to a cross-check.
#[derive(Debug, Default)]
pub struct Checked {
    /// The keywords to count.
    pub keywords: Vec<Pattern>,
    /// The messages of the application, for the coverage; none in a rule.
    pub known: Vec<Known>,
}

/// The text of a file, or of standard input.
pub fn text(path: &Path) -> Result<String, Failure> {
    let read = if path.as_os_str() == "-" {
        let mut text = String::new();
        stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    read.map_err(|source| Failure::Unreadable {
        path: path.display().to_string(),
        source,
    })
}

/// Candidates as `mine --format jsonl` writes them.
pub fn candidates(path: &Path, text: &str) -> Result<Vec<Candidate>, Failure> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    let parsed = lines.map(|(index, line)| {
        serde_json::from_str(line).map_err(|error| {
            Failure::Usage(format!(
                "{}:{}: no candidate: {error}; give what 'sigmine mine --format jsonl' writes",
                path.display(),
                index + 1
            ))
        })
    });
    parsed.collect()
}

/// What to count: a rule's keywords, or those of candidates. Candidates begin with a brace.
pub fn checked(path: &Path) -> Result<Checked, Failure> {
    let text = text(path)?;
    if text.trim_start().starts_with('{') {
        let mut checked = Checked::default();
        for candidate in candidates(path, &text)? {
            checked.keywords.push(candidate.keyword);
            checked.known.push(Known {
                pattern: candidate.message.pattern,
                level: candidate.message.level,
            });
        }
        return Ok(checked);
    }
    let rule = sigma::read(&text, &path.display().to_string())?;
    let keywords = rule
        .keywords
        .into_iter()
        .map(|keyword| keyword.pattern)
        .collect();
    Ok(Checked {
        keywords,
        known: Vec::new(),
    })
}

/// The sample logs under these paths.
pub fn logs(paths: &[PathBuf]) -> Result<LogSet, logs::Error> {
    LogSet::find(paths, Box::new(stdin()))
}
