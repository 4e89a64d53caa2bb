"""What a script lists with its language's own parser: a JSON object for each file, on a line of its own."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from statements import Statement, constant_pieces, says_something


def parsed(program: str, script: Path, root: Path, files: list[str]) -> list[dict]:
    """The objects that a script prints for these files (below the root)."""
    run = subprocess.run([program, script], cwd=root, input="\n".join(files), text=True, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def calls_and_raised(found: list[dict], levels: dict[str, str] | None = None) -> Iterator[Statement]:
    """The log calls and raised texts among them; `levels` says what the language's names of levels mean, where they
    are not ours already."""
    for file in found:
        for said in file["statements"]:
            pieces = constant_pieces(said["parts"])
            if says_something(pieces):
                level = said["level"] if levels is None else levels.get(said["level"] or "")
                yield Statement(said["kind"], file["file"], said["first"], said["last"], said["name"], pieces, (level,) if level else ())
