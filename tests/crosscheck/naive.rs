//! Counts are those of a matcher that tries every keyword at every place of every line, on logs of any
//! bytes, with lines across the borders of what is read at once.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use sigmine::crosscheck::{Options, crosscheck};
use sigmine::logs::LogSet;
use sigmine::pattern::{Pattern, Piece};
use sigmine::progress::Silent;

/// Bytes that the library reads at once (`BLOCK` in `src/logs/blocks.rs`).
pub const BLOCK: usize = 512 << 10;

/// Whether a line that begins here goes on as the pieces say.
fn goes_on(line: &[u8], pieces: &[Piece]) -> bool {
    match pieces {
        [] => true,
        [Piece::Text(text), rest @ ..] => {
            let start = line.get(..text.len());
            let stands = start.is_some_and(|start| start.eq_ignore_ascii_case(text.as_bytes()));
            stands && goes_on(&line[text.len()..], rest)
        }
        [Piece::Any, rest @ ..] => (0..=line.len()).any(|at| goes_on(&line[at..], rest)),
        [Piece::One, rest @ ..] => {
            // One character, or one byte that begins none.
            let lengths = 1..=line.len().min(4);
            let whole = lengths
                .clone()
                .find(|&end| str::from_utf8(&line[..end]).is_ok());
            !lengths.is_empty() && goes_on(&line[whole.unwrap_or(1)..], rest)
        }
    }
}

fn hits(line: &[u8], keyword: &Pattern) -> bool {
    (0..=line.len()).any(|at| goes_on(&line[at..], keyword.pieces()))
}

/// The hits of each keyword, the numbers of the first lines among them.
fn counted(path: &Path, keywords: &[Pattern], threads: usize) -> Vec<(u64, Vec<u64>)> {
    let logs = LogSet::find(&[path.to_owned()], Box::new(std::io::empty())).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let count = || crosscheck(keywords, &[], &logs, &Options::default(), &Silent);
    let report = pool.unwrap().install(count).unwrap();
    let of_one = |hits: sigmine::crosscheck::Hits| {
        let lines = hits.examples.iter().map(|example| example.line);
        (hits.hits, lines.collect())
    };
    report.hits.into_iter().map(of_one).collect()
}

/// Letters of both cases, blanks, a letter that is two bytes, bytes that are no letter.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        6 => "[abABx ]{1,6}".prop_map(String::into_bytes),
        1 => Just("\u{f6}".as_bytes().to_vec()),
        1 => Just(vec![0xff]),
        1 => Just(vec![0xc3]),
    ];
    prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_log_is_counted_as_a_naive_matcher_counts_it(
        written in prop::collection::vec("([abAB \u{f6}]{0,5}[*?]){0,2} ?[abAB\u{f6}]{1,9}( [ab]{1,9})? ?", 1..24),
        lines in prop::collection::vec(line(), 1..60),
        short in 0usize..200,
        returns: bool,
    ) {
        let keywords: Vec<Pattern> = written.iter().map(|text| Pattern::exact(text)).collect();
        let end: &[u8] = if returns { b"\r\n" } else { b"\n" };
        // Lines that nothing hits bring the others to the border.
        let dashes = vec![b'-'; BLOCK];
        let fill: Vec<&[u8]> = dashes[short..].chunks(99).collect();
        let found: Vec<&[u8]> = lines.iter().map(|line| &line[..]).collect();
        let all = [&fill[..], &found, &fill, &found].concat();
        let top = tempfile::tempdir().unwrap();
        let path = top.path().join("a.log");
        fs::write(&path, all.join(end)).unwrap();

        let expected: Vec<(u64, Vec<u64>)> = keywords.iter().map(|keyword| {
            let hit = |line: &[u8]| !line.starts_with(b"-") && hits(line, keyword);
            let numbers: Vec<u64> = (1..).zip(&all).filter(|(_, line)| hit(line)).map(|(number, _)| number).collect();
            (numbers.len() as u64, numbers.into_iter().take(Options::default().examples).collect())
        }).collect();
        for threads in [1, 4] {
            prop_assert_eq!(&counted(&path, &keywords, threads), &expected, "{:?}", written);
        }
    }
}
