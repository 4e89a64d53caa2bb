//! The templates, and what they may use.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use serde::Serialize;

use super::Error;
use super::keywords::Group;
use super::{DraftInput, Metadata};
use crate::corpus::{DataFile, Shelf};
use crate::display;
use crate::pattern::{Pattern, Piece};
use crate::sigma::{Keyword, ListChange, Logsource, Rule, list_change, yaml_quoted, yaml_text};

/// The template of the rule.
pub(super) const RULE: &str = "rule.yml.j2";
/// The template of the pull request's text.
pub(super) const PULL_REQUEST: &str = "pull-request.md.j2";

/// Messages and places of one keyword that a text shows; the evidence file has all.
const SHOWN: usize = 3;

/// What a template sees; `templates/README.md` describes it.
#[derive(Debug, Serialize)]
pub(super) struct Context<'a> {
    rule: &'a Rule,
    name: &'a str,
    folder: String,
    app: &'a str,
    author_is_missing: bool,
    links_are_missing: bool,
    keywords: Vec<KeywordView<'a>>,
    logs: Option<Logs<'a>>,
    list_change: Option<ListChange>,
    version: &'static str,
}

#[derive(Debug, Serialize)]
struct KeywordView<'a> {
    text: &'a Keyword,
    wider: Option<&'a Keyword>,
    hits: Option<u64>,
    events: Vec<String>,
    sites: Vec<SiteView<'a>>,
}

#[derive(Debug, Serialize)]
struct SiteView<'a> {
    file: &'a str,
    line: usize,
    link: Option<String>,
}

#[derive(Debug, Serialize)]
struct Logs<'a> {
    names: &'a [String],
    lines: u64,
    files: u64,
    coverage: String,
    is_trusted: bool,
    hits: u64,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        input: &DraftInput<'a>,
        groups: &[Group<'a>],
        rule: &'a Rule,
        name: &'a str,
    ) -> Context<'a> {
        let Metadata { app, author, .. } = input.metadata;
        let keywords: Vec<_> = groups
            .iter()
            .map(|group| keyword_view(input, group))
            .collect();
        let logs = input.report.map(|report| Logs {
            names: input.logs,
            lines: report.summary.lines,
            files: report.summary.files,
            coverage: format!("{:.1}", report.summary.coverage.unwrap_or_default() * 100.0),
            is_trusted: report.summary.is_of_application(),
            hits: keywords.iter().filter_map(|keyword| keyword.hits).sum(),
        });
        Context {
            rule,
            name,
            folder: rule.logsource.folder(),
            app,
            author_is_missing: author.is_none(),
            links_are_missing: !rule.references.iter().all(|reference| is_link(reference)),
            keywords,
            logs,
            list_change: list_change(
                app,
                &input.metadata.logsource,
                input.metadata.usual_logsource.as_ref(),
            ),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

fn is_link(reference: &str) -> bool {
    reference.starts_with("https://") || reference.starts_with("http://")
}

fn keyword_view<'a>(input: &DraftInput<'a>, group: &Group<'a>) -> KeywordView<'a> {
    let site = |site: &'a crate::link::Site| SiteView {
        file: &site.file,
        line: site.line,
        link: input.provenance.permalink(&site.file, Some(site.line)),
    };
    KeywordView {
        text: group.keyword,
        wider: group.wider,
        hits: group.hits.map(|hits| hits.hits),
        events: group
            .candidates
            .iter()
            .take(SHOWN)
            .map(|candidate| event(&candidate.message.pattern))
            .collect(),
        sites: group.sites().take(SHOWN).map(site).collect(),
    }
}

/// How a message looks in a log: what varies is shown as `<>`.
fn event(pattern: &Pattern) -> String {
    let shown = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Any | Piece::One => "<>".to_owned(),
    };
    pattern.pieces().iter().map(shown).collect()
}

/// The templates of a shelf, ready to use.
pub(super) struct Templates {
    files: Vec<DataFile>,
    environment: Environment<'static>,
}

impl Templates {
    /// Reads and checks them.
    pub(super) fn load(shelf: &Shelf) -> Result<Templates, Error> {
        let files = shelf.files()?;
        let mut environment =
            environment().map_err(|error| template_error(&files, RULE, &error))?;
        for file in files.iter().filter(|file| file.name.ends_with(".j2")) {
            environment
                .add_template_owned(file.name.clone(), file.text.clone())
                .map_err(|error| template_error(&files, &file.name, &error))?;
        }
        Ok(Templates { files, environment })
    }

    /// Fills one in.
    pub(super) fn render(&self, name: &str, context: &Context<'_>) -> Result<String, Error> {
        let template = self.environment.get_template(name);
        template
            .and_then(|template| template.render(Serde(context)))
            .map_err(|error| template_error(&self.files, name, &error))
    }
}

/// A line that holds only a tag leaves no line; nothing is escaped but by a filter.
fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build()?,
    );
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.add_filter("yaml", |text: &str| yaml_text(text));
    // A keyword comes in Sigma's written form, so only the quotes are missing.
    environment.add_filter("quoted", |keyword: &str| yaml_quoted(keyword));
    environment.add_filter("code", |text: &str| code(text));
    environment.add_filter("counted", |count: u64, what: &str| {
        display::counted(count, what)
    });
    environment.add_filter("logsource", |Serde(logsource): Serde<Logsource>| {
        logsource.to_string()
    });
    Ok(environment)
}

fn template_error(files: &[DataFile], name: &str, error: &minijinja::Error) -> Error {
    let file = files.iter().find(|file| file.name == name);
    let path = file.map_or(name, |file| &file.shown);
    let line = error.line().map(|line| format!(":{line}"));
    let detail = error.detail().map(|detail| format!(": {detail}"));
    Error::Template {
        place: format!("{path}{}", line.unwrap_or_default()),
        why: format!("{}{}", error.kind(), detail.unwrap_or_default()),
    }
}

/// A code span: its fence is longer than any run of backticks in the text (CommonMark 6.1).
fn code(text: &str) -> String {
    let text = display::escape(text);
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    if longest == 0 {
        format!("{fence}{text}{fence}")
    } else {
        format!("{fence} {text} {fence}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_a_code_span() {
        for (text, wanted) in [
            ("plain <b>", "`plain <b>`"),
            ("a `b` c", "`` a `b` c ``"),
            ("``", "``` `` ```"),
            ("\u{1b}[31m", "`\\u{1b}[31m`"),
        ] {
            assert_eq!(code(text), wanted);
        }
    }
}
