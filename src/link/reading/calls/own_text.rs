//! What a call itself says, without what its callee puts around it.

use crate::link::reading::calls::filled::Marked;
use crate::link::value::{Atom, pattern_of};
use crate::pattern::Pattern;

/// Letters that a message has at least: fewer name nothing.
const MIN_LETTERS: usize = 4;

/// Letters that a callee may put around a text before a single word of the caller's counts as a
/// value in the callee's message, not as a message.
const MAX_DECORATION: usize = 8;

/// What a call itself contributes to a line, without what its callee puts around it; `None` if that
/// says nothing.
pub fn own_text(marked: &[Marked]) -> Option<Pattern> {
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
    let own = core.iter().filter(|(_, own)| *own).map(|(atom, _)| *atom);
    if !has_letters(own.clone(), MIN_LETTERS) {
        return None;
    }
    let around = marked.iter().filter(|(_, own)| !own);
    let is_value = || pattern_of(own).words() < 2;
    if !is_decoration(around.map(|(atom, _)| *atom)) && is_value() {
        return None;
    }
    Some(pattern_of(core.iter().map(|(atom, _)| *atom)))
}

/// Whether the literal text of a line is no more than what may stand around a text of its own.
pub fn is_decoration<'a>(atoms: impl IntoIterator<Item = &'a Atom>) -> bool {
    !has_letters(atoms, MAX_DECORATION + 1)
}

/// Whether the literal text of these atoms has so many letters.
fn has_letters<'a>(atoms: impl IntoIterator<Item = &'a Atom>, at_least: usize) -> bool {
    let texts = atoms.into_iter().filter_map(|atom| match atom {
        Atom::Text(text) => Some(text),
        _ => None,
    });
    let characters = texts.flat_map(|text| text.chars());
    let letters = characters.filter(|c| c.is_alphabetic());
    letters.take(at_least).count() == at_least
}
