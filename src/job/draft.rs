//! From accepted candidates to files.

use std::path::{Path, PathBuf};

use super::Error;
use super::check::for_keywords;
use crate::corpus::Shelf;
use crate::crosscheck::Report;
use crate::emit::{self, Accepted, Draft, DraftInput, Metadata, Paths, Split};
use crate::logs::{LogSet, Source};
use crate::pattern::Pattern;
use crate::progress::Progress;
use crate::sigma::Repository;
use crate::source::Provenance;

/// Where a draft goes, and how it looks.
#[derive(Debug, Clone)]
pub struct DraftOptions {
    /// The folder for the files; it is made if it is missing.
    pub out: PathBuf,
    /// Replace a draft that is there.
    pub force: bool,
    /// A folder with the user's templates.
    pub templates: Option<PathBuf>,
    /// Several rules instead of one.
    pub split: Option<Split>,
    /// The rules that the draft must differ from.
    pub repository: Option<Repository>,
}

/// Makes sure that the draft can be written, before the long work.
///
/// # Errors
/// [`Error::Emit`] where a draft is in the way, the folder takes no files, a template cannot be used,
/// or the log source has fields.
pub fn prepare(metadata: &Metadata, options: &DraftOptions) -> Result<(), Error> {
    let logsource = metadata.chosen_logsource();
    if logsource.has_fields() {
        let logsource = logsource.to_string();
        return Err(emit::Error::HasFields { logsource }.into());
    }
    if let Some(folder) = &options.templates {
        emit::check_templates(folder)?;
    }
    let name = metadata.file_name();
    emit::check_target(&options.out, &name, options.force)?;
    if let Some(by) = options.split {
        emit::check_parts(&options.out, &name, by, options.force)?;
    }
    Ok(())
}

/// What a draft is made of, apart from what the rule says about itself: that may still change.
#[derive(Debug, Clone)]
pub struct Material {
    accepted: Vec<Accepted>,
    provenance: Provenance,
    report: Option<Report>,
    /// The names of the logs that were cross-checked.
    logs: Vec<String>,
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
            logs: checked.map(|(_, logs)| names(logs)).unwrap_or_default(),
        })
    }

    /// Where the source comes from.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// What was given about the rule, with defaults for the rest.
    pub fn proposed(&self, metadata: &Metadata) -> Metadata {
        emit::proposed(&self.input(metadata, &self.accepted))
    }

    /// How a person should have parted what was accepted, where it is not parted.
    pub fn advised(&self, options: &DraftOptions) -> Vec<Split> {
        match options.split {
            None => emit::advised(&self.accepted),
            Some(_) => Vec::new(),
        }
    }

    /// Makes the draft: one rule, or several, the main one first. The same material and metadata make
    /// the same draft.
    ///
    /// # Errors
    /// [`Error::Emit`] where nothing was accepted, or lint refuses a rule.
    pub fn drafts(&self, metadata: &Metadata, options: &DraftOptions) -> Result<Vec<Draft>, Error> {
        let templates = Shelf::templates(options.templates.as_deref());
        let shares = match options.split {
            Some(by) if !self.accepted.is_empty() => emit::split(&self.accepted, by),
            _ => vec![(None, self.accepted.clone())],
        };
        let draft = |(part, accepted): &emit::Share| {
            let input = DraftInput {
                part: part.as_ref(),
                repository: options.repository.as_ref(),
                ..self.input(metadata, accepted)
            };
            Ok(emit::draft(&input, &templates)?)
        };
        shares.iter().map(draft).collect()
    }

    fn input<'a>(&'a self, metadata: &'a Metadata, accepted: &'a [Accepted]) -> DraftInput<'a> {
        DraftInput {
            report: self.report.as_ref(),
            logs: &self.logs,
            ..DraftInput::new(metadata, accepted, &self.provenance)
        }
    }
}

/// Writes a draft.
///
/// # Errors
/// [`Error::Emit`] where a draft is in the way, or the files cannot be written. No file is written
/// where one is in the way.
pub fn write(drafts: &[Draft], options: &DraftOptions) -> Result<Vec<Paths>, Error> {
    for draft in drafts {
        emit::check_target(&options.out, &draft.name, options.force)?;
    }
    let written = drafts
        .iter()
        .map(|draft| Ok(emit::write(draft, &options.out, options.force)?));
    written.collect()
}

/// The logs by the names under which they were given; of an absolute path, which says nothing to
/// others, only the last part.
fn names(logs: &LogSet) -> Vec<String> {
    let name = |source: &Source| {
        let path = Path::new(source.name());
        let last = path.file_name().filter(|_| path.is_absolute());
        last.map_or_else(
            || source.name().to_owned(),
            |last| last.to_string_lossy().into_owned(),
        )
    };
    logs.sources().iter().map(name).collect()
}
