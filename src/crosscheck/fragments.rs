//! One pattern on one line: its literal texts, in order, with the room that wildcards leave.

use std::cmp::Reverse;

use memchr::memmem::Finder;

use crate::pattern::{Pattern, Piece};

/// A pattern cut at `*`. Every text is in ASCII lower case, and so must the line be.
#[derive(Debug)]
pub(super) struct Fragments {
    fragments: Vec<Fragment>,
    /// Whether there is nothing but one text.
    one_text: bool,
    /// The fragment that begins with the longest text; none, if that stands behind something.
    led: Option<usize>,
}

/// What stands between two `*`: characters of any kind, then texts with such characters behind them.
#[derive(Debug, Default)]
struct Fragment {
    before: usize,
    texts: Vec<(Finder<'static>, usize)>,
}

impl Fragments {
    pub(super) fn new(pattern: &Pattern) -> Self {
        let mut fragments = vec![Fragment::default()];
        for piece in pattern.pieces() {
            let last = fragments.len() - 1;
            match piece {
                Piece::Any => fragments.push(Fragment::default()),
                Piece::One => fragments[last].one(),
                Piece::Text(text) => {
                    let finder = Finder::new(&text.to_ascii_lowercase()).into_owned();
                    fragments[last].texts.push((finder, 0));
                }
            }
        }
        fragments.retain(|fragment| fragment.before > 0 || !fragment.texts.is_empty());
        let one_text = matches!(&fragments[..], [Fragment { before: 0, texts }] if matches!(texts[..], [(_, 0)]));
        let mut found = Fragments {
            fragments,
            one_text,
            led: None,
        };
        let longest = found.longest();
        found.led = found
            .fragments
            .iter()
            .position(|fragment| fragment.before == 0 && fragment.first() == longest);
        found
    }

    /// The longest literal text, in lower case, and the first one of such; `None` for wildcards only.
    pub(super) fn longest(&self) -> Option<&[u8]> {
        let texts = self.fragments.iter().flat_map(|fragment| &fragment.texts);
        texts
            .map(|(text, _)| text.needle())
            .min_by_key(|text| Reverse(text.len()))
    }

    /// Whether the line is hit; the longest text stands at `longest`, and nowhere before it.
    pub(super) fn hit_by_longest(&self, line: &[u8], longest: usize) -> bool {
        self.one_text || self.hit_from(line, longest)
    }

    /// Whether the line, in lower case, holds all fragments in order.
    ///
    /// The leftmost place of each fragment leaves the most room for the next ones, so there is
    /// nothing to try twice.
    fn hit_from(&self, line: &[u8], longest: usize) -> bool {
        let mut from = 0;
        self.fragments.iter().enumerate().all(|(index, fragment)| {
            if self.led == Some(index) {
                from = longest.max(from);
            }
            match fragment.end_in(line, from) {
                Some(end) => {
                    from = end;
                    true
                }
                None => false,
            }
        })
    }

    /// The same for a line of which nothing is known.
    #[cfg(test)]
    pub(super) fn hit(&self, line: &[u8]) -> bool {
        self.hit_from(line, 0)
    }
}

impl Fragment {
    fn one(&mut self) {
        match self.texts.last_mut() {
            Some((_, behind)) => *behind += 1,
            None => self.before += 1,
        }
    }

    /// The text that it begins with, behind what stands before it.
    fn first(&self) -> Option<&[u8]> {
        self.texts.first().map(|(text, _)| text.needle())
    }

    /// Where the leftmost occurrence at or behind `from` ends.
    fn end_in(&self, line: &[u8], from: usize) -> Option<usize> {
        let mut from = from + skip(&line[from..], self.before)?;
        let Some((first, _)) = self.texts.first() else {
            return Some(from);
        };
        loop {
            let at = if line[from..].starts_with(first.needle()) {
                from
            } else {
                from + first.find(&line[from..])?
            };
            if let Some(end) = self.end_at(line, at) {
                return Some(end);
            }
            // Occurrences may overlap: "aa?b" is in "aaaxb".
            from = at + 1;
        }
    }

    /// Where the texts end if the first one starts at `at`.
    fn end_at(&self, line: &[u8], at: usize) -> Option<usize> {
        self.texts.iter().try_fold(at, |at, (text, behind)| {
            let rest = line[at..].strip_prefix(text.needle())?;
            let end = line.len() - rest.len();
            Some(end + skip(rest, *behind)?)
        })
    }
}

/// The length of so many characters at the start of a line; `None` if it is shorter.
fn skip(line: &[u8], characters: usize) -> Option<usize> {
    (0..characters).try_fold(0, |at, _| Some(at + character_length(&line[at..])?))
}

/// One UTF-8 character, or one byte that is none.
fn character_length(line: &[u8]) -> Option<usize> {
    let longest = &line[..line.len().min(4)];
    let chunk = longest.utf8_chunks().next()?;
    Some(chunk.valid().chars().next().map_or(1, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    fn hit(pattern: &str, line: &str) -> bool {
        let Ok(pattern) = pattern.parse();
        Fragments::new(&pattern).hit(line.to_ascii_lowercase().as_bytes())
    }

    #[test]
    fn wildcards_mean_any_text_and_exactly_one_character() {
        assert!(hit(
            "syscall * out of bounds",
            "x: Syscall 59 out of BOUNDS!"
        ));
        assert!(hit("a*b", "ab"));
        assert!(!hit("a*b", "ba"));
        assert!(hit("ab*b", "abb"));
        assert!(!hit("ab*b", "ab"));
        assert!(hit("gr?\u{df}e", "gr\u{f6}\u{df}e"));
        assert!(!hit("a??b", "a\u{f6}b"));
        assert!(hit("aa?b", "aaaxb"));
        assert!(hit("?a", "xa") && !hit("?a", "a"));
        assert!(hit("a?", "ax") && !hit("a?", "a"));
        assert!(hit(r"100\* sure\?", "100* sure?") && !hit(r"100\*", "100%"));
    }

    /// It saves the search for that text; what is hit is the same without.
    #[test]
    fn the_place_of_the_longest_text_is_used_where_a_fragment_begins_with_it() {
        for (pattern, led) in [("a*bcd*e", Some(1)), ("abc*?bcde", None), ("a*b?cde", None)] {
            let Ok(pattern) = pattern.parse();
            assert_eq!(Fragments::new(&pattern).led, led, "{pattern}");
        }
    }

    #[test]
    fn a_byte_that_is_not_utf8_is_one_character() {
        let Ok(pattern) = "a??b".parse();
        let fragments = Fragments::new(&pattern);
        assert!(fragments.hit(b"a\xff\xfeb"));
        assert!(fragments.hit(b"a\xf0\x9fb"));
        assert!(!fragments.hit(b"a\xffb"));
    }

    /// The meaning of a keyword, in another engine.
    fn naive(pattern: &Pattern) -> Regex {
        let piece = |piece: &Piece| match piece {
            Piece::Any => "(?s:.*)".to_owned(),
            Piece::One => "(?s:.)".to_owned(),
            Piece::Text(text) => regex::escape(&text.to_ascii_lowercase()),
        };
        Regex::new(&pattern.pieces().iter().map(piece).collect::<String>()).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn any_pattern_agrees_with_a_regular_expression(written in "[abA\u{f6} *?]{1,9}", line in "[abB\u{f6} ]{0,14}") {
            let Ok(pattern) = written.parse::<Pattern>();
            let lowered = line.to_ascii_lowercase();
            prop_assert_eq!(
                Fragments::new(&pattern).hit(lowered.as_bytes()),
                naive(&pattern).is_match(&lowered),
                "{} on {:?}", pattern, line
            );
        }

        #[test]
        fn where_the_longest_text_first_stands_changes_nothing(written in "[abA\u{f6} *?]{1,9}", line in "[abB\u{f6} ]{0,14}") {
            let Ok(pattern) = written.parse::<Pattern>();
            let lowered = line.to_ascii_lowercase();
            let fragments = Fragments::new(&pattern);
            let Some(longest) = fragments.longest() else {
                return Ok(());
            };
            if let Some(at) = memchr::memmem::find(lowered.as_bytes(), longest) {
                let hit = fragments.hit_by_longest(lowered.as_bytes(), at);
                prop_assert_eq!(hit, naive(&pattern).is_match(&lowered), "{} on {:?}", pattern, line);
            }
        }

        #[test]
        fn a_pattern_hits_its_own_text_with_any_values_in_it(
            written in "[a-zA-Z*? .:]{1,20}", before in ".*", values in proptest::collection::vec(".{0,5}", 20), one in any::<char>(),
        ) {
            let Ok(pattern) = written.parse::<Pattern>();
            let mut line = before;
            for (piece, value) in pattern.pieces().iter().zip(&values) {
                match piece {
                    Piece::Text(text) => line.push_str(&text.to_uppercase()),
                    Piece::Any => line.push_str(value),
                    Piece::One => line.push(one),
                }
            }
            prop_assert!(Fragments::new(&pattern).hit(line.to_ascii_lowercase().as_bytes()));
        }
    }
}
