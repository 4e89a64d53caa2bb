"""Counts the lines that Sigma keywords hit in logs, with nothing but `re`: one JSON array of numbers on stdout.

usage: oracle.py KEYWORDS LOG...     KEYWORDS is a JSON array of texts; a log may be packed with gzip
"""
import gzip
import json
import re
import sys

CONTROL = re.compile(rb"[#\\]([01][0-7]{2})|\\x([0-7][0-9a-fA-F])")
COLOUR = re.compile(rb"\x1b(?:\[[ -?]*[^ -?]?)?")
JSON_ESCAPE = re.compile(rb'(?:\\u[0-9a-fA-F]{4})+|\\["\\/bfnrt]')
# One character of UTF-8, or one byte that is none.
ONE = rb"(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff])"


def control(match):
    byte = int(match[1], 8) if match[1] else int(match[2], 16)
    return bytes([byte]) if byte < 32 or byte == 127 else match[0]


def as_searched(line):
    if line.strip().startswith(b"{") and line.strip().endswith(b"}"):
        line = JSON_ESCAPE.sub(lambda match: json.loads(b'"%s"' % match[0]).encode("utf-8", "replace"), line)
    return COLOUR.sub(b"", CONTROL.sub(control, line.removesuffix(b"\r")))


def expression(keyword):
    """`*` is any text, `?` one character, a backslash before either or before a backslash takes its meaning away."""
    parts = re.findall(r"\\[*?\\]|[*?]|[^*?\\]+|\\", keyword)
    meaning = {"*": b".*", "?": ONE}
    escaped = (meaning.get(part) or re.escape(re.sub(r"^\\(?=[*?\\])", "", part).encode()) for part in parts)
    return re.compile(b"".join(escaped), re.IGNORECASE | re.DOTALL)


def lines(path):
    with open(path, "rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    with (gzip.open if packed else open)(path, "rb") as file:
        text = file.read()
    return [as_searched(line) for line in text.removesuffix(b"\n").split(b"\n")] if text else []


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        keywords = [expression(keyword) for keyword in json.load(file)]
    all_lines = [line for path in sys.argv[2:] for line in lines(path)]
    print(json.dumps([sum(1 for line in all_lines if keyword.search(line)) for keyword in keywords]))


main()
