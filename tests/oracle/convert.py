"""Converts rules with sigma-cli, and runs the one query that can be run here. convert.py REQUESTS

REQUESTS holds one JSON object a line: {"rule": PATH, "log": PATH}. Prints one a line for each of the targets:
{"rule", "target", "error" (null if it converted), "query"}; for Loki also "lines": the numbers, from 1, of the log's
lines that the query's regular expression finds.
"""

import json
import re
import sys

import oracle
from click.testing import CliRunner

TARGETS = ("splunk", "lucene", "opensearch_lucene", "loki")


def converted(sigma, target, rule):
    result = CliRunner().invoke(sigma, ["--target", target, "--without-pipeline", rule])
    error = None if result.exit_code == 0 else f"exit {result.exit_code}: {result.output} {result.exception or ''}"
    # Progress goes to stderr, the query to stdout.
    return error, result.stdout.strip()


def loki_lines(query, log):
    """The lines that the line filters of a LogQL query let through: each is a regular expression, in backticks or,
    where it holds one, in double quotes."""
    written = re.findall(r'\|~ (`[^`]*`|"(?:[^"\\]|\\.)*")', query)
    filters = [re.compile(text.strip("`") if text[0] == "`" else json.loads(text)) for text in written]
    if not filters:
        raise ValueError(f"no line filter in {query}")
    with open(log, encoding="utf-8", errors="replace", newline="\n") as lines:
        return [number for number, line in enumerate(lines, 1)
                if all(wanted.search(line.rstrip("\n")) for wanted in filters)]


def main(path):
    requests = [json.loads(line) for line in open(path, encoding="utf-8")]
    oracle.quiet_tables()
    from sigma.cli.convert import convert as sigma

    for request in requests:
        for target in TARGETS:
            error, query = converted(sigma, target, request["rule"])
            answer = {"rule": request["rule"], "target": target, "error": error, "query": query}
            if target == "loki" and not error:
                answer["lines"] = loki_lines(query, request["log"])
            print(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
