"""What a person picked, and the candidates that it is looked for in."""

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Label:
    """A text as a log shows it, with `*` where a value is printed."""

    keyword: str
    file: str

    @cached_property
    def expression(self) -> re.Pattern:
        return expression(self.keyword)

    def is_in(self, candidate: dict) -> bool:
        """Whether the candidate prints the text: the text stands in the pattern, or the pattern (whose `*` may be text of the
        label) in the text. Of near-identical messages one candidate is made: its sites are not asked."""
        pattern = candidate["pattern"]
        if self.expression.search(pattern):
            return True
        letters = sum(map(str.isalpha, pattern))
        inner = pattern.strip("* ")
        return 2 * letters > sum(map(str.isalpha, self.keyword)) and bool(expression(inner).search(self.keyword))


@dataclass
class Application:
    name: str
    labels: list[Label]
    candidates: list[dict]

    @cached_property
    def matches(self) -> dict[str, list[int]]:
        """For each candidate, by its fingerprint and pattern, the labels that it prints."""
        found = {}
        for candidate in self.candidates:
            labels = [index for index, label in enumerate(self.labels) if label.is_in(candidate)]
            if labels:
                found[key(candidate)] = labels
        return found

    def labels_of(self, candidate: dict) -> list[int]:
        return self.matches.get(key(candidate), [])

    def rank(self, label: Label, ordered: list[dict]) -> int | None:
        index = self.labels.index(label)
        return next((rank for rank, candidate in enumerate(ordered, 1) if index in self.labels_of(candidate)), None)


def key(candidate: dict) -> str:
    return f"{candidate['fingerprint']} {candidate['pattern']}"


def expression(written: str) -> re.Pattern:
    """A text in which an unescaped `*` stands for anything, in small or capital letters."""
    pieces = re.split(r"(?<!\\)\*", written)
    plain = [re.sub(r"\\(.)", r"\1", piece) for piece in pieces]
    return re.compile(".*".join(map(re.escape, plain)), re.IGNORECASE | re.DOTALL)
