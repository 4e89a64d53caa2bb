//! Placeholders such as `{}` and `{name:>8}`.

use super::{Argument, Padded, Part, Parts};

pub(super) fn split(text: &str) -> Vec<Part> {
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
