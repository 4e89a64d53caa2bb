//! Language packs: everything sigmine knows of a language, as data under `queries/<language>/`.
//!
//! The written form (the manifest, and the text of `facts.scm`) becomes the checked form
//! ([`Pack`]) at load; nothing half-checked goes further. This room alone asks tree-sitter for node
//! kinds and knows which grammars exist.

mod capture;
mod error;
mod glob;
mod grammar;
mod load;
mod manifest;
mod primitive;
mod shape;
mod written;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use tree_sitter::Language;

use crate::corpus::DataFile;
use crate::input::Input;
use crate::level::Level;

pub use capture::{Part, Role};
pub use error::Error;
pub use glob::Glob;
pub use load::{compile, load};
pub use manifest::{Beside, Conditionals, FunctionHeads, LanguageLogsource, Macros, Manifest};
pub use primitive::{ArgumentAt, Builder, Callee, Fit, Output};
pub use shape::{Said, Shapes, Spoken, said};

/// A language, ready for use. What its manifest says can be read off it.
#[derive(Debug)]
pub struct Pack {
    /// The name of its folder, as it stands in output.
    pub name: String,
    /// Its `pack.yml`, as written.
    pub manifest_file: Arc<DataFile>,
    /// Its `facts.scm`, as written.
    pub facts_file: Arc<DataFile>,
    /// The tree-sitter grammar.
    pub grammar: Language,
    /// The same in a form that is matched in one pass.
    pub shapes: Shapes,
    /// What its `pack.yml` says.
    pub manifest: Manifest,
}

impl Deref for Pack {
    type Target = Manifest;

    fn deref(&self) -> &Manifest {
        &self.manifest
    }
}

/// What one capture of a query says of the node that it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capture {
    /// The node is such a thing.
    Role(Role),
    /// The node is such a part of the thing around it.
    Part(Part),
    /// Only for the query's own predicates (`@_name`).
    Private,
}

impl Pack {
    /// Whether this pack reads the file with this path (relative, `/`-separated).
    pub fn reads(&self, path: &str) -> bool {
        self.files.iter().any(|glob| glob.matches(file_name(path)))
    }

    /// Whether a file is made to be taken in by others.
    pub fn is_header(&self, path: &str) -> bool {
        self.headers
            .iter()
            .any(|glob| glob.matches(file_name(path)))
    }

    /// The level that a name speaks of: `LOG_ERR`, `NGX_LOG_EMERG`, `pr_warn`, `debug4`. Names are cut into
    /// words at `_`, at other signs and where lower case turns into upper case; the last word that
    /// speaks wins, since the level comes last in `APP_LOG_ERR`. One that only hints gives way to a graver
    /// word before it: `CRIT_FAILURE`.
    pub fn level_in(&self, name: &str) -> Option<Level> {
        let words: Vec<_> = words_of(name).collect();
        match (
            last_of(&words, &self.levels),
            last_of(&words, &self.level_hints),
        ) {
            (Some((at, said)), Some((hint_at, hint))) if at < hint_at => Some(said.min(hint)),
            (said, hint) => said.or(hint).map(|(_, level)| level),
        }
    }

    /// The module that a file is: its name, or its folder's.
    pub fn module<'n>(&self, path: &'n str) -> &'n str {
        let mut parts = path.rsplit('/');
        let name = parts.next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        if self.module_files.iter().any(|file| file == stem) {
            parts.next().unwrap_or(stem)
        } else {
            stem
        }
    }

    /// The names that a constructor of this class can have.
    pub fn constructor_names<'n>(&'n self, class: &'n str) -> impl Iterator<Item = &'n str> {
        self.constructors.iter().map(String::as_str).chain([class])
    }

    /// The field of a method's own object that is written like this, if it is one.
    pub fn own_field<'n>(&self, written: &'n str) -> Option<&'n str> {
        let mut marks = self.own_fields.iter();
        marks.find_map(|mark| written.strip_prefix(mark.as_str()))
    }

    /// Whether a class of this name, defined elsewhere, is an error class. `reportError` begins like a
    /// function and is none.
    pub fn is_error_root(&self, class: &str) -> bool {
        !class.starts_with(char::is_lowercase)
            && self.error_roots.iter().any(|root| root.matches(class))
    }

    /// The names that a name is joined of where a macro pastes: `LOG_` and `level`; a plain name is one.
    pub fn pasted<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n str> {
        let macros = self.macros.as_ref();
        let sign = macros.and_then(|macros| macros.paste.as_ref());
        // No name holds the end of a line.
        let sign = sign.map_or("\n", |paste| paste.stands.as_str());
        name.split(sign)
    }

    /// Whether a parameter of this name says a level.
    pub fn names_level(&self, parameter: &str) -> bool {
        self.level_parameters.iter().any(|name| name == parameter)
    }

    /// What a function reads that makes these calls, with what it calls making the further ones, if it makes
    /// a part of the reading itself: what a peer sent, if it reads that too.
    pub fn input<N: AsRef<str>>(
        &self,
        calls: &[N],
        further: impl FnOnce() -> Vec<N>,
    ) -> Option<Input> {
        let holds =
            |words: &[String], list: &[String]| list.iter().any(|word| words.contains(word));
        let mut words = words_of_all(calls);
        let inputs = self.inputs.iter().rev();
        let begun = inputs.filter(|(_, lists)| lists.iter().any(|list| holds(&words, list)));
        let begun: Vec<_> = begun.collect();
        if begun.is_empty() {
            return None;
        }
        words.extend(words_of_all(&further()));
        let is_whole = |lists: &[Vec<String>]| lists.iter().all(|list| holds(&words, list));
        let mut whole = begun.into_iter().filter(|(_, lists)| is_whole(lists));
        whole.next().map(|(input, _)| *input)
    }

    /// Whether the words of a function's name say that it reports an error.
    pub fn is_likely_sink(&self, name: &str) -> bool {
        says_one_of(name, &self.likely_sinks)
    }

    /// Whether a word of a function's name is one that says so with a letter before it (`xlog`) or more behind it
    /// (`errdetail`): something else has to speak for it as well.
    pub fn is_nearly_likely_sink(&self, name: &str) -> bool {
        words_of(name).any(|word| {
            let behind = word.get(1..).unwrap_or_default();
            let mut known = self.likely_sinks.iter();
            known.any(|known| {
                reads(behind, known) || reads(word.get(..known.len()).unwrap_or_default(), known)
            })
        })
    }

    /// Whether the last word of a function's name says that only a server calls it.
    pub fn is_serving(&self, name: &str) -> bool {
        let last = words_of(name).last();
        last.is_some_and(|word| self.serving.iter().any(|known| reads(word, known)))
    }

    /// Whether the words of a switch's name say that it builds tests into the program.
    pub fn is_test_build(&self, name: &str) -> bool {
        says_one_of(name, &self.test_builds)
    }
}

/// The last word that speaks of a level, by its place; a number behind a word says nothing.
fn last_of(words: &[&str], known: &BTreeMap<String, Level>) -> Option<(usize, Level)> {
    let level = |word: &str| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        match word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            true => known.get(word).copied(),
            false => known.get(&lower(word).collect::<String>()).copied(),
        }
    };
    let mut words = words.iter().enumerate().rev();
    words.find_map(|(at, word)| Some((at, level(word)?)))
}

fn says_one_of(name: &str, words: &[String]) -> bool {
    words_of(name).any(|word| words.iter().any(|known| reads(word, known)))
}

/// The words of all names, in lower case.
fn words_of_all(names: &[impl AsRef<str>]) -> Vec<String> {
    let words = names.iter().flat_map(|name| words_of(name.as_ref()));
    words.map(|word| lower(word).collect()).collect()
}

/// The words of an identifier, as they are written.
fn words_of(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let mut before_is_lower = false;
        let end = rest.find(|c: char| {
            let begins_next = c.is_uppercase() && before_is_lower;
            before_is_lower = c.is_lowercase() || c.is_numeric();
            begins_next || !c.is_alphanumeric()
        });
        let word;
        (word, rest) = rest.split_at(end.unwrap_or(rest.len()));
        Some(word).filter(|word| !word.is_empty())
    })
}

/// Whether a word is this one, which is in lower case.
fn reads(word: &str, known: &str) -> bool {
    match word.is_ascii() {
        true => word.eq_ignore_ascii_case(known),
        false => lower(word).eq(known.chars()),
    }
}

fn lower(word: &str) -> impl Iterator<Item = char> {
    word.chars().flat_map(char::to_lowercase)
}

pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::words_of_all;

    #[test]
    fn an_identifier_is_cut_into_words() {
        for (name, words) in [
            ("NGX_LOG_ERR", &["ngx", "log", "err"][..]),
            ("logWarning", &["log", "warning"]),
            ("__warn2__", &["warn2"]),
            ("\u{c4}rger2Na\u{ef}ve", &["\u{e4}rger2", "na\u{ef}ve"]),
            ("_", &[]),
        ] {
            assert_eq!(words_of_all(&[name]), words);
        }
    }
}
