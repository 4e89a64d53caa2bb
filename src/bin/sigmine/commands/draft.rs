//! `sigmine draft`: the whole job.

use std::io::Write;
use std::path::{Path, PathBuf};

use sigmine::crosscheck::{Options as Samples, Report};
use sigmine::curate::{self, DecisionFile, End, Session};
use sigmine::display::escape;
use sigmine::emit::{Accepted, Metadata, Paths};
use sigmine::job::{self, DraftOptions};
use sigmine::sigma::Logsource;
use sigmine::source::Provenance;

use crate::args::{Common, Draft, Rule};
use crate::commands::crosscheck::summary;
use crate::commands::{logs, review};
use crate::exit_code::Code;
use crate::failure::Failure;
use crate::progress::Bars;
use crate::prompt::Prompt;
use crate::{diagnostics, inputs, output};

/// The decision file's name where none is given.
const DECISIONS: &str = "sigmine.decisions.yml";

pub fn run(options: &Draft, common: &Common) -> Result<Code, Failure> {
    if options.logs.list_logs {
        return logs::list();
    }
    let source = first_source(options)?;
    let metadata = metadata(&options.rule, source);
    let target = DraftOptions {
        out: options.out.clone(),
        force: options.force,
        templates: options.templates.clone(),
    };
    if options.choice.asks() {
        Prompt::check().map_err(Failure::Usage)?;
    }
    let paths = &options.logs.paths;
    let set = (!paths.is_empty())
        .then(|| inputs::logs(paths))
        .transpose()?;
    job::prepare(&metadata, &target)?;
    let (file, decisions) = DecisionFile::open(&decision_path(options), &metadata.app)?;

    let bars = Bars::new(common);
    let mut mined = job::mine(&options.tree.sources, &options.tree.options(common), &bars)?;
    let mined_code = diagnostics::mined(&mined, common.quiet);
    let samples = Samples {
        program: options.logs.program.clone(),
        ..Samples::default()
    };
    let report = set
        .as_ref()
        .map(|set| job::check(&mut mined, set, &samples, &bars))
        .transpose()?;
    let code = mined_code.max(checked(report.as_ref(), common.quiet));

    let by = options.rule.author.clone();
    let mut session = Session::new(mined.candidates, decisions).signed(by, review::today());
    decide(&mut session, options, &file, report.clone())?;
    let accepted = accepted(&session);
    let checked = report.as_ref().zip(set.as_ref());
    let paths = job::draft(&metadata, &accepted, source, checked, &target, &bars)?;
    name_files(&paths)?;
    if !common.quiet {
        diagnostics::note(format!("candidates accepted: {}", accepted.len()));
    }
    Ok(code)
}

/// Says what the cross-check found, if there was one.
fn checked(report: Option<&Report>, quiet: bool) -> Code {
    let Some(report) = report else {
        return Code::Done;
    };
    summary(report, quiet);
    diagnostics::unread(&report.unread)
}

/// The result on stdout: where the files lie, the rule first.
fn name_files(paths: &Paths) -> Result<(), Failure> {
    output::write(|out| {
        for path in [&paths.rule, &paths.pull_request, &paths.evidence] {
            writeln!(out, "{}", escape(&path.display().to_string()))?;
        }
        Ok(())
    })
}

/// Lets flags or a person decide; what is decided is on disk afterwards.
fn decide(
    session: &mut Session,
    options: &Draft,
    file: &DecisionFile,
    report: Option<Report>,
) -> Result<(), Failure> {
    review::name_changes(session);
    if let Some(number) = options.choice.accept {
        session.accept_top(number);
    }
    if let Some(score) = options.choice.accept_above {
        session.accept_above(score);
    }
    file.save(session.decisions())?;
    if options.choice.asks() {
        let mut prompt = Prompt::new(&options.tree.sources, report).map_err(Failure::Usage)?;
        if curate::review(session, &mut prompt, file)? == End::Interrupted {
            return Err(Failure::Interrupted);
        }
    }
    Ok(())
}

fn accepted(session: &Session) -> Vec<Accepted> {
    let (accepted, refused) = session.accepted();
    for refused in refused {
        diagnostics::warning(format!("left out of the rule: {refused}"));
    }
    accepted
        .into_iter()
        .map(|(candidate, keyword)| Accepted { candidate, keyword })
        .collect()
}

fn first_source(options: &Draft) -> Result<&Path, Failure> {
    let first = options.tree.sources.first().map(PathBuf::as_path);
    first.ok_or_else(|| {
        Failure::Usage("no SOURCE given; name the folder of a cloned project".to_owned())
    })
}

fn decision_path(options: &Draft) -> PathBuf {
    options
        .choice
        .decisions
        .clone()
        .unwrap_or_else(|| options.out.join(DECISIONS))
}

fn metadata(rule: &Rule, source: &Path) -> Metadata {
    let app = rule
        .app
        .clone()
        .unwrap_or_else(|| Provenance::of(source).name);
    let today = || jiff::ZonedDateTime::now().date();
    let mut metadata = Metadata::new(app, rule.date.unwrap_or_else(today));
    metadata.title.clone_from(&rule.title);
    metadata.description.clone_from(&rule.description);
    metadata.author.clone_from(&rule.author);
    metadata.logsource = Logsource {
        category: rule.category.clone(),
        product: rule.product.clone(),
        service: rule.service.clone(),
        ..Logsource::default()
    };
    metadata
}
