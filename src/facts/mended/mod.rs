//! What is changed in a text before it is parsed, since grammars know nothing of a preprocessor. Lines stay
//! where they were.

mod attributes;
mod beside;
mod branches;
mod conditionals;
mod heads;
mod lexer;

use std::ops::Range;

use self::attributes::Attributes;
use self::conditionals::Reader;
use self::heads::Heads;
use self::lexer::Lexer;
use crate::pack::Pack;

pub(super) use self::beside::joined;

/// The text as a grammar can read it, if that is another one.
pub(super) fn mended(text: &str, pack: &Pack) -> Option<String> {
    let resolved = resolved(text, pack);
    joined(resolved.as_deref().unwrap_or(text), pack).or(resolved)
}

/// The text with conditionals that cut through something resolved, without what no build has and without macros among
/// the words of a function's head, and with the heads of functions that macros write written out; blanks stand for what is left out. `None` where
/// nothing has to be changed, or too much is open at once.
fn resolved(text: &str, pack: &Pack) -> Option<String> {
    let rules = pack.conditionals.as_ref()?;
    let mut conditionals = Reader::new(text, pack, rules);
    let mut heads = Heads::new(text, pack);
    let mut attributes = Attributes::new(text, pack);
    for (piece, place) in Lexer::new(text, pack, rules) {
        conditionals.read(piece, place.clone())?;
        heads.read(piece, place.clone(), conditionals.depth());
        attributes.read(piece, place, conditionals.depth());
    }
    let blanks = [conditionals.blanks, attributes.blanks].concat();
    if blanks.is_empty() && heads.written.is_empty() {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    for (at, head) in &heads.written {
        bytes[*at..at + head.len()].copy_from_slice(head.as_bytes());
    }
    for place in blanks {
        blank(&mut bytes, place);
    }
    // Whole pieces were blanked, so no character was cut.
    String::from_utf8(bytes).ok()
}

/// Lines stay where they are.
fn blank(bytes: &mut [u8], place: Range<usize>) {
    for byte in &mut bytes[place] {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::mended;
    use crate::corpus::Shelf;
    use crate::pack;

    /// What heads, conditionals and texts beside calls are made of, with characters of several bytes between.
    const PIECES: [&str; 18] = [
        "static void ",
        "COLD",
        "LIKE(1, 2)",
        "report",
        "(int n)",
        " {",
        "}",
        ";",
        "€",
        "§ ",
        "\u{fffd}",
        "#if A\n",
        "#else\n",
        "#endif\n",
        "\"text\"",
        "NAME \"x\"",
        "= ",
        "\n",
    ];

    proptest! {
        #[test]
        fn whatever_is_mended_keeps_its_lines(places in prop::collection::vec(0..PIECES.len(), 0..40)) {
            let text: String = places.into_iter().map(|place| PIECES[place]).collect();
            for pack in pack::load(&Shelf::queries(None)).unwrap() {
                if let Some(mended) = mended(&text, &pack) {
                    prop_assert_eq!(mended.matches('\n').count(), text.matches('\n').count());
                }
            }
        }
    }
}
