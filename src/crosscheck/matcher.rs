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

/// A text somewhere in a line. Sorted by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Met {
    /// Where in the block it begins.
    pub(super) at: u32,
    text: u32,
}

/// A pattern that hits a line. Sorted by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pattern: u32,
    /// Where in the block its longest text begins first in this line.
    at: u32,
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

    /// Where the longest text of any pattern stands in a block, sorted by place.
    pub(super) fn meet(&self, lines: &Lines, met: &mut Vec<Met>) {
        met.clear();
        self.texts.find(lines.folded(), |text, at| {
            let (at, text) = (at as u32, text as u32);
            met.push(Met { at, text });
        });
        // Each search of `texts` gives its places in order: there are a few runs to merge.
        met.sort();
    }

    /// The patterns that hit a line, each once, in order of their number. The line begins at `start` of
    /// its block, and `met` is what was met in it.
    pub(super) fn hits(&self, line: &[u8], start: usize, met: &[Met], hits: &mut Vec<Hit>) {
        hits.clear();
        for &Met { at, text } in met {
            let owners = self.owners[text as usize].iter();
            hits.extend(owners.map(|&pattern| Hit { pattern, at }));
        }
        if hits.len() > 1 {
            hits.sort_unstable();
            hits.dedup_by_key(|hit| hit.pattern);
        }
        hits.retain(|hit| {
            let pattern = &self.patterns[hit.pattern as usize];
            pattern.hit_by_longest(line, hit.at as usize - start)
        });
    }

    pub(super) fn role(&self, hit: Hit) -> Role {
        let pattern = hit.pattern as usize;
        match pattern.checked_sub(self.keywords) {
            None => Role::Keyword(pattern),
            Some(index) => Role::Explained(self.explaining[index]),
        }
    }

    /// How many keywords there are.
    pub(super) fn keywords(&self) -> usize {
        self.keywords
    }

    /// Whether lines can be explained at all.
    pub(super) fn explains(&self) -> bool {
        !self.explaining.is_empty()
    }

    /// The known patterns that can explain a line, by their index.
    pub(super) fn explaining(&self) -> &[usize] {
        &self.explaining
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
        let (mut met, mut hits, mut found) = (Vec::new(), Vec::new(), Vec::new());
        matcher.meet(&lines, &mut met);
        let mut rest = &met[..];
        while let Some(first) = rest.first() {
            let line = lines.line_around(first.at as usize, 0);
            let inside = |met: &Met| line.contains(&(met.at as usize));
            let (own, behind) = rest.split_at(rest.partition_point(inside));
            let folded = lines.folded_text(line.clone());
            matcher.hits(folded, line.start, own, &mut hits);
            let number = lines.lines_between(0, line.start) as u32;
            found.extend(hits.iter().map(|&hit| (number, matcher.role(hit))));
            rest = behind;
        }
        found
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
