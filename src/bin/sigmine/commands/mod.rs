//! A verb a file.

pub mod completions;
pub mod crosscheck;
pub mod draft;
pub mod explain;
pub mod lint;
pub mod logs;
pub mod mine;
pub mod packs;
pub mod review;
