//! What sigmine survives: source trees that were made to break it. Each test is named after its row
//! in the list of hostile input.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "robustness/bounds.rs"]
mod bounds;
#[path = "robustness/files.rs"]
mod files;
#[path = "support/judge.rs"]
mod judge;
#[path = "robustness/library.rs"]
mod library;
#[path = "robustness/logs.rs"]
mod logs;
#[path = "robustness/named.rs"]
mod named;
#[path = "robustness/names.rs"]
mod names;
#[path = "robustness/output.rs"]
mod output;
#[path = "robustness/run.rs"]
mod run;
#[path = "robustness/text.rs"]
mod text;
#[path = "robustness/trees.rs"]
mod trees;
