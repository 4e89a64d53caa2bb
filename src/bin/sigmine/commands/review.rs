//! `sigmine review`: the interactive step alone.

use sigmine::curate::{DecisionFile, End, Session, Verdict, review};

use crate::args::Review;
use crate::exit_code::Code;
use crate::failure::Failure;
use crate::prompt::Prompt;
use crate::{diagnostics, inputs};

/// The application that a decision file of candidates alone belongs to.
const UNNAMED: &str = "unnamed";

pub fn run(options: &Review) -> Result<Code, Failure> {
    Prompt::check().map_err(Failure::Usage)?;
    let text = inputs::text(&options.candidates)?;
    let candidates = inputs::candidates(&options.candidates, &text)?;
    let app = options.app.as_deref().unwrap_or(UNNAMED);
    let (file, decisions) = DecisionFile::open(&options.decisions, app)?;
    let mut session = Session::new(candidates, decisions);
    let mut prompt = Prompt::new(&options.source, None).map_err(Failure::Usage)?;
    let end = review(&mut session, &mut prompt, &file)?;
    let accepted = session
        .decisions()
        .iter()
        .filter(|decision| decision.decision == Verdict::Accept);
    diagnostics::note(format!(
        "{} accepted; kept in {}",
        accepted.count(),
        options.decisions.display()
    ));
    match end {
        End::Interrupted => Err(Failure::Interrupted),
        End::Complete | End::Left => Ok(Code::Done),
    }
}
