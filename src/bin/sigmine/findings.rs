//! Findings of `sigmine lint`, in each of the forms that it writes.

use std::collections::BTreeSet;
use std::io::Write;

use annotate_snippets::Level;
use serde_json::{Value, json};
use sigmine::sigma::{Finding, Severity};

use crate::failure::Failure;
use crate::snippet::{self, Lines};
use crate::table::Rows;

/// A rule file with what lint says about it.
pub struct Linted {
    pub path: String,
    pub text: String,
    pub findings: Vec<Finding>,
}

/// Each finding at its place in the file.
pub fn text(linted: &[Linted], out: &mut impl Write) -> Result<(), Failure> {
    for Linted {
        path,
        text,
        findings,
    } in linted
    {
        let lines = Lines::of(text);
        for finding in findings {
            let level = match finding.severity {
                Severity::Error => Level::ERROR,
                Severity::Warning => Level::WARNING,
                Severity::Note => Level::NOTE,
            };
            let title = format!("{} [{}]", finding.message, finding.check);
            let place = finding.span.start..finding.span.end;
            writeln!(out, "{}\n", snippet::at(level, &title, path, &lines, place))?;
        }
    }
    Ok(())
}

/// One line a finding.
pub fn table(linted: &[Linted], out: &mut impl Write) -> Result<(), Failure> {
    let mut rows = Rows::new(&["place", "severity", "check", "what to do"], 3);
    for file in linted {
        let lines = Lines::of(&file.text);
        for finding in &file.findings {
            let (line, column) = lines.place(finding.span.start);
            rows.push([
                format!("{}:{line}:{column}", file.path),
                name(finding.severity).to_owned(),
                finding.check.to_owned(),
                finding.message.clone(),
            ]);
        }
    }
    if linted.iter().any(|file| !file.findings.is_empty()) {
        write!(out, "{}", rows.render())?;
    }
    Ok(())
}

/// An array with one object a finding.
pub fn json(linted: &[Linted], out: &mut impl Write) -> Result<(), Failure> {
    let findings: Vec<Value> = linted
        .iter()
        .flat_map(|file| {
            let lines = Lines::of(&file.text);
            let findings = file.findings.iter();
            findings.map(move |finding| object(file, &lines, finding))
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &findings)?;
    Ok(writeln!(out)?)
}

fn object(file: &Linted, lines: &Lines<'_>, finding: &Finding) -> Value {
    let (line, column) = lines.place(finding.span.start);
    json!({
        "file": file.path,
        "line": line,
        "column": column,
        "severity": name(finding.severity),
        "check": finding.check,
        "message": finding.message,
    })
}

/// SARIF 2.1.0 (OASIS), as code scanning services read it.
pub fn sarif(linted: &[Linted], out: &mut impl Write) -> Result<(), Failure> {
    serde_json::to_writer_pretty(&mut *out, &sarif_log(linted))?;
    Ok(writeln!(out)?)
}

fn sarif_log(linted: &[Linted]) -> Value {
    let found = linted.iter().flat_map(|file| &file.findings);
    let checks: BTreeSet<&str> = found.map(|finding| finding.check).collect();
    let results = linted.iter().flat_map(|file| {
        let lines = Lines::of(&file.text);
        let findings = file.findings.iter();
        findings.map(move |finding| result(file, &lines, finding))
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": checks.into_iter().map(|id| json!({"id": id})).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn result(file: &Linted, lines: &Lines<'_>, finding: &Finding) -> Value {
    let (line, column) = lines.place(finding.span.start);
    let (end_line, end_column) = lines.place(finding.span.end.max(finding.span.start));
    json!({
        "ruleId": finding.check,
        "level": name(finding.severity),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": uri(&file.path)},
            "region": {
                "startLine": line,
                "startColumn": column,
                "endLine": end_line,
                "endColumn": end_column,
            },
        }}],
    })
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A path as a URI reference (RFC 3986): what cannot stand there is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn sarif_names_each_check_once_and_the_place_of_each_finding() {
        let text = "title: a b.\nid: 1\n".to_owned();
        let path = "my rules/r.yml".to_owned();
        let findings = sigmine::sigma::lint(&text, &path, jiff::civil::date(2026, 1, 2));
        let log = sarif_log(&[Linted {
            path,
            text,
            findings,
        }]);
        let run = &log["runs"][0];
        let results = run["results"].as_array().unwrap();
        let ids: Vec<&Value> = results.iter().map(|result| &result["ruleId"]).collect();
        for rule in run["tool"]["driver"]["rules"].as_array().unwrap() {
            assert!(ids.contains(&&rule["id"]), "{rule}");
        }
        let end = results
            .iter()
            .find(|result| result["ruleId"] == "title-end")
            .unwrap();
        assert_eq!(end["level"], "error");
        let place = &end["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "my%20rules/r.yml");
        let region = json!({"startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 12});
        assert_eq!(place["region"], region);
    }

    #[test]
    fn places_count_characters_and_bear_any_text() {
        let text = "é: x\nü: 'yz'\n";
        let lines = Lines::of(text);
        assert_eq!(lines.place(0), (1, 1));
        assert_eq!(lines.place(text.find("'yz'").unwrap()), (2, 4));
        assert_eq!(lines.place(1), (1, 1));
        assert_eq!(lines.place(1000), (3, 1));
        assert_eq!(uri("a rule.yml"), "a%20rule.yml");
    }
}
