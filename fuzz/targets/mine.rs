//! Source bytes, read by every language pack, through linking and ranking.
#![no_main]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sigmine::corpus::Shelf;
use sigmine::pack::{self, Pack};
use sigmine::score::{self, Words};
use sigmine::source::{self, Options, SourceFile};
use sigmine::{facts, link};
use tempfile::NamedTempFile;

static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| pack::load(&Shelf::queries(None)).unwrap());
static WORDS: LazyLock<Words> =
    LazyLock::new(|| Words::load(&Shelf::words(None), &Shelf::rarity()).unwrap());
static FILE: LazyLock<NamedTempFile> = LazyLock::new(|| NamedTempFile::new().unwrap());

fuzz_target!(|bytes: &[u8]| {
    fs::write(FILE.path(), bytes).unwrap();
    let options = Options::default();
    let region = |pack| {
        let file = SourceFile {
            path: "fuzzed".into(),
            location: FILE.path().into(),
            pack,
        };
        source::read(&file, &options).ok()
    };
    let regions = (0..PACKS.len()).filter_map(region);
    let facts: Vec<_> = regions
        .map(|region| facts::extract(&region, &PACKS[region.pack]))
        .collect();
    for candidate in score::rank(link::link(&facts, &PACKS), &WORDS) {
        let sum: f64 = candidate.reasons.iter().map(|reason| reason.weight).sum();
        assert!((candidate.score - sum).abs() < 1e-6);
        assert_eq!(candidate.keyword.to_string().parse(), Ok(candidate.keyword));
    }
});
