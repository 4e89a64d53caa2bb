//! From accepted candidates to files.

use std::path::{Path, PathBuf};

use super::Error;
use super::check::for_keywords;
use crate::corpus::Shelf;
use crate::crosscheck::Report;
use crate::emit::{self, Accepted, DraftInput, Metadata, Paths};
use crate::logs::LogSet;
use crate::pattern::Pattern;
use crate::progress::Progress;
use crate::source::Provenance;

/// Where a draft goes, and how it looks.
#[derive(Debug, Clone)]
pub struct DraftOptions {
    /// The folder for the three files; it is made if it is missing.
    pub out: PathBuf,
    /// Replace a draft that is there.
    pub force: bool,
    /// A folder with the user's templates.
    pub templates: Option<PathBuf>,
}

/// Makes sure that the draft can be written, before the long work.
///
/// # Errors
/// [`Error::Emit`] where a draft is in the way, or the folder takes no files.
pub fn prepare(metadata: &Metadata, options: &DraftOptions) -> Result<(), Error> {
    emit::check_target(&options.out, &metadata.file_name(), options.force)?;
    Ok(())
}

/// Writes the draft of the accepted candidates. `checked` is what the cross-check of all candidates
/// found, with its logs.
///
/// # Errors
/// [`Error::Emit`] where nothing was accepted, or the files cannot be written.
pub fn draft(
    metadata: &Metadata,
    accepted: &[Accepted],
    source: &Path,
    checked: Option<(&Report, &LogSet)>,
    options: &DraftOptions,
    progress: &dyn Progress,
) -> Result<Paths, Error> {
    let keywords: Vec<Pattern> = accepted
        .iter()
        .map(|accepted| accepted.keyword.pattern().clone())
        .collect();
    let report = match checked {
        Some((report, logs)) => Some(for_keywords(report, &keywords, logs, progress)?),
        None => None,
    };
    let provenance = Provenance::of(source);
    let input = DraftInput {
        metadata,
        accepted,
        provenance: &provenance,
        report: report.as_ref(),
    };
    let draft = emit::draft(&input, &Shelf::templates(options.templates.as_deref()))?;
    Ok(emit::write(&draft, &options.out, options.force)?)
}
