//! Which literals are parts of which messages.

use std::collections::{BTreeSet, HashMap};

use super::literals::{Root, Text};
use crate::dialect::Dialect;
use crate::facts::{Expr, ExprId};
use crate::link::message::evidence::{Construct, Message, Site};
use crate::link::program::Program;
use crate::link::value::{Atom, Line, Value, Values, pattern_of};

/// For each message, the literals that are parts of it. Values keep no record of where their texts
/// came from, so a literal is a part of a message if the message shows its words, and stands where the
/// literal can get to: in the call around it, or behind a variable, a table or a returned text.
pub(super) fn parts(
    program: &Program<'_>,
    texts: &[Text],
    messages: &[Message],
) -> Vec<Vec<usize>> {
    let shown: Vec<String> = messages.iter().map(shown).collect();
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, shown) in shown.iter().enumerate() {
        for word in BTreeSet::from_iter(words(shown)) {
            by_word.entry(word).or_default().push(index);
        }
    }
    let mut parts = vec![Vec::new(); messages.len()];
    for (at, text) in texts.iter().enumerate() {
        for printed in BTreeSet::from(Dialect::ALL.map(|dialect| printed_texts(text, dialect))) {
            let all_words = printed.iter().flat_map(|part| words(part));
            let longest = all_words.max_by_key(|word| word.len());
            for index in longest
                .and_then(|word| by_word.get(word))
                .into_iter()
                .flatten()
            {
                let known: &mut Vec<usize> = &mut parts[*index];
                if known.last() != Some(&at)
                    && is_in(&printed, &shown[*index])
                    && gets_to_any(program, text, &messages[*index])
                {
                    known.push(at);
                }
            }
        }
    }
    parts
        .into_iter()
        .map(|part| without_repeated(texts, part))
        .collect()
}

/// Whether a literal stands in the call that a site is.
pub(super) fn is_in_call(program: &Program<'_>, text: &Text, site: &Site) -> bool {
    let facts = program.function(text.function).0;
    let is_there = |id: &ExprId| match facts.expressions.get(*id) {
        Expr::Call(call) => call.line as usize == site.line,
        _ => false,
    };
    *facts.path == *site.file && text.path.iter().any(is_there)
}

/// Without the literals that only repeat a word or two of another part.
fn without_repeated(texts: &[Text], parts: Vec<usize>) -> Vec<usize> {
    let said = |at: &usize| texts[*at].literal.text.to_string().to_lowercase();
    let all: BTreeSet<String> = parts.iter().map(said).collect();
    let repeats = |at: &usize| {
        let this = said(at);
        all.iter()
            .any(|other| other.len() > this.len() && other.contains(&this))
    };
    parts.into_iter().filter(|at| !repeats(at)).collect()
}

/// A message in lower case, with a character that is no part of a word for each value.
fn shown(message: &Message) -> String {
    let texts: Vec<_> = message.pattern.texts().collect();
    texts.join("\0").to_lowercase()
}

/// What of a literal a log shows.
pub(super) fn printed(text: &Text, dialect: Dialect) -> Line {
    let value = Value::of_line(text.line.clone());
    let value = value.formatted(dialect, &|_| Values::Unknown, &mut |_| Value::hole());
    let line = value.lines().first();
    line.cloned().unwrap_or_else(|| Line::of(Atom::Hole))
}

/// The same in lower case, without values.
fn printed_texts(text: &Text, dialect: Dialect) -> Vec<String> {
    let pattern = pattern_of(&printed(text, dialect).atoms);
    pattern.texts().map(str::to_lowercase).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether the parts stand in a text in this order, each beginning and ending where words do.
fn is_in(parts: &[String], text: &str) -> bool {
    let mut from = 0;
    parts.iter().all(|part| {
        let mut places = text[from..].match_indices(part.as_str());
        let found = places.find(|(at, _)| is_whole(text, from + at, from + at + part.len()));
        from += found.map_or(0, |(at, _)| at + part.len());
        found.is_some()
    })
}

fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let cuts_before =
        is_letter(text[..start].chars().next_back()) && is_letter(text[start..end].chars().next());
    let cuts_behind =
        is_letter(text[start..end].chars().next_back()) && is_letter(text[end..].chars().next());
    !cuts_before && !cuts_behind
}

fn gets_to_any(program: &Program<'_>, text: &Text, message: &Message) -> bool {
    let is_same_language = program.pack(program.region(text.function)).name == message.language;
    is_same_language
        && message
            .sites
            .iter()
            .any(|site| gets_to(program, text, site))
}

/// Whether a literal can be what is printed at a site.
fn gets_to(program: &Program<'_>, text: &Text, site: &Site) -> bool {
    let (facts, function) = program.function(text.function);
    let is_same_file = site.file == *facts.path;
    // A single word that is handed to a call elsewhere is hardly ever built into a message.
    let may_be_carried = is_same_file
        || text.root != Root::Call
        || words(&text.literal.text.to_string()).count() > 1;
    let is_carried = matches!(
        site.construct,
        Construct::BuiltString
            | Construct::ErrorTable
            | Construct::ReturnedString
            | Construct::ExceptionClass
    );
    let is_seen = match text.root {
        Root::Call | Root::Return => false,
        Root::Bind(_) | Root::Default(_) => {
            function.name.is_empty() || site.function.as_ref() == Some(&function.name)
        }
    };
    is_carried && may_be_carried || is_seen || is_in_call(program, text, site)
}

#[cfg(test)]
mod tests {
    use super::is_in;

    #[test]
    fn a_part_is_in_a_text_where_it_is_whole_words() {
        let is = |parts: &[&str], text: &str| {
            let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            is_in(&parts, text)
        };
        assert!(is(&["seal of ", " is forged"], "the seal of \0 is forged"));
        assert!(is(&["door"], "outdoor and door"));
        assert!(!is(&["door"], "outdoors"));
        assert!(!is(&["door", "seal"], "seal of the door"));
    }
}
