"""Lists what a Java project says, by a method that shares nothing with sigmine.

A small tokenizer finds each call `<logger>.<method>(` whose arguments hold a string literal, each
`throw new X(` with one, and each class whose chain of `extends` ends at an error class. With a second
argument, the output of `sigmine mine --format jsonl`, it says what part of them is mined. Texts of one
word are counted apart: they are mined behind all others, and the shortest of them not at all.

    python3 java_list.py SOURCE [MINED.jsonl]
"""
import json
import re
import sys
from pathlib import Path

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|"""(?:\\.|.)*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|\w+|\s+|.', re.S)
LOGGER = re.compile(r"(?i)^_*(log|logger|.*_log|.*_logger|.*logger|getlogger|getlog)$")
FLUENT = re.compile(r"^(at[A-Z]\w*|setCause|withThrowable|withCause|addArgument)$")
LEVELS = set("severe warning warn info config fine finer finest error fatal debug trace log logp "
             "printf errorf warnf infof debugf tracef fatalf errorv warnv infov debugv".split())
STREAMS = {"println", "print", "printf", "format"}
TESTS = re.compile(r"(^|/)(tests?|testing|testFixtures|integrationTest|fuzz|benchmarks?|jmh|examples?|demos?|samples?|docs)/"
                   r"|(Test|Tests|TestCase|IT)\.java$|/Test[^/]*\.java$")
ROOTS = re.compile(r"^(Throwable|\w*Exception|\w*Error)$")


def tokens(text):
    line = 1
    for match in TOKEN.finditer(text):
        token = match.group()
        if not (token.isspace() or token.startswith(("//", "/*"))):
            yield token, line
        line += token.count("\n")


def arguments(found, at):
    """The tokens between the parenthesis at `at` and the one that closes it."""
    depth = 0
    for end in range(at, len(found)):
        depth += {"(": 1, ")": -1}.get(found[end][0], 0)
        if depth == 0:
            return found[at + 1:end]
    return []


def letters(text):
    return re.findall(r"[a-z]+", text.lower())


def words(literals):
    """The longest run of a literal that no placeholder or escape cuts, as words."""
    runs = []
    for literal in literals:
        body = literal.strip('"')
        runs += re.split(r"\{[^}]*\}|%[-#+ 0,(.\d$]*[a-zA-Z]|\\.", body)
    return max((letters(run) for run in runs), key=lambda run: sum(map(len, run)), default=[])


def start_of(found, at):
    """Where the expression begins that ends before the dot at `at`, and the last name in it."""
    last = None
    while at > 1 and found[at][0] == ".":
        at -= 1
        if found[at][0] == ")":
            depth = 1
            while at > 1 and depth:
                at -= 1
                depth += {")": 1, "(": -1}.get(found[at][0], 0)
            at -= 1
        last = last or found[at][0]
        at -= 1
    return at + 1, last or ""


def calls(found):
    for at in range(4, len(found) - 1):
        name, line = found[at]
        if name == "new" and found[at - 1][0] == "throw":
            opening = next((i for i in range(at, min(at + 12, len(found))) if found[i][0] in "(;{"), at)
            kind, inside = "raise", arguments(found, opening) if found[opening][0] == "(" else []
        elif name in LEVELS | STREAMS and found[at + 1][0] == "(" and found[at - 1][0] == ".":
            start, last = start_of(found, at - 1)
            if name in LEVELS and (LOGGER.match(last) or FLUENT.match(last)):
                kind = "log"
            elif name in STREAMS and [t for t, _ in found[start:at - 1]] == ["System", ".", "err"]:
                kind = "stderr"
            else:
                continue
            line, inside = found[start][1], arguments(found, at + 1)
        else:
            continue
        said = words([t for t, _ in inside if t.startswith('"')])
        if sum(map(len, said)) >= 4:
            last = max([line, *(l for _, l in inside)])
            yield kind if len(said) > 1 else f"{kind}, one word", line, last, said


def extended(found):
    """Each class that extends another: its name, its line and the last name of its base."""
    for at in range(1, len(found) - 3):
        if found[at][0] != "class" or found[at - 1][0] == ".":
            continue
        header = []
        for token, _ in found[at + 1:at + 60]:
            if token == "{":
                break
            header.append(token)
        # The bound of a type parameter (`class A<T extends B>`) is no base.
        depths = [header[:i].count("<") - header[:i].count(">") for i in range(len(header))]
        base = next((i for i, token in enumerate(header) if token == "extends" and not depths[i]), None)
        if base:
            rest = header[base + 1:] + ["{"]
            end = next(i for i, token in enumerate(rest) if token in ("<", "implements", "permits", "{"))
            yield header[0], found[at][1], rest[end - 1]


def read(root):
    """All calls that say something, and all error classes with their places."""
    said, bases, places = [], {}, {}
    for path in sorted(root.rglob("*.java")):
        name = path.relative_to(root).as_posix()
        if TESTS.search(name):
            continue
        found = list(tokens(path.read_text(errors="replace")))
        said += [(kind, name, *rest) for kind, *rest in calls(found)]
        for child, line, base in extended(found):
            bases[child], places[child] = base, (name, line)
    return said, {name: places[name] for name in bases if is_error(name, bases)}


def is_error(name, bases):
    seen = set()
    while name in bases and name not in seen:
        seen.add(name)
        name = bases[name]
    return bool(ROOTS.match(name))


def main():
    said, errors = read(Path(sys.argv[1]))
    if len(sys.argv) > 2:
        return report(said, errors, sys.argv[2])
    for kind, name, line, _, text in said:
        print(f"{kind}\t{name}:{line}\t{' '.join(text)}")
    for name, (file, line) in errors.items():
        print(f"class\t{file}:{line}\t{name}")


def mined_in(path):
    """Line and words of each mined site by file, and the names of mined error classes."""
    mined, names = {}, set()
    for row in open(path):
        row = json.loads(row)
        for site in row["sites"]:
            mined.setdefault(site["file"], []).append((site["line"], letters(row["pattern"])))
            if site["construct"] == "exception_class":
                names.add(row["pattern"])
    return mined, names


def contains(longer, shorter):
    return " ".join(shorter) in " ".join(longer)


def report(said, errors, path):
    mined, names = mined_in(path)
    totals = {}

    def count(kind, place, text, is_mined):
        total = totals.setdefault(kind, [0, 0])
        total[0] += is_mined
        total[1] += 1
        if not is_mined:
            print(f"missed {kind}\t{place}\t{text}")

    for kind, name, line, last, text in said:
        is_mined = any(line <= at <= last and contains(words, text) for at, words in mined.get(name, []))
        count(kind, f"{name}:{line}", " ".join(text), is_mined)
    for name, (file, line) in errors.items():
        count("class", f"{file}:{line}", name, name in names)
    for kind, (hits, all_of_them) in sorted(totals.items()):
        print(f"{kind}: {hits} of {all_of_them}", file=sys.stderr)


main()
