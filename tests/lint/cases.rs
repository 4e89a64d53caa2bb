//! Rules with one defect each, and what looks like the defect and is none.

/// The file name of the good rule.
pub const NAME: &str = "lnx_sshd_example_error_messages.yml";

/// A rule that no check finds anything in.
pub const GOOD: &str = "\
title: Suspicious Example Daemon Error Messages
id: 0f6d1c86-3b0e-4f2a-8f3e-7f8b3f7f1b92
status: experimental
description: Detects messages that the example daemon writes when its sandbox is broken
references:
    - https://docs.example.org/daemon/messages.html
author: 'Name Surname (@handle)'
date: 2026-11-20
tags:
    - attack.initial-access
    - attack.t1190
logsource:
    product: linux
    service: sshd
detection:
    keywords:
        - 'request not permitted:'
        - 'request * out of bounds'
        - 'couldn''t handle the event'
    condition: keywords
falsepositives:
    - Unknown
level: medium
";

/// A part of the good rule, and two things to put in its place.
pub struct Case {
    pub check: &'static str,
    pub part: &'static str,
    pub fails: &'static str,
    pub passes: &'static str,
}

pub const fn case(
    check: &'static str,
    part: &'static str,
    fails: &'static str,
    passes: &'static str,
) -> Case {
    Case {
        check,
        part,
        fails,
        passes,
    }
}

pub const TITLE: &str = "title: Suspicious Example Daemon Error Messages\n";
const ID: &str = "id: 0f6d1c86-3b0e-4f2a-8f3e-7f8b3f7f1b92\n";
const STATUS: &str = "status: experimental\n";
const DESCRIPTION: &str =
    "description: Detects messages that the example daemon writes when its sandbox is broken\n";
const REFERENCES: &str = "references:\n    - https://docs.example.org/daemon/messages.html\n";
const DESCRIPTION_AND_REFERENCES: &str = "description: Detects messages that the example daemon writes when its sandbox is broken\nreferences:\n    - https://docs.example.org/daemon/messages.html\n";
const REFERENCE: &str = "- https://docs.example.org/daemon/messages.html\n";
const DATE: &str = "date: 2026-11-20\n";
const TAGS: &str = "    - attack.initial-access\n    - attack.t1190\n";
pub const LOGSOURCE: &str = "    product: linux\n    service: sshd\n";
const KEYWORDS: &str = "    keywords:\n        - 'request not permitted:'\n        - 'request * out of bounds'\n        - 'couldn''t handle the event'\n";
pub const KEYWORD: &str = "- 'request not permitted:'\n";
const DETECTION: &str = "    keywords:\n        - 'request not permitted:'\n        - 'request * out of bounds'\n        - 'couldn''t handle the event'\n    condition: keywords\n";
const CONDITION: &str = "    condition: keywords\n";
const FALSEPOSITIVE: &str = "- Unknown\n";
const LEVEL: &str = "level: medium\n";

#[rustfmt::skip]
pub const CASES: &[Case] = &[
    case("yaml-syntax", LOGSOURCE, "    product: [linux\n    service: sshd\n", "    product: linux\n    service: 'sshd'\n"),
    case("text-byte-order-mark", TITLE, "\u{feff}title: Suspicious Example Daemon Error Messages\n", TITLE),
    case("text-hidden-character", LEVEL, "level: medium # \u{7f}\n", "level: medium # é\n"),
    case("text-line-end", TITLE, "title: Suspicious Example Daemon Error Messages\r\n", TITLE),
    case("text-carriage-return", LEVEL, "level: medium\r\n", LEVEL),
    case("text-last-line", LEVEL, "level: medium", "level: high\n"),
    case("text-trailing-blank", LEVEL, "level: medium \n", LEVEL),
    case("text-empty-lines", DATE, "\n\n\ndate: 2026-11-20\n", "\n\ndate: 2026-11-20\n"),
    case("text-document-start", TITLE, "---\ntitle: Suspicious Example Daemon Error Messages\n", TITLE),
    case("text-tab", FALSEPOSITIVE, "- Unknown\n\t# tab\n", "- Unknown\n    # blanks\n"),
    case("text-indentation", LOGSOURCE, "  product: linux\n  service: sshd\n", "    product: linux\n    service: sshd\n# comment\n"),
    case("text-comment", LEVEL, "#comment\nlevel: medium\n", "# comment\nlevel: medium\n"),
    case("trade-mark", LEVEL, "level: medium # see ATT&CK\n", "level: medium # see the tags\n"),
    case("key-twice", STATUS, "status: experimental\nstatus: experimental\n", STATUS),
    case("key-missing", ID, "", ID),
    case("key-advised", REFERENCES, "", REFERENCES),
    case("key-unknown", LEVEL, "level: medium\nfields: x\n", "level: medium\nregression_tests_path: x\n"),
    case("key-order", LEVEL, "level: medium\nlicense: MIT\nrelated:\n    - id: 1f6d1c86-3b0e-4f2a-8f3e-7f8b3f7f1b92\n      type: similar\n", "level: medium\nlicense: MIT\n"),
    case("title-first", TITLE, "taxonomy: sigma\ntitle: Suspicious Example Daemon Error Messages\n", "title: Suspicious Example Daemon Error Messages\ntaxonomy: sigma\n"),
    case("value-kind", REFERENCES, "references: https://docs.example.org\n", REFERENCES),
    case("item-twice", FALSEPOSITIVE, "- Unknown\n    - Unknown\n", "- Unknown\n    - Unlikely\n"),
    case("title-casing", TITLE, "title: Suspicious \u{aa} Daemon Error Messages\n", "title: Suspicious \u{aa}A Daemon Error Messages\n"),
    case("title-casing", TITLE, "title: Suspicious example Daemon Error Messages\n", "title: Suspicious Errors of the Example in example.conf and 2nd Try\n"),
    case("title-length", TITLE, "title: Suspicious Messages Of An Example Daemon Whose Name Is Very Long Because Whoever Named It Had A Great Deal Of Time To Spend On It\n", TITLE),
    case("title-start", TITLE, "title: Detects Example Daemon Error Messages\n", "title: Detection Of Example Daemon Error Messages\n"),
    case("title-end", TITLE, "title: Suspicious Example Daemon Error Messages.\n", "title: Suspicious Example Daemon Error Messages (Linux)\n"),
    case("id-hyphens", ID, "id: 0f6d1c863b0e4f2a8f3e7f8b3f7f1b92\n", "id: 0F6D1C86-3b0e-4f2a-8f3e-7f8b3f7f1b92\n"),
    case("related-form", ID, "id: 0f6d1c86-3b0e-4f2a-8f3e-7f8b3f7f1b92\nrelated:\n    - id: x\n      type: similar\n", "id: 0f6d1c86-3b0e-4f2a-8f3e-7f8b3f7f1b92\nrelated:\n    - id: 1f6d1c86-3b0e-4f2a-8f3e-7f8b3f7f1b92\n      type: similar\n"),
    case("related-form", ID, "id: 0f6d1c86-3b0e-4f2a-8f3e-7f8b3f7f1b92\nrelated:\n    - id: 1f6d1c86-3b0e-4f2a-8f3e-7f8b3f7f1b92\n      type: cousin\n", ID),
    case("id-form", ID, "id: 0f6d1c863b0e4f2a8f3e7f8b3f7f1b9\n", "id: 6a3b1f0e-5d0b-1d0f-9c61-2b7f4c1f8e55\n"),
    case("id-version", ID, "id: 6a3b1f0e-5d0b-1d0f-9c61-2b7f4c1f8e55\n", ID),
    case("status-value", STATUS, "status: draft\n", STATUS),
    case("status-new", STATUS, "status: test\n", "status: test\nregression_tests_path: x\n"),
    case("level-value", LEVEL, "level: urgent\n", "level: critical\n"),
    case("date-form", DATE, "date: 2026/11/20\n", "date: '2026-11-20'\n"),
    case("modified-date", DATE, "date: 2026-11-20\nmodified: 2026-11-20\n", "date: 2026-11-20\nmodified: 2026-11-21\n"),
    case("description-length", DESCRIPTION, "description: Detects trouble\n", "description: Detects troubles\n"),
    case("description-start", DESCRIPTION, "description: Finds messages of a broken sandbox\n", "description: |\n    Detects messages of a broken sandbox\n"),
    case("description-link", DESCRIPTION_AND_REFERENCES, "description: Detects what https://example.org shows\nreferences: []\n", "description: Detects what https://example.org shows\nreferences:\n    - https://example.org\n"),
    case("reference-attack", REFERENCE, "- https://attack.mitre.org/techniques/T1190/\n", REFERENCE),
    case("reference-permalink", REFERENCE, "- https://github.com/a/b/blob/main/c.c\n", "- https://github.com/a/b/blob/ce2fa4288b92683f832c3b5179d5cb2a77d0750e/c.c\n    - https://github.com/a/b\n"),
    case("falsepositive-capital", FALSEPOSITIVE, "- unknown\n", FALSEPOSITIVE),
    case("falsepositive-word", FALSEPOSITIVE, "- Penetration tests\n", "- Penetrations of oil\n"),
    case("falsepositive-length", FALSEPOSITIVE, "- U\n", "- Us\n"),
    case("tag-form", TAGS, "    - attack.initial-access\n    - attack.T1190\n", TAGS),
    case("tag-namespace", TAGS, "    - attacks.initial-access\n", "    - cve.2026-1234\n"),
    case("tag-unknown", TAGS, "    - attack.defense-evasion\n", "    - attack.stealth\n    - attack.g0007\n"),
    case("tag-tactic", TAGS, "    - attack.t1190\n", TAGS),
    case("tag-tlp", TAGS, "    - tlp.red\n", "    - tlp.clear\n"),
    case("logsource-key", LOGSOURCE, "    product: linux\n    service: sshd\n    host: x\n", "    product: linux\n    service: sshd\n    definition: 'Requirements: x'\n"),
    case("logsource-unknown", LOGSOURCE, "    product: example\n", "    product: linux\n    service: sshd\n    category: example\n"),
    case("condition-form", CONDITION, "    condition:\n        - keywords\n", "    condition: 'keywords'\n"),
    case("condition-unknown", CONDITION, "    condition: keywords and other\n", "    condition: (keywords)\n"),
    case("condition-unused", CONDITION, "    other:\n        field: x\n    condition: keywords\n", "    other:\n        field: x\n    condition: keywords and not other\n"),
    case("condition-of", CONDITION, "    condition: 1 of them\n", "    condition: 1 of key*\n"),
    case("identifier-form", KEYWORDS, "    keywords: 'request not permitted'\n", "    keywords:\n        - 'request not permitted'\n"),
    case("identifier-modifier", DETECTION, "    keywords|contains:\n        - 'request not permitted'\n    condition: keywords|contains\n", "    keywords:\n        - 'request not permitted'\n    condition: keywords\n"),
    case("one-value-list", KEYWORDS, "    keywords:\n        '|all':\n            - 'request refused'\n", "    keywords:\n        '|all':\n            - 'request refused'\n            - 'by the sandbox'\n"),
    case("keyword-control-character", KEYWORD, "- 'request\tnot permitted:'\n", "- 'request*not permitted:'\n"),
    case("keyword-number", KEYWORD, "- '123456'\n", "- '123456 requests'\n"),
    case("keyword-not-text", KEYWORD, "- 123456\n", "- 123456 requests\n"),
    case("keyword-double-wildcard", KEYWORD, "- 'request ** permitted:'\n", "- 'request * per * mitted:'\n"),
    case("keyword-escaped-wildcard", KEYWORD, "- 'request \\* permitted:'\n", "- 'request * permitted:'\n"),
    case("keyword-empty", KEYWORD, "- '*'\n", KEYWORD),
    case("keyword-edge-wildcard", KEYWORD, "- 'request not permitted*'\n", KEYWORD),
    case("keyword-all-edge-wildcards", KEYWORDS, "    keywords:\n        - '*request refused'\n", "    keywords:\n        - 'request refused'\n"),
    case("keyword-short", KEYWORD, "- 'bug:'\n", "- 'bugs:'\n"),
    case("keyword-short", KEYWORD, "- 'bug:'\n", "- 'request refused'\n    both:\n        '|all':\n            - 'bug'\n            - 'abort'\n"),
    case("keyword-beside-fields", LOGSOURCE, "    category: proxy\n", "    category: firewall\n"),
    case("keyword-quotes", KEYWORD, "- \"request not permitted:\"\n", "- request not permitted\n"),
    case("keyword-unquoted", KEYWORD, "- weird status: 5\n", "- 'weird status: 5'\n"),
    case("keyword-modifier", KEYWORDS, "    keywords:\n        '|contains':\n            - 'request refused'\n            - 'by the sandbox'\n", KEYWORDS),
    case("keyword-twice", KEYWORD, "- 'Request * Out of Bounds'\n", KEYWORD),
    case("keyword-covered", KEYWORD, "- 'the request 5 is out of bounds'\n", "- 'the request 5 is out of range'\n"),
    case("keyword-covered", KEYWORD, "- 'the request 5 is out of bounds'\n", "- 'refused'\n    other:\n        - 'refused twice'\n"),
    case("keyword-covered", KEYWORD, "- 'the request 5 is out of bounds'\n", "- 'the request 5 is out of bounds' # on purpose\n"),
    case("portability-question-mark", KEYWORD, "- 'request ? permitted:'\n", KEYWORD),
    case("portability-backslash", KEYWORD, "- 'request c:\\dir permitted:'\n", KEYWORD),
    case("portability-double-quote", KEYWORD, "- 'request \"x\" permitted:'\n", KEYWORD),
    case("portability-percent", KEYWORD, "- 'request 5% permitted:'\n", KEYWORD),
    case("portability-edge-blank", KEYWORD, "- ' request not permitted'\n", KEYWORD),
    case("portability-not-ascii", KEYWORD, "- 'request not permitted: é'\n", KEYWORD),
    case("portability-generic-word", KEYWORD, "- 'Failed:'\n", "- 'Failed request:'\n"),
];

/// A check of file names: the log source, a name that fails and one that passes.
#[rustfmt::skip]
pub const NAMES: &[(&str, &str, &str, &str)] = &[
    ("file-name-form", LOGSOURCE, "lnx_sshd_Error-Messages.yml", "lnx_sshd_messages.yml"),
    ("file-name-prefix", "    product: linux\n    service: modsecurity\n", "lnx_modsecurity_messages.yml", "modsec_example_messages.yml"),
    ("file-name-custom", LOGSOURCE, "app_example_messages.yml", "lnx_sshd_messages.yml"),
];
