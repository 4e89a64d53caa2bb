"""The soak's results as Markdown."""

import re
from collections import Counter

MB = 1e6


def bad(result: dict) -> bool:
    """A panic, a signal, a hang, an ending that nothing explains, or a file that nobody speaks of."""
    return any(run["panic"] or run["lost"] or run["code"] not in (0, 3) and not explained(run) for run in result["runs"])


def explained(run: dict) -> bool:
    """An error where there is nothing to read."""
    return run["code"] == 2 and run["read"] == 0


def report(results: list[dict]) -> str:
    parts = [totals(results), "Longest for its size, of those that took a second and more:", longest(results)]
    parts += ["Most memory:", memory(results), "What was skipped or read in part, and why:", kinds(results)]
    parts += ["Ended badly:", table(["package", "code", "panic", "lost"], map(ending, filter(bad, results)))]
    return "\n\n".join(parts)


def totals(results: list[dict]) -> str:
    rows = []
    for registry in ["debian", "crate", "pypi"]:
        of = [result for result in results if result["name"].startswith(registry)]
        rows.append([registry, *sums(of)])
    rows.append(["all", *sums(results)])
    head = ["registry", "trees", "files", "MB", "CPU s", "CPU s a MB", "read", "skipped", "in part", "ignored", "lost", "panics", "hangs", "candidates"]
    return table(head, rows)


def sums(of: list[dict]) -> list[str]:
    last = [result["runs"][-1] for result in of]
    size, cpu = sum(result["bytes"] for result in of) / MB, sum(result["cpu"] for result in of)
    counts = [sum(run["read"] for run in last), sum(len(run["skipped"]) for run in last), sum(len(run["capped"]) for run in last)]
    runs = [run for result in of for run in result["runs"]]
    counts += [sum(run["ignored"] for run in last), sum(abs(run["lost"]) for run in runs), sum(run["panic"] for run in runs)]
    counts += [sum(run["code"] < 0 for run in runs), sum(run["candidates"] for run in last)]
    files = sum(result["files"] for result in of)
    return [f"{len(of)}", f"{files:,}", f"{size:,.0f}", f"{cpu:,.0f}", f"{cpu / max(size, 1e-9):.2f}", *(f"{count:,}" for count in counts)]


def longest(results: list[dict]) -> str:
    slow = sorted((result for result in results if result["cpu"] >= 1), key=lambda result: -result["cpu"] / result["bytes"])
    rows = ([result["name"], f"{result['bytes'] / MB:.1f}", f"{result['cpu']:.1f}", f"{result['cpu'] / result['bytes'] * MB:.2f}"] for result in slow[:10])
    return table(["package", "MB", "CPU s", "CPU s a MB"], rows)


def memory(results: list[dict]) -> str:
    large = sorted(results, key=lambda result: -result["memory"])
    rows = ([result["name"], f"{result['bytes'] / MB:.1f}", f"{result['memory'] / MB:,.0f}"] for result in large[:10])
    return table(["package", "MB", "peak MB"], rows)


def kinds(results: list[dict]) -> str:
    counts, first = Counter(), {}
    for result in results:
        run = result["runs"][-1]
        for path, why in run["skipped"] + run["capped"]:
            kind = re.sub(r"\d+", "N", why)
            counts[kind] += 1
            first.setdefault(kind, f"{result['name'].split()[1]}: {path}")
    return table(["why", "files", "such as"], ([kind, f"{count}", first[kind]] for kind, count in counts.most_common()))


def ending(result: dict) -> list[str]:
    run = max(result["runs"], key=lambda run: (run["panic"], abs(run["lost"]), run["code"] != 0))
    return [result["name"], f"{run['code']}", str(run["panic"]), f"{run['lost']}"]


def table(head: list[str], rows) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
