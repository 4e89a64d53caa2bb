//! The one table that maps a grammar's name to its crate: all that a new language adds to `src/`.

use tree_sitter::Language;

/// The grammar with this name.
pub(super) fn find(name: &str) -> Option<Language> {
    let language = match name {
        "c" => tree_sitter_c::LANGUAGE,
        "java" => tree_sitter_java::LANGUAGE,
        "python" => tree_sitter_python::LANGUAGE,
        "ruby" => tree_sitter_ruby::LANGUAGE,
        _ => return None,
    };
    Some(language.into())
}

/// All names, for error messages.
pub(super) const NAMES: &[&str] = &["c", "java", "python", "ruby"];
