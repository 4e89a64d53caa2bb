"""Lists log calls, exception classes and raised texts in Python, with Python's own `ast`."""

import ast
import builtins
import importlib
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

from statements import CONVERSION, REPLACEMENT, Statement, constant_pieces, cut, says_something

LEVELS = {
    "debug": "debug", "info": "info", "msg": "info", "warning": "warning", "warn": "warning", "error": "error",
    "err": "error", "exception": "error", "critical": "critical", "fatal": "critical", "log": None,
}  # fmt: skip
LOGGER_NAME = re.compile(r"(?i)(.*_)?(log|logger|logging)")
LOGGER_MAKERS = {"getLogger", "get_logger", "Logger", "LoggerAdapter"}
GETTEXT = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
MAX_WAYS = 64


def listed(root: Path, files: list[str], project: dict) -> list[Statement]:
    """The statements of these files (below the root)."""
    trees = {}
    for file in files:
        try:
            with warnings.catch_warnings(action="ignore"):
                trees[file] = ast.parse((root / file).read_bytes())
        except SyntaxError as error:
            print(f"note: {file} is left out, Python cannot parse it: {error}", file=sys.stderr)
    found = []
    for file, tree in trees.items():
        loggers = _loggers(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found += _log_call(file, node, loggers)
            elif isinstance(node, ast.Raise):
                found += _raised(file, node)
    return [*found, *_exception_classes(trees)]


def _loggers(tree: ast.Module) -> set[str]:
    """The names that a file binds to a logger that it makes or gets."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and _last_name(node.value.func) in LOGGER_MAKERS:
            names |= {_last_name(target) for target in node.targets}
    return names - {None}


def _last_name(node: ast.expr) -> str | None:
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None


def _log_call(file: str, call: ast.Call, loggers: set[str]) -> Iterator[Statement]:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in LEVELS:
        return
    on = _last_name(call.func.value)
    if on is None or not (LOGGER_NAME.fullmatch(on) or on in loggers or on in LOGGER_MAKERS):
        return
    level, position = LEVELS[call.func.attr], 0
    if call.func.attr == "log":
        position = 1
        level = LEVELS.get((_last_name(call.args[0]) or "").lower()) if call.args else None
    elif call.func.attr == "err":
        position = min(1, len(call.args) - 1)
    keyword = next((word.value for word in call.keywords if word.arg in ("msg", "event", "format", "_why")), None)
    message = call.args[position] if 0 <= position < len(call.args) else keyword
    for pieces in _messages(message):
        yield Statement("log", file, call.lineno, call.end_lineno, f"{on}.{call.func.attr}", pieces, (level,) if level else ())


def _raised(file: str, node: ast.Raise) -> Iterator[Statement]:
    if not isinstance(node.exc, ast.Call):
        return
    for argument in node.exc.args:
        if messages := _messages(argument):
            name = _last_name(node.exc.func) or "?"
            for pieces in messages:
                yield Statement("raised", file, node.lineno, node.end_lineno, name, pieces)
            return


def _messages(node: ast.expr | None) -> list[tuple[str, ...]]:
    ways = [constant_pieces(parts) for parts in _ways(node)[:MAX_WAYS]] if node is not None else []
    return [pieces for pieces in ways if says_something(pieces)]


def _ways(node: ast.expr, values: re.Pattern = CONVERSION) -> list[list[str | None]]:
    """What an expression can be: a list of parts for each way through its choices; None is a value."""
    match node:
        case ast.Constant(value=str(text)):
            return [cut(text, values)]
        case ast.JoinedStr():
            parts = [_ways(part, values)[0] for part in node.values]
            return [[text for part in parts for text in part]]
        case ast.BinOp(op=ast.Add()):
            return [left + right for left in _ways(node.left, values) for right in _ways(node.right, values)][:MAX_WAYS]
        case ast.BinOp(op=ast.Mod()):
            return _ways(node.left, CONVERSION)
        case ast.IfExp():
            return _ways(node.body, values) + _ways(node.orelse, values)
        case ast.Call(func=ast.Attribute(attr="format")) if not isinstance(node.func.value, ast.Name):
            return _ways(node.func.value, REPLACEMENT)
        case ast.Call() if node.args and _last_name(node.func) in GETTEXT:
            return _ways(node.args[0], values)
    return [[None]]


def _exception_classes(trees: dict[str, ast.Module]) -> Iterator[Statement]:
    """Classes that descend from Exception, over files: by the last name of a base, or as Python itself says if it ships it."""
    classes = [(file, node) for file, tree in trees.items() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    imports = {file: _imports(tree) for file, tree in trees.items()}
    own = {node.name for _, node in classes}
    errors: set[tuple[str, int]] = set()
    names: set[str] = set()
    grown = True
    while grown:
        grown = False
        for file, node in classes:
            if (file, node.lineno) in errors:
                continue
            if any(_is_error(base, imports[file], own, names) for base in node.bases):
                errors.add((file, node.lineno))
                names.add(node.name)
                grown = True
    for file, node in classes:
        if (file, node.lineno) in errors:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            yield Statement("class", file, first, node.body[0].lineno, node.name, (node.name,))


def _imports(tree: ast.Module) -> dict[str, str]:
    """What a name that a file imports stands for, dotted."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.asname or alias.name.split(".")[0]: alias.asname and alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return {name: whole or name for name, whole in names.items()}


def _is_error(base: ast.expr, imports: dict[str, str], own: set[str], errors: set[str]) -> bool:
    dotted = ast.unparse(base)
    head, _, rest = dotted.partition(".")
    whole = imports.get(head, head) + (rest and "." + rest)
    if whole.split(".")[0] in sys.stdlib_module_names:
        return _shipped_error(whole)
    last = whole.rsplit(".", 1)[-1]
    if last in own:
        return last in errors
    return _is_exception(getattr(builtins, last, None))


def _shipped_error(dotted: str) -> bool:
    module, _, name = dotted.rpartition(".")
    try:
        return _is_exception(getattr(importlib.import_module(module), name, None))
    except ImportError:
        return False


def _is_exception(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Exception)
