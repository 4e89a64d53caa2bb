//! What a person is told beside the result, on stderr. Text from sources and logs is shown escaped.

use std::fmt::Display;
use std::io::Write;

use anstyle::{AnsiColor, Style};
use sigmine::display::escape;
use sigmine::job::Mined;
use sigmine::logs::Unread;

use crate::exit_code::Code;
use crate::failure::Failure;

/// Says why a command stopped, and how the program ends.
pub fn failure(failure: &Failure) -> Code {
    match failure {
        Failure::ClosedPipe => Code::Done,
        Failure::Interrupted => {
            say(AnsiColor::Yellow, "stopped", failure);
            Code::Interrupted
        }
        _ => {
            say(AnsiColor::Red, "error", failure);
            Code::Error
        }
    }
}

/// Something that a person should know, though the run goes on.
pub fn warning(text: impl Display) {
    say(AnsiColor::Yellow, "warning", text);
}

/// Something that is good to know.
pub fn note(text: impl Display) {
    say(AnsiColor::Cyan, "note", text);
}

fn say(color: AnsiColor, label: &str, text: impl Display) {
    let style = Style::new().bold().fg_color(Some(color.into()));
    let lines: Vec<String> = text.to_string().lines().map(escape).collect();
    let text = lines.join("\n");
    // The terminal may be closed, or the disk full: then there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{style}{label}{style:#}: {text}");
}

/// Names what mining skipped, capped and left out. The run is only partly done where it skipped a file or
/// a part of one.
pub fn mined(mined: &Mined, quiet: bool) -> Code {
    for skipped in &mined.skipped {
        warning(format!("{}: {}", escape(&skipped.path), skipped.why));
    }
    for capped in &mined.capped {
        warning(format!("{}: {}", escape(&capped.path), capped.why));
    }
    if !quiet {
        let languages = match mined.languages.join(" and ") {
            none if none.is_empty() => none,
            some => format!(" of {some}"),
        };
        note(format!(
            "{} files{languages} read, {} candidates in {} messages",
            mined.files,
            mined.candidates.len(),
            mined.known.len()
        ));
        let left_out = mined.left_out;
        if left_out.vendored + left_out.tests > 0 {
            note(format!(
                "{} files of third-party or generated code and {} of tests and examples left out; --include-vendored reads them",
                left_out.vendored, left_out.tests
            ));
        }
        if left_out.ignored > 0 {
            note(format!(
                "{} files that are hidden or ignored by version control left out; their names or folders as SOURCE read them",
                left_out.ignored
            ));
        }
    }
    if mined.skipped.is_empty() && mined.capped.is_empty() {
        Code::Done
    } else {
        Code::Partly
    }
}

/// Names logs that were not read, or not to their end.
pub fn unread(unread: &[Unread]) -> Code {
    unread.iter().for_each(warning);
    if unread.is_empty() {
        Code::Done
    } else {
        Code::Partly
    }
}
