//! What mining costs beside its floor: listing and reading the same files.
//!
//! `cargo bench --bench mining` measures on the embedded example; `SIGMINE_BENCH_SOURCE=DIR` names
//! another tree. Read the ratios of one run, not its times.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::PathBuf;

use divan::Bencher;
use sigmine::corpus::Shelf;
use sigmine::job::{self, MineOptions};
use sigmine::progress::Silent;
use sigmine::{facts, link, pack, source};

fn main() {
    divan::main();
}

fn tree() -> PathBuf {
    let example = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/letterbox/source");
    std::env::var_os("SIGMINE_BENCH_SOURCE").map_or_else(example, PathBuf::from)
}

fn regions(packs: &[pack::Pack]) -> Vec<source::Region> {
    let options = source::Options::default();
    let files = source::walk(&tree(), packs, &options).unwrap().files;
    files
        .iter()
        .filter_map(|file| source::read(file, &options).ok())
        .collect()
}

#[divan::bench]
fn floor_list_and_read(bencher: Bencher<'_, '_>) {
    let packs = pack::load(&Shelf::queries(None)).unwrap();
    bencher.bench(|| regions(&packs));
}

#[divan::bench]
fn load_packs(bencher: Bencher<'_, '_>) {
    bencher.bench(|| pack::load(&Shelf::queries(None)).unwrap());
}

#[divan::bench]
fn facts_of_all_files(bencher: Bencher<'_, '_>) {
    let packs = pack::load(&Shelf::queries(None)).unwrap();
    let regions = regions(&packs);
    let extract = |region: &source::Region| facts::extract(region, &packs[region.pack]);
    bencher.bench(|| regions.iter().map(extract).collect::<Vec<_>>());
}

#[divan::bench]
fn link_the_program(bencher: Bencher<'_, '_>) {
    let packs = pack::load(&Shelf::queries(None)).unwrap();
    let facts: Vec<_> = regions(&packs)
        .iter()
        .map(|region| facts::extract(region, &packs[region.pack]))
        .collect();
    bencher.bench(|| link::link(&facts, &packs));
}

#[divan::bench]
fn mine(bencher: Bencher<'_, '_>) {
    let options = MineOptions::default();
    bencher.bench(|| job::mine(&[tree()], &options, &Silent).unwrap());
}
