"""The SigmaHQ checks on rule files, without network: JSON schema, house rules, then `sigma check`.

Prints one line for each finding, `PATH: CHECK: what is wrong`. Exit: 0 clean, 1 findings, 2 usage.
`note:` lines are conventions that no CI job enforces; they count only with --strict.
"""

import json
import os
import re
import sys
import tempfile
from pathlib import Path

import jsonschema
import yaml

HERE = Path(__file__).resolve().parent
ORDER = ("title id related status description references author date modified tags logsource "
         "detection falsepositives level").split()
LOGSOURCES = HERE.parents[1] / "corpora" / "sigmahq" / "logsources.tsv"
LOGSOURCE_KEYS = ("product", "category", "service")
TRADE_MARKS = ("MITRE ATT&CK", "ATT&CK")


class PlainDates(yaml.SafeLoader):
    """Leaves dates as text, as the schema wants them."""


PlainDates.yaml_implicit_resolvers = {
    first: [(tag, regex) for tag, regex in pairs if not tag.endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def prefixes(logsource):
    """(the filename prefix that CI wants, the one that the naming convention wants) for a keyword rule."""
    product, category, service = (logsource.get(k) for k in LOGSOURCE_KEYS)
    if category == "webserver":
        return "web_", "web_"
    if service == "modsecurity":
        return "modsec_", "modsec_"
    if service == "auditd":
        return "lnx_auditd_", "lnx_auditd_"
    if product == "linux" and not category:
        return "", f"lnx_{service.replace('-', '_')}_" if service else "lnx_"
    return "", ""


def known(logsource):
    lines = LOGSOURCES.read_text(encoding="utf-8").splitlines()
    rows = [dict(zip(LOGSOURCE_KEYS, (None if cell == "-" else cell for cell in line.split("\t"))))
            for line in lines if not line.startswith("#")]
    product, category, service = (logsource.get(k) for k in LOGSOURCE_KEYS)
    mine = [r for r in rows if r["product"] == product]
    if product and not mine:
        return False
    if not category and not service:
        return True
    return any((category and r["category"] == category) or (service and r["service"] == service)
               for r in mine)


def taken_names():
    """Id, path and title of every published rule."""
    lines = (HERE / "taken.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def findings(path, taken):
    text = path.read_text(encoding="utf-8")
    rule = yaml.load(text, PlainDates)
    if not isinstance(rule, dict):
        yield "parse", "not a mapping"
        return
    schema = json.loads((HERE / "schema.json").read_text())
    for error in jsonschema.Draft202012Validator(schema).iter_errors(rule):
        yield "schema", f"{'/'.join(map(str, error.path))}: {error.message[:160]}"

    name = path.name
    if not re.fullmatch(r"[a-z0-9_]{10,86}\.yml", name) or "_" not in name:
        yield "filename", "wants [a-z0-9_], an underscore, 14 to 90 characters with .yml"
    source = rule.get("logsource") or {}
    enforced, conventional = prefixes(source)
    if not name.startswith(enforced):
        yield "filename", f"wants the prefix {enforced}"
    elif not name.startswith(conventional):
        yield "note", f"the filename should start with {conventional}"
    for key in set(source) - {"category", "product", "service", "definition"}:
        yield "logsource", f"unknown key {key}"
    if not known(source):
        yield "logsource", "not in logsources.tsv"
    if next(iter(rule)) != "title":
        yield "title", "must be the first key"
    for mark in TRADE_MARKS:
        if mark in text:
            yield "trademark", f"{mark} must not occur in the file"
            break
    if not isinstance(rule.get("license", ""), str):
        yield "license", "must be a string"
    for key, value in (rule.get("detection") or {}).items():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                for field, items in part.items():
                    if isinstance(items, list) and len(items) == 1:
                        yield "one-value-list", f"{key}/{field}"
    for rid, where, title in taken:
        if where.endswith("/" + name) and rid != rule.get("id"):
            yield "filename", f"taken by {where}"
        if title == rule.get("title") and rid != rule.get("id"):
            yield "title", f"taken by {where}"
        if rid == rule.get("id") and not where.endswith("/" + name):
            yield "id", f"taken by {where}"

    for key in ("references", "author", "tags", "falsepositives"):
        if not rule.get(key):
            yield "note", f"{key} is missing"
    if not str(rule.get("description", "")).startswith("Detects"):
        yield "note", "description should start with Detects"
    if rule.get("status") != "experimental":
        yield "note", "a new rule starts as experimental"
    known_keys = [k for k in rule if k in ORDER]
    if known_keys != sorted(known_keys, key=ORDER.index):
        yield "note", "keys should stand in the order " + " ".join(ORDER)
    if re.search(r"^\s+- \"", text.partition("detection:")[2], re.M):
        yield "note", "keywords stand in single quotes"


SCRATCH = tempfile.TemporaryDirectory()


def quiet_tables():
    """Gives pySigma its tag tables from files beside this one (no d3fend tag is known), so that it fetches none."""
    os.chdir(SCRATCH.name)
    os.mkdir("validator_json")  # its presence keeps the SigmaHQ validators from fetching their tables
    from sigma.data import mitre_attack, mitre_d3fend
    for data, name in ((mitre_attack, "attack.json"), (mitre_d3fend, "d3fend.json")):
        data.set_cache_dir(os.path.join(SCRATCH.name, name + ".cache"))
        data.set_url(str(HERE / name))


def sigma_check(paths):
    """Runs `sigma check` in this process."""
    quiet_tables()
    from sigma.cli.main import main as sigma
    sys.argv = ["sigma", "check", "--fail-on-error", "--fail-on-issues",
                "--validation-config", str(HERE / "validators.yml"), *map(str, paths)]
    try:
        sigma()
    except SystemExit as stop:
        return stop.code or 0
    except Exception as error:  # pySigma raises as it likes; a check that broke is a finding
        print(f"sigma check: {error}")
        return 1
    return 0


def main(argv):
    strict = "--strict" in argv
    paths = [Path(a).resolve() for a in argv if a != "--strict"]
    if not paths:
        return 2
    taken = taken_names()
    bad = False
    for path in paths:
        try:
            for check, message in findings(path, taken):
                bad = bad or check != "note" or strict
                print(f"{path.name}: {check}: {message}")
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            bad = True
            print(f"{path.name}: parse: {' '.join(str(error).split())[:200]}")
    sys.stdout.flush()
    return 1 if sigma_check(paths) or bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
