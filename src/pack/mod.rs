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

use std::collections::BTreeMap;
use std::sync::Arc;

use tree_sitter::Language;

use crate::corpus::DataFile;
use crate::input::Input;
use crate::level::Level;

pub use capture::{Part, Role};
pub use error::Error;
pub use glob::Glob;
pub use load::{compile, load};
pub use manifest::{Beside, Conditionals, FunctionHeads, Macros};
pub use primitive::{ArgumentAt, Builder, Callee, Fit, Output};
pub use shape::{Said, Shapes, Spoken, said};

/// A language, ready for use.
#[derive(Debug)]
pub struct Pack {
    /// The name of its folder, as it stands in output.
    pub name: String,
    /// Its `pack.yml`, as written.
    pub manifest_file: Arc<DataFile>,
    /// Its `facts.scm`, as written.
    pub facts_file: Arc<DataFile>,
    /// File names that belong to it: `*.c`.
    pub files: Vec<Glob>,
    /// Paths of third-party and generated code inside a project, by the usual names.
    pub vendored: Vec<Glob>,
    /// Paths of tests, examples and tools, by the usual names.
    pub tests: Vec<Glob>,
    /// Names of files that are made to be taken in by others.
    pub headers: Vec<Glob>,
    /// The tree-sitter grammar.
    pub grammar: Language,
    /// The same in a form that is matched in one pass.
    pub shapes: Shapes,
    /// Calls through which text leaves a program.
    pub sinks: Vec<Output>,
    /// Calls that make text from text.
    pub builders: Vec<Builder>,
    /// Words in the names of functions without a body that make them sinks of low certainty.
    pub likely_sinks: Vec<String>,
    /// How what is handed to those writes placeholders.
    pub likely_dialect: crate::dialect::Dialect,
    /// Words in the names of switches that build tests into the program.
    pub test_builds: Vec<String>,
    /// Words and signs before a name that deny it in a condition.
    pub negations: Vec<String>,
    /// Calls that end the process.
    pub endings: Vec<String>,
    /// Functions that a program begins with.
    pub entry_points: Vec<String>,
    /// Calls that only a program makes that serves others, and last words in the names of such calls.
    pub serving: Vec<String>,
    /// By what a function reads, lists of words in the names of calls: it makes a call out of each.
    pub inputs: BTreeMap<Input, Vec<Vec<String>>>,
    /// Names of parameters that say a level.
    pub level_parameters: Vec<String>,
    /// Words in names (of constants, functions) that speak of a level.
    pub levels: Vec<(String, Level)>,
    /// The same for words that give way to a graver one before them.
    pub level_hints: Vec<(String, Level)>,
    /// Texts that are printed where there is no value.
    pub null_texts: Vec<String>,
    /// The call that makes a list of the arguments behind `...`, if the language has one.
    pub rest_start: Option<String>,
    /// The name that stands for all arguments behind `...` in a macro.
    pub rest_name: Option<String>,
    /// Names of a first parameter that is the object or class whose method is called.
    pub receiver_names: Vec<String>,
    /// Names by which a method calls its own object, besides its first parameter.
    pub this_names: Vec<String>,
    /// Names by which a method calls its object as one of a base class: `super()`.
    pub base_names: Vec<String>,
    /// Names of the methods that run when an object is made; one that is called like its class always
    /// is such a method.
    pub constructors: Vec<String>,
    /// Names of the methods of a class that make an object of it.
    pub makers: Vec<String>,
    /// What the name of a field of a method's own object begins with: `@`.
    pub own_fields: Vec<String>,
    /// Texts of constants that are no program's own.
    pub constants: BTreeMap<String, String>,
    /// Whether a plain name calls a method of the own object, with arguments or without.
    pub own_methods: bool,
    /// What stands between the names of nested classes where an error's class is logged; `None` where
    /// its own name alone counts.
    pub class_separator: Option<String>,
    /// Names of files that stand for the folder that they lie in.
    pub module_files: Vec<String>,
    /// Names of the methods that give an error's text.
    pub error_texts: Vec<String>,
    /// How errors' texts write placeholders that are filled later.
    pub error_dialect: crate::dialect::Dialect,
    /// How templates write placeholders that an operator fills.
    pub formatting_dialect: crate::dialect::Dialect,
    /// Whether a name that is bound in a function is the function's own unless it says otherwise.
    pub bindings_declare: bool,
    /// How a macro's replacement text is made parseable; `None` where there are no macros.
    pub macros: Option<Macros>,
    /// What lines compile a part of the text on a condition; `None` where there are none.
    pub conditionals: Option<Conditionals>,
    /// How heads of functions are written that macros write.
    pub function_heads: Option<FunctionHeads>,
    /// Classes that every error class of the language descends from.
    pub error_roots: Vec<Glob>,
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
        let words = words_of(name);
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

    /// Whether the last word of a function's name says that only a server calls it.
    pub fn is_serving(&self, name: &str) -> bool {
        (words_of(name).last()).is_some_and(|word| self.serving.contains(word))
    }

    /// Whether the words of a switch's name say that it builds tests into the program.
    pub fn is_test_build(&self, name: &str) -> bool {
        says_one_of(name, &self.test_builds)
    }
}

/// The last word that speaks of a level, by its place; a number behind a word says nothing.
fn last_of(words: &[String], known: &[(String, Level)]) -> Option<(usize, Level)> {
    let level = |word: &String| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let known = known.iter().find(|(known, _)| known == word);
        known.map(|(_, level)| *level)
    };
    let mut words = words.iter().enumerate().rev();
    words.find_map(|(at, word)| Some((at, level(word)?)))
}

fn says_one_of(name: &str, words: &[String]) -> bool {
    words_of(name).iter().any(|word| words.contains(word))
}

/// The words of all names.
fn words_of_all(names: &[impl AsRef<str>]) -> Vec<String> {
    let words = names.iter().flat_map(|name| words_of(name.as_ref()));
    words.collect()
}

/// The words of an identifier, in lower case.
fn words_of(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut before_is_lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && before_is_lower) {
            words.extend(Some(std::mem::take(&mut word)).filter(|w| !w.is_empty()));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        before_is_lower = c.is_lowercase() || c.is_numeric();
    }
    words.extend(Some(word).filter(|w| !w.is_empty()));
    words
}

pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn an_identifier_is_cut_into_words() {
        assert_eq!(words_of("NGX_LOG_ERR"), ["ngx", "log", "err"]);
        assert_eq!(words_of("logWarning"), ["log", "warning"]);
        assert_eq!(words_of("__warn2__"), ["warn2"]);
    }
}
