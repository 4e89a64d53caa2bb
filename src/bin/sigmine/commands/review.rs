//! `sigmine review`: the interactive step alone.

use std::io;

use sigmine::curate::{self, DecisionFile, End, Session, review};

use crate::args::Review;
use crate::exit_code::Code;
use crate::failure::Failure;
use crate::prompt::Prompt;
use crate::terminal::Terminal;
use crate::{diagnostics, inputs, wording};

/// The application that a decision file of candidates alone belongs to.
const UNNAMED: &str = "unnamed";

pub fn run(options: &Review) -> Result<Code, Failure> {
    Terminal::check().map_err(Failure::Usage)?;
    let candidates = inputs::candidates(&options.candidates)?;
    let app = options.app.as_deref().unwrap_or(UNNAMED);
    let (file, decisions) = DecisionFile::open(&options.decisions, app)?;
    let by = signer(options.author.clone());
    let mut session = Session::new(candidates, decisions).signed(by, today());
    let mut prompt = Prompt::new(&options.source, None, None).map_err(Failure::Usage)?;
    prompt.news(&session).map_err(stopped)?;
    let end = review(&mut session, &mut prompt, &file)?;
    drop(prompt);
    diagnostics::note(format!(
        "{} accepted; kept in {}",
        session.view().accepted,
        options.decisions.display()
    ));
    match end {
        End::Interrupted => Err(Failure::Interrupted),
        End::Left => Ok(Code::Done),
    }
}

/// Who decides: who signs the rule, or else who is logged in.
pub fn signer(author: Option<String>) -> Option<String> {
    let user = || std::env::var("USER").or_else(|_| std::env::var("LOGNAME"));
    author
        .or_else(|| user().ok())
        .filter(|name| !name.is_empty())
}

/// Why a question beside the review was not answered.
pub fn stopped(error: io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::Interrupted => Failure::Interrupted,
        _ => Failure::Curate(curate::Error::Curator(error)),
    }
}

/// The day that new decisions carry.
pub fn today() -> String {
    jiff::ZonedDateTime::now().date().to_string()
}

/// Names decisions on messages that moved or read otherwise by now, and those that are kept though their
/// message is gone.
pub fn name_changes(session: &Session, quiet: bool) {
    let moved = session.moved();
    for (decision, candidate) in moved.iter().filter(|_| !quiet) {
        diagnostics::note(format!(
            "decided on earlier, moved with its message to {}: '{}'",
            wording::whereabouts(candidate),
            decision.pattern
        ));
    }
    for (decision, candidate) in session.changed() {
        diagnostics::warning(format!(
            "decided on as '{}', it reads '{}' now",
            decision.decided_on(),
            candidate.message.pattern
        ));
    }
    for gone in session.vanished() {
        diagnostics::warning(format!(
            "decided on earlier, but no undecided message reads so or nearly so now: '{}'",
            gone.pattern
        ));
    }
}
