"""Time and memory of mining for more and more lines: parts of one corpus, each ten times as large as the one before."""

import shutil
import statistics
from pathlib import Path

WIDTH, HEIGHT, MARGIN = 640, 300, 56


def parts(places, below):
    """Copies files into a folder, in the order of the places, and gives folder, files and lines whenever the lines are ten
    times as many as before; the last part is what there is."""
    files = [path for place in places for path in sorted(Path(place).rglob("*.[ch]")) if path.is_file()]
    shutil.rmtree(below, ignore_errors=True)
    wanted, lines = 10_000, 0
    for number, file in enumerate(files, 1):
        lines += file.read_bytes().count(b"\n")
        folder = below / f"{number // 1000}"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, folder / f"{number}-{file.name}")
        if lines >= wanted or number == len(files):
            yield below, number, lines
            wanted *= 10
            if wanted > 10_000_000:
                return


def growth(run, sigmine, rounds, places, work, picture):
    """Prints the table and draws the picture; `run` gives wall and CPU seconds, peak MiB and exit code of a command."""
    print("\n| lines | files | wall s | CPU s | peak MiB | CPU s per million lines | peak MiB per million lines |")
    print("|---|---|---|---|---|---|---|")
    points = []
    for folder, files, lines in parts(places, work / "growth"):
        runs = [run(f"{sigmine} mine --quiet --format jsonl {folder}") for _ in range(rounds)]
        wall, cpu, peak = (statistics.median(one[column] for one in runs) for column in range(3))
        million = lines / 1e6
        print(f"| {lines:,} | {files:,} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {cpu / million:.2f} | {peak / million:.0f} |",
              flush=True)
        points.append((million, cpu, peak))
    Path(picture).write_text(drawn(points))


def drawn(points):
    """An SVG with CPU time and memory against lines, each with the straight line through its last point."""
    half = WIDTH // 2
    left = panel(0, half, "CPU s", [(million, cpu) for million, cpu, _ in points])
    right = panel(half, half, "peak MiB", [(million, peak) for million, _, peak in points])
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">\n'
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>\n{left}{right}</svg>\n')


def panel(start, width, what, points):
    most_x, most_y = max(x for x, _ in points), max(y for _, y in points)
    x_at = lambda x: start + MARGIN + x / most_x * (width - MARGIN - 16)  # noqa: E731
    y_at = lambda y: HEIGHT - MARGIN - y / most_y * (HEIGHT - 2 * MARGIN)  # noqa: E731
    corner, end = (x_at(0), y_at(0)), (x_at(most_x), y_at(most_y))
    way = " ".join(f"{x_at(x):.1f},{y_at(y):.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x_at(x):.1f}" cy="{y_at(y):.1f}" r="3" fill="#1f5fa8"/>' for x, y in points)
    return (f'<line x1="{corner[0]:.1f}" y1="{corner[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" stroke="#bbb" stroke-dasharray="4"/>\n'
            f'<polyline points="{way}" fill="none" stroke="#1f5fa8" stroke-width="2"/>{dots}\n'
            f'<path d="M{corner[0]:.1f} {y_at(most_y):.1f} V{corner[1]:.1f} H{end[0]:.1f}" fill="none" stroke="black"/>\n'
            f'<text x="{corner[0]:.1f}" y="{MARGIN - 12}">{what}: {most_y:,.0f}</text>'
            f'<text x="{end[0]:.1f}" y="{HEIGHT - MARGIN + 20}" text-anchor="end">{most_x:.1f} million lines</text>\n')
