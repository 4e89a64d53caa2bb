"""Whether the weights hold on applications that they were not fitted to, and when they are moved.

A weight is scaled with its group (`limits`, `level`, …), and the group's best scale on some applications is looked for by
trying a few on each group in turn. Scores are sums of reasons, so this needs no new run of sigmine.
"""

import random
from collections import Counter

from application import Application
from measures import Measures, measured

SCALES = (0.5, 0.75, 1.25, 1.5)
ROUNDS = 2
MOST_MOVE = 0.2


def reordered(app: Application, scale) -> list[dict]:
    """The candidates by the sum of their reasons, each times `scale(signal)`; equal ones stay as they are."""
    score = lambda candidate: sum(reason["weight"] * scale(reason["signal"]) for reason in candidate["reasons"])
    return sorted(app.candidates, key=score, reverse=True)


def left_out(applications: list[Application]) -> list[tuple[Application, Measures]]:
    """For each application, its measures with scales that the others alone chose."""
    results = []
    for app in applications:
        scales = fitted([other for other in applications if other is not app])
        results.append((app, measured(app, reordered(app, lambda signal: scales.get(group(signal), 1)))))
    return results


def fitted(applications: list[Application]) -> dict[str, float]:
    """The scale of each group whose change makes the mean over these applications better."""
    groups = Counter(group(reason["signal"]) for app in applications for one in app.candidates for reason in one["reasons"])
    scales, best = {}, goodness(applications, {})
    for _ in range(ROUNDS):
        for name in sorted(groups):
            for scale in SCALES:
                tried = scales | {name: scale}
                if (now := goodness(applications, tried)) > best + 1e-9:
                    scales, best = tried, now
    return scales


def goodness(applications: list[Application], scales: dict[str, float]) -> float:
    results = [measured(app, reordered(app, lambda signal: scales.get(group(signal), 1))) for app in applications]
    mean = Measures.mean(results)
    return mean.at(50) + mean.at(25) + mean.precision


def shaken(applications: list[Application], times: int) -> str:
    """What moving every weight by up to a fifth does to the mean recall in the first 50."""
    still = Measures.mean([measured(app, reordered(app, lambda _: 1)) for app in applications]).at(50)
    recalls = []
    for seed in range(times):
        moves, dice = {}, random.Random(seed)
        move = lambda signal: moves.setdefault(signal, dice.uniform(1 - MOST_MOVE, 1 + MOST_MOVE))
        recalls.append(Measures.mean([measured(app, reordered(app, move)) for app in applications]).at(50))
    changes = sorted(abs(recall - still) / still for recall in recalls)
    return (
        f"Mean recall@50 {100 * still:.1f} %; with every weight moved by up to {100 * MOST_MOVE:.0f} %, {times} times: "
        f"{100 * min(recalls):.1f} to {100 * max(recalls):.1f} %, changed by {100 * sum(changes) / times:.1f} % on the average, "
        f"{100 * changes[-1]:.1f} % at most."
    )


def group(signal: str) -> str:
    return signal.partition(":")[0]
