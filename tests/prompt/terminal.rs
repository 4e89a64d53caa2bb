//! A pseudo-terminal in which the program runs, and a folder for its files.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rexpect::process::PtyProcess;
use rustix::termios::{Winsize, tcsetwinsize};
use tempfile::TempDir;

use crate::judge;

pub const SIGMINE: &str = env!("CARGO_BIN_EXE_sigmine");
pub const SOURCE: &str = "examples/letterbox/source";
pub const LOGS: &str = "examples/letterbox/logs";

/// What stands last on a screen of a candidate.
pub const KEYS: &str = "q leave";
pub const CTRL_C: &str = "\u{3}";
pub const CTRL_D: &str = "\u{4}";
pub const ENTER: &str = "\r";

/// What begins and ends each screen: a synchronized update.
const BEGIN_OF_SCREEN: &str = "\u{1b}[?2026h";
const END_OF_SCREEN: &str = "\u{1b}[?2026l";

/// Where nothing comes for so long, nothing will.
const PATIENCE: Duration = Duration::from_secs(120);

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
    _process: PtyProcess,
    input: File,
    output: Receiver<Vec<u8>>,
    /// What came and was not looked at yet.
    pending: Vec<u8>,
    screen: vt100::Parser,
    program: String,
}

impl Terminal {
    pub fn start(args: &[&str]) -> Terminal {
        Terminal::with("xterm", (24, 80), args)
    }

    pub fn with(term: &str, (rows, columns): (u16, u16), args: &[&str]) -> Terminal {
        let size = [rows.to_string(), columns.to_string()];
        let mut command = Command::new("sh");
        command.args(["-c", SHELL, "sh"]).args(size).arg(SIGMINE);
        command.args(args).env("TERM", term).env("NO_COLOR", "1");
        command.env("USER", "ada");
        let process = PtyProcess::new(command).unwrap();
        let input = process.get_file_handle().unwrap();
        let output = listen(process.get_file_handle().unwrap());
        let mut terminal = Terminal {
            _process: process,
            input,
            output,
            pending: Vec::new(),
            screen: screen_of(rows, columns),
            program: String::new(),
        };
        terminal.wait_for("process ");
        terminal.program = terminal.wait_for(".");
        terminal
    }

    /// Waits for a text, and gives what came before it.
    pub fn wait_for(&mut self, text: &str) -> String {
        self.look_for(text)
            .unwrap_or_else(|seen| panic!("no {text:?} in {seen:?}"))
    }

    /// The same; what came instead where it never comes.
    fn look_for(&mut self, text: &str) -> Result<String, String> {
        let wanted = text.as_bytes();
        loop {
            let found = self.pending.windows(wanted.len()).position(|w| w == wanted);
            if let Some(at) = found {
                let taken: Vec<u8> = self.pending.drain(..at + wanted.len()).collect();
                self.screen.process(&taken);
                return Ok(String::from_utf8_lossy(&taken[..at]).into_owned());
            }
            let Ok(bytes) = self.output.recv_timeout(PATIENCE) else {
                let seen = std::mem::take(&mut self.pending);
                self.screen.process(&seen);
                return Err(String::from_utf8_lossy(&seen).into_owned());
            };
            self.pending.extend(bytes);
        }
    }

    /// The next screen that is drawn, as a person sees it.
    pub fn next_screen(&mut self) -> String {
        self.wait_for(END_OF_SCREEN);
        self.contents()
    }

    /// What the terminal shows.
    pub fn contents(&self) -> String {
        self.screen.screen().contents()
    }

    /// The screen as soon as it shows a text.
    pub fn until(&mut self, text: &str) -> String {
        let mut shown = self.next_screen();
        while !shown.contains(text) {
            shown = self.next_screen();
        }
        shown
    }

    pub fn send(&mut self, keys: &str) {
        // Where the program has ended meanwhile, nobody reads them.
        let _ = self.input.write_all(keys.as_bytes());
    }

    /// Presses a key and gives the screen that follows.
    pub fn press(&mut self, key: &str) -> String {
        self.send(key);
        self.next_screen()
    }

    /// Puts an answer in the place of the one that is there, and gives the screen before Enter.
    pub fn type_in(&mut self, question: &str, answer: &str) -> String {
        self.send("\u{15}");
        self.until(&format!("{question}: "));
        if answer.is_empty() {
            return self.contents();
        }
        self.send(answer);
        self.until(&format!("{question}: {answer}"))
    }

    /// Presses a key that asks for a text, and answers.
    pub fn answer(&mut self, key: &str, question: &str, answer: &str) -> String {
        self.press(key);
        self.type_in(question, answer);
        self.press(ENTER)
    }

    /// Makes the terminal another size; the program is told.
    pub fn resize(&mut self, rows: u16, columns: u16) -> String {
        let size = Winsize {
            ws_row: rows,
            ws_col: columns,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        let [height, width] = [rows, columns].map(|cells| NonZero::new(cells).unwrap());
        self.screen.screen_mut().set_size(height, width);
        tcsetwinsize(&self.input, size).unwrap();
        self.next_screen()
    }

    pub fn signal(&self, name: &str) {
        let status = Command::new("kill")
            .args(["-s", name, &self.program])
            .status();
        assert!(status.unwrap().success());
    }

    /// Waits for the end: the exit code, and what was said. The terminal must be as it was.
    pub fn end(mut self) -> (i32, String) {
        let ended = self.ended();
        self.wait_for("terminal as before.");
        assert!(!self.screen.screen().alternate_screen() && !self.screen.screen().hide_cursor());
        ended
    }

    /// Waits for the end, also after a signal that nobody can answer, and gives the last screen that
    /// was drawn to its end, if there was one.
    pub fn end_with_last_screen(mut self) -> Option<String> {
        let (_, said) = self.ended();
        let (screens, _) = said.rsplit_once(END_OF_SCREEN)?;
        let (_, last) = screens.rsplit_once(BEGIN_OF_SCREEN)?;
        let (rows, columns) = self.screen.screen().size();
        let mut screen = screen_of(rows.into(), columns.into());
        screen.process(last.as_bytes());
        Some(screen.screen().contents())
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

/// An empty screen.
fn screen_of(rows: u16, columns: u16) -> vt100::Parser {
    let [rows, columns] = [rows, columns].map(|cells| NonZero::new(cells).unwrap());
    vt100::Parser::new(rows, columns, 0)
}

/// What the terminal prints, as it comes.
fn listen(mut from: File) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(read @ 1..) = from.read(&mut buffer) {
            if sender.send(buffer[..read].to_vec()).is_err() {
                break;
            }
        }
    });
    receiver
}

/// A folder for one test.
pub struct Place(TempDir);

/// Whatever was drafted, SigmaHQ's own tools have nothing to say about it.
impl Drop for Place {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            judge::accepts_drafts_below(self.0.path());
        }
    }
}

impl Place {
    pub fn new() -> Place {
        Place(TempDir::new().unwrap())
    }

    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    /// All candidates of the example.
    pub fn all_candidates(&self) -> String {
        let path = self.path("candidates.jsonl");
        let mined = quietly(&["mine", SOURCE, "--format", "jsonl", "--limit", "0"]);
        fs::write(&path, mined.stdout).unwrap();
        path
    }

    /// So many candidates of the example that print through the same function, by their texts, wherever they
    /// stand among the others.
    pub fn candidates(&self, number: usize) -> String {
        let path = self.all_candidates();
        let mined = fs::read_to_string(&path).unwrap();
        let mut of_one: Vec<serde_json::Value> = mined
            .lines()
            .filter(|line| line.contains("sandbox refused: "))
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        // By their texts: weights may change their order.
        of_one.sort_by_key(|candidate| candidate["pattern"].to_string());
        let ranked = of_one.into_iter().take(number).enumerate();
        let ranked = ranked.map(|(index, mut candidate)| {
            candidate["rank"] = (index + 1).into();
            format!("{candidate}\n")
        });
        fs::write(&path, ranked.collect::<String>()).unwrap();
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

    pub fn review_at(&self, term: &str, size: (u16, u16)) -> Terminal {
        let candidates = self.candidates(4);
        let decisions = self.path("decisions.yml");
        let args = [
            "review",
            &candidates,
            "--decisions",
            &decisions,
            "--source",
            SOURCE,
        ];
        Terminal::with(term, size, &args)
    }

    pub fn review(&self) -> Terminal {
        self.review_at("xterm", (24, 80))
    }

    pub fn draft(&self) -> Terminal {
        self.draft_at("xterm", (24, 80))
    }

    pub fn draft_at(&self, term: &str, size: (u16, u16)) -> Terminal {
        let (out, decisions) = (self.path("out"), self.path("decisions.yml"));
        let args = [
            "draft",
            SOURCE,
            "--logs",
            LOGS,
            "--out",
            &out,
            "--decisions",
            &decisions,
        ];
        Terminal::with(term, size, &args)
    }

    /// The text of the rule that was written; empty if there is none.
    pub fn rule(&self) -> String {
        let files = fs::read_dir(self.path("out")).into_iter().flatten();
        let paths = files.map(|entry| entry.unwrap().path());
        let is_rule = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            name.ends_with(".yml") && name.matches('.').count() == 1
        };
        let rule = paths.into_iter().find(is_rule);
        rule.map_or_else(String::new, |path| fs::read_to_string(path).unwrap())
    }

    /// Its keywords.
    pub fn keywords(&self) -> Vec<String> {
        let rule = self.rule();
        if rule.is_empty() {
            return Vec::new();
        }
        let rule = sigmine::sigma::read(&rule, "rule").unwrap();
        let keywords = rule.keywords.iter();
        keywords
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
