//! From the written form to the checked form.

use std::collections::BTreeMap;
use std::sync::Arc;

use tree_sitter::{Language, Query};

use super::capture::vocabulary;
use super::manifest::Manifest;
use super::shape::Shapes;
use super::{Capture, Error, Pack, Part, Role, grammar};
use crate::corpus::{DataFile, Shelf};

/// Loads every pack on the shelf, sorted by name: a pack is a folder, and folders are listed.
///
/// # Errors
/// The first thing that is wrong with a pack, by file, line and column.
pub fn load(shelf: &Shelf) -> Result<Vec<Pack>, Error> {
    let mut folders: BTreeMap<String, Vec<DataFile>> = BTreeMap::new();
    for file in shelf.files()? {
        if let Some((folder, _)) = file.name.split_once('/') {
            folders.entry(folder.to_owned()).or_default().push(file);
        }
    }
    folders
        .into_iter()
        .map(|(name, files)| load_one(name, &files))
        .collect()
}

fn load_one(name: String, files: &[DataFile]) -> Result<Pack, Error> {
    let manifest_file = find(&name, files, "pack.yml")?;
    let facts_file = find(&name, files, "facts.scm")?;
    let manifest = manifest(manifest_file)?;
    let grammar = grammar::find(&manifest.grammar_name).ok_or_else(|| Error::UnknownGrammar {
        path: manifest_file.shown.clone(),
        name: manifest.grammar_name.clone(),
        known: grammar::NAMES.join(", "),
    })?;
    Ok(Pack {
        name,
        manifest_file: Arc::new(manifest_file.clone()),
        facts_file: Arc::new(facts_file.clone()),
        shapes: shapes(&grammar, facts_file)?,
        grammar,
        manifest,
    })
}

fn manifest(file: &DataFile) -> Result<Manifest, Error> {
    serde_yaml::from_str(&file.text).map_err(|error| Error::Manifest {
        path: file.shown.clone(),
        message: error.to_string(),
    })
}

fn find<'a>(
    folder: &str,
    files: &'a [DataFile],
    missing: &'static str,
) -> Result<&'a DataFile, Error> {
    let wanted = format!("{folder}/{missing}");
    files
        .iter()
        .find(|file| file.name == wanted)
        .ok_or_else(|| Error::Incomplete {
            folder: folder.to_owned(),
            missing,
        })
}

impl Pack {
    /// The query whose captures are the facts, as tree-sitter reads it.
    ///
    /// # Errors
    /// What tree-sitter refuses, and captures that mean nothing.
    pub fn query(&self) -> Result<Query, Error> {
        checked(&self.grammar, &self.facts_file)
    }
}

fn checked(grammar: &Language, file: &DataFile) -> Result<Query, Error> {
    let query = compile(grammar, &file.shown, &file.text)?;
    for capture in query.capture_names() {
        resolve(capture, file)?;
    }
    Ok(query)
}

/// Compiles the text of a query; `path` is the file that it is, or comes from.
///
/// # Errors
/// [`Error::Query`] with the place that tree-sitter refuses.
pub fn compile(grammar: &Language, path: &str, text: &str) -> Result<Query, Error> {
    Query::new(grammar, text).map_err(|error| Error::Query {
        path: path.to_owned(),
        line: error.row + 1,
        column: error.column + 1,
        message: error.message,
    })
}

fn shapes(grammar: &Language, file: &DataFile) -> Result<Shapes, Error> {
    // tree-sitter says best what is wrong with a query, but takes longer for it than to mine a small program.
    if !file.is_embedded {
        checked(grammar, file)?;
    }
    let meaning = |capture: &str| resolve(capture, file).ok();
    Shapes::of(&file.text, grammar, &meaning).map_err(|(at, why)| {
        let before = &file.text[..at];
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        Error::Query {
            path: file.shown.clone(),
            line: before.matches('\n').count() + 1,
            column: before[line..].chars().count() + 1,
            message: why.to_owned(),
        }
    })
}

fn resolve(capture: &str, file: &DataFile) -> Result<Capture, Error> {
    if capture.starts_with('_') {
        return Ok(Capture::Private);
    }
    let role = Role::named(capture).map(Capture::Role);
    role.or_else(|| Part::named(capture).map(Capture::Part))
        .ok_or_else(|| {
            let (line, column) = place_of(capture, &file.text);
            Error::UnknownCapture {
                path: file.shown.clone(),
                line,
                column,
                name: capture.to_owned(),
                guess: guess(capture)
                    .map(|word| format!(", did you mean '@{word}'?"))
                    .unwrap_or_default(),
            }
        })
}

/// Line and column of the first use of a capture, counted from 1.
fn place_of(capture: &str, text: &str) -> (usize, usize) {
    let written = format!("@{capture}");
    let ends_there =
        |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || "_.-".contains(c));
    text.lines()
        .enumerate()
        .find_map(|(index, line)| {
            let code = line.split(';').next().unwrap_or_default();
            let mut found = code.match_indices(&written);
            let at = found
                .find(|(at, _)| ends_there(&code[at + written.len()..]))?
                .0;
            Some((index + 1, at + 1))
        })
        .unwrap_or((1, 1))
}

/// The word of the vocabulary that shares the longest beginning with the unknown one.
fn guess(unknown: &str) -> Option<&'static str> {
    let shared = |word: &str| {
        word.bytes()
            .zip(unknown.bytes())
            .take_while(|(a, b)| a == b)
            .count()
    };
    vocabulary()
        .max_by_key(|word| (shared(word), std::cmp::Reverse(word.len())))
        .filter(|word| shared(word) >= 3)
}
