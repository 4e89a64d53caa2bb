//! How a sink writes placeholders: a dialect cuts a format text into literal parts and values.

use serde::{Deserialize, Serialize};

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
            Dialect::Braces => split_braces(text),
            Dialect::Either => match split_braces(text) {
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

/// `%…` placeholders.
struct Percents<'a> {
    text: &'a str,
    /// Whether `%{name}` and `%<name>s` are placeholders.
    has_names: bool,
    parts: Parts,
}

/// What stands between `%` and the conversion letter.
#[derive(Default)]
struct Directive {
    /// How many bytes it takes, `%` included.
    length: usize,
    argument: Option<Argument>,
    conversion: Option<char>,
    padded: Padded,
}

impl<'a> Percents<'a> {
    fn new(text: &'a str, has_names: bool) -> Self {
        Percents {
            text,
            has_names,
            parts: Parts::default(),
        }
    }

    fn split(mut self) -> Vec<Part> {
        while let Some(at) = self.text.find('%') {
            let (before, rest) = self.text.split_at(at);
            self.parts.text(before);
            let directive = self.directive(rest);
            self.text = &rest[directive.length..];
            match (directive.conversion, directive.argument) {
                (Some('%'), _) => self.parts.text("%"),
                (Some(_), Some(argument)) => self.parts.value(argument, directive.padded),
                _ => self.parts.text(&rest[..directive.length]),
            }
        }
        self.parts.text(self.text);
        self.parts.parts
    }

    fn directive(&mut self, rest: &str) -> Directive {
        if let Some((name, length)) = bracketed(rest, '{', '}').filter(|_| self.has_names) {
            return Directive {
                length,
                argument: Some(Argument::Named(name.to_owned())),
                conversion: Some('s'),
                padded: Padded::default(),
            };
        }
        let in_angles = bracketed(rest, '<', '>').filter(|_| self.has_names);
        let (named, at) = match in_angles {
            Some((name, at)) => (Some(Argument::Named(name.to_owned())), at),
            None => explicit_argument(rest),
        };
        let flags = self.flags(&rest[at..]);
        let padded = padded_by(&rest[at..at + flags]);
        let at = at + flags;
        let modifiers = count(&rest[at..], b"hlqjztLw");
        let after = at + modifiers;
        let mut value = |length: usize, conversion: char| {
            let next = || Argument::Position(self.parts.take_position());
            let argument = match named.clone().unwrap_or_else(next) {
                Argument::Position(n) if is_number(conversion) => Argument::Number(n),
                other => other,
            };
            Directive {
                length,
                argument: Some(argument),
                conversion: Some(conversion),
                padded,
            }
        };
        match rest[after..].chars().next() {
            Some('%') => Directive {
                length: after + 1,
                argument: None,
                conversion: Some('%'),
                padded,
            },
            Some('m') => Directive {
                length: after + 1,
                argument: Some(Argument::Implied),
                conversion: Some('m'),
                padded,
            },
            Some(c) if c.is_ascii_alphabetic() => {
                value(after + 1 + glued(c, &rest[after + 1..]), c)
            }
            // Some formatters of applications take what C calls a length modifier as a conversion.
            _ if modifiers > 0 => value(after, 'l'),
            _ => Directive {
                length: at,
                argument: None,
                conversion: None,
                padded,
            },
        }
    }

    /// The length of flags, width and precision; each `*` among them takes an argument.
    fn flags(&mut self, rest: &str) -> usize {
        let length = count(rest, b"#0- +'.123456789*");
        for _ in rest[..length].matches('*') {
            self.parts.take_position();
        }
        length
    }
}

/// What flags, width and precision say: `-` puts the value before what fills it up.
fn padded_by(flags: &str) -> Padded {
    let width = flags.split('.').next().unwrap_or_default();
    let has_width = width.contains(|c: char| c == '*' || c.is_ascii_digit() && c != '0');
    let is_left = width.contains('-');
    Padded {
        before: has_width && !is_left,
        behind: has_width && is_left,
    }
}

/// `%(name)…` and `%2$…`: which argument they say, and where the directive goes on.
fn explicit_argument(rest: &str) -> (Option<Argument>, usize) {
    let body = &rest[1..];
    if let Some((name, at)) = bracketed(rest, '(', ')') {
        return (Some(Argument::Named(name.to_owned())), at);
    }
    let digits = count(body, b"0123456789");
    if digits > 0 && body[digits..].starts_with('$') {
        let position: usize = body[..digits].parse().unwrap_or(1);
        return (
            Some(Argument::Position(position.saturating_sub(1))),
            digits + 2,
        );
    }
    (None, 1)
}

/// The name in brackets right behind `%`, and where they end.
fn bracketed(rest: &str, open: char, close: char) -> Option<(&str, usize)> {
    let name = rest[1..].strip_prefix(open)?;
    let end = name.find(close)?;
    Some((&name[..end], end + 3))
}

/// Conversions that C and Python have for numbers (ISO C 7.23.6.1; Python, printf-style formatting). Formatters
/// of applications keep these letters, and add others: what `%p` and `%a` print is left open.
fn is_number(conversion: char) -> bool {
    matches!(
        conversion,
        'd' | 'i' | 'u' | 'o' | 'x' | 'X' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G'
    )
}

/// How many of the first bytes are among these.
fn count(text: &str, wanted: &[u8]) -> usize {
    text.bytes()
        .take_while(|byte| wanted.contains(byte))
        .count()
}

/// Letters that some formatters take as a part of the directive (`%pI4`, `%ui`). A wildcard that
/// swallows them is right in any case; a literal would be wrong for those.
fn glued(conversion: char, rest: &str) -> usize {
    if matches!(conversion, 's' | 'c' | 'r' | 'a') {
        return 0;
    }
    rest.bytes().take_while(u8::is_ascii_alphanumeric).count()
}

fn split_braces(text: &str) -> Vec<Part> {
    let mut parts = Parts::default();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        parts.text(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            parts.text(brace);
            rest = after;
        } else if let Some(close) = closing_brace(rest).filter(|_| brace == "{") {
            let argument = brace_argument(&rest[..close], &mut parts);
            parts.value(argument, padded_in_braces(&rest[..close]));
            rest = &rest[close + 1..];
        } else {
            parts.text(brace);
        }
    }
    parts.text(rest);
    parts.parts
}

/// Where the field that has just opened closes; fields may nest in the format specification.
fn closing_brace(field: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in field.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn brace_argument(field: &str, parts: &mut Parts) -> Argument {
    let name = field.split(['!', ':', '.', '[']).next().unwrap_or_default();
    if name.is_empty() {
        return Argument::Position(parts.take_position());
    }
    match name.parse() {
        Ok(position) => Argument::Position(position),
        Err(_) => Argument::Named(name.to_owned()),
    }
}

/// What stands behind `:` in a field says: `<30` puts the value before what fills it up, as texts are put anyway.
fn padded_in_braces(field: &str) -> Padded {
    let (_, specification) = field.split_once(':').unwrap_or_default();
    let width = specification.split('.').next().unwrap_or_default();
    let has_width = width.contains(|c: char| c == '{' || c.is_ascii_digit() && c != '0');
    let is_centred = width.contains('^');
    let is_right = width.contains('>');
    Padded {
        before: has_width && (is_right || is_centred),
        behind: has_width && !is_right,
    }
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
