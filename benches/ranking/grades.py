"""How a reader graded candidates: 3 to be published, 2 worth a person's look, 1 weak, 0 noise.

grades/NAME.tsv holds a fingerprint, a grade and the reason a line: of the first forty candidates of an earlier ranking, and
of 28 drawn from the next 460.
"""

from dataclasses import dataclass
from pathlib import Path

from application import Application

GOOD = 2
NOISE = 0
FIRST = 25


@dataclass
class Graded:
    good: int
    noise: int
    ungraded: int
    agreement: float | None

    def shown(self) -> list:
        return [self.good, self.noise, self.ungraded, "" if self.agreement is None else f"{self.agreement:.2f}"]

    @staticmethod
    def mean(results: list["Graded"]) -> "Graded":
        mean = lambda values: round(sum(values) / len(values), 2) if values else None
        columns = ([getattr(result, name) for result in results] for name in ("good", "noise", "ungraded", "agreement"))
        return Graded(*(mean([value for value in column if value is not None]) for column in columns))


def read(path: Path) -> dict[str, int]:
    """The grade of each fingerprint."""
    lines = (line.split("\t") for line in path.read_text().splitlines())
    return {fingerprint: int(grade) for fingerprint, grade, _ in lines}


def graded(app: Application, grades: dict[str, int]) -> Graded:
    """What stands in the first 25, and how often a good candidate stands above one that is not, of all such pairs."""
    ordered = [grades.get(candidate["fingerprint"]) for candidate in app.candidates]
    first, known = ordered[:FIRST], [grade for grade in ordered if grade is not None]
    count = lambda is_it: sum(is_it(grade) for grade in first if grade is not None)
    return Graded(count(lambda g: g >= GOOD), count(lambda g: g == NOISE), first.count(None), agreement(known))


def agreement(ordered: list[int]) -> float | None:
    above, right = 0, 0
    for grade in ordered:
        if grade >= GOOD:
            above += 1
        else:
            right += above
    pairs = above * (len(ordered) - above)
    return right / pairs if pairs else None
