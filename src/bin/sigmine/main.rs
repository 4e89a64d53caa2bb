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
mod wording;

use std::process::ExitCode;

use args::{Args, Command};
use clap::Parser;
use failure::Failure;

fn main() -> ExitCode {
    let args = Args::parse();
    args.common.color.apply();
    let result = start_threads(args.common.threads).and_then(|()| run(&args));
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

/// Stack of each thread. The parser's C code calls itself as deep as damaged text nests: 4 MB are enough for
/// the worst text under the size cap that we found.
const STACK: usize = 16 << 20;

fn start_threads(threads: Option<usize>) -> Result<(), Failure> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .stack_size(STACK);
    pool.build_global().map_err(|error| {
        Failure::Usage(format!(
            "--threads: cannot start them: {error}; give a smaller number"
        ))
    })
}
