//! Text to tree, within a budget.

use std::cell::RefCell;

use tree_sitter::{ParseOptions, Parser, Tree};

use super::budget::Budget;
use crate::pack::Pack;

/// Brackets that may be open at once. The parser keeps up to 5 KB for each of them (measured on
/// unclosed C calls), so that a few megabytes of them would take all memory.
const MAX_OPEN: usize = 20_000;

/// Signs `<` that may be open at once in one statement. Where a language has types with parameters, the
/// parser follows each of them as a comparison and as a type, and what it keeps grows with their square:
/// 200 MB for 4,000 of them (measured on Java).
const MAX_ANGLES: usize = 1_500;

thread_local! {
    // A parser keeps what it has allocated for the next text; macros are many and short.
    static PARSER: RefCell<Parser> = RefCell::new(Parser::new());
}

/// Parses the text; `None` where the budget ran out, or would.
pub(super) fn parse(text: &str, pack: &Pack, budget: &Budget) -> Option<Tree> {
    if opens_too_much(text) {
        return None;
    }
    let mut watch = |_: &tree_sitter::ParseState| budget.spend();
    let bytes = text.as_bytes();
    let options = ParseOptions::new().progress_callback(&mut watch);
    PARSER.with_borrow_mut(|parser| {
        parser.set_language(&pack.grammar).ok()?;
        // A parse that was stopped would go on where it was.
        parser.reset();
        parser.parse_with_options(
            &mut |at, _| bytes.get(at..).unwrap_or_default(),
            None,
            Some(options),
        )
    })
}

/// Brackets in texts and comments count too: a limit far above hand-written code may be rough.
fn opens_too_much(text: &str) -> bool {
    // Most texts have not so many of them at all, which is seen much faster.
    let has_more = |limit: usize, is_it: fn(&&u8) -> bool| {
        text.len() > limit && text.as_bytes().iter().filter(is_it).count() > limit
    };
    let may_open = has_more(MAX_OPEN, |byte| matches!(byte, b'(' | b'[' | b'{'))
        || has_more(MAX_ANGLES, |byte| **byte == b'<');
    may_open && has_too_much_open(text)
}

fn has_too_much_open(text: &str) -> bool {
    let (mut open, mut angles) = (0usize, 0usize);
    let mut before = 0;
    text.bytes().any(|byte| {
        match byte {
            b'(' | b'[' | b'{' => open += 1,
            b')' | b']' | b'}' => open = open.saturating_sub(1),
            // A shift is no bracket.
            b'<' if before == b'<' => angles = angles.saturating_sub(1),
            b'<' => angles += 1,
            b'>' => angles = angles.saturating_sub(1),
            _ => {}
        }
        if matches!(byte, b';' | b':' | b'=' | b'{') {
            angles = 0;
        }
        before = byte;
        open > MAX_OPEN || angles > MAX_ANGLES
    })
}

#[cfg(test)]
mod tests {
    use super::opens_too_much;

    #[test]
    fn what_opens_without_an_end_is_too_much_and_code_is_not() {
        for opener in ["(", "f([", "{", "A<", "f(A<B, "] {
            assert!(opens_too_much(&opener.repeat(30_000)), "{opener}");
        }
        for code in [
            "f(a[i]);",
            "if (a < b) { c(); }",
            "List<Map<A, B>> x;",
            "1 << 3, ",
            "p->x < 3;",
        ] {
            assert!(!opens_too_much(&code.repeat(30_000)), "{code}");
        }
    }
}
