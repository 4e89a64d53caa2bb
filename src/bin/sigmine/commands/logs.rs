//! `--list-logs`: the sample logs that the binary brings along.

use std::io::Write;

use sigmine::corpus::sample_logs;
use sigmine::logs::SAMPLES;

use crate::exit_code::Code;
use crate::failure::Failure;
use crate::output;
use crate::table::Rows;

pub fn list() -> Result<Code, Failure> {
    let mut rows = Rows::new(&["logs", "file", "bytes"], 1);
    for log in sample_logs() {
        rows.push([
            format!("{SAMPLES}{}", log.program),
            log.file.to_owned(),
            log.bytes.len().to_string(),
        ]);
    }
    output::write(|out| Ok(write!(out, "{}", rows.render())?))?;
    Ok(Code::Done)
}
