"""An independent reader of rules: PyYAML reads the file, pySigma the keywords. readback.py REQUESTS

REQUESTS holds one JSON object a line: {"rule": PATH, "lines": [...]}. Prints one a line in answer, with an entry
for each keyword: its text, its pieces (a text, "*" or "?" in a list of [kind, text]), and the indices of the lines
that it matches, case being folded for ASCII.
"""

import json
import re
import string
import sys

import yaml
from sigma.types import SigmaString, SpecialChars

FOLD = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
WILDCARDS = {SpecialChars.WILDCARD_MULTI: ["any", "*"], SpecialChars.WILDCARD_SINGLE: ["one", "?"]}


def pieces(keyword):
    return [WILDCARDS.get(piece) or ["text", piece] for piece in SigmaString(keyword).s]


def matcher(parts):
    forms = {"any": lambda _: ".*", "one": lambda _: ".", "text": lambda text: re.escape(text.translate(FOLD))}
    return re.compile("".join(forms[kind](text) for kind, text in parts), re.DOTALL)


def main(path):
    with open(path, encoding="utf-8") as requests:
        for request in map(json.loads, requests):
            with open(request["rule"], encoding="utf-8") as rule:
                keywords = yaml.safe_load(rule)["detection"]["keywords"]
            lines = [line.translate(FOLD) for line in request["lines"]]
            found = []
            for keyword in keywords:
                parts = pieces(keyword)
                search = matcher(parts).search
                hits = [index for index, line in enumerate(lines) if search(line)]
                found.append({"text": keyword, "pieces": parts, "lines": hits})
            print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1])
