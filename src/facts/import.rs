//! What an import binds, and which files are taken in.

use super::Import;
use super::extract::Walk;
use super::nodes::NodeId;
use crate::pack::{Part, file_name};

impl Walk<'_, '_> {
    /// Names that a statement brings here.
    pub(super) fn import(&mut self, node: NodeId) {
        let mut module = String::new();
        let first = self.facts.imports.len();
        for (part, inner) in self.nodes.parts(
            node,
            &[Part::ImportModule, Part::ImportName, Part::ImportAlias],
        ) {
            let text = self.nodes.text(inner);
            match part {
                Part::ImportModule => module = text.trim_start_matches('.').to_owned(),
                Part::ImportName => self.facts.imports.push(Import::of(&module, text)),
                _ => {
                    if let Some(last) = self.facts.imports[first..].last_mut() {
                        text.clone_into(&mut last.alias);
                        last.path = join(&module, &last.path);
                    }
                }
            }
        }
    }

    /// A file whose text is taken in, by its own name: where it is looked for is the build's affair.
    pub(super) fn include(&mut self, node: NodeId) {
        let path = self.nodes.text(node);
        let path = path.trim_matches(|sign: char| !sign.is_alphanumeric());
        self.facts.includes.push(file_name(path).to_owned());
    }
}

impl Import {
    /// `import a.b` binds `a`; `from m import n` binds `n`.
    pub(super) fn of(module: &str, name: &str) -> Self {
        if module.is_empty() {
            let first = name.split('.').next().unwrap_or(name).to_owned();
            return Import {
                path: first.clone(),
                alias: first,
            };
        }
        Import {
            path: join(module, name),
            alias: name.to_owned(),
        }
    }
}

/// The path of a name of a module, which it may hold already.
fn join(module: &str, name: &str) -> String {
    if module.is_empty() || name.starts_with(module) {
        name.to_owned()
    } else {
        format!("{module}.{name}")
    }
}
