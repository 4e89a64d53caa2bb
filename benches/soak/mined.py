"""One tree, mined: what it took, and what became of each file that a language pack reads."""

import fnmatch
import json
import os
import re
import signal
import stat
import subprocess
import tempfile
import time
from pathlib import Path

LIMIT = 1200  # seconds
PACKS = Path(__file__).resolve().parents[2] / "queries"
READ = re.compile(r"^note: (\d+) files of ")
LEFT_OUT = re.compile(r"^note: (\d+) files of third-party or generated code and (\d+) of tests and examples left out")
IGNORED = re.compile(r"^note: (\d+) files .*ignored")
NAMED = re.compile(r"^warning: (.+?): (.+)$")
ALL_LEFT_OUT = re.compile(r"^error: .*: all (\d+) source files")


def mined(sigmine: str, tree: Path) -> dict:
    """As usual first; where that leaves out third-party code and tests, with these too."""
    there = files(tree)
    runs = [once(sigmine, tree, [], there)]
    if runs[0]["left_out"]:
        runs.append(once(sigmine, tree, ["--include-vendored"], there))
    size = sum(there.values())
    longest = max(runs, key=lambda run: run["cpu"])
    return {"files": len(there), "bytes": size, "cpu": longest["cpu"], "memory": max(run["memory"] for run in runs), "runs": runs}


def files(tree: Path) -> dict[str, int]:
    """Files with an ending that a pack reads, and their sizes: an own walk, which asks nobody what is ignored."""
    globs = [glob for pack in PACKS.glob("*/pack.yml") for glob in endings(pack)]
    found = {}
    for folder, folders, names in os.walk(tree):
        folders[:] = [name for name in folders if name != ".git"]
        for name in names:
            path = Path(folder, name)
            if any(fnmatch.fnmatchcase(name, glob) for glob in globs) and stat.S_ISREG(path.lstat().st_mode):
                found[str(path.relative_to(tree))] = path.lstat().st_size
    return found


def endings(pack: Path) -> list[str]:
    [written] = re.findall(r"^files: (\[.*\])$", pack.read_text(), re.MULTILINE)
    return json.loads(written)


def once(sigmine: str, tree: Path, options: list[str], there: dict[str, int]) -> dict:
    command = [sigmine, "mine", str(tree), "--format", "jsonl", "--color", "never", *options]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=said, stdin=subprocess.DEVNULL)
        timer = began + LIMIT
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            if time.monotonic() > timer:
                os.kill(process.pid, signal.SIGKILL)
            time.sleep(0.02)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(ended[1])
        said.seek(0)
        lines = said.read().decode(errors="replace").splitlines()
        out.seek(0)
        candidates = sum(1 for _ in out)
    usage = ended[2]
    return {
        "options": options,
        "code": process.returncode,
        "wall": round(wall, 2),
        "cpu": round(usage.ru_utime + usage.ru_stime, 2),
        "memory": usage.ru_maxrss * 1024,
        "candidates": candidates,
        **accounts(lines, there),
    }


def accounts(lines: list[str], there: dict[str, int]) -> dict:
    """What the program itself says of the files; whatever it does not speak of is lost."""
    read = left_out = ignored = 0
    skipped, capped, strange = [], [], []
    for line in lines:
        if found := LEFT_OUT.match(line):
            left_out = int(found[1]) + int(found[2])
        elif found := READ.match(line):
            read = int(found[1])
        elif found := IGNORED.match(line):
            ignored = int(found[1])
        elif found := ALL_LEFT_OUT.match(line):
            left_out = int(found[1])
        elif found := NAMED.match(line):
            (capped if is_capped(found[2]) else skipped).append([found[1], found[2]])
        else:
            strange.append(line)
    lost = len(there) - read - left_out - ignored - len(skipped)
    return {
        "read": read,
        "left_out": left_out,
        "ignored": ignored,
        "skipped": skipped,
        "capped": capped,
        "strange": strange[:20],
        "panic": any("panicked" in line for line in lines),
        "lost": lost,
    }


def is_capped(why: str) -> bool:
    """Read, but not as a whole."""
    return why.startswith(("could not be parsed", "is damaged", "holds expressions"))
