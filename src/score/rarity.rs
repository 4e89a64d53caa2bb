//! How common the wording of a message is among many projects.

use rustc_hash::FxHashMap;

use super::error::Error;
use super::tokens::{self, Token};
use crate::corpus::{DataFile, Shelf};
use crate::pattern::Pattern;

/// The file of the counts; `rebuild` beside it makes it.
const COUNTS: &str = "common.tsv";

/// In how many of a hundred projects a message holds a word, or two words in a row.
#[derive(Debug, Clone, Default)]
pub(super) struct Rarity {
    shares: FxHashMap<String, usize>,
}

impl Rarity {
    /// Reads `text<TAB>share` lines; `#` begins a comment.
    ///
    /// # Errors
    /// [`Error::Form`] for a line that is no such line.
    pub fn load(shelf: &Shelf) -> Result<Self, Error> {
        let files = shelf.files()?;
        let counts = files.into_iter().find(|file| file.name == COUNTS);
        let shares = counts.map_or(Ok(FxHashMap::default()), |file| shares(&file))?;
        Ok(Rarity { shares })
    }

    /// The two words in a row (or the word, where there is one) that the fewest projects say, and how
    /// many of a hundred do; `None` for a text without words. What the table does not hold is said by none.
    pub fn rarest(&self, text: &Pattern) -> Option<(String, usize)> {
        let texts: Vec<Vec<String>> = text.texts().map(words).collect();
        let pairs = texts
            .iter()
            .flat_map(|words| words.windows(2).map(|pair| pair.join(" ")));
        let pairs: Vec<String> = pairs.collect();
        let of = if pairs.is_empty() {
            texts.concat()
        } else {
            pairs
        };
        let share = |text: &String| self.shares.get(text).copied().unwrap_or(0);
        let rarest = of.into_iter().min_by_key(share)?;
        let share = share(&rarest);
        Some((rarest, share))
    }
}

fn shares(file: &DataFile) -> Result<FxHashMap<String, usize>, Error> {
    let lines = file.text.lines().enumerate();
    let lines = lines.filter(|(_, line)| !line.starts_with('#'));
    let share = |(number, line): (usize, &str)| {
        let parsed = line
            .split_once('\t')
            .and_then(|(text, share)| Some((text.to_owned(), share.parse().ok()?)));
        parsed.ok_or_else(|| Error::Form {
            path: file.shown.clone(),
            line: number + 1,
            problem: "expected a text, a tab and a number: run corpora/rarity/rebuild again"
                .to_owned(),
        })
    };
    lines.map(share).collect()
}

fn words(text: &str) -> Vec<String> {
    let word = |token: Token| match token {
        Token::Word(word) if !word.chars().all(|c| c.is_ascii_digit()) => Some(word),
        _ => None,
    };
    tokens::of_text(text).into_iter().filter_map(word).collect()
}
