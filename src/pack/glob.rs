//! Names with `*`: the only pattern language inside packs.

use serde::Deserialize;

/// A name in which each `*` stands for any text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(from = "String")]
pub struct Glob {
    parts: Vec<String>,
}

impl Glob {
    /// Takes the written form.
    pub fn new(written: &str) -> Self {
        Glob {
            parts: written.split('*').map(str::to_owned).collect(),
        }
    }

    /// Whether it is any text.
    pub fn is_any(&self) -> bool {
        self.parts.len() > 1 && self.parts.iter().all(String::is_empty)
    }

    /// Whether the whole text has this form; case counts.
    pub fn matches(&self, text: &str) -> bool {
        let [first, middle @ .., last] = self.parts.as_slice() else {
            return self.parts.first().is_some_and(|only| only == text);
        };
        let Some(rest) = text.strip_prefix(first.as_str()) else {
            return false;
        };
        let Some(mut rest) = rest.strip_suffix(last.as_str()) else {
            return false;
        };
        for part in middle {
            match rest.find(part.as_str()) {
                Some(at) => rest = &rest[at + part.len()..],
                None => return false,
            }
        }
        true
    }
}

impl From<String> for Glob {
    fn from(written: String) -> Self {
        Glob::new(&written)
    }
}

impl std::fmt::Display for Glob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.parts.join("*"))
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn a_star_is_any_text() {
        assert!(Glob::new("*.c").matches("x.c"));
        assert!(!Glob::new("*.c").matches("x.cc"));
        assert!(Glob::new("*log*").matches("mylogger"));
        assert!(Glob::new("test_*.py").matches("test_.py"));
        assert!(Glob::new("exact").matches("exact"));
        assert!(!Glob::new("exact").matches("exactly"));
        assert!(!Glob::new("aba*ba").matches("aba"));
    }
}
