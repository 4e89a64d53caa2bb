"""Lists log calls, error classes and raised texts in Java, with the parser of Java's own compiler (`java_listed.java`, which
needs a JDK)."""

import re
from collections.abc import Iterator
from pathlib import Path

from parsed import calls_and_raised, parsed
from statements import Statement

ROOT = re.compile(r"(.*\.)?(Throwable|\w*Error|\w*Exception)")


def listed(root: Path, files: list[str], project: dict) -> list[Statement]:
    """The statements of these files (below the root). What the compiler cannot parse is said and counted on stderr."""
    found = parsed("java", Path(__file__).with_suffix(".java"), root, files)
    return [*calls_and_raised(found), *_error_classes(found)]


def _error_classes(found: list[dict]) -> Iterator[Statement]:
    """Classes that descend from an error class, over files: by the names that Java would look up, innermost first. Their own
    name is what is listed: a log shows it behind the names of its packages and of the classes around it."""
    classes = {}
    for file in found:
        for name, base, first, last, around in file["classes"]:
            classes[".".join([file["package"], *around, name])] = (file, name, base, first, last, around)

    def base_of(whole: str) -> tuple[str, str | None]:
        file, _, base, _, _, around = classes[whole]
        scopes = [".".join([file["package"], *around[:depth], base]) for depth in range(len(around), -1, -1)]
        head, _, rest = base.partition(".")
        for named in file["imports"]:
            package, _, last = named.rpartition(".")
            if last in (head, "*"):
                scopes.append(".".join(filter(None, [package, head, rest])))
        return base, next((scope for scope in [*scopes, base] if scope in classes and scope != whole), None)

    def is_error(whole: str, seen: frozenset[str] = frozenset()) -> bool:
        base, known = base_of(whole)
        if known is None or known in seen:
            return bool(ROOT.fullmatch(base))
        return is_error(known, seen | {whole})

    for whole, (file, name, _, first, last, _) in classes.items():
        if is_error(whole):
            yield Statement("class", file["file"], first, last, name, (name,))
