//! Embedded folders are read when the library is compiled: a file that is added to one must compile it anew.
//! The build gets a number of its own, so that what one build keeps on disk is never read by another.
#![allow(clippy::print_stdout)] // how a build script speaks to cargo

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

fn main() {
    for folder in ["corpora", "queries", "templates", "tests/queries"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    let mut hasher = DefaultHasher::new();
    for path in ["src", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={path}");
        hash(Path::new(path), &mut hasher);
    }
    println!("cargo::rustc-env=SIGMINE_BUILD={:016x}", hasher.finish());
}

/// All that a file or folder holds; one that cannot be read counts for nothing.
fn hash(path: &Path, hasher: &mut DefaultHasher) {
    path.hash(hasher);
    if let Ok(entries) = fs::read_dir(path) {
        let mut inside: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        inside.sort();
        inside.iter().for_each(|inside| hash(inside, hasher));
    } else {
        fs::read(path).unwrap_or_default().hash(hasher);
    }
}
