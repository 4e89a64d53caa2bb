//! How a sink writes placeholders: a dialect cuts a format text into literal parts and values.

mod braces;
mod percents;

use serde::{Deserialize, Serialize};

use self::percents::Percents;

/// A way to write placeholders. It belongs to the sink, not to the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dialect {
    /// No placeholders: the text is printed as it is.
    Plain,
    /// C's `printf` (ISO C 7.23.6.1) and its many extensions.
    Printf,
    /// The `%` operator of Python and Ruby: printf's placeholders, and `%(name)s`, `%<name>s` and `%{name}`.
    Percent,
    /// `{}` as in Python's `str.format` and many logging libraries; `{{` and `}}` are braces.
    Braces,
    /// [`Dialect::Braces`] where the text has such placeholders, otherwise [`Dialect::Printf`]: what functions
    /// expect that are known by their names alone, in languages where libraries differ.
    Either,
}

/// A part of a format text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Literal text, escapes such as `%%` resolved.
    Text(String),
    /// A printed value.
    Value(Argument),
    /// What fills the value beside it up to its width, if it is shorter.
    Padding,
}

/// Which argument a placeholder prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// The n-th after the format, counted from 0.
    Position(usize),
    /// The n-th after the format, printed as a number: no text that it could hold is printed.
    Number(usize),
    /// The one with this name.
    Named(String),
    /// None that the call names, such as `%m`.
    Implied,
}

impl Dialect {
    /// All of them.
    pub const ALL: [Dialect; 5] = [
        Dialect::Plain,
        Dialect::Printf,
        Dialect::Percent,
        Dialect::Braces,
        Dialect::Either,
    ];

    /// Cuts a format text into its parts. A placeholder that the text leaves unfinished is literal.
    pub fn split(self, text: &str) -> Vec<Part> {
        match self {
            Dialect::Plain => vec![Part::Text(text.to_owned())],
            Dialect::Printf => Percents::new(text, false).split(),
            Dialect::Percent => Percents::new(text, true).split(),
            Dialect::Braces => braces::split(text),
            Dialect::Either => match braces::split(text) {
                parts if parts.iter().any(|part| matches!(part, Part::Value(_))) => parts,
                _ => Dialect::Printf.split(text),
            },
        }
    }

    /// Where a placeholder begins that the text does not end, because what follows does: `"%" PRIu64`.
    pub fn open_directive(self, text: &str) -> Option<usize> {
        match self {
            Dialect::Printf | Dialect::Percent => {
                let at = text.rfind('%')?;
                let is_inner = |byte: u8| byte.is_ascii_digit() || b"#0- +.*".contains(&byte);
                text[at + 1..].bytes().all(is_inner).then_some(at)
            }
            Dialect::Plain | Dialect::Braces | Dialect::Either => None,
        }
    }
}

/// Collects parts, merging neighbouring texts.
#[derive(Default)]
struct Parts {
    parts: Vec<Part>,
    next: usize,
}

impl Parts {
    fn text(&mut self, run: &str) {
        match self.parts.last_mut() {
            _ if run.is_empty() => {}
            Some(Part::Text(last)) => last.push_str(run),
            _ => self.parts.push(Part::Text(run.to_owned())),
        }
    }

    fn value(&mut self, argument: Argument, padded: Padded) {
        let has_padding = !matches!(argument, Argument::Number(_));
        let padding = |is_there: bool| (is_there && has_padding).then_some(Part::Padding);
        self.parts.extend(padding(padded.before));
        self.parts.push(Part::Value(argument));
        self.parts.extend(padding(padded.behind));
    }

    fn take_position(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }
}

/// On which sides of a value something may fill it up to a width.
#[derive(Debug, Clone, Copy, Default)]
struct Padded {
    before: bool,
    behind: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(dialect: Dialect, text: &str) -> String {
        dialect
            .split(text)
            .into_iter()
            .map(|part| match part {
                Part::Text(text) => text,
                Part::Value(Argument::Position(n)) => format!("<{n}>"),
                Part::Value(Argument::Number(n)) => format!("<#{n}>"),
                Part::Value(Argument::Named(name)) => format!("<{name}>"),
                Part::Value(Argument::Implied) => "<>".to_owned(),
                Part::Padding => "_".to_owned(),
            })
            .collect()
    }

    #[test]
    fn printf_directives_become_values() {
        let cases = [
            ("syscall %d out of bounds", "syscall <#0> out of bounds"),
            ("%s: %m", "<0>: <>"),
            ("100%% of %5.2f", "100% of <#0>"),
            ("%*s|%.*s|%2$s", "_<1>|<3>|<1>"),
            ("%-30s %8s %.8s %-3d", "<0>_ _<1> <2> <#3>"),
            ("%lu %zu %-08llx", "<#0> <#1> <#2>"),
            ("%pI4:%ui bytes %V", "<0>:<#1> bytes <2>"),
            ("got %z, sent %L", "got <0>, sent <1>"),
            ("%,d of %,.1f, 50%, 3", "<#0> of <#1>, 50%, 3"),
            ("%s%nCause: %s", "<0><>Cause: <1>"),
            ("50% off", "50<#0>"),
            ("ends with %", "ends with %"),
            ("%", "%"),
        ];
        for (text, wanted) in cases {
            assert_eq!(shown(Dialect::Printf, text), wanted, "{text}");
        }
    }

    #[test]
    fn text_up_to_the_next_value_is_one_part() {
        let whole = |text: &str| vec![Part::Text(text.to_owned())];
        assert_eq!(Dialect::Printf.split("100%% sure%"), whole("100% sure%"));
        assert_eq!(Dialect::Braces.split("{{a}} b"), whole("{a} b"));
        assert_eq!(Dialect::Plain.split("100%% {}"), whole("100%% {}"));
        let value = |argument| vec![Part::Value(argument)];
        assert_eq!(Dialect::Printf.split("%s"), value(Argument::Position(0)));
        assert_eq!(Dialect::Printf.split("%d"), value(Argument::Number(0)));
    }

    #[test]
    fn percent_knows_names() {
        assert_eq!(
            shown(Dialect::Percent, "%(who)s did %(what)r"),
            "<who> did <what>"
        );
        assert_eq!(
            shown(Dialect::Percent, "%{who} did %<what>5.1f%%, %{"),
            "<who> did _<what>%, %{"
        );
        assert_eq!(shown(Dialect::Printf, "%{who} did"), "%{who} did");
    }

    #[test]
    fn where_either_may_be_meant_the_text_says_which() {
        let cases = [
            ("seal {} is broken by 50%", "seal <0> is broken by 50%"),
            ("seal %s is broken by %d", "seal <0> is broken by <#1>"),
            ("{{seal}}", "{{seal}}"),
        ];
        for (text, wanted) in cases {
            assert_eq!(shown(Dialect::Either, text), wanted, "{text}");
        }
    }

    #[test]
    fn a_directive_stays_open_where_the_dialect_has_such() {
        assert_eq!(Dialect::Printf.open_directive("sent %-08"), Some(5));
        assert_eq!(Dialect::Printf.open_directive("sent %d"), None);
        assert_eq!(Dialect::Braces.open_directive("used to 50%"), None);
    }

    #[test]
    fn braces_become_values() {
        let cases = [
            ("a {} b {}", "a <0> b <1>"),
            ("{0} {name!r:>{width}} {x.y[1]}", "<0> _<name> <x>"),
            ("{:<30} {:30} {:^8} {:.3}", "<0>_ <1>_ _<2>_ <3>"),
            ("{{literal}} }", "{literal} }"),
            ("{ open", "{ open"),
        ];
        for (text, wanted) in cases {
            assert_eq!(shown(Dialect::Braces, text), wanted, "{text}");
        }
    }
}
