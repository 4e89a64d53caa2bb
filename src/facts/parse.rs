//! Text to tree, within a budget.

use std::ops::ControlFlow;

use tree_sitter::{ParseOptions, Parser, Tree};

use crate::pack::Pack;

/// Progress reports that a byte of source may cost. tree-sitter reports once in a fixed number of
/// parser operations, so this budget, unlike a clock, gives the same result on every machine.
/// Measured on C and Python projects the need is below 0.1; damaged input needs many more.
const REPORTS_PER_BYTE: f64 = 1.0;

/// What every text may cost, however short.
const REPORTS_ALWAYS: f64 = 20_000.0;

/// Brackets that may be open at once. The parser keeps up to 5 KB for each of them (measured on
/// unclosed C calls), so that a few megabytes of them would take all memory.
const MAX_OPEN: usize = 50_000;

/// Parses the text; `None` where the budget ran out, or would.
pub(super) fn parse(text: &str, pack: &Pack) -> Option<Tree> {
    if opens_too_much(text) {
        return None;
    }
    let mut parser = Parser::new();
    parser.set_language(&pack.grammar).ok()?;
    let budget = text.len() as f64 * REPORTS_PER_BYTE + REPORTS_ALWAYS;
    let mut reports = 0.0;
    let mut watch = |_: &tree_sitter::ParseState| {
        reports += 1.0;
        if reports > budget {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let bytes = text.as_bytes();
    let options = ParseOptions::new().progress_callback(&mut watch);
    parser.parse_with_options(
        &mut |at, _| bytes.get(at..).unwrap_or_default(),
        None,
        Some(options),
    )
}

/// Brackets in texts and comments count too: a limit far above hand-written code may be rough.
fn opens_too_much(text: &str) -> bool {
    let mut open = 0usize;
    text.bytes().any(|byte| {
        match byte {
            b'(' | b'[' | b'{' => open += 1,
            b')' | b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MAX_OPEN
    })
}
