//! `sigmine draft`: the whole job.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sigmine::crosscheck::{Options as Samples, Report};
use sigmine::curate::{self, DecisionFile, Decisions, End, Session};
use sigmine::display::escape;
use sigmine::emit::{self, Accepted, Draft, MANY_KEYWORDS, Metadata, Paths, Split};
use sigmine::job::{self, DraftOptions, Material};
use sigmine::logs::LogSet;
use sigmine::progress::{Progress, Silent};
use sigmine::sigma::{Logsource, Repository};
use sigmine::source::Provenance;

use crate::args::{self, Common, Rule};
use crate::commands::crosscheck::summary;
use crate::commands::{logs, review};
use crate::exit_code::Code;
use crate::failure::Failure;
use crate::progress::Bars;
use crate::prompt::{Desk, Filled, Prompt};
use crate::terminal::Terminal;
use crate::{diagnostics, inputs, output};

/// The decision file's name where none is given.
const DECISIONS: &str = "sigmine.decisions.yml";

/// What the candidates are decided with and drafted from.
struct Desktop<'a> {
    options: &'a args::Draft,
    source: &'a Path,
    target: DraftOptions,
    file: DecisionFile,
    logs: Option<Arc<LogSet>>,
    report: Option<Report>,
    quiet: bool,
}

pub fn run(options: &args::Draft, common: &Common) -> Result<Code, Failure> {
    if options.logs.list_logs {
        return logs::list();
    }
    let source = first_source(options)?;
    let mut metadata = metadata(&options.rule, source);
    let repository = options.sigma_repo.as_deref().map(Repository::read);
    let target = DraftOptions {
        out: options.out.clone(),
        force: options.force,
        templates: options.templates.clone(),
        split: options.split.map(Split::from),
        repository: repository.transpose()?,
    };
    if options.choice.asks() {
        Terminal::check().map_err(Failure::Usage)?;
    }
    let paths = &options.logs.paths;
    let logs = (!paths.is_empty())
        .then(|| inputs::logs(paths).map(Arc::new))
        .transpose()?;
    name_logsource(&metadata.logsource);
    metadata.usual_logsource =
        job::usual_logsource(&options.tree.sources, &options.tree.options(common))?;
    job::prepare(&metadata, &target)?;
    let (file, decisions) = decided(options, &metadata.app)?;

    let bars = Bars::new(common);
    let mut mined = job::mine(&options.tree.sources, &options.tree.options(common), &bars)?;
    let mined_code = diagnostics::mined(&mined, common.quiet);
    let samples = Samples {
        program: options.logs.program.clone(),
        ..Samples::default()
    };
    let report = logs
        .as_ref()
        .map(|set| job::check(&mut mined, set, &samples, &bars))
        .transpose()?;
    let code = mined_code.max(checked(report.as_ref(), common.quiet));

    let by = review::signer(options.rule.author.clone());
    let mut session = Session::new(mined.candidates, decisions).signed(by, review::today());
    let mut desktop = Desktop {
        options,
        source,
        target,
        file,
        logs,
        report,
        quiet: common.quiet,
    };
    let paths = if options.choice.asks() {
        desktop.by_person(&mut session, &mut metadata)
    } else {
        desktop.by_flags(&mut session, &metadata, &bars).map(Some)
    };
    desktop.name_left_out(&session);
    desktop.finish(&session, paths?)?;
    Ok(code)
}

/// The decision file, for this run alone where it may write into it.
fn decided(options: &args::Draft, app: &str) -> Result<(DecisionFile, Decisions), Failure> {
    let open = if options.choice.decides() {
        DecisionFile::open
    } else {
        DecisionFile::read
    };
    Ok(open(&decision_path(options), app)?)
}

/// Says that another log source is taken than the one that was asked for.
fn name_logsource(wanted: &Logsource) {
    if *wanted != Logsource::default() && !wanted.is_accepted() {
        diagnostics::warning(format!(
            "SigmaHQ lists no log source '{wanted}': the rule takes linux's syslog and says what must be collected, and the pull request says what to add to the list"
        ));
    }
}

/// Says what to know about the rules before they are sent.
fn remark(drafts: &[Draft]) {
    for Draft { name, remarks, .. } in drafts {
        for remark in remarks {
            diagnostics::warning(format!("{name}.yml: {remark}"));
        }
    }
}

fn nothing_written(options: &args::Draft) {
    let kept = escape(&decision_path(options).display().to_string());
    diagnostics::note(format!(
        "no draft is written; what was decided is kept in {kept}"
    ));
}

impl Desktop<'_> {
    /// Lets flags and the decision file decide, and writes the draft.
    fn by_flags(
        &self,
        session: &mut Session,
        metadata: &Metadata,
        progress: &dyn Progress,
    ) -> Result<Vec<Paths>, Failure> {
        review::name_changes(session, self.quiet);
        if let Some(number) = self.options.choice.accept {
            session.accept_top(number);
        }
        if let Some(score) = self.options.choice.accept_above {
            session.accept_above(score);
        }
        if self.options.choice.decides() {
            self.file.save(session.decisions())?;
        }
        let material = self.material(session, progress)?;
        let drafts = material.drafts(metadata, &self.target)?;
        self.advise(&material);
        remark(&drafts);
        Ok(job::write(&drafts, &self.target)?)
    }

    /// Lets a person decide, fill in the form and look at the rule; `None` where none is wanted.
    fn by_person(
        &mut self,
        session: &mut Session,
        metadata: &mut Metadata,
    ) -> Result<Option<Vec<Paths>>, Failure> {
        let sources = &self.options.tree.sources;
        let logs = self.logs.clone();
        let mut prompt =
            Prompt::new(sources, self.report.as_ref(), logs).map_err(Failure::Usage)?;
        prompt.news(session).map_err(review::stopped)?;
        loop {
            if curate::review(session, &mut prompt, &self.file)? == End::Interrupted {
                return Err(Failure::Interrupted);
            }
            if session.view().accepted == 0 {
                return Err(job::Error::Emit(emit::Error::NothingAccepted).into());
            }
            if let Some(report) = &mut self.report {
                prompt.tell_counted(report);
            }
            let material = self.material(session, &Silent)?;
            match self.filled(&mut prompt, metadata, &material)? {
                Filled::Back => {}
                Filled::Leave => return Ok(None),
                Filled::Write(drafts) => {
                    self.advise(&material);
                    remark(&drafts);
                    return Ok(Some(job::write(&drafts, &self.target)?));
                }
            }
        }
    }

    /// Shows the form until it is left, or a draft was asked for that can be written.
    fn filled(
        &self,
        prompt: &mut Prompt,
        metadata: &mut Metadata,
        material: &Material,
    ) -> Result<Filled, Failure> {
        let desk = Desk {
            material,
            options: &self.target,
        };
        loop {
            let filled = prompt.form(metadata, &desk).map_err(review::stopped)?;
            // Another log source has another file name: a draft may be in its way.
            match job::prepare(metadata, &self.target) {
                Err(error) if matches!(filled, Filled::Write(_)) => prompt.tell(&error.to_string()),
                _ => return Ok(filled),
            }
        }
    }

    /// Names keywords in the decision file that no rule can hold.
    fn name_left_out(&self, session: &Session) {
        let (_, left_out) = session.accepted();
        for (decision, refused) in left_out {
            let place = self.file.place_of_keyword(&decision.fingerprint);
            diagnostics::warning(format!(
                "{place}: left out of the rule: {refused}; mend the keyword there, or delete the decision"
            ));
        }
    }

    /// Says what was taken and where the files lie.
    fn finish(&self, session: &Session, paths: Option<Vec<Paths>>) -> Result<(), Failure> {
        let (accepted, _) = session.accepted();
        match paths {
            Some(paths) => name_files(&paths)?,
            None => nothing_written(self.options),
        }
        if !self.quiet {
            diagnostics::note(format!("candidates accepted: {}", accepted.len()));
            let weak = accepted.iter().filter(|(candidate, _)| candidate.weak);
            if let weak @ 1.. = weak.count() {
                diagnostics::note(format!(
                    "of them weak: {weak}; look at each, most such messages are everyday trouble"
                ));
            }
        }
        Ok(())
    }

    /// Says why one rule is not enough.
    fn advise(&self, material: &Material) {
        if !self.quiet {
            material.advised(&self.target).into_iter().for_each(advise);
        }
    }

    fn material(&self, session: &Session, progress: &dyn Progress) -> Result<Material, Failure> {
        let (accepted, _) = session.accepted();
        let accepted = accepted.into_iter();
        let accepted = accepted.map(|(candidate, keyword)| Accepted {
            keep: session.decisions().keeps(&candidate),
            candidate,
            keyword,
        });
        let checked = self.report.as_ref().zip(self.logs.as_deref());
        Ok(Material::gather(
            accepted.collect(),
            self.source,
            checked,
            progress,
        )?)
    }
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
fn name_files(rules: &[Paths]) -> Result<(), Failure> {
    output::write(|out| {
        for paths in rules {
            for path in [&paths.rule, &paths.pull_request, &paths.evidence] {
                writeln!(out, "{}", escape(&path.display().to_string()))?;
            }
        }
        Ok(())
    })
}

/// Says why one rule is not enough.
fn advise(by: Split) {
    match by {
        Split::Sink => diagnostics::note(
            "some of these messages go to clients only, where the application's log does not show them; --split sink gives them a rule of their own",
        ),
        Split::Theme => diagnostics::note(format!(
            "more than {MANY_KEYWORDS} keywords are hard to review; --split theme makes several rules of them"
        )),
    }
}

fn first_source(options: &args::Draft) -> Result<&Path, Failure> {
    let first = options.tree.sources.first().map(PathBuf::as_path);
    first.ok_or_else(|| {
        Failure::Usage("no SOURCE given; name the folder of a cloned project".to_owned())
    })
}

fn decision_path(options: &args::Draft) -> PathBuf {
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
    metadata.level = rule.level;
    metadata.references.clone_from(&rule.references);
    metadata.logsource = Logsource {
        category: rule.category.clone(),
        product: rule.product.clone(),
        service: rule.service.clone(),
        ..Logsource::default()
    };
    metadata
}
