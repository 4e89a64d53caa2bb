//! `sigmine packs`: the languages that sigmine reads.

use std::io::Write;

use sigmine::corpus::Shelf;
use sigmine::pack;

use crate::args::{Common, Packs, PacksAction};
use crate::exit_code::Code;
use crate::failure::Failure;
use crate::output;

pub fn run(options: &Packs, common: &Common) -> Result<Code, Failure> {
    let own = match &options.action {
        PacksAction::List => common.packs.as_deref(),
        PacksAction::Check { dir } => dir.as_deref().or(common.packs.as_deref()),
    };
    let packs = pack::load(&Shelf::queries(own))?;
    output::write(|out| {
        for pack in &packs {
            let files: Vec<String> = pack.files.iter().map(ToString::to_string).collect();
            writeln!(
                out,
                "{}: {}; {} sinks, {} builders, {} patterns",
                pack.name,
                files.join(" "),
                pack.sinks.len(),
                pack.builders.len(),
                pack.facts.pattern_count()
            )?;
        }
        Ok(())
    })?;
    Ok(Code::Done)
}
