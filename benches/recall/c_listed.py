"""Lists log calls and rows of error tables in C, from its tokens alone.

No preprocessor and no syntax tree: what is not compiled on this machine is listed too. A call is a name of the project's
list, then `(`, then arguments with balanced brackets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from statements import CONVERSION, Statement, constant_pieces, cut, says_something

TOKEN = re.compile(
    r"""(?P<skip>/\*.*?(?:\*/|\Z)|//[^\n]*|\\\r?\n|[ \t\r\f\v]+)
    |(?P<newline>\n)
    |(?P<string>(?:u8|[LuU])?"(?:\\.|[^"\\\n])*")
    |(?P<character>'(?:\\.|[^'\\\n])*')
    |(?P<name>[A-Za-z_]\w*)
    |(?P<number>\.?\d[\w.]*)
    |(?P<mark>.)""",
    re.S | re.X,
)
ESCAPE = re.compile(r"\\(\r?\n|x[0-9A-Fa-f]+|[0-7]{1,3}|.)", re.S)
ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b"}
OPEN, CLOSE = "([{", ")]}"
GETTEXT = {"_", "N_", "gettext", "gettext_noop", "dgettext"}


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    line: int


def listed(root: Path, files: list[str], project: dict) -> list[Statement]:
    """The statements of these files (below the root), by the functions and tables that the project's entry names."""
    functions = [(re.compile(name), call) for name, call in project.get("functions", {}).items()]
    found = []
    for file in files:
        tokens = list(_tokens((root / file).read_text(errors="replace")))
        for stream, parameters in _streams(tokens):
            found += _calls(file, stream, parameters, functions, project.get("levels", {}))
            found += _rows(file, stream, project.get("tables", {}))
    return found


def _tokens(text: str) -> Iterator[Token]:
    line = 1
    for match in TOKEN.finditer(text):
        if match.lastgroup != "skip":
            yield Token(match.lastgroup, match.group(), line)
        line += match.group().count("\n")


def _streams(tokens: list[Token]) -> list[tuple[list[Token], set[str]]]:
    """The text without its directives, then the body of each `#define` with the names of its parameters."""
    text, defines, directive = [], [], None
    at_start = True
    for token in tokens:
        if token.kind == "newline":
            if directive is not None:
                defines.append(directive)
            directive, at_start = None, True
            continue
        if at_start and token.text == "#":
            directive = []
        elif directive is not None:
            directive.append(token)
        else:
            text.append(token)
        at_start = False
    bodies = [_define(directive) for directive in defines if directive and directive[0].text == "define"]
    return [(text, set()), *bodies]


def _define(directive: list[Token]) -> tuple[list[Token], set[str]]:
    if len(directive) > 2 and directive[2].text == "(":
        end = _closing(directive, 2)
        names = {token.text for token in directive[3:end] if token.kind == "name"}
        return directive[end + 1 :], names | {"__VA_ARGS__"}
    return directive[2:], set()


def _closing(tokens: list[Token], start: int) -> int:
    """Where the bracket that opens at `start` closes; the end if it does not."""
    depth = 0
    for at in range(start, len(tokens)):
        if tokens[at].kind == "mark":
            depth += (tokens[at].text in OPEN) - (tokens[at].text in CLOSE)
            if depth == 0:
                return at
    return len(tokens)


def _split(tokens: list[Token], mark: str) -> list[list[Token]]:
    parts, depth = [[]], 0
    for token in tokens:
        if token.kind == "mark":
            if depth == 0 and token.text == mark:
                parts.append([])
                continue
            depth += (token.text in OPEN) - (token.text in CLOSE)
        parts[-1].append(token)
    return parts


def _calls(file: str, tokens: list[Token], parameters: set[str], functions: list, words: dict) -> Iterator[Statement]:
    for at, token in enumerate(tokens[:-1]):
        if token.kind != "name" or tokens[at + 1].text != "(":
            continue
        call = next((call for name, call in functions if name.fullmatch(token.text)), None)
        if call is None:
            continue
        end = _closing(tokens, at + 1)
        arguments = _split(tokens[at + 2 : end], ",")
        if call["format"] >= len(arguments):
            continue
        last = tokens[min(end, len(tokens) - 1)].line
        levels = _levels(call.get("level"), arguments, words)
        for pieces in _messages(arguments[call["format"]], parameters):
            yield Statement("log", file, token.line, last, token.text, pieces, levels)


def _rows(file: str, tokens: list[Token], tables: dict[str, int]) -> Iterator[Statement]:
    """Rows `{ …, "text" }` of arrays whose type the project's entry names, with the position of the text in a row."""
    for at, token in enumerate(tokens):
        if token.kind != "name" or token.text not in tables:
            continue
        start = next((i for i in range(at, len(tokens)) if tokens[i].text in ("=", ";", "(", ")")), len(tokens))
        if start + 1 >= len(tokens) or tokens[start].text != "=" or tokens[start + 1].text != "{":
            continue
        for row in _split(tokens[start + 2 : _closing(tokens, start + 1)], ","):
            cells = _split(row[1:-1], ",") if row and row[0].text == "{" else []
            if tables[token.text] < len(cells):
                for pieces in _messages(cells[tables[token.text]], set()):
                    yield Statement("table", file, row[0].line, row[-1].line, token.text, pieces)


def _levels(level: int | str | list | None, arguments: list[list[Token]], words: dict) -> tuple[str, ...]:
    if isinstance(level, int):
        names = [token.text for token in arguments[level] if token.kind in ("name", "number")]
        level = words.get(names[0]) if len(names) == 1 else None
    return tuple([level] if isinstance(level, str) else level or [])


def _messages(expression: list[Token], parameters: set[str]) -> Iterator[tuple[str, ...]]:
    for parts in _alternatives(expression, parameters):
        pieces = constant_pieces(parts)
        if says_something(pieces):
            yield pieces


def _alternatives(tokens: list[Token], parameters: set[str]) -> list[list[str | None]]:
    """What an expression can be: one list of parts for each way through its `?:`, none if it passes on a parameter."""
    while tokens and tokens[0].text == "(" and _closing(tokens, 0) == len(tokens) - 1:
        tokens = tokens[1:-1]
    if len(tokens) > 2 and tokens[0].text in GETTEXT and tokens[1].text == "(":
        return _alternatives(tokens[1:], parameters)
    choice = _split(tokens, "?")
    if len(choice) > 1:
        rest = tokens[len(choice[0]) + 1 :]
        yes = _split(rest, ":")[0]
        return _alternatives(yes, parameters) + _alternatives(rest[len(yes) + 1 :], parameters)
    if any(token.text in parameters for token in tokens):
        return []
    parts, depth = [], 0
    for token in tokens:
        depth += token.kind == "mark" and token.text in OPEN
        if depth == 0:
            parts += cut(_unescaped(token.text), CONVERSION) if token.kind == "string" else [None]
        depth -= token.kind == "mark" and token.text in CLOSE
    return [parts] if any(part is not None for part in parts) else []


def _unescaped(literal: str) -> str:
    return ESCAPE.sub(_escape, literal[literal.index('"') + 1 : -1])


def _escape(match: re.Match) -> str:
    escape = match.group(1)
    if escape.endswith("\n"):
        return ""
    if escape[0] == "x" and len(escape) > 1:
        return chr(int(escape[1:], 16) % 0x110000)
    if escape[0] in "01234567":
        return chr(int(escape, 8))
    return ESCAPED.get(escape, escape)
