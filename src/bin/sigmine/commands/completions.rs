//! `sigmine completions`: a script for the shell.

use clap::CommandFactory;

use crate::args::{Args, Completions};
use crate::exit_code::Code;
use crate::failure::Failure;
use crate::output;

pub fn run(options: &Completions) -> Result<Code, Failure> {
    output::write(|out| {
        let mut script = Vec::new();
        clap_complete::generate(options.shell, &mut Args::command(), "sigmine", &mut script);
        Ok(std::io::Write::write_all(out, &script)?)
    })?;
    Ok(Code::Done)
}
