//! From accepted candidates to files.

use std::path::{Path, PathBuf};

use super::Error;
use super::check::for_keywords;
use crate::corpus::Shelf;
use crate::crosscheck::Report;
use crate::emit::{self, Accepted, Draft, DraftInput, Metadata, Paths};
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

/// What a draft is made of, apart from what the rule says about itself: that may still change.
#[derive(Debug, Clone)]
pub struct Material {
    accepted: Vec<Accepted>,
    provenance: Provenance,
    report: Option<Report>,
}

impl Material {
    /// Gathers it for the accepted candidates. `checked` is what the cross-check of all candidates
    /// found, with its logs.
    ///
    /// # Errors
    /// [`Error::Crosscheck`] where the hits of an edited keyword cannot be counted.
    pub fn gather(
        accepted: Vec<Accepted>,
        source: &Path,
        checked: Option<(&Report, &LogSet)>,
        progress: &dyn Progress,
    ) -> Result<Material, Error> {
        let keywords = accepted.iter().map(|accepted| accepted.keyword.pattern());
        let keywords: Vec<Pattern> = keywords.cloned().collect();
        let report = match checked {
            Some((report, logs)) => Some(for_keywords(report, &keywords, logs, progress)?),
            None => None,
        };
        Ok(Material {
            accepted,
            provenance: Provenance::of(source),
            report,
        })
    }

    /// Where the source comes from.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// What was given about the rule, with defaults for the rest.
    pub fn proposed(&self, metadata: &Metadata) -> Metadata {
        emit::proposed(&self.input(metadata))
    }

    /// Makes the draft. The same material and metadata make the same draft.
    ///
    /// # Errors
    /// [`Error::Emit`] where nothing was accepted, or lint refuses the rule.
    pub fn draft(&self, metadata: &Metadata, options: &DraftOptions) -> Result<Draft, Error> {
        let templates = Shelf::templates(options.templates.as_deref());
        Ok(emit::draft(&self.input(metadata), &templates)?)
    }

    fn input<'a>(&'a self, metadata: &'a Metadata) -> DraftInput<'a> {
        DraftInput {
            metadata,
            accepted: &self.accepted,
            provenance: &self.provenance,
            report: self.report.as_ref(),
        }
    }
}

/// Writes a draft.
///
/// # Errors
/// [`Error::Emit`] where a draft is in the way, or the files cannot be written.
pub fn write(draft: &Draft, options: &DraftOptions) -> Result<Paths, Error> {
    Ok(emit::write(draft, &options.out, options.force)?)
}
