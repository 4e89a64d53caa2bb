//! The command line: a contract that scripts rely on.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use sigmine::emit::Split;
use sigmine::job::MineOptions;
use sigmine::level::Level;
use sigmine::sigma::RuleLevel;
use sigmine::sink::Sink;
use sigmine::source;

use crate::{threads, values};

/// Turns an application's source code into a keyword-based Sigma rule.
///
/// Results go to stdout, everything else to stderr. Exit codes: 0 done; 1 done, and something was
/// found that the command exists to report; 2 usage or input error; 3 partly done (what could not be
/// read is named); 130 interrupted.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten, next_help_heading = "Options of every command")]
    pub common: Common,
}

/// What every command takes.
#[derive(Debug, clap::Args)]
pub struct Common {
    /// When to use colours; `NO_COLOR` is respected
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Say only what went wrong, and show no progress
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Say also how long each step took
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// How many threads to work with [default: one for each core]
    #[arg(long, global = true, value_name = "N", value_parser = threads::number)]
    pub threads: Option<usize>,
    /// A folder with language packs of your own
    #[arg(long, global = true, value_name = "DIR")]
    pub packs: Option<PathBuf>,
    /// A folder with word lists of your own
    #[arg(long, global = true, value_name = "DIR")]
    pub words: Option<PathBuf>,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Color {
    /// On a terminal that has them.
    Auto,
    /// Also into files and pipes.
    Always,
    /// Nowhere.
    Never,
}

impl Color {
    /// Takes effect for all that is written later.
    pub fn apply(self) {
        let choice = match self {
            Color::Auto => return,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
        console::set_colors_enabled(matches!(self, Color::Always));
        console::set_colors_enabled_stderr(matches!(self, Color::Always));
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// The whole job: mine, rank, cross-check, curate, write the draft
    Draft(Box<Draft>),
    /// List an application's messages, those first that most likely mean an attack
    Mine(Mine),
    /// Count what keywords hit in sample logs of normal operation
    Crosscheck(Crosscheck),
    /// Decide on mined candidates at the terminal
    Review(Review),
    /// Run SigmaHQ's checks on rules, offline
    Lint(Lint),
    /// Say why a text of the source is a candidate, or at which step it stopped being one
    Explain(Explain),
    /// List or check language packs
    Packs(Packs),
    /// Print a completion script
    Completions(Completions),
}

/// What is read of a source tree.
#[derive(Debug, clap::Args)]
pub struct Tree {
    /// Folders of an application's source
    #[arg(required = true, value_name = "SOURCE")]
    pub sources: Vec<PathBuf>,
    /// Skip larger files, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = source::Options::MAX_FILE_SIZE)]
    max_file_size: u64,
    /// Read third-party and generated code, tests and examples too
    #[arg(long)]
    include_vendored: bool,
    /// Keep what was read of each file in this folder, so that the next run reads only what has changed
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
}

impl Tree {
    /// What the library is asked to mine.
    pub fn options(&self, common: &Common) -> MineOptions {
        MineOptions {
            packs: common.packs.clone(),
            words: common.words.clone(),
            source: source::Options {
                max_file_size: self.max_file_size,
                include_vendored: self.include_vendored,
            },
            cache: self.cache.clone(),
        }
    }
}

#[derive(Debug, clap::Args)]
pub struct Draft {
    #[command(flatten)]
    pub tree: Tree,
    #[command(flatten)]
    pub logs: Logs,
    /// The folder for the draft
    #[arg(long, value_name = "DIR", default_value = "draft")]
    pub out: PathBuf,
    /// Replace a draft that is there already
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub choice: Choice,
    #[command(flatten)]
    pub rule: Rule,
    /// Write several rules: by theme, at most 25 keywords each; or by sink, what only clients see apart
    #[arg(long, value_enum, value_name = "BY")]
    pub split: Option<SplitBy>,
    /// A folder with templates of your own
    #[arg(long, visible_alias = "template", value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// A checkout of SigmaHQ/sigma: refuse a draft that repeats an id, title, file name or detection
    #[arg(long, value_name = "DIR")]
    pub sigma_repo: Option<PathBuf>,
}

/// How a draft becomes several rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SplitBy {
    Theme,
    Sink,
}

impl From<SplitBy> for Split {
    fn from(by: SplitBy) -> Self {
        match by {
            SplitBy::Theme => Split::Theme,
            SplitBy::Sink => Split::Sink,
        }
    }
}

/// Sample logs of normal operation.
#[derive(Debug, clap::Args)]
pub struct Logs {
    /// Sample logs of normal operation: files, folders, 'patterns*', - for stdin, or
    /// corpora:PROGRAM for those that sigmine brings along
    #[arg(long = "logs", value_name = "PATH", num_args = 1..)]
    pub paths: Vec<PathBuf>,
    /// Count only lines that name this program, as syslog and the journal do
    #[arg(long, value_name = "NAME")]
    pub program: Option<String>,
    /// List the sample logs that sigmine brings along, and do nothing else
    #[arg(long, exclusive = true)]
    pub list_logs: bool,
}

/// Who decides on the candidates.
#[derive(Debug, clap::Args)]
pub struct Choice {
    /// Accept the N best candidates that no decision speaks against, and ask nothing
    #[arg(long, value_name = "N", conflicts_with = "accept_above")]
    pub accept: Option<usize>,
    /// Accept all candidates with this score or more that no decision speaks against, and ask nothing
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true)]
    pub accept_above: Option<f64>,
    /// The file that keeps what is decided [default: sigmine.decisions.yml in the draft's folder]
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
    /// Ask nothing: take --accept, --accept-above and the decision file, which is only read without them
    #[arg(long)]
    pub no_input: bool,
}

impl Choice {
    /// Whether a person is asked.
    pub fn asks(&self) -> bool {
        !self.no_input && !self.accepts()
    }

    /// Whether a person or a flag decides; otherwise only the decision file does, and is not written.
    pub fn decides(&self) -> bool {
        self.asks() || self.accepts()
    }

    fn accepts(&self) -> bool {
        self.accept.is_some() || self.accept_above.is_some()
    }
}

/// What the rule says about itself.
#[derive(Debug, clap::Args)]
pub struct Rule {
    /// The application's name [default: the repository's or the folder's]
    #[arg(long, value_name = "NAME", value_parser = values::app)]
    pub app: Option<String>,
    /// The log source's product, such as linux
    #[arg(long, value_name = "NAME")]
    pub product: Option<String>,
    /// The log source's service
    #[arg(long, value_name = "NAME")]
    pub service: Option<String>,
    /// The log source's category, such as application
    #[arg(long, value_name = "NAME")]
    pub category: Option<String>,
    /// Who signs the rule: 'Name Surname (@handle)'
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// The rule's title
    #[arg(long)]
    pub title: Option<String>,
    /// What the rule finds, in a sentence that starts with 'Detects'
    #[arg(long)]
    pub description: Option<String>,
    /// How grave a match is: informational, low, medium, high or critical [default: by the messages]
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<RuleLevel>,
    /// A page to read on about the messages; may be given several times [default: links to the source]
    #[arg(long = "reference", value_name = "URL")]
    pub references: Vec<String>,
    /// The rule's date [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<jiff::civil::Date>,
}

#[derive(Debug, clap::Args)]
pub struct Mine {
    #[command(flatten)]
    pub tree: Tree,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = MineFormat::Table)]
    pub format: MineFormat,
    /// Show only the N best; 0 for all [default: 50 in a table, otherwise all]
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Only this level or graver
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<Level>,
    /// Only what goes there: syslog, file, stderr, client, exception, unknown
    #[arg(long, value_name = "SINK", value_parser = values::sink)]
    pub sink: Option<Sink>,
    /// Show the reasons for each score in the table
    #[arg(long)]
    pub explain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MineFormat {
    /// For reading.
    Table,
    /// One JSON object a line.
    Jsonl,
    /// For spreadsheets.
    Csv,
}

#[derive(Debug, clap::Args)]
pub struct Crosscheck {
    /// Sigma keyword rules, or candidates from `mine --format jsonl`; - for stdin
    #[arg(required = true, value_name = "CANDIDATES|RULE")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub logs: Logs,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Example lines to keep for each keyword
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub examples: usize,
    /// Exit with code 1 if any keyword hits
    #[arg(long)]
    pub fail_on_hits: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading.
    Table,
    /// One JSON object a line.
    Jsonl,
}

#[derive(Debug, clap::Args)]
pub struct Review {
    /// Candidates from `mine --format jsonl`
    #[arg(value_name = "CANDIDATES")]
    pub candidates: PathBuf,
    /// The file that keeps what is decided
    #[arg(long, value_name = "FILE", default_value = "sigmine.decisions.yml")]
    pub decisions: PathBuf,
    /// The application that the decisions are on, as in `draft --app`
    #[arg(long, value_name = "NAME", value_parser = values::app)]
    pub app: Option<String>,
    /// Who decides, for the decision file
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Folders with the source, to show it around each site
    #[arg(long, value_name = "DIR", num_args = 1..)]
    pub source: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Lint {
    /// Sigma rules
    #[arg(required = true, value_name = "RULE")]
    pub rules: Vec<PathBuf>,
    /// How the findings are written
    #[arg(long, value_enum, default_value_t = LintFormat::Text)]
    pub format: LintFormat,
    /// A checkout of SigmaHQ/sigma: say also whose id, title, file name or keywords a rule repeats
    #[arg(long, value_name = "DIR")]
    pub sigma_repo: Option<PathBuf>,
    /// Show what each search engine makes of the rules' keywords, instead of findings
    #[arg(long, conflicts_with_all = ["format", "sigma_repo"])]
    pub portability: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LintFormat {
    /// For reading, each finding at its place in the rule.
    Text,
    /// For reading, one line a finding.
    Table,
    /// A JSON array of findings.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

#[derive(Debug, clap::Args)]
pub struct Explain {
    #[command(flatten)]
    pub tree: Tree,
    /// A message or a part of it, in either case, with * for anything; or a place, as FILE:LINE
    #[arg(value_name = "MESSAGE-OR-FILE:LINE", value_parser = values::asked)]
    pub asked: String,
}

#[derive(Debug, clap::Args)]
pub struct Packs {
    #[command(subcommand)]
    pub action: PacksAction,
}

#[derive(Debug, Subcommand)]
pub enum PacksAction {
    /// Which languages there are
    List,
    /// Load all packs, with those in a folder of your own, and name what their fixtures do not prove
    Check {
        /// The folder
        dir: Option<PathBuf>,
    },
}

#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell
    pub shell: Shell,
}
