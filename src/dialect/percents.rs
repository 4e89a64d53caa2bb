//! Placeholders such as `%d`, `%(name)s` and `%{name}`.

use super::{Argument, Padded, Part, Parts};

/// `%…` placeholders.
pub(super) struct Percents<'a> {
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
    pub fn new(text: &'a str, has_names: bool) -> Self {
        Percents {
            text,
            has_names,
            parts: Parts::default(),
        }
    }

    pub fn split(mut self) -> Vec<Part> {
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
                ..Directive::default()
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
                conversion: Some('%'),
                ..Directive::default()
            },
            // The error's text, and Java's end of a line, take none of the arguments.
            Some(c @ ('m' | 'n')) => Directive {
                length: after + 1,
                argument: Some(Argument::Implied),
                conversion: Some(c),
                padded,
            },
            Some(c) if c.is_ascii_alphabetic() => {
                let glued = glued(c, &rest[after + 1..]);
                // What a kernel's `%pV` prints is left open.
                let conversion = if c == 'p' && glued > 0 { 's' } else { c };
                value(after + 1 + glued, conversion)
            }
            // Some formatters of applications take what C calls a length modifier as a conversion.
            _ if modifiers > 0 => value(after, 'l'),
            _ => Directive {
                length: at,
                ..Directive::default()
            },
        }
    }

    /// The length of flags, width and precision; each `*` among them takes an argument. Java's `,` is a mark of the text where
    /// no number's directive goes on behind it.
    fn flags(&mut self, rest: &str) -> usize {
        const FLAGS: &[u8] = b"#0- +'.123456789*";
        let mut length = count(rest, FLAGS);
        if let Some(behind) = rest[length..].strip_prefix(',') {
            let more = count(behind, b"0.123456789");
            if behind[more..].starts_with(['d', 'f']) {
                length += 1 + more;
            }
        }
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

/// Conversions that C and Python have for numbers (ISO C 7.23.6.1; Python, printf-style formatting), and that for an
/// address, which is no text. Formatters of applications keep these letters, and add others: what `%a` prints is left open.
fn is_number(conversion: char) -> bool {
    matches!(
        conversion,
        'd' | 'i' | 'u' | 'o' | 'x' | 'X' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'p'
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
