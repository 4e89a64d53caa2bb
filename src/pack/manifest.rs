//! What a pack's `pack.yml` says.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::Glob;
use super::primitive::{Builder, Output};
use crate::dialect::Dialect;
use crate::input::Input;
use crate::level::Level;

/// What a `pack.yml` says, as `queries/README.md` explains it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The name of the tree-sitter grammar.
    #[serde(rename = "grammar")]
    pub grammar_name: String,
    /// File names that belong to it: `*.c`.
    pub files: Vec<Glob>,
    /// Paths of third-party and generated code inside a project, by the usual names.
    #[serde(default)]
    pub vendored: Vec<Glob>,
    /// Paths of tests, examples and tools, by the usual names.
    #[serde(default)]
    pub tests: Vec<Glob>,
    /// Names of files that are made to be taken in by others.
    #[serde(default)]
    pub headers: Vec<Glob>,
    /// Calls through which text leaves a program.
    pub sinks: Vec<Output>,
    /// Calls that make text from text.
    #[serde(default)]
    pub builders: Vec<Builder>,
    /// Words in the names of functions without a body that make them sinks of low certainty.
    #[serde(default)]
    pub likely_sinks: Vec<String>,
    /// How what is handed to those writes placeholders.
    #[serde(default = "plain")]
    pub likely_dialect: Dialect,
    /// Words in the names of switches that build tests into the program.
    #[serde(default)]
    pub test_builds: Vec<String>,
    /// Words and signs before a name that deny it in a condition.
    #[serde(default)]
    pub negations: Vec<String>,
    /// Calls that end the process.
    #[serde(default)]
    pub endings: Vec<String>,
    /// Functions that a program begins with.
    #[serde(default)]
    pub entry_points: Vec<String>,
    /// Calls that only a program makes that serves others, and last words in the names of such calls.
    #[serde(default)]
    pub serving: Vec<String>,
    /// By what a function reads, lists of words in the names of calls: it makes a call out of each.
    #[serde(default)]
    pub inputs: BTreeMap<Input, Vec<Vec<String>>>,
    /// Names of parameters that say a level.
    #[serde(default)]
    pub level_parameters: Vec<String>,
    /// Words in names (of constants, functions) that speak of a level, in lower case.
    #[serde(deserialize_with = "in_lower_case")]
    pub levels: BTreeMap<String, Level>,
    /// The same for words that give way to a graver one before them.
    #[serde(default, deserialize_with = "in_lower_case")]
    pub level_hints: BTreeMap<String, Level>,
    /// Texts that are printed where there is no value.
    #[serde(default)]
    pub null_texts: Vec<String>,
    /// The call that makes a list of the arguments behind `...`, if the language has one.
    #[serde(default)]
    pub rest_start: Option<String>,
    /// The name that stands for all arguments behind `...` in a macro.
    #[serde(default)]
    pub rest_name: Option<String>,
    /// Names of a first parameter that is the object or class whose method is called.
    #[serde(default)]
    pub receiver_names: Vec<String>,
    /// Names by which a method calls its own object, besides its first parameter.
    #[serde(default)]
    pub this_names: Vec<String>,
    /// Names by which a method calls its object as one of a base class: `super()`.
    #[serde(default)]
    pub base_names: Vec<String>,
    /// Names of the methods that run when an object is made; one that is called like its class always
    /// is such a method.
    #[serde(default)]
    pub constructors: Vec<String>,
    /// Names of the methods of a class that make an object of it.
    #[serde(default)]
    pub makers: Vec<String>,
    /// What the name of a field of a method's own object begins with: `@`.
    #[serde(default)]
    pub own_fields: Vec<String>,
    /// Texts of constants that are no program's own.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
    /// Whether a plain name calls a method of the own object, with arguments or without.
    #[serde(default)]
    pub own_methods: bool,
    /// What stands between the names of nested classes where an error's class is logged; `None` where
    /// its own name alone counts.
    #[serde(default)]
    pub class_separator: Option<String>,
    /// Names of files that stand for the folder that they lie in.
    #[serde(default)]
    pub module_files: Vec<String>,
    /// Names of the methods that give an error's text.
    #[serde(default)]
    pub error_texts: Vec<String>,
    /// How errors' texts write placeholders that are filled later.
    #[serde(default = "plain")]
    pub error_dialect: Dialect,
    /// How templates write placeholders that an operator fills.
    #[serde(default = "plain")]
    pub formatting_dialect: Dialect,
    /// Whether a name that is bound in a function is the function's own unless it says otherwise.
    #[serde(default)]
    pub bindings_declare: bool,
    /// How a macro's replacement text is made parseable; `None` where there are no macros.
    #[serde(default)]
    pub macros: Option<Macros>,
    /// What lines compile a part of the text on a condition; `None` where there are none.
    #[serde(default)]
    pub conditionals: Option<Conditionals>,
    /// How heads of functions are written that macros write.
    #[serde(default)]
    pub function_heads: Option<FunctionHeads>,
    /// Classes that every error class of the language descends from.
    #[serde(default)]
    pub error_roots: Vec<Glob>,
    /// The log source that SigmaHQ lists for applications of this language, where it lists one.
    #[serde(default)]
    pub logsource: Option<LanguageLogsource>,
}

/// The log source of applications of a language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageLogsource {
    /// The kind of log.
    pub category: String,
    /// The product that SigmaHQ files such applications under.
    pub product: String,
}

/// Lines that compile a part of the text on a condition only.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conditionals {
    /// What a line for the compiler begins with.
    pub directive: String,
    /// Names of the lines that begin a branch on a condition.
    pub open: Vec<String>,
    /// Names of those that begin another branch.
    pub otherwise: Vec<String>,
    /// Names of those that end the last branch.
    pub close: Vec<String>,
    /// Conditions that never hold, such as `0`.
    pub never: Vec<String>,
    /// Words that go on with a statement that seemed to have ended, such as `else`.
    pub goes_on: Vec<String>,
}

/// How a function's head is written that stands in the text as a call before a block.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FunctionHeads {
    /// The type of a function of which the call does not say it.
    pub kind: String,
    /// Words before brackets and a block that are no function's.
    pub other_than: Vec<String>,
}

/// How a macro's replacement text is made parseable.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Macros {
    /// The operator that joins two names to one.
    #[serde(default)]
    pub paste: Option<Operator>,
    /// The operator that makes a text of an argument as it is written.
    #[serde(default)]
    pub stringify: Option<Operator>,
    /// How texts are written that stand beside a call.
    #[serde(default)]
    pub beside: Option<Beside>,
    /// What comments begin and end with.
    #[serde(default)]
    pub comments: Vec<(String, String)>,
    /// What stands before and after replacement text that is an expression.
    pub expression: (String, String),
    /// What stands before and after replacement text that is a statement.
    pub statement: (String, String),
}

/// An operator that only the preprocessor knows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// The operator.
    pub operator: String,
    /// What stands for it in the text that is parsed: a sign in the name that two names become, or a name
    /// for the text that nobody knows.
    pub stands: String,
}

/// How texts are made parseable that stand beside a call, with nothing between them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// What is written before the first of them.
    pub before: String,
    /// What is written between two.
    pub between: String,
    /// What is written behind the last.
    pub behind: String,
    /// Words before a text that are no names.
    #[serde(default)]
    pub never: Vec<String>,
}

pub(super) fn plain() -> Dialect {
    Dialect::Plain
}

/// Words of names are compared in lower case: one that is written otherwise would never be found.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct LowerCase(String);

impl<'de> Deserialize<'de> for LowerCase {
    fn deserialize<D: Deserializer<'de>>(written: D) -> Result<Self, D::Error> {
        let word = String::deserialize(written)?;
        match word.contains(char::is_uppercase) {
            true => Err(D::Error::custom(format!(
                "the word '{word}' of a level must be in lower case"
            ))),
            false => Ok(LowerCase(word)),
        }
    }
}

fn in_lower_case<'de, D: Deserializer<'de>>(
    written: D,
) -> Result<BTreeMap<String, Level>, D::Error> {
    let levels = BTreeMap::<LowerCase, Level>::deserialize(written)?;
    Ok(levels
        .into_iter()
        .map(|(word, level)| (word.0, level))
        .collect())
}
