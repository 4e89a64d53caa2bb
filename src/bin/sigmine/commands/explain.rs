//! `sigmine explain`: why a text is, or is not, a candidate.

use std::io::Write;

use sigmine::display::escape;
use sigmine::job::{self, Elsewhere, Explained, Explanation, Why};
use sigmine::link::{Broken, Literal, Place, Query};
use sigmine::source::Aside;

use crate::args::{Common, Explain};
use crate::exit_code::Code;
use crate::failure::Failure;
use crate::progress::Bars;
use crate::wording::{self, counted};
use crate::{diagnostics, output};

/// Messages, and literals that are none, that are shown of each.
const MAX_SHOWN: usize = 10;

/// Ways of one message that are shown.
const MAX_WAYS: usize = 3;

pub fn run(options: &Explain, common: &Common) -> Result<Code, Failure> {
    let explained = job::explain(
        &options.tree.sources,
        &options.asked,
        &options.tree.options(common),
        &Bars::new(common),
    )?;
    output::write(|out| show(&explained, &options.asked, out))?;
    let is_there = !explained.messages.is_empty() || !explained.broken.is_empty();
    let code = if is_there { Code::Done } else { Code::Found };
    Ok(code.max(diagnostics::mined(&explained.mined, common.quiet)))
}

fn show(explained: &Explained, asked: &str, out: &mut impl Write) -> Result<(), Failure> {
    let candidates = explained.mined.candidates.len();
    for (index, explanation) in explained.messages.iter().take(MAX_SHOWN).enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        message(explanation, candidates, out)?;
    }
    rest(explained.messages.len(), MAX_SHOWN, "more message", out)?;
    for (index, broken) in explained.broken.iter().take(MAX_SHOWN).enumerate() {
        if index > 0 || !explained.messages.is_empty() {
            writeln!(out)?;
        }
        no_message(broken, out)?;
    }
    rest(explained.broken.len(), MAX_SHOWN, "more text", out)?;
    if explained.messages.is_empty() && explained.broken.is_empty() {
        nothing(explained, asked, out)?;
    }
    Ok(())
}

fn rest(all: usize, shown: usize, what: &str, out: &mut impl Write) -> Result<(), Failure> {
    if all > shown {
        writeln!(out, "\nand {}", counted(all - shown, what))?;
    }
    Ok(())
}

/// A message: its ways, where they lead, and the candidate that it is.
fn message(
    explanation: &Explanation,
    candidates: usize,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let trace = &explanation.trace;
    let pattern = escape(&trace.message.pattern.to_string());
    for (index, chain) in trace.chains.iter().take(MAX_WAYS).enumerate() {
        let text = if index == 0 {
            format!("\"{pattern}\" is")
        } else {
            "and".to_owned()
        };
        writeln!(out, "{text} {}", wording::site(&chain.site))?;
        for line in wording::way(chain, trace.message.sink) {
            writeln!(out, "  {line}")?;
        }
    }
    if trace.chains.len() > MAX_WAYS {
        let more = counted(trace.chains.len() - MAX_WAYS, "more place");
        writeln!(out, "and at {more}")?;
    }
    if !trace.texts.is_empty() {
        writeln!(out, "its text stands at {}", places(&trace.texts))?;
    }
    writeln!(out, "{}", wording::destination(trace))?;
    candidate(explanation, candidates, out)
}

fn candidate(
    explanation: &Explanation,
    candidates: usize,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let Some(candidate) = &explanation.candidate else {
        let why = "no candidate: no part of it is long and specific enough for a keyword";
        writeln!(out, "{why}")?;
        return Ok(());
    };
    let (rank, score) = (candidate.rank, candidate.score);
    let keyword = escape(&candidate.keyword.to_string());
    writeln!(
        out,
        "candidate {rank} of {candidates}, score {score:.2}, keyword \"{keyword}\""
    )?;
    if candidate.message.pattern != explanation.trace.message.pattern {
        let joined = escape(&candidate.message.pattern.to_string());
        writeln!(out, "  joined with messages nearly the same: \"{joined}\"")?;
    }
    for reason in &candidate.reasons {
        let signal = escape(&reason.signal.to_string());
        let detail = escape(&reason.detail);
        writeln!(out, "  {:+.2}  {signal}: {detail}", reason.weight)?;
    }
    Ok(())
}

fn no_message(broken: &Broken, out: &mut impl Write) -> Result<(), Failure> {
    writeln!(out, "{} is no message", literal(&broken.literal))?;
    let function = broken.literal.function.as_deref();
    writeln!(out, "  {}", wording::step(&broken.step, function))?;
    Ok(())
}

fn nothing(explained: &Explained, asked: &str, out: &mut impl Write) -> Result<(), Failure> {
    let asked = escape(asked);
    for found in &explained.elsewhere {
        writeln!(out, "{}", elsewhere(found, &asked, &explained.query))?;
    }
    if explained.elsewhere.is_empty() {
        match explained.query {
            Query::Text(_) => match file_of(&asked) {
                Some(file) => writeln!(out, "no file of this source is called {file}")?,
                None => writeln!(out, "\"{asked}\" is in no text of this source")?,
            },
            Query::Line { .. } => writeln!(
                out,
                "no text on this line is handed to a function, kept or returned"
            )?,
        }
    }
    for near in &explained.nearest {
        writeln!(out, "  like it: {}", literal(near))?;
    }
    Ok(())
}

/// The file of what looks like `FILE:LINE`.
fn file_of(asked: &str) -> Option<&str> {
    let (file, line) = asked.rsplit_once(':')?;
    let is_place = !file.contains(char::is_whitespace) && line.parse::<usize>().is_ok();
    is_place.then_some(file)
}

fn elsewhere(found: &Elsewhere, asked: &str, query: &Query) -> String {
    let at = wording::place(&found.place);
    let what = match query {
        Query::Text(_) => format!("\"{asked}\" stands at {at}"),
        Query::Line { .. } => at,
    };
    let why = match &found.why {
        Why::NoValue => {
            "not as a text that is handed to a function, kept or returned: a comment, a comparison?"
        }
        Why::LeftOut(Aside::Vendored) => {
            "in a file of third-party or generated code, which was left out; --include-vendored reads it"
        }
        Why::LeftOut(Aside::Tests) => {
            "in a file of tests or examples, which was left out; --include-vendored reads it"
        }
        Why::PastEnd(lines) => {
            let lines = counted(*lines, "line");
            return format!("{what} is past the end of the file, which has {lines}");
        }
        Why::Skipped(why) => return format!("{what}, in a file that was skipped: {}", escape(why)),
    };
    format!("{what}, {why}")
}

fn literal(literal: &Literal) -> String {
    let text = escape(&literal.text.to_string());
    format!("\"{text}\" at {}", wording::place(&literal.place))
}

/// The first places, and how many more there are.
fn places(all: &[Place]) -> String {
    let first: Vec<String> = all.iter().take(MAX_WAYS).map(wording::place).collect();
    let more = match all.len().saturating_sub(MAX_WAYS) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", first.join(", "))
}
