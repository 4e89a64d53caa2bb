"""Orders of candidates: sigmine's and three that need no sigmine."""

import re

# What people grep logs for; substrings, small and capital letters alike.
GREPPED = [
    "core_dumped", "failure", "error", "attack", "bad", "illegal", "denied", "refused", "unauthorized", "fatal", "failed",
    "segmentation fault", "corrupted",
]  # fmt: skip

LEVELS = ["emergency", "alert", "critical", "error", "warning", "notice", "info", "debug"]


def source(candidate: dict) -> tuple:
    site = candidate["sites"][0]
    return site["file"], site["line"], candidate["pattern"]


def grepped(candidate: dict) -> int:
    """How many of the words stand in the text."""
    return sum(len(re.findall(re.escape(word), candidate["pattern"], re.IGNORECASE)) > 0 for word in GREPPED)


def level(candidate: dict) -> int:
    """An unknown level stands between warning and notice."""
    return LEVELS.index(candidate["level"]) if candidate["level"] else 4.5


ORDERS = {
    "no order": source,
    "level only": lambda candidate: (level(candidate), source(candidate)),
    "word list": lambda candidate: (-grepped(candidate), source(candidate)),
    "sigmine": lambda candidate: candidate["rank"],
}
