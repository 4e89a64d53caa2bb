//! sigmine turns an application's source code into a keyword-based Sigma rule.
//!
//! The rooms stand on floors, and an import points down, never up:
//!
//! | floor | room |
//! |---|---|
//! | 9 | [`job`] |
//! | 8 | [`emit`] |
//! | 7 | [`curate`] |
//! | 6 | [`sigma`], [`crosscheck`] |
//! | 5 | [`score`], [`proof`] |
//! | 4 | [`link`] |
//! | 3 | [`facts`] |
//! | 2 | [`source`], [`logs`], [`pack`] |
//! | 1 | [`pattern`], [`dialect`], [`level`], [`sink`], [`input`], [`span`], [`corpus`], [`progress`], [`display`], [`threads`] |
//! | 0 | [`file`](mod@file) |
//!
//! The library never prints, never reads the terminal and never exits: that is the binary's part.

pub mod corpus;
pub mod crosscheck;
pub mod curate;
pub mod dialect;
pub mod display;
pub mod emit;
pub mod facts;
pub mod file;
pub mod input;
pub mod job;
pub mod level;
pub mod link;
pub mod logs;
pub mod pack;
pub mod pattern;
pub mod progress;
pub mod proof;
pub mod score;
pub mod sigma;
pub mod sink;
pub mod source;
pub mod span;
pub mod threads;
