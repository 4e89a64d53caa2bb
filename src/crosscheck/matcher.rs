//! All patterns on one line: a search for the longest text of each, then the whole pattern where
//! that text was found.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::Error;
use super::fragments::Fragments;
use crate::pattern::Pattern;

/// Letters of literal text, over all its pieces, that a pattern needs to explain a line.
pub const COVERAGE_LETTERS: usize = 8;

/// Up to so many bytes of text the search is a full table (a DFA), half again as fast and at most
/// some 32 MB large. Beyond, the library chooses.
const TABLE_BYTES: usize = 128 << 10;

/// The compiled patterns; shared by all threads.
pub(super) struct Matcher {
    texts: AhoCorasick,
    /// For each text, the patterns that have it as their longest.
    owners: Vec<Vec<usize>>,
    /// The keywords, then the patterns for coverage.
    patterns: Vec<Fragments>,
    keywords: usize,
}

/// What one thread needs while it scans; made once a log.
pub(super) struct Scratch {
    /// The last line on which a pattern was tried.
    tried: Vec<u64>,
    line: u64,
    lowered: Vec<u8>,
    keywords: Vec<usize>,
}

/// What a line holds.
pub(super) struct Found<'a> {
    /// Indices of the keywords that hit it, each once, in no order.
    pub(super) keywords: &'a [usize],
    /// Whether the application explains it.
    pub(super) covered: bool,
}

impl Matcher {
    pub(super) fn new(keywords: &[Pattern], coverage: &[Pattern]) -> Result<Self, Error> {
        if let Some(bare) = keywords
            .iter()
            .find(|keyword| keyword.texts().next().is_none())
        {
            return Err(Error::NoText {
                keyword: bare.to_string(),
            });
        }
        let telling = coverage
            .iter()
            .filter(|pattern| pattern.letters() >= COVERAGE_LETTERS);
        let patterns: Vec<_> = keywords.iter().chain(telling).map(Fragments::new).collect();
        let mut owners = BTreeMap::<&str, Vec<usize>>::new();
        for (index, pattern) in patterns.iter().enumerate() {
            if let Some(text) = pattern.longest() {
                owners.entry(text).or_default().push(index);
            }
        }
        let bytes: usize = owners.keys().map(|text| text.len()).sum();
        let kind = (bytes <= TABLE_BYTES).then_some(AhoCorasickKind::DFA);
        let texts = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(kind)
            .build(owners.keys())?;
        Ok(Matcher {
            texts,
            owners: owners.into_values().collect(),
            keywords: keywords.len(),
            patterns,
        })
    }

    pub(super) fn scan<'a>(&self, line: &[u8], scratch: &'a mut Scratch) -> Found<'a> {
        scratch.begin();
        let mut covered = false;
        for text in self.texts.find_overlapping_iter(line) {
            for &index in &self.owners[text.pattern().as_usize()] {
                let keyword = index < self.keywords;
                let wanted = keyword || !covered;
                if !wanted || !scratch.first_try(index) || !self.hit(index, line, scratch) {
                    continue;
                }
                if keyword {
                    scratch.keywords.push(index);
                } else {
                    covered = true;
                }
            }
        }
        Found {
            keywords: &scratch.keywords,
            covered,
        }
    }

    /// Whether the pattern, whose longest text is in the line, hits it.
    fn hit(&self, index: usize, line: &[u8], scratch: &mut Scratch) -> bool {
        let pattern = &self.patterns[index];
        pattern.is_one_text() || pattern.hit(scratch.lowered(line))
    }
}

impl Scratch {
    pub(super) fn new(matcher: &Matcher) -> Self {
        Scratch {
            tried: vec![0; matcher.patterns.len()],
            line: 0,
            lowered: Vec::new(),
            keywords: Vec::new(),
        }
    }

    fn begin(&mut self) {
        self.line += 1;
        self.lowered.clear();
        self.keywords.clear();
    }

    /// One try looks at the whole line, so a pattern gets no second one.
    fn first_try(&mut self, index: usize) -> bool {
        std::mem::replace(&mut self.tried[index], self.line) != self.line
    }

    /// The line in ASCII lower case, made when a pattern first needs it.
    fn lowered(&mut self, line: &[u8]) -> &[u8] {
        if self.lowered.is_empty() {
            self.lowered.extend_from_slice(line);
            self.lowered.make_ascii_lowercase();
        }
        &self.lowered
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn patterns(written: &[String]) -> Vec<Pattern> {
        written.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn found(matcher: &Matcher, line: &str) -> (Vec<usize>, bool) {
        let mut scratch = Scratch::new(matcher);
        let found = matcher.scan(line.as_bytes(), &mut scratch);
        let mut keywords = found.keywords.to_vec();
        keywords.sort_unstable();
        (keywords, found.covered)
    }

    #[test]
    fn keywords_that_hold_or_overlap_each_other_are_all_found() {
        let keywords = [
            "refused",
            "use",
            "REFUSED CONN",
            "sed con",
            "con*con",
            "refused",
        ];
        let matcher = Matcher::new(&patterns(&keywords.map(String::from)), &[]).unwrap();
        let (hits, covered) = found(&matcher, "ReFuSeD connection");
        assert_eq!(hits, [0, 1, 2, 3, 5]);
        assert!(!covered);
    }

    #[test]
    fn a_pattern_with_fewer_than_eight_letters_covers_nothing() {
        let poor = patterns(&["* error: *".into(), "a * b".into(), "*".into()]);
        let matcher = Matcher::new(&[], &poor).unwrap();
        assert!(!found(&matcher, "an error: b").1);
        let rich = patterns(&["* error: bad *".into()]);
        let matcher = Matcher::new(&[], &rich).unwrap();
        assert!(found(&matcher, "an error: bad b").1);
    }

    #[test]
    fn a_keyword_of_wildcards_alone_is_refused() {
        let error = Matcher::new(&patterns(&["*?*".into()]), &[]).err().unwrap();
        assert!(error.to_string().contains("'*?*'"), "{error}");
    }

    proptest! {
        #[test]
        fn many_patterns_together_find_what_each_finds_alone(
            written in proptest::collection::vec("[abA *?]{0,5}[abA]", 1..12), line in "[abB ]{0,14}",
        ) {
            let keywords = patterns(&written);
            let matcher = Matcher::new(&keywords, &[]).unwrap();
            let lowered = line.to_ascii_lowercase();
            let alone = (0..keywords.len())
                .filter(|&index| Fragments::new(&keywords[index]).hit(lowered.as_bytes()));
            prop_assert_eq!(found(&matcher, &line).0, alone.collect::<Vec<_>>());
        }
    }
}
