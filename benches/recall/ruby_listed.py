"""Lists log calls, error classes and raised texts in Ruby, with Ruby's own parser (`ruby_listed.rb`, which needs `ruby`)."""

import re
from collections.abc import Iterator
from pathlib import Path

from parsed import calls_and_raised, parsed
from statements import Statement

LEVELS = {
    "debug": "debug", "info": "info", "warn": "warning", "warning": "warning", "error": "error", "fatal": "critical",
    "abort": "error",
}  # fmt: skip
ROOT = re.compile(r"(\A|::)(Exception|\w*Error|\w*Exception)\Z")


def listed(root: Path, files: list[str], project: dict) -> list[Statement]:
    """The statements of these files (below the root)."""
    found = parsed("ruby", Path(__file__).with_suffix(".rb"), root, files)
    return [*calls_and_raised(found, LEVELS), *_error_classes(found)]


def _error_classes(found: list[dict]) -> Iterator[Statement]:
    """Classes that descend from an error class, over files: by the names that Ruby would look up, innermost first."""
    classes = {name: (file["file"], base, line, around) for file in found for name, base, line, around in file["classes"]}

    def is_error(name: str, seen: frozenset[str] = frozenset()) -> bool:
        _, base, _, around = classes[name]
        scopes = ["::".join([*around[:depth], base]) for depth in range(len(around), -1, -1)]
        known = next((scope for scope in scopes if scope in classes and scope != name), None)
        if known is None or known in seen:
            return bool(ROOT.search(base))
        return is_error(known, seen | {name})

    for name, (file, _, line, _) in classes.items():
        if is_error(name):
            yield Statement("class", file, line, line, name, (name,))
