"""What an independent method lists: one statement that names text, and where it stands."""

import re
from dataclasses import dataclass

# A value in a text: printf's and Python's conversions, with letters of an application's own behind them. Letters are taken
# greedily, so that what is left is text whatever the conversion is.
CONVERSION = re.compile(r"%(?:\([^)]*\))?[-+ #0']*(?:\*|\d+)?(?:\.(?:\*|\d+))?[A-Za-z]*")
REPLACEMENT = re.compile(r"\{[^{}]*\}")
WORDS = re.compile(r"[^\W\d_]{2,}")

# The graver, the earlier, as syslog orders them.
LEVELS = ["emergency", "alert", "critical", "error", "warning", "notice", "info", "debug"]


@dataclass(frozen=True)
class Statement:
    """One text that an independent method found in a call, a row of a table, a raise or the head of a class."""

    kind: str  # log, table, raised or class
    file: str  # below the source, `/`-separated
    first: int  # the lines that the statement spans, both included
    last: int
    name: str  # what is called, raised or defined
    pieces: tuple[str, ...]  # the constant text between the values, in order
    levels: tuple[str, ...] = ()  # those that are right; none where the method cannot tell

    @property
    def words(self) -> int:
        """How many words its text has: one alone tells no application, so a tool may well leave it out."""
        return sum(len(WORDS.findall(piece)) for piece in self.pieces)

    def __str__(self) -> str:
        return f"{self.file}:{self.first}: {self.kind} {self.name} [{'|'.join(self.levels) or '-'}] {' * '.join(self.pieces)}"


def one_space(text: str) -> str:
    """Text with each run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def cut(text: str, values: re.Pattern) -> list[str | None]:
    """A literal as text and values (None), where `values` says what a value looks like in it."""
    double = "%%" if values is CONVERSION else "{{"
    parts = []
    for piece in values.split(text.replace(double, "\0")):
        parts += [piece.replace("\0", double[0]), None]
    return parts[:-1]


def constant_pieces(parts: list[str | None]) -> tuple[str, ...]:
    """The constant text between the values; texts that follow each other are one piece."""
    pieces = [""]
    for part in parts:
        if part is None:
            pieces.append("")
        else:
            pieces[-1] += part
    return tuple(filter(None, map(one_space, pieces)))


def says_something(pieces: tuple[str, ...]) -> bool:
    """Whether there is a word in it; a text of marks and values alone is no message."""
    return any(WORDS.search(piece) for piece in pieces)
