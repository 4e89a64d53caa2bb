"""Compares the statements of an independent list with what `sigmine mine` found."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from statements import LEVELS, WORDS, Statement, one_space

VALUE = re.compile(r"(?<!\\)(?:\\\\)*\*")
MARKS = re.compile(r"^\W+|\W+$")
ESCAPE = re.compile(r"\\([*?\\])")


@dataclass
class Verdict:
    """What became of one listed statement."""

    statement: Statement
    candidate: dict | None = None  # that holds it, with a site in its lines
    whole: bool = False  # all its text stands in the pattern; else the pattern is what it shares with similar messages
    level_right: bool = False
    near: tuple[str, ...] = ()  # the patterns that have a site in its lines, where none is its text


def compare(statements: list[Statement], candidates: list[dict]) -> list[Verdict]:
    """A verdict for each statement, in the same order."""
    sites = defaultdict(list)
    for candidate in candidates:
        for site in candidate["sites"]:
            sites[site["file"]].append((site["line"], site["construct"], candidate))
    verdicts = [_verdict(statement, sites[statement.file]) for statement in statements]
    _judge_levels(verdicts)
    return verdicts


def _verdict(statement: Statement, sites: list[tuple[int, str, dict]]) -> Verdict:
    here = [
        candidate
        for line, construct, candidate in sites
        if statement.first <= line <= statement.last and (statement.kind == "class") == (construct == "exception_class")
    ]
    texts = _compared(statement.pieces)
    for candidate in here:
        pattern = _pieces(candidate)
        if pattern == texts or statement.kind != "class" and _in_order(texts, "\0".join(pattern)):
            return Verdict(statement, candidate, whole=True)
    for candidate in here:
        shared = _pieces(candidate)
        if any(map(WORDS.search, shared)) and _in_order(shared, "\0".join(texts)):
            return Verdict(statement, candidate)
    return Verdict(statement, near=tuple(sorted({candidate["pattern"] for candidate in here})))


def _pieces(candidate: dict) -> list[str]:
    """A pattern's text between its values; `\\` escapes a mark that stands for itself."""
    return _compared(one_space(ESCAPE.sub(r"\1", piece)) for piece in VALUE.split(candidate["pattern"]))


def _compared(pieces: Iterable[str]) -> list[str]:
    """In small letters, as keywords match, and without the marks at the ends of a piece, of which a pattern may keep fewer."""
    return list(filter(None, (MARKS.sub("", piece).lower() for piece in pieces)))


def _in_order(pieces: list[str], text: str) -> bool:
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _judge_levels(verdicts: list[Verdict]) -> None:
    """A candidate has one level for all its sites, so it is right if it is that of the statement or the gravest of all in it."""
    together = defaultdict(list)
    for verdict in verdicts:
        if verdict.candidate and verdict.statement.levels:
            together[verdict.candidate["fingerprint"]].append(verdict)
    for group in together.values():
        gravest = min((verdict.statement.levels[0] for verdict in group), key=LEVELS.index)
        for verdict in group:
            verdict.level_right = verdict.candidate["level"] in (*verdict.statement.levels, gravest)
