//! Which keyword finds all that another one finds, without comparing each with each.

use std::collections::HashMap;

use crate::score::Within;
use crate::sigma::Keyword;

/// Stands between the texts of a keyword, none of which holds it.
const GAP: &str = "\u{0}";

/// The place of each keyword among those that find different lines, by its folded form.
pub(super) fn places<'k>(keywords: impl Iterator<Item = &'k Keyword>) -> HashMap<String, usize> {
    let mut places = HashMap::new();
    for keyword in keywords {
        let next = places.len();
        places.entry(keyword.folded()).or_insert(next);
    }
    places
}

/// For each of `narrow` the place of the first of `wide` that finds more, and all that it finds.
pub(super) fn wider(wide: &[&Keyword], narrow: &[&Keyword]) -> Vec<Option<usize>> {
    let longest: Vec<String> = wide.iter().map(|keyword| longest(keyword)).collect();
    let longest: Vec<&str> = longest.iter().map(String::as_str).collect();
    let texts: Vec<String> = narrow.iter().map(|keyword| texts(keyword)).collect();
    // It is only refused to gigabytes of keywords.
    let Ok(within) = Within::new(&longest, texts.iter().map(String::as_str)) else {
        return vec![None; narrow.len()];
    };
    let wider = narrow.iter().zip(&texts).map(|(narrow, text)| {
        let mut inside = within.find(text).into_iter();
        inside.find(|place| wide[*place].covers(narrow) && !wide[*place].equals(narrow))
    });
    wider.collect()
}

/// The longest text of a keyword, which stands in each that it covers.
fn longest(keyword: &Keyword) -> String {
    let texts = keyword.pattern().texts().map(str::to_lowercase);
    texts.max_by_key(String::len).unwrap_or_default()
}

fn texts(keyword: &Keyword) -> String {
    let texts = keyword.pattern().texts().map(str::to_lowercase);
    texts.collect::<Vec<_>>().join(GAP)
}
