//! Drafts with one defect each: all that SigmaHQ's CI is known to refuse, and what it lets pass and a
//! reviewer would not.

use super::cases::{GOOD, NAME};

/// One defect: a part of the good rule, and what stands in its place.
pub struct Defect {
    pub what: &'static str,
    pub part: &'static str,
    pub fails: &'static str,
    /// The file's name.
    pub name: &'static str,
    /// Whether SigmaHQ's CI refuses it.
    pub ci_refuses: bool,
}

impl Defect {
    /// The rule with the defect.
    pub fn rule(&self) -> String {
        GOOD.replacen(self.part, self.fails, 1)
    }
}

const fn refused(what: &'static str, part: &'static str, fails: &'static str) -> Defect {
    Defect {
        what,
        part,
        fails,
        name: NAME,
        ci_refuses: true,
    }
}

const fn passed(what: &'static str, part: &'static str, fails: &'static str) -> Defect {
    Defect {
        ci_refuses: false,
        ..refused(what, part, fails)
    }
}

const fn named(what: &'static str, name: &'static str) -> Defect {
    Defect {
        name,
        ..refused(what, "", "")
    }
}

const TITLE: &str = "title: Suspicious Example Daemon Error Messages\n";
const ID: &str = "id: 0f6d1c86-3b0e-4f2a-8f3e-7f8b3f7f1b92\n";
const DESCRIPTION: &str =
    "description: Detects messages that the example daemon writes when its sandbox is broken\n";
const REFERENCES: &str = "references:\n    - https://docs.example.org/daemon/messages.html\n";
const LINK: &str = "- https://docs.example.org/daemon/messages.html\n";
const AUTHOR: &str = "author: 'Name Surname (@handle)'\n";
const DATE: &str = "date: 2026-11-20\n";
const TAGS: &str = "tags:\n    - attack.initial-access\n    - attack.t1190\n";
const T1190: &str = "- attack.t1190\n";
const LOGSOURCE: &str = "    product: linux\n    service: sshd\n";
const KEYWORDS: &str = "        - 'request not permitted:'\n        - 'request * out of bounds'\n        - 'couldn''t handle the event'\n";
const FIRST: &str = "- 'request not permitted:'\n";
const CONDITION: &str = "condition: keywords\n";
const UNKNOWN: &str = "falsepositives:\n    - Unknown\n";
const LEVEL: &str = "level: medium\n";

#[rustfmt::skip]
pub const DEFECTS: &[Defect] = &[
    // The title.
    refused("title casing", TITLE, "title: Suspicious example Daemon Error Messages\n"),
    refused("title of 121 characters", TITLE, "title: Suspicious Example Daemon Error Messages Suspicious Example Daemon Error Messages Suspicious Example Daemon Error Message\n"),
    refused("title with a final dot", TITLE, "title: Suspicious Example Daemon Error Messages.\n"),
    refused("title that begins with Detects", TITLE, "title: Detects Example Daemon Error Messages\n"),
    refused("title not first", TITLE, "name: example\ntitle: Suspicious Example Daemon Error Messages\n"),
    refused("title missing", TITLE, ""),
    // The log source.
    refused("service not listed", "service: sshd", "service: example"),
    refused("product not listed", "product: linux\n    service: sshd", "product: example"),
    refused("trade mark", LEVEL, "level: medium # MITRE ATT&CK\n"),
    refused("'|all' with one value", KEYWORDS, "        '|all':\n            - 'request not permitted:'\n"),
    // Metadata.
    refused("id missing", ID, ""),
    refused("id that is no UUID", ID, "id: 12345\n"),
    refused("status missing", "status: experimental\n", ""),
    refused("status test on a new rule", "status: experimental", "status: test"),
    refused("status draft", "status: experimental", "status: draft"),
    refused("level missing", LEVEL, ""),
    refused("level urgent", LEVEL, "level: urgent\n"),
    refused("author missing", AUTHOR, ""),
    refused("author is a list", AUTHOR, "author:\n    - Name Surname\n"),
    refused("references is a text", REFERENCES, "references: https://docs.example.org\n"),
    refused("false positives is a text", UNKNOWN, "falsepositives: Unknown\n"),
    refused("date with slashes", DATE, "date: 2026/11/20\n"),
    refused("date missing", DATE, ""),
    refused("modified on the day of the date", DATE, "date: 2026-11-20\nmodified: 2026-11-20\n"),
    refused("description missing", DESCRIPTION, ""),
    refused("description of 15 characters", DESCRIPTION, "description: Detects trouble\n"),
    refused("link in the description, and no references", "description: Detects messages that the example daemon writes when its sandbox is broken\nreferences:\n    - https://docs.example.org/daemon/messages.html\n", "description: Detects what https://docs.example.org shows\n"),
    refused("reference to an ATT&CK page", LINK, "- https://attack.mitre.org/techniques/T1190/\n"),
    refused("reference to a branch", LINK, "- https://github.com/example/daemon/blob/main/daemon.c\n"),
    refused("false positive none", "- Unknown", "- None"),
    refused("false positive in lower case", "- Unknown", "- unknown"),
    refused("false positive with a typo", "- Unknown", "- Ligitimate use"),
    refused("false positive penetration testing", "- Unknown", "- Penetration testing"),
    refused("fields", LEVEL, "level: medium\nfields:\n    - x\n"),
    refused("unknown key", LEVEL, "level: medium\nseverity: high\n"),
    refused("reference instead of references", LEVEL, "level: medium\nreference: x\n"),
    // Tags.
    refused("tag twice", T1190, "- attack.t1190\n    - attack.t1190\n"),
    refused("tag in upper case", T1190, "- attack.T1190\n"),
    refused("technique without its tactic", TAGS, "tags:\n    - attack.t1190\n"),
    refused("tactic that is gone", T1190, "- attack.t1190\n    - attack.defense-evasion\n"),
    refused("unknown technique", T1190, "- attack.t1190\n    - attack.t9999\n"),
    refused("unknown namespace", T1190, "- attack.t1190\n    - weakness.787\n"),
    refused("tactic with an underscore", TAGS, "tags:\n    - attack.initial_access\n    - attack.t1190\n"),
    refused("tlp red", T1190, "- attack.t1190\n    - tlp.red\n"),
    // The detection.
    refused("condition is a list", CONDITION, "condition:\n        - keywords\n"),
    refused("keywords is a text", KEYWORDS, "        'request not permitted:'\n"),
    refused("null keyword", FIRST, "-\n"),
    refused("number in quotes", FIRST, "- '123456'\n"),
    refused("escaped asterisk", FIRST, "- 'request \\* permitted:'\n"),
    refused("escaped question mark", FIRST, "- 'request \\? permitted:'\n"),
    refused("two wildcards in a row", FIRST, "- 'request ** permitted:'\n"),
    refused("all keywords between wildcards", KEYWORDS, "        - '*request not permitted:*'\n        - '*request out of bounds*'\n"),
    refused("all keywords begin with a wildcard", KEYWORDS, "        - '*request not permitted:'\n        - '*request out of bounds'\n"),
    refused("all keywords end with a wildcard", KEYWORDS, "        - 'request not permitted:*'\n        - 'request out of bounds*'\n"),
    refused("tab in a keyword", FIRST, "- 'request\tnot permitted:'\n"),
    refused("unused identifier", CONDITION, "other:\n        - 'something else'\n    condition: keywords\n"),
    refused("unknown identifier", CONDITION, "condition: keywords or other\n"),
    refused("1 of them with one identifier", CONDITION, "condition: 1 of them\n"),
    refused("all of them", CONDITION, "other:\n        - 'something else'\n    condition: all of them\n"),
    refused("1 of a name without an asterisk", CONDITION, "condition: 1 of keywords\n"),
    // How the file is written.
    refused("trailing blank", LEVEL, "level: medium \n"),
    refused("no final line end", LEVEL, "level: medium"),
    refused("two-space indentation", LOGSOURCE, "  product: linux\n  service: sshd\n"),
    refused("tab in the indentation", LOGSOURCE, "\tproduct: linux\n"),
    refused("document marker", TITLE, "---\ntitle: Suspicious Example Daemon Error Messages\n"),
    refused("three empty lines", DATE, "\n\n\ndate: 2026-11-20\n"),
    refused("Windows line ends", TITLE, "title: Suspicious Example Daemon Error Messages\r\n"),
    refused("key twice", DATE, "date: 2026-11-20\ndate: 2026-11-20\n"),
    refused("comment without a blank", LEVEL, "#comment\nlevel: medium\n"),
    // The file's name.
    named("dash in the file name", "lnx_sshd_example-error-messages.yml"),
    named("upper case in the file name", "lnx_sshd_Example_error_messages.yml"),
    named("file name ends with .yaml", "lnx_sshd_example_error_messages.yaml"),
    named("file name too short", "lnx_sshd1.yml"),
    named("file name too long", "lnx_sshd_example_error_messages_example_error_messages_example_error_messages_example_x.yml"),
    // What CI lets pass.
    passed("keyword twice", FIRST, "- 'request * out of bounds'\n"),
    passed("keyword twice in other case", FIRST, "- 'Request * Out Of Bounds'\n"),
    passed("empty keyword", FIRST, "- ''\n"),
    passed("keyword of a wildcard alone", FIRST, "- '*'\n"),
    passed("bare number", FIRST, "- 123456\n"),
    passed("double quotes", FIRST, "- \"request not permitted:\"\n"),
    passed("'|contains' on keywords", KEYWORDS, "        '|contains':\n            - 'request not permitted:'\n            - 'request * out of bounds'\n"),
    passed("keys out of order", LEVEL, "level: medium\nrelated:\n    - id: 1f6d1c86-3b0e-4f2a-8f3e-7f8b3f7f1b92\n      type: similar\n"),
    passed("byte order mark", TITLE, "\u{feff}title: Suspicious Example Daemon Error Messages\n"),
    passed("no references", REFERENCES, ""),
    passed("no tags", TAGS, ""),
    passed("no false positives", UNKNOWN, ""),
    refused("keyword without quotes that becomes a field", FIRST, "- weird status: 5\n"),
    passed("description without Detects", "Detects messages", "Finds messages"),
    passed("UUID of version 1", ID, "id: 6a3b1f0e-5d0b-1d0f-9c61-2b7f4c1f8e55\n"),
    Defect { name: "sshd_example_error_messages.yml", ..passed("no prefix in the file name", "", "") },
    passed("wildcard at the edge of one keyword", FIRST, "- '*request not permitted:'\n"),
];
