//! Words and phrases as the lists write them.
//!
//! `out of bounds` are words in a row, `deny|denied` are spellings of one word, `overflow+` is a
//! stem (any word that begins so), and `not * permitted` leaves room for up to [`GAP`] words or
//! values.

use super::tokens::Token;

/// How many words or values a `*` may stand for.
const GAP: usize = 3;

/// The shortest stem: shorter ones begin too many unrelated words.
const SHORTEST_STEM: usize = 3;

/// One checked word or phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    steps: Vec<Step>,
    /// What its first word may begin with.
    begins: Beginnings,
}

/// What words begin with, roughly: words of two sets without a common beginning are different ones, which
/// spares most comparisons.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Beginnings(u128);

impl Beginnings {
    /// The beginnings of a text's words.
    pub(super) fn of(tokens: &[Token]) -> Self {
        let words = tokens.iter().filter_map(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            Token::Value => None,
        });
        Beginnings::of_words(words)
    }

    fn of_words<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let bit = |word: &str| {
            let first = word.bytes().take(SHORTEST_STEM);
            let number = first.fold(0u32, |number, byte| number * 31 + u32::from(byte));
            1u128 << (number % u128::BITS)
        };
        Beginnings(words.map(bit).fold(0, |all, bit| all | bit))
    }

    /// Whether a word may be in both.
    fn meets(self, other: Beginnings) -> bool {
        self.0 & other.0 != 0
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// One word, in one of its spellings.
    Word(Vec<Spelling>),
    Gap,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Spelling {
    Whole(String),
    Stem(String),
}

impl Phrase {
    /// Reads the written form; the error says what is wrong with it.
    pub(super) fn parse(written: &str) -> Result<Self, String> {
        let steps: Vec<Step> = written.split(' ').map(step).collect::<Result<_, _>>()?;
        let edges = [steps.first(), steps.last()];
        if edges.contains(&Some(&Step::Gap)) {
            return Err("a '*' at the edge matches anything: take it away".to_owned());
        }
        let first = match steps.first() {
            Some(Step::Word(spellings)) => spellings.as_slice(),
            _ => &[],
        };
        let begins = Beginnings::of_words(first.iter().map(Spelling::word));
        Ok(Phrase { steps, begins })
    }

    /// The same as [`Phrase::find`], for words whose beginnings are known.
    pub(super) fn find_among(&self, tokens: &[Token], begin: Beginnings) -> Option<String> {
        let may_be_there = self.begins.meets(begin);
        may_be_there.then(|| self.find(tokens)).flatten()
    }

    /// The first words that the phrase fits, as they stand there.
    pub(super) fn find(&self, tokens: &[Token]) -> Option<String> {
        (0..tokens.len()).find_map(|start| {
            let length = length_at(&self.steps, &tokens[start..])?;
            let words = tokens[start..start + length].iter().map(Token::shown);
            Some(words.collect::<Vec<_>>().join(" "))
        })
    }

    /// Its name in reasons: the first spelling of each word.
    pub(super) fn name(&self) -> String {
        let first = |step: &Step| match step {
            Step::Gap => "*".to_owned(),
            Step::Word(spellings) => spellings
                .iter()
                .map(Spelling::word)
                .next()
                .unwrap_or_default()
                .to_owned(),
        };
        self.steps.iter().map(first).collect::<Vec<_>>().join(" ")
    }

    /// All it can be spelled as; two entries that share one of these are duplicates.
    pub(super) fn spellings(&self) -> Vec<String> {
        let mut all = vec![String::new()];
        for step in &self.steps {
            let parts: Vec<String> = match step {
                Step::Gap => vec!["*".to_owned()],
                Step::Word(spellings) => spellings.iter().map(Spelling::written).collect(),
            };
            all = all
                .iter()
                .flat_map(|start| parts.iter().map(move |part| format!("{start} {part}")))
                .collect();
        }
        all
    }
}

impl Spelling {
    fn accepts(&self, token: &Token) -> bool {
        match (self, token) {
            (Spelling::Whole(whole), Token::Word(word)) => word == whole,
            (Spelling::Stem(stem), Token::Word(word)) => word.starts_with(stem),
            (_, Token::Value) => false,
        }
    }

    fn word(&self) -> &str {
        let (Spelling::Whole(word) | Spelling::Stem(word)) = self;
        word
    }

    fn written(&self) -> String {
        match self {
            Spelling::Whole(whole) => whole.clone(),
            Spelling::Stem(stem) => format!("{stem}+"),
        }
    }
}

fn step(written: &str) -> Result<Step, String> {
    if written == "*" {
        return Ok(Step::Gap);
    }
    let spellings = written.split('|').map(spelling).collect::<Result<_, _>>()?;
    Ok(Step::Word(spellings))
}

fn spelling(written: &str) -> Result<Spelling, String> {
    let stem = written.strip_suffix('+');
    let word = stem.unwrap_or(written);
    if word.is_empty()
        || !word
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    {
        return Err(format!(
            "'{written}' is no word: write lower-case letters and digits, one blank between words"
        ));
    }
    match stem {
        Some(stem) if stem.len() < SHORTEST_STEM => Err(format!(
            "the stem '{written}' is too short: write at least {SHORTEST_STEM} letters before the '+'"
        )),
        Some(stem) => Ok(Spelling::Stem(stem.to_owned())),
        None => Ok(Spelling::Whole(word.to_owned())),
    }
}

/// How many words the steps take at the start of these, if they fit.
fn length_at(steps: &[Step], tokens: &[Token]) -> Option<usize> {
    match steps.split_first() {
        None => Some(0),
        Some((Step::Gap, rest)) => (0..=GAP.min(tokens.len()))
            .find_map(|skipped| Some(skipped + length_at(rest, &tokens[skipped..])?)),
        Some((Step::Word(spellings), rest)) => {
            let (token, after) = tokens.split_first()?;
            let fits = spellings.iter().any(|spelling| spelling.accepts(token));
            if !fits {
                return None;
            }
            Some(1 + length_at(rest, after)?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens;
    use super::*;

    fn is_in(phrase: &str, message: &str) -> bool {
        let Ok(pattern) = message.parse();
        Phrase::parse(phrase)
            .unwrap()
            .find(&tokens::of_pattern(&pattern))
            .is_some()
    }

    #[test]
    fn words_match_whole_and_stems_from_the_start() {
        assert!(is_in("error", "Parse ERROR: *"));
        assert!(!is_in("error", "a reign of terror"));
        assert!(!is_in("error", "errors were found"));
        assert!(is_in("overflow+", "buffer overflowed"));
        assert!(!is_in("flow+", "overflow"));
        assert!(is_in("deny|denied|denies", "Access denied"));
    }

    #[test]
    fn a_phrase_does_not_reach_across_a_value_but_a_gap_does() {
        assert!(is_in("out of bounds", "syscall * out of bounds"));
        assert!(!is_in("connection refused", "connection * refused"));
        assert!(is_in("not * permitted", "not permitted"));
        assert!(is_in("not * permitted", "not even * permitted"));
        assert!(!is_in("not * permitted", "not a b c d permitted"));
    }

    #[test]
    fn a_hit_says_which_words_it_found() {
        let phrase = Phrase::parse("not * allow|permit+").unwrap();
        let found = phrase.find(&tokens::of_text("This is not at all PERMITTED here"));
        assert_eq!(found.as_deref(), Some("not at all permitted"));
        assert_eq!(phrase.name(), "not * allow");
    }

    #[test]
    fn what_would_match_anything_is_refused() {
        for written in ["", "* of", "of *", "Of", "a  b", "er+", "a|", "it's"] {
            assert!(Phrase::parse(written).is_err(), "{written}");
        }
    }
}
