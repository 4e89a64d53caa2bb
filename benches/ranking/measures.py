"""How good an order is: recall in the first so many, and average precision."""

from dataclasses import dataclass

from application import Application

CUTS = (10, 25, 50, 100)


@dataclass
class Measures:
    mined: int
    recall: list[float]
    precision: float

    def shown(self) -> list[str]:
        return [*(f"{100 * value:.0f} %" for value in self.recall), f"{self.precision:.2f}"]

    def at(self, cut: int) -> float:
        return self.recall[CUTS.index(cut)]

    @staticmethod
    def mean(results: list["Measures"]) -> "Measures":
        recall = [sum(column) / len(results) for column in zip(*(result.recall for result in results))]
        return Measures(0, recall, sum(result.precision for result in results) / len(results))


def measured(app: Application, ordered: list[dict]) -> Measures:
    """A label counts at its first candidate; what is not mined at all counts as not found."""
    ranks = {}
    for rank, candidate in enumerate(ordered, 1):
        for label in app.labels_of(candidate):
            ranks.setdefault(label, rank)
    firsts = sorted(ranks.values())
    total = len(app.labels)
    recall = [sum(rank <= cut for rank in firsts) / total for cut in CUTS]
    return Measures(len(firsts), recall, sum(n / rank for n, rank in enumerate(firsts, 1)) / total)
