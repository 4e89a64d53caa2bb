//! All patterns on a block of lines: a search for the longest text of each, then the whole pattern
//! where that text was found.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::fragments::Fragments;
use super::grams::Grams;
use super::lines::Lines;
use super::{Error, Known};
use crate::pattern::Pattern;

/// Letters of literal text, over all its pieces, that a pattern needs to explain a line.
pub const COVERAGE_LETTERS: usize = 8;

/// The compiled patterns; shared by all threads. A pattern is known by its number: keywords as they
/// were given, then what explains lines.
pub(super) struct Matcher {
    texts: Grams,
    /// For each text, the patterns that have it as their longest.
    owners: Vec<Vec<u32>>,
    patterns: Vec<Fragments>,
    keywords: usize,
    /// For each pattern that explains lines, its index in the list that was given; those with most
    /// letters first, so that the first one on a line explains it best.
    explaining: Vec<usize>,
}

/// A pattern that hits a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) line: u32,
    pub(super) pattern: u32,
}

/// What one thread needs while it searches.
#[derive(Default)]
pub(super) struct Scratch {
    /// The line on which a pattern was tried last, counted from 1.
    tried: Vec<u32>,
    hits: Vec<Hit>,
}

/// What a hit means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The keyword with this index.
    Keyword(usize),
    /// The line is explained by the known pattern with this index.
    Explained(usize),
}

impl Matcher {
    /// `sample` is text as the logs hold it: what is rare in it is looked for.
    pub(super) fn new(keywords: &[Pattern], known: &[Known], sample: &[u8]) -> Result<Self, Error> {
        if let Some(bare) = keywords
            .iter()
            .find(|keyword| keyword.texts().next().is_none())
        {
            return Err(Error::NoText {
                keyword: bare.to_string(),
            });
        }
        let explaining = explaining(known);
        let telling = explaining.iter().map(|&index| &known[index].pattern);
        let patterns: Vec<_> = keywords.iter().chain(telling).map(Fragments::new).collect();
        let mut owners = BTreeMap::<&[u8], Vec<u32>>::new();
        for (index, pattern) in (0..).zip(&patterns) {
            if let Some(text) = pattern.longest() {
                owners.entry(text).or_default().push(index);
            }
        }
        let texts = owners.keys().map(|text| text.to_vec()).collect();
        Ok(Matcher {
            texts: Grams::new(texts, sample),
            owners: owners.into_values().collect(),
            keywords: keywords.len(),
            explaining,
            patterns,
        })
    }

    /// Every pattern on every line that it hits, each once, sorted by line and pattern.
    pub(super) fn search<'s>(&self, lines: &Lines, scratch: &'s mut Scratch) -> &'s [Hit] {
        let Scratch { tried, hits } = scratch;
        tried.clear();
        tried.resize(self.patterns.len(), 0);
        hits.clear();
        let mut line = 0;
        self.texts.find(lines.folded(), |text, at| {
            line = lines.line_at(at, line);
            for &pattern in &self.owners[text] {
                // One try looks at the whole line, so a pattern gets no second one.
                let number = line as u32 + 1;
                let last = std::mem::replace(&mut tried[pattern as usize], number);
                if last != number && self.hits(pattern, lines.folded_line(line)) {
                    let line = line as u32;
                    hits.push(Hit { line, pattern });
                }
            }
        });
        // Each search of `texts` gives its hits in order, so there is little to sort.
        hits.sort();
        hits
    }

    pub(super) fn role(&self, hit: Hit) -> Role {
        let pattern = hit.pattern as usize;
        match pattern.checked_sub(self.keywords) {
            None => Role::Keyword(pattern),
            Some(index) => Role::Explained(self.explaining[index]),
        }
    }

    /// Whether lines can be explained at all.
    pub(super) fn explains(&self) -> bool {
        !self.explaining.is_empty()
    }

    /// The known patterns that can explain a line, by their index.
    pub(super) fn explaining(&self) -> &[usize] {
        &self.explaining
    }

    /// Whether the pattern, whose longest text is in the line, hits it.
    fn hits(&self, pattern: u32, line: &[u8]) -> bool {
        let pattern = &self.patterns[pattern as usize];
        pattern.is_one_text() || pattern.hit(line)
    }
}

/// Indices of the patterns that any other program would hardly have written, those with most letters
/// first.
fn explaining(known: &[Known]) -> Vec<usize> {
    let tells = |pattern: &Pattern| {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        let longest = pattern.texts().map(letters).max();
        pattern.letters() >= COVERAGE_LETTERS && longest.unwrap_or(0) >= COVERAGE_LETTERS / 2
    };
    let mut found: Vec<usize> = (0..known.len())
        .filter(|&index| tells(&known[index].pattern))
        .collect();
    found.sort_by_key(|&index| Reverse(known[index].pattern.letters()));
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn patterns(written: &[String]) -> Vec<Pattern> {
        written.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn known(written: &[&str]) -> Vec<Known> {
        let known = |text: &&str| Known {
            pattern: text.parse().unwrap(),
            level: None,
        };
        written.iter().map(known).collect()
    }

    /// The roles of the hits, with the lines.
    fn found(matcher: &Matcher, text: &str) -> Vec<(u32, Role)> {
        let mut lines = Lines::default();
        lines.set(text.into());
        let mut scratch = Scratch::default();
        let hits = matcher.search(&lines, &mut scratch);
        hits.iter()
            .map(|&hit| (hit.line, matcher.role(hit)))
            .collect()
    }

    fn keywords(matcher: &Matcher, text: &str) -> Vec<(u32, usize)> {
        let keyword = |(line, role)| match role {
            Role::Keyword(index) => Some((line, index)),
            Role::Explained(_) => None,
        };
        found(matcher, text)
            .into_iter()
            .filter_map(keyword)
            .collect()
    }

    #[test]
    fn keywords_that_hold_or_overlap_each_other_are_all_found() {
        let written = [
            "refused",
            "use",
            "REFUSED CONN",
            "sed con",
            "con*con",
            "refused",
        ];
        let matcher = Matcher::new(&patterns(&written.map(String::from)), &[], b"").unwrap();
        let hits = keywords(&matcher, "no\nReFuSeD connection\r\n");
        assert_eq!(hits, [0, 1, 2, 3, 5].map(|keyword| (1, keyword)));
    }

    #[test]
    fn a_pattern_that_any_program_could_have_written_explains_nothing() {
        for poor in ["* error: *", "a * b", "*", "a*b*c*d*e*f*g*h"] {
            let matcher = Matcher::new(&[], &known(&[poor]), b"").unwrap();
            assert!(!matcher.explains(), "{poor}");
        }
    }

    #[test]
    fn the_pattern_with_most_letters_explains_a_line() {
        let known = known(&["login refused", "login refused for *", "login of"]);
        let matcher = Matcher::new(&[], &known, b"").unwrap();
        let first = found(&matcher, "Login refused for otto")[0];
        assert_eq!(first, (0, Role::Explained(1)));
    }

    #[test]
    fn a_keyword_of_wildcards_alone_is_refused() {
        let error = Matcher::new(&patterns(&["*?*".into()]), &[], b"")
            .err()
            .unwrap();
        assert!(error.to_string().contains("'*?*'"), "{error}");
    }

    proptest! {
        #[test]
        fn many_patterns_together_find_what_each_finds_alone(
            written in proptest::collection::vec("[abA *?]{0,5}[abA]{1,4}", 1..12),
            text in proptest::collection::vec("[abB ]{0,24}", 1..4),
        ) {
            let all = patterns(&written);
            let matcher = Matcher::new(&all, &[], b"").unwrap();
            let mut alone = Vec::new();
            for (line, text) in (0..).zip(&text) {
                let lowered = text.to_ascii_lowercase();
                let hits = |index: &usize| Fragments::new(&all[*index]).hit(lowered.as_bytes());
                alone.extend((0..all.len()).filter(hits).map(|index| (line, index)));
            }
            prop_assert_eq!(keywords(&matcher, &text.join("\n")), alone);
        }
    }
}
