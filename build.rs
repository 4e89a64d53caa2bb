//! Embedded folders are read when the library is compiled: a file that is added to one must compile it anew.
#![allow(clippy::print_stdout)] // how a build script speaks to cargo

fn main() {
    for folder in ["corpora", "queries", "templates", "tests/queries"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
