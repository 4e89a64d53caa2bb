//! Foreign text, made fit for a terminal, and numbers of things.

use std::fmt::Write;

/// Escapes what could steer a terminal or turn the reading direction: C0 and C1 controls, DEL,
/// and Unicode's bidirectional controls and invisible separators (UAX #9, section 2).
///
/// Every printer of text from a source tree or a log passes it through here.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_steering(c) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// A number of things: `1 line`, `2 lines`.
pub fn counted(count: u64, what: &str) -> String {
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count} {what}s")
    }
}

fn is_steering(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn terminal_escapes_and_direction_marks_become_visible() {
        assert_eq!(
            escape("a\u{1b}[31mb\u{9b}c\u{202e}d\te"),
            "a\\u{1b}[31mb\\u{9b}c\\u{202e}d\\te"
        );
        assert_eq!(escape("Größe 龍 'x' \\n"), "Größe 龍 'x' \\n");
    }
}
