//! Macros that stand for several arguments of a call: `#define HERE __FILE__, __LINE__`.

use serde::{Deserialize, Serialize};

use super::tokens::{Kind, tokens};
use crate::pack::Macros;

/// A macro that stands for several arguments.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// How many arguments it stands for: two at least.
    pub count: usize,
}

impl Listed {
    /// `None` where the replacement text is a single argument, or statements.
    pub(super) fn of(name: &str, body: &str, rules: &Macros) -> Option<Self> {
        let mut depth = 0;
        let mut count = 1;
        let signs = tokens(body, rules).filter(|token| token.kind == Kind::Sign);
        for sign in signs {
            match sign.text {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                "," if depth == 0 => count += 1,
                ";" => return None,
                _ => {}
            }
        }
        (count > 1).then(|| Listed {
            name: name.to_owned(),
            count,
        })
    }
}
