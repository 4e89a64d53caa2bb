//! What an import binds.

use super::Import;

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
pub(super) fn join(module: &str, name: &str) -> String {
    if module.is_empty() || name.starts_with(module) {
        name.to_owned()
    } else {
        format!("{module}.{name}")
    }
}
