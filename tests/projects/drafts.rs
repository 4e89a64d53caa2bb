//! Drafts on real projects: SigmaHQ's tools accept them, sigma-cli converts them, and what is found in
//! a log is the same whoever searches it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read, empty};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use sigmine::crosscheck::{Options, crosscheck};
use sigmine::logs::LogSet;
use sigmine::pattern::{Pattern, Piece};
use sigmine::progress::Silent;
use sigmine::sigma;

use crate::{ROOT, counter, judge, python, source};

/// A project, and a log that it wrote.
const PROJECTS: [(&str, &str); 4] = [
    ("vsftpd", "vsftpd/vsftpd.log.gz"),
    ("nginx", "nginx/error.log"),
    ("pyftpdlib", "pyftpdlib/pyftpdlib.log"),
    ("django", "django/django.log.gz"),
];

/// The 17 keywords of the published rule, as decisions.
const REFERENCE: &str = "tests/projects/vsftpd.decisions.yml";

/// A draft, and the log that its keywords are looked for in.
struct Drafted {
    rule: PathBuf,
    keywords: Vec<Pattern>,
    log: PathBuf,
    planted: BTreeSet<u64>,
}

#[test]
fn drafts_on_real_projects_pass_the_oracle_convert_and_find_the_same_lines_everywhere() {
    let desk = tempfile::tempdir().unwrap();
    let drafts: Vec<Drafted> = PROJECTS
        .iter()
        .filter_map(|(project, log)| {
            let source = source(project)?;
            let (log, out) = (captured(log), desk.path().join(project));
            let flags = ["--accept", "25", "--logs", log.to_str().unwrap()];
            Some(drafted(&draft(project, &source, &flags, &out), &log))
        })
        .collect();
    if drafts.is_empty() {
        return;
    }
    counts_equal_the_counters(&drafts);
    drafts.iter().for_each(|draft| judge::accepts(&draft.rule));
    let requests: Vec<Value> = drafts
        .iter()
        .map(|draft| json!({"rule": draft.rule, "log": draft.log}))
        .collect();
    let requests = python::requests(desk.path(), &requests);
    let Some(answers) = python::ask("convert.py", &[requests]) else {
        return;
    };
    assert_eq!(answers.len(), 4 * drafts.len(), "four targets a draft");
    for answer in &answers {
        assert_eq!(answer["error"], Value::Null, "{answer}");
        assert_ne!(answer["query"], "", "{answer}");
    }
    for draft in &drafts {
        let rule = json!(draft.rule);
        let loki = answers
            .iter()
            .find(|answer| answer["rule"] == rule && answer["target"] == "loki");
        let lines = loki.unwrap()["lines"].as_array().unwrap();
        let theirs: BTreeSet<u64> = lines.iter().map(|line| line.as_u64().unwrap()).collect();
        let ours = lines_hit(&draft.keywords, &draft.log);
        assert_eq!(theirs, ours, "{}", draft.rule.display());
        assert!(ours.is_superset(&draft.planted), "{}", draft.rule.display());
    }
}

/// On every sample log, the keywords of all drafts hit as many lines as the independent counter says.
fn counts_equal_the_counters(drafts: &[Drafted]) {
    let keywords: Vec<Pattern> = drafts
        .iter()
        .flat_map(|draft| draft.keywords.clone())
        .collect();
    for log in counter::sample_logs() {
        let logs = [log];
        let Some(expected) = counter::counted(&keywords, &logs) else {
            return;
        };
        let set = LogSet::find(&logs, Box::new(empty())).unwrap();
        let report = crosscheck(&keywords, &[], &set, &Options::default(), &Silent).unwrap();
        for (hits, expected) in report.hits.iter().zip(expected) {
            assert_eq!(hits.hits, expected, "'{}' in {logs:?}", hits.keyword);
        }
    }
}

/// Drafts a rule, and gives its path.
pub fn draft(project: &str, source: &Path, flags: &[&str], out: &Path) -> PathBuf {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sigmine"));
    command
        .args(["draft", "--no-input", "--app", project])
        .args(flags);
    let run = command.arg("--out").arg(out).arg(source).output().unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    // Partly done is done: files with a damaged stretch are named.
    assert!(matches!(run.status.code(), Some(0 | 3)), "{said}");
    let written = String::from_utf8(run.stdout).unwrap();
    assert_eq!(
        written.lines().count(),
        3,
        "rule, pull request and evidence: {written}"
    );
    PathBuf::from(written.lines().next().unwrap())
}

pub fn captured(log: &str) -> PathBuf {
    Path::new(ROOT).join("corpora/logs").join(log)
}

/// Reads the rule, and plants each keyword twice, in either case, behind the captured log.
fn drafted(rule: &Path, log: &Path) -> Drafted {
    let text = fs::read_to_string(rule).unwrap();
    let read = sigma::read(&text, "draft.yml").unwrap();
    let keywords: Vec<Pattern> = read
        .keywords
        .into_iter()
        .map(|keyword| keyword.pattern)
        .collect();
    let findings = sigma::lint(
        &text,
        &rule.display().to_string(),
        jiff::ZonedDateTime::now().date(),
    );
    assert_eq!(findings, [], "not even a word on how portable a keyword is");
    // One keyword may stand for two of the accepted messages.
    assert!(keywords.len() >= 8, "{text}");
    let mut lines = unpacked(log);
    let first = lines.matches('\n').count() as u64 + 1;
    for keyword in &keywords {
        let event = format!("Jan  2 10:00:00 host app[1]: <{}>\n", printed(keyword));
        lines.push_str(&event);
        lines.push_str(&event.to_ascii_uppercase());
    }
    let path = rule.with_extension("log");
    fs::write(&path, lines).unwrap();
    let planted = (first..).take(2 * keywords.len()).collect();
    Drafted {
        rule: rule.to_owned(),
        keywords,
        log: path,
        planted,
    }
}

fn unpacked(log: &Path) -> String {
    let mut bytes = Vec::new();
    let mut file = File::open(log).unwrap();
    if log.extension().is_some_and(|extension| extension == "gz") {
        flate2::read::MultiGzDecoder::new(file)
            .read_to_end(&mut bytes)
            .unwrap();
    } else {
        file.read_to_end(&mut bytes).unwrap();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The keyword's text with something in the place of each value.
fn printed(keyword: &Pattern) -> String {
    let pieces = keyword.pieces().iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Any => "some value",
        Piece::One => "v",
    });
    pieces.collect()
}

/// The lines, from 1, that our own matcher finds.
pub fn lines_hit(keywords: &[Pattern], log: &Path) -> BTreeSet<u64> {
    let logs = LogSet::find(&[log.to_owned()], Box::new(empty())).unwrap();
    let all = Options {
        examples: usize::MAX,
        ..Options::default()
    };
    let report = crosscheck(keywords, &[], &logs, &all, &Silent).unwrap();
    let examples = report.hits.iter().flat_map(|hits| &hits.examples);
    examples.map(|example| example.line).collect()
}

#[test]
fn the_draft_of_the_reference_decisions_detects_what_the_published_rule_detects() {
    let Some(source) = source("vsftpd") else {
        return;
    };
    let desk = tempfile::tempdir().unwrap();
    let decisions = desk.path().join("decisions.yml");
    fs::copy(Path::new(ROOT).join(REFERENCE), &decisions).unwrap();
    let flags = ["--decisions", decisions.to_str().unwrap()];
    let rule = draft("vsftpd", &source, &flags, desk.path());
    let text = fs::read_to_string(&rule).unwrap();
    let read = sigma::read(&text, "draft.yml").unwrap();
    let found: BTreeSet<String> = read
        .keywords
        .into_iter()
        .map(|keyword| keyword.text)
        .collect();
    assert_eq!(found, reference());
    assert_eq!(found.len(), 17);
    assert!(
        text.contains("logsource:\n    product: linux\n    service: vsftpd\n"),
        "{text}"
    );
    assert!(text.contains("    condition: keywords\n"), "{text}");
    judge::accepts(&rule);
}

/// The keywords of the decisions; they are the published rule's.
fn reference() -> BTreeSet<String> {
    let text = fs::read_to_string(Path::new(ROOT).join(REFERENCE)).unwrap();
    let file: Value = serde_yaml::from_str(&text).unwrap();
    let decisions = file["decisions"].as_array().unwrap();
    let keyword = |decision: &Value| decision["keyword"].as_str().unwrap().to_owned();
    decisions.iter().map(keyword).collect()
}

/// `SIGMA_REPO` names a checkout of SigmaHQ/sigma.
#[test]
fn a_pull_request_has_every_heading_of_sigmahqs_template_in_its_order() {
    let Some(checkout) = std::env::var_os("SIGMA_REPO") else {
        println!("SKIPPED: SIGMA_REPO names no checkout of SigmaHQ/sigma");
        return;
    };
    let theirs = Path::new(&checkout).join(".github/PULL_REQUEST_TEMPLATE.md");
    let ours = Path::new(ROOT).join("templates/pull-request.md.j2");
    let [theirs, ours] = [theirs, ours].map(|path| {
        let text = fs::read_to_string(path).unwrap();
        let headings = text.lines().filter(|line| line.starts_with('#'));
        headings.map(str::to_owned).collect::<Vec<_>>()
    });
    assert_eq!(ours, theirs);
}

/// `SIGMA_REPO` names a checkout of SigmaHQ/sigma.
#[test]
fn the_reference_decisions_hold_the_published_rules_keywords() {
    let Some(checkout) = std::env::var_os("SIGMA_REPO") else {
        println!("SKIPPED: SIGMA_REPO names no checkout of SigmaHQ/sigma");
        return;
    };
    let path = "rules/linux/builtin/vsftpd/lnx_vsftpd_susp_error_messages.yml";
    let text = fs::read_to_string(Path::new(&checkout).join(path)).unwrap();
    let published = sigma::read(&text, path).unwrap();
    let keywords: BTreeSet<String> = published
        .keywords
        .into_iter()
        .map(|keyword| keyword.text)
        .collect();
    assert_eq!(keywords, reference());
}
