//! What a call itself says, without what its callee puts around it.

use super::arguments::Marked;
use super::value::{Atom, Line, pattern_of};
use crate::pattern::Pattern;

/// Letters that a message has at least: fewer name nothing.
const MIN_LETTERS: usize = 4;

/// Letters that a callee may put around a text before a single word of the caller's counts as a
/// value in the callee's message, not as a message.
const MAX_DECORATION: usize = 8;

/// What a call itself contributes to a line, without what its callee puts around it; `None` if that
/// says nothing.
pub(super) fn own_text(marked: &[Marked]) -> Option<Pattern> {
    let speaks = |(atom, own): &Marked| {
        *own && matches!(atom, Atom::Text(text) if text.contains(char::is_alphabetic))
    };
    let first = marked.iter().position(speaks)?;
    let last = marked.iter().rposition(speaks)?;
    let before = marked[..first]
        .iter()
        .rev()
        .take_while(|(_, own)| *own)
        .count();
    let behind = marked[last + 1..]
        .iter()
        .take_while(|(_, own)| *own)
        .count();
    let core = &marked[first - before..=last + behind];
    let pattern = pattern_of(core.iter().map(|(atom, _)| atom));
    let is_whole = core.iter().all(|(_, own)| *own);
    let own =
        (!is_whole).then(|| pattern_of(core.iter().filter(|(_, own)| *own).map(|(atom, _)| atom)));
    let own = own.as_ref().unwrap_or(&pattern);
    let around = || pattern_of(marked.iter().filter(|(_, own)| !own).map(|(atom, _)| atom));
    let is_value = own.words() < 2 && around().letters() > MAX_DECORATION;
    let says_enough = own.letters() >= MIN_LETTERS && !is_value;
    says_enough.then_some(pattern)
}

/// Whether the literal text of a line is no more than what may stand around a text of its own.
pub(super) fn is_decoration(line: &Line) -> bool {
    let texts = line.atoms.iter().filter_map(|atom| match atom {
        Atom::Text(text) => Some(text),
        _ => None,
    });
    let letters = texts
        .flat_map(|text| text.chars())
        .filter(|c| c.is_alphabetic());
    letters.take(MAX_DECORATION + 1).count() <= MAX_DECORATION
}
