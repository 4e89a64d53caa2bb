//! A pseudo-terminal in which the program runs, and a folder for its files.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use rexpect::reader::Options;
use rexpect::session::{PtySession, spawn_with_options};
use tempfile::TempDir;

pub const SIGMINE: &str = env!("CARGO_BIN_EXE_sigmine");
pub const SOURCE: &str = "examples/letterbox/source";
pub const LOGS: &str = "examples/letterbox/logs";

/// The end of the line that says which keys there are.
pub const KEYS: &str = "? q: ";
pub const CTRL_C: &str = "\u{3}";
pub const CTRL_D: &str = "\u{4}";
pub const CLEAR: &str = "\u{1b}[2J";

/// Runs the program at a terminal of a given size, as a shell would: says its process first, and
/// afterwards its exit code and whether the terminal is as it was.
const SHELL: &str = r#"
trap : INT
stty sane rows "$1" cols "$2"
shift 2
found=$(stty -g)
sh -c 'echo "process $$."; exec "$@"' - "$@"
echo "ended with $?."
test "$found" = "$(stty -g)" && echo "terminal as before."
"#;

/// A terminal in which the program runs.
pub struct Terminal {
    session: PtySession,
    process: String,
}

impl Terminal {
    pub fn start(args: &[&str]) -> Terminal {
        Terminal::with("xterm", (24, 80), args)
    }

    pub fn with(term: &str, (rows, columns): (usize, usize), args: &[&str]) -> Terminal {
        let mut command = Command::new("sh");
        command.args([
            "-c",
            SHELL,
            "sh",
            &rows.to_string(),
            &columns.to_string(),
            SIGMINE,
        ]);
        command.args(args).env("TERM", term).env("NO_COLOR", "1");
        let options = Options::new().timeout_ms(Some(120_000));
        let mut session = spawn_with_options(command, options).unwrap();
        session.exp_string("process ").unwrap();
        let process = session.exp_string(".").unwrap();
        Terminal { session, process }
    }

    /// Waits for a text, and gives what came before it.
    pub fn wait_for(&mut self, text: &str) -> String {
        let before = self.session.exp_string(text).unwrap();
        // The crate takes each byte for a character.
        let bytes: Vec<u8> = before.chars().map(|c| u8::try_from(c).unwrap()).collect();
        String::from_utf8(bytes).unwrap()
    }

    pub fn wait_for_keys(&mut self) -> String {
        self.wait_for(KEYS)
    }

    pub fn send(&mut self, keys: &str) {
        self.session.send(keys).unwrap();
        self.session.flush().unwrap();
    }

    /// Presses a key and gives the screen that follows.
    pub fn press(&mut self, key: &str) -> String {
        self.send(key);
        self.wait_for_keys()
    }

    /// Presses a key that asks for a text, and puts the answer in the place of what is there.
    pub fn answer(&mut self, key: &str, question: &str, answer: &str) -> String {
        self.send(key);
        self.wait_for(question);
        self.send(&"\u{7f}".repeat(100));
        self.send(answer);
        self.press("\r")
    }

    pub fn signal(&self, name: &str) {
        let status = Command::new("kill")
            .args(["-s", name, &self.process])
            .status();
        assert!(status.unwrap().success());
    }

    /// Waits for the end: the exit code, and what was said. The terminal must be as it was.
    pub fn end(mut self) -> (i32, String) {
        let ended = self.ended();
        self.wait_for("terminal as before.");
        ended
    }

    /// As [`Terminal::end`], after a signal that nobody can answer.
    pub fn end_anyhow(mut self) -> (i32, String) {
        self.ended()
    }

    fn ended(&mut self) -> (i32, String) {
        let said = self.wait_for("ended with ");
        (self.wait_for(".").parse().unwrap(), said)
    }

    pub fn end_with(mut self, key: &str) -> (i32, String) {
        self.send(key);
        self.end()
    }
}

/// A folder for one test.
pub struct Place(TempDir);

impl Place {
    pub fn new() -> Place {
        Place(TempDir::new().unwrap())
    }

    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    /// The best four candidates of the example; all print through the same function.
    pub fn candidates(&self) -> String {
        let path = self.path("candidates.jsonl");
        let mined = quietly(&["mine", SOURCE, "--format", "jsonl", "--limit", "4"]);
        fs::write(&path, mined.stdout).unwrap();
        path
    }

    /// The text of the decision file; empty if there is none.
    pub fn decisions(&self) -> String {
        fs::read_to_string(self.path("decisions.yml")).unwrap_or_default()
    }

    pub fn accepted(&self) -> usize {
        self.decisions().matches("decision: accept").count()
    }

    pub fn rejected(&self) -> usize {
        self.decisions().matches("decision: reject").count()
    }

    pub fn review_at(&self, term: &str, size: (usize, usize)) -> Terminal {
        let candidates = self.candidates();
        let decisions = self.path("decisions.yml");
        Terminal::with(
            term,
            size,
            &[
                "review",
                &candidates,
                "--decisions",
                &decisions,
                "--source",
                SOURCE,
            ],
        )
    }

    pub fn review(&self) -> Terminal {
        self.review_at("xterm", (24, 80))
    }

    pub fn draft(&self) -> Terminal {
        let (out, decisions) = (self.path("out"), self.path("decisions.yml"));
        Terminal::start(&[
            "draft",
            SOURCE,
            "--logs",
            LOGS,
            "--out",
            &out,
            "--decisions",
            &decisions,
        ])
    }

    /// The keywords of the rule that was written; none if there is no rule.
    pub fn rule(&self) -> Vec<String> {
        let files = fs::read_dir(self.path("out")).into_iter().flatten();
        let paths = files.map(|entry| entry.unwrap().path());
        let is_rule = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            name.ends_with(".yml") && name.matches('.').count() == 1
        };
        let Some(path) = paths.into_iter().find(is_rule) else {
            return Vec::new();
        };
        let rule = sigmine::sigma::read(&fs::read_to_string(path).unwrap(), "rule").unwrap();
        rule.keywords
            .iter()
            .map(|keyword| keyword.pattern.to_string())
            .collect()
    }
}

/// Runs the program without a terminal.
pub fn quietly(args: &[&str]) -> Output {
    let mut command = Command::new(SIGMINE);
    command.args(args).stdin(Stdio::null());
    command.output().unwrap()
}

pub fn last_screen(shown: &str) -> &str {
    shown.rsplit(CLEAR).next().unwrap()
}
