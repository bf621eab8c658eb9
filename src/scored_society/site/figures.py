"""The few figures of a week that a page draws while a society lives."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from scored_society.society.behaviours import Behaviour
from scored_society.tables.consequences import DOMAINS
from scored_society.tables.slots import by_number
from scored_society.tables.timetable import Epoch, Timetable
from scored_society.week.counted import WeekCensus

HISTOGRAM = 40
"""Bins of the histogram of scores, of the same width but for the last."""
STEPS = (0.01, 0.03, 0.08, 0.16, 0.3)
"""Where bands of scores end, as shares of the way from the start to an end of the range."""
FULL = 31
"""Belief and trust are counted in 1/31, trust in neighbours in thousandths."""


class Figures:
    """Counts what a week's figures are.

    Parameters
    ----------
    timetable : the tables of the run.
    """

    def __init__(self, timetable: Timetable) -> None:
        self._timetable = timetable
        behaviours: list[tuple[str, Behaviour]] = by_number(timetable.society.behaviours)
        self._protected = [
            (index, name) for index, (name, behaviour) in enumerate(behaviours) if behaviour.protected != "none"
        ]
        self.bins = histogram_edges(timetable)
        self.bands = band_edges(timetable)

    def week(self, week: int, census: WeekCensus) -> dict[str, Any]:
        """Return the figures of a week."""
        counts, scored = census.counts[0], bool(self._timetable.epoch(week).rules.scored)
        people, adults = counts["people"].sum(axis=0), int(counts["adults"].sum())
        living = int(people.sum())
        total = int(people @ np.arange(len(people)))
        return {
            "week": week,
            "people": living,
            "adults": adults,
            "mean": total / living if scored and living else None,
            "histogram": binned(people, self.bins) if scored else None,
            "bands": binned(people, self.bands) if scored else None,
            **{name: int(counts[name].sum()) for name in ("listed", "children_of_listed", "shut_out_of_three")},
            "listed_wrongly": int(counts["listed_wrong"].sum()),
            "shut_out": dict(zip(DOMAINS, counts["shut_out_of"].sum(axis=1).tolist(), strict=True)),
            "aware": _mean(counts["aware"], 1, adults),
            "belief": _mean(counts["belief"], FULL, adults),
            "trust": _mean(counts["trust"], FULL, adults),
            "trust_nearby": _mean(counts["trust_nearby"], 1000, adults),
            "withheld": {name: int(counts["withheld"][index].sum()) for index, name in self._protected},
            "entries": int(counts["entries"].sum()),
            "wrong_records": int(counts["wrong"].sum()),
            "collectors": int(counts["collectors"].sum()),
        }


def last_scored(timetable: Timetable) -> Epoch | None:
    """Return the rule book by which people are scored last, None if nobody ever is."""
    return next((epoch for epoch in reversed(timetable.epochs) if epoch.rules.scored), None)


def histogram_edges(timetable: Timetable) -> list[int] | None:
    """Return the lowest score of each bin of the histogram, and the end of the last."""
    epoch = last_scored(timetable)
    if epoch is None:
        return None
    lowest, past = int(epoch.rules.lowest), int(epoch.rules.highest) + 1
    width = max(1, -(-(past - lowest) // HISTOGRAM))
    return [*range(lowest, past, width), past]


def band_edges(timetable: Timetable) -> list[int] | None:
    """Return the lowest score of each band, and the end of the last: six below the start, the start itself, six above.

    Bands are narrow near the start, where most people are. Where a range has no room for a band, it is left out.
    """
    epoch = last_scored(timetable)
    if epoch is None:
        return None
    lowest, highest, start = int(epoch.rules.lowest), int(epoch.rules.highest), int(epoch.rules.start)
    below = [start - round(step * (start - lowest)) for step in STEPS]
    above = [start + 1 + round(step * (highest - start)) for step in STEPS]
    return sorted({lowest, start, start + 1, highest + 1, *below, *above})


def binned(people: NDArray[np.int64], edges: list[int] | None) -> list[int] | None:
    """Return how many people have a score from each edge up to the next."""
    if edges is None:
        return None
    counted: list[int] = np.add.reduceat(people, edges[:-1])[: len(edges) - 1].tolist()
    rest = int(people[edges[-1] :].sum())
    return [*counted[:-1], counted[-1] - rest]


def _mean(counts: NDArray[np.int64], full: int, adults: int) -> float | None:
    return round(int(counts.sum()) / full / adults, 5) if adults else None
