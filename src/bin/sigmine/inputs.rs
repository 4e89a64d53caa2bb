//! Files that a command takes, and standard input for `-`.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, stdin};
use std::path::{Path, PathBuf};

use sigmine::crosscheck::Known;
use sigmine::file;
use sigmine::logs::{self, LogSet};
use sigmine::pattern::Pattern;
use sigmine::score::Candidate;
use sigmine::sigma;

use crate::failure::Failure;

/// Bytes of a rule: ten thousand keywords have a tenth.
const MAX_RULE: u64 = 4 << 20;

/// Bytes of a candidate, whose message may be as long as a source file.
const MAX_LINE: u64 = 64 << 20;

/// What a file gives to a cross-check.
#[derive(Debug, Default)]
pub struct Checked {
    /// The keywords to count.
    pub keywords: Vec<Pattern>,
    /// The messages of the application, for the coverage; none in a rule.
    pub known: Vec<Known>,
}

/// The text of a rule: a file, a pipe that is named, or standard input.
pub fn text(path: &Path) -> Result<String, Failure> {
    file::text_of(open(path)?, MAX_RULE).map_err(|source| unreadable(path, source))
}

/// Candidates as `mine --format jsonl` writes them.
pub fn candidates(path: &Path) -> Result<Vec<Candidate>, Failure> {
    parsed(path, open(path)?)
}

/// What to count: a rule's keywords, or those of candidates. Candidates begin with a brace.
pub fn checked(path: &Path) -> Result<Checked, Failure> {
    let mut reader = open(path)?;
    let mut start = Vec::new();
    let first = first_sign(&mut reader, &mut start).map_err(|source| unreadable(path, source))?;
    let whole = start.chain(reader);
    if first == Some(b'{') {
        let mut checked = Checked::default();
        for candidate in parsed(path, whole)? {
            checked.keywords.push(candidate.keyword);
            checked.known.push(Known {
                pattern: candidate.message.pattern,
                level: candidate.message.level,
            });
        }
        return Ok(checked);
    }
    let text = file::text_of(whole, MAX_RULE).map_err(|source| unreadable(path, source))?;
    let rule = sigma::read(&text, &path.display().to_string())?;
    let keywords = rule.keywords.into_iter();
    Ok(Checked {
        keywords: keywords.map(|keyword| keyword.pattern).collect(),
        known: Vec::new(),
    })
}

fn open(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(stdin().lock()));
    }
    let file = File::open(path).map_err(|source| unreadable(path, source))?;
    Ok(Box::new(BufReader::new(file)))
}

/// The first byte that is no blank. What was read goes to `start`.
fn first_sign(reader: &mut impl BufRead, start: &mut Vec<u8>) -> io::Result<Option<u8>> {
    while (start.len() as u64) < MAX_RULE {
        let buffer = reader.fill_buf()?;
        let length = buffer.len();
        let found = buffer.iter().find(|byte| !byte.is_ascii_whitespace());
        let found = found.copied();
        start.extend_from_slice(buffer);
        reader.consume(length);
        if length == 0 || found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Line by line: there may be very many, and what is none is refused before the next one is read.
fn parsed(path: &Path, mut reader: impl BufRead) -> Result<Vec<Candidate>, Failure> {
    let mut candidates = Vec::new();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let mut capped = reader.by_ref().take(MAX_LINE);
        let read = capped.read_until(b'\n', &mut line);
        if read.map_err(|source| unreadable(path, source))? == 0 {
            break;
        }
        let text = line.trim_ascii_end();
        if text.is_empty() {
            continue;
        }
        candidates.push(serde_json::from_slice(text).map_err(|error| {
            Failure::Usage(format!(
                "{}:{number}: no candidate: {error}; give what 'sigmine mine --format jsonl' writes",
                path.display()
            ))
        })?);
    }
    Ok(candidates)
}

fn unreadable(path: &Path, source: io::Error) -> Failure {
    let path = path.display().to_string();
    Failure::Unreadable { path, source }
}

/// The sample logs under these paths.
pub fn logs(paths: &[PathBuf]) -> Result<LogSet, logs::Error> {
    LogSet::find(paths, Box::new(stdin()))
}
