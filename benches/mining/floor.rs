//! The floors of mining: walking and reading the files that sigmine would mine, and parsing each of them
//! whole with tree-sitter, without a query. `floor [--parse] SOURCE...`; says how much there was.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::path::PathBuf;

use rayon::prelude::*;
use sigmine::corpus::Shelf;
use sigmine::pack::{self, Pack};
use sigmine::source;

/// That of sigmine: the ratio to the floor is to say what mining costs, not what an allocator does.
#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let parses = given.first().is_some_and(|first| first == "--parse");
    let sources: Vec<PathBuf> = given
        .iter()
        .skip(usize::from(parses))
        .map(Into::into)
        .collect();
    let packs = pack::load(&Shelf::queries(None)).unwrap();
    let options = source::Options::default();
    let tree = source::walk_all(&sources, &packs, &options).unwrap();
    let read = |file| {
        let region = source::read(file, &options).ok()?;
        if parses {
            parse(&region.text, &packs[region.pack]);
        }
        Some((region.text.len(), region.text.lines().count()))
    };
    let sizes: Vec<(usize, usize)> = tree.files.par_iter().filter_map(read).collect();
    let (bytes, lines) = sizes
        .iter()
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    println!("{} files {bytes} bytes {lines} lines", sizes.len());
}

fn parse(text: &str, pack: &Pack) {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&pack.grammar).unwrap();
    std::hint::black_box(parser.parse(text, None));
}
