//! sigmine at the terminal: what was typed becomes options, the library works, its results and
//! errors are shown.

mod args;
mod commands;
mod diagnostics;
mod exit_code;
mod failure;
mod findings;
mod hits;
mod inputs;
mod output;
mod progress;
mod prompt;
mod screen;
mod signals;
mod snippet;
mod table;
mod terminal;
mod threads;
mod values;
mod wording;

use std::process::ExitCode;

use args::{Args, Command};
use clap::Parser;
use failure::Failure;

/// Mining allocates much, in the parser too: with this allocator it takes a tenth less time, and no more memory.
#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    args.common.color.apply();
    let result = threads::start(args.common.threads).and_then(|()| run(&args));
    match result {
        Ok(code) => code.into(),
        Err(failure) => diagnostics::failure(&failure).into(),
    }
}

fn run(args: &Args) -> Result<exit_code::Code, Failure> {
    let common = &args.common;
    match &args.command {
        Command::Draft(options) => commands::draft::run(options, common),
        Command::Mine(options) => commands::mine::run(options, common),
        Command::Crosscheck(options) => commands::crosscheck::run(options, common),
        Command::Review(options) => commands::review::run(options),
        Command::Lint(options) => commands::lint::run(options),
        Command::Explain(options) => commands::explain::run(options, common),
        Command::Packs(options) => commands::packs::run(options, common),
        Command::Completions(options) => commands::completions::run(options),
    }
}
