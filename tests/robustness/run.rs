//! Runs the program on a folder of hostile files, and stops it if it hangs.

use std::fs;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// A debug build on a busy machine needs a fraction of this; only a hang reaches it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder that goes away with the test.
pub struct Desk(tempfile::TempDir);

/// How a run ended.
pub struct Ended {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
    /// The most memory that it used, in MB; 0 where the system does not tell.
    pub peak: u64,
    /// Processor time, in the system's ticks (mostly hundredths of a second); 0 where it does not tell.
    pub ticks: u64,
}

impl Desk {
    pub fn new() -> Self {
        Desk(tempfile::tempdir().unwrap())
    }

    /// A folder `source` with one file.
    pub fn with(name: &str, content: impl AsRef<[u8]>) -> Self {
        let desk = Desk::new();
        desk.write(format!("source/{name}"), content);
        desk
    }

    pub fn path(&self, below: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(below)
    }

    pub fn write(&self, below: impl AsRef<Path>, content: impl AsRef<[u8]>) {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Mines as a user who may not read everything.
    pub fn mine_without_privileges(&self) -> Ended {
        self.run_without_privileges("mine source --format jsonl")
    }

    /// The program as a user who may not do everything, also where root runs the tests: root becomes
    /// nobody, who needs a program and a folder that anybody may use.
    pub fn run_without_privileges(&self, arguments: &str) -> Ended {
        use std::os::unix::fs::PermissionsExt;
        use std::os::unix::process::CommandExt;
        const NOBODY: u32 = 65_534;
        let program = self.path("sigmine");
        fs::copy(env!("CARGO_BIN_EXE_sigmine"), &program).unwrap();
        for path in [self.0.path(), &program] {
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let mut command = Command::new(program);
        command.args(arguments.split(' '));
        let is_root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        end(self.spawn(command))
    }

    /// The program with these arguments, separated by spaces, in this folder.
    pub fn start(&self, arguments: &str) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sigmine"));
        command.args(arguments.split(' '));
        self.spawn(command)
    }

    fn spawn(&self, mut command: Command) -> Child {
        command
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    pub fn run(&self, arguments: &str) -> Ended {
        end(self.start(arguments))
    }

    /// Mines the folder `source` into JSON lines.
    pub fn mine(&self) -> Ended {
        self.run("mine source --format jsonl")
    }
}

/// Waits for a program to end by itself; one that panicked fails the test.
pub fn end(mut child: Child) -> Ended {
    let stdout = child.stdout.take().map(collect);
    let stderr = child.stderr.take().map(collect);
    let started = Instant::now();
    let (mut peak, mut ticks) = (0, 0);
    let status = loop {
        peak = peak_of(&child).unwrap_or(peak);
        ticks = ticks_of(&child).unwrap_or(ticks);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if started.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("still running after {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(10));
    };
    let text = |reader: Option<JoinHandle<String>>| reader.map(|reader| reader.join().unwrap());
    let stderr = text(stderr).unwrap_or_default();
    assert!(!stderr.contains("panicked"), "{stderr}");
    Ended {
        code: status
            .code()
            .unwrap_or_else(|| panic!("{status}: {stderr}")),
        stdout: text(stdout).unwrap_or_default(),
        stderr,
        peak: peak / 1024,
        ticks,
    }
}

/// The most memory that a program has used so far, in KiB.
fn peak_of(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// User and system time, which stand behind the program's name in brackets.
fn ticks_of(child: &Child) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    let (_, behind) = stat.rsplit_once(')')?;
    let times = behind.split_whitespace().skip(11).take(2);
    times.map(|time| time.parse::<u64>().ok()).sum()
}

fn collect(mut stream: impl Read + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    })
}

impl Ended {
    /// The mined candidates; each line must be JSON.
    pub fn candidates(&self) -> Vec<serde_json::Value> {
        let lines = self.stdout.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The mined patterns, sorted.
    pub fn patterns(&self) -> Vec<String> {
        let text =
            |candidate: &serde_json::Value| candidate["pattern"].as_str().unwrap().to_owned();
        let mut patterns: Vec<_> = self.candidates().iter().map(text).collect();
        patterns.sort();
        patterns
    }
}
