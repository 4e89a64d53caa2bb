"""What `check-rule` says of many rules, in one process, as long as somebody asks: batch.py

Reads one JSON object a line, {"rule": PATH, "strict": BOOL}, and answers each at once with a line of its own, a list of
"check: what is wrong". Strict also counts conventions that no CI job enforces, and the names that other rules have.
"""

import io
import json
import sys
from pathlib import Path

import oracle
from sigma.collection import SigmaCollection
from sigma.plugins import InstalledSigmaPlugins
from sigma.validation import SigmaValidator
from yamllint import linter
from yamllint.config import YamlLintConfig


def yaml_text(path, config):
    # yamllint finds a wrong line end only if nothing translates it.
    text = io.TextIOWrapper(io.BytesIO(path.read_bytes()), encoding="utf-8-sig", newline="").read()
    for problem in linter.run(text, config, str(path)):
        yield problem.desc


def house(path, taken, is_strict):
    for check, message in oracle.findings(path, taken if is_strict else []):
        if is_strict or check != "note":
            yield f"{check}: {message}"


def sigma(path, validators, config):
    rules = SigmaCollection.load_ruleset([path], collect_errors=True)
    errors = [error for rule in rules for error in rule.errors]
    if errors:
        yield from map(str, errors)
        return
    for rule in rules:
        for condition in rule.detection.parsed_condition:
            condition.parsed
    yield from map(str, SigmaValidator.from_yaml(config, validators).validate_rules(rules))


def answers(check, *arguments):
    """What a check says; one that breaks on a rule, as PyYAML and pySigma do, refuses it."""
    try:
        return list(check(*arguments))
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]


def main():
    oracle.quiet_tables()
    validators = InstalledSigmaPlugins.autodiscover().validators
    config = (oracle.HERE / "validators.yml").read_text()
    layout = YamlLintConfig((oracle.HERE / "yamllint.yml").read_text())
    taken = oracle.taken_names()
    for request in map(json.loads, sys.stdin):
        path = Path(request["rule"])
        said = answers(yaml_text, path, layout) + answers(house, path, taken, request["strict"])
        print(json.dumps(said + answers(sigma, path, validators, config)), flush=True)


if __name__ == "__main__":
    main()
