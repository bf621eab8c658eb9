"""A week's census as Python sees it, and as rows."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scored_society.tables.slots import by_number
from scored_society.tables.timetable import Epoch, Timetable
from scored_society.week.bulletin import BINS
from scored_society.week.census import BIRTHS, DEATHS, LEAVINGS, PAIRINGS, SCORES

Integers = NDArray[np.int64]
ABSENT = -1
STEP = 1_000
"""Measure numbers are kind · STEP² + first number · STEP + second number: numbers only, so that a name is a label."""
KINDS = (
    "people", "acts", "withheld", "performed", "seen", "recorded", "wrong", "entries", "points", "wrong_points",
    "listings", "listings_wrong", "delistings", "listed", "listed_wrong", "applied", "waiting", "served", "lapsed",
    "capacity", "served_at", "weeks_waited", "births", "deaths", "pairings", "leavings", "aware", "belief", "adults",
    "people_in", "collectors",
)  # fmt: skip
"""Kinds of measure; a kind's number is its place, for good."""


class WeekCensus(NamedTuple):
    """What one week counted: the block of counts, and the applicants as sorted cells with how many are in each."""

    counts: NDArray[Any]
    applicants: Integers
    applicant_counts: Integers


def measure_number(kind: str, first: int = 0, second: int = 0) -> int:
    """Return the number of a measure."""
    return KINDS.index(kind) * STEP * STEP + first * STEP + second


class Measures:
    """The measures of one epoch: which numbers and names belong to which cells of the census."""

    def __init__(self, timetable: Timetable, epoch: Epoch) -> None:
        society, policy = timetable.society, epoch.policy
        self.scored = bool(epoch.rules.scored)
        self.regions = len(society.regions)
        self.behaviours = [(name, behaviour.number) for name, behaviour in by_number(society.behaviours)]
        self.channels = [(name, channel.number) for name, channel in by_number(society.channels)]
        self.channels += [(name, channel.number) for name, channel in by_number(policy.channels)]
        self.goods = [(name, good.number) for name, good in by_number(society.goods)]
        self.routes = [(name, route.number) for name, route in by_number(policy.blacklist)]
        index = {name: position for position, (name, _) in enumerate(self.behaviours)}
        self.rules = {index[rule.behaviour or name]: (name, rule.number) for name, rule in policy.rules.items()}

    def names(self) -> dict[int, str]:
        """Return the name of each measure number that may occur."""
        out: dict[int, str] = {}
        for kind in KINDS:
            for things in self._things(kind):
                out[measure_number(kind, *(number for _, number in things))] = "/".join(
                    [kind, *(name for name, _ in things)]
                )
        return out

    def _things(self, kind: str) -> list[tuple[tuple[str, int], ...]]:
        if kind in ("acts", "withheld", "performed"):
            return [(behaviour,) for behaviour in self.behaviours]
        if kind in ("seen", "recorded", "wrong"):
            return [(channel, behaviour) for channel in self.channels for behaviour in self.behaviours]
        if kind in ("entries", "points", "wrong_points"):
            return [(rule,) for rule in self.rules.values()]
        if kind in ("listings", "listings_wrong"):
            return [(route,) for route in self.routes]
        if kind in ("applied", "waiting", "served", "lapsed", "capacity", "served_at", "weeks_waited"):
            return [(good,) for good in self.goods]
        return [()]

    def rows(self, census: WeekCensus, capacity: Integers) -> Integers:
        """Return the week as rows (measure, region, group, score, bin, value), sorted, without zeros.

        Each measure's rows come sorted, so only the measures have to be put in order.
        """
        counts = census.counts[0]
        parts: dict[int, Integers] = {}

        def add(number: int, values: Integers, *dimensions: str) -> None:
            where = np.nonzero(values)
            rows = np.full((len(where[0]), 6), ABSENT, np.int64)
            rows[:, 0], rows[:, 5] = number, values[where]
            for column, name in enumerate(("region", "group", "score"), 1):
                if name in dimensions:
                    rows[:, column] = where[dimensions.index(name)]
            parts[number] = rows

        if self.scored:
            add(measure_number("people"), counts.people, "group", "score")
        else:
            add(measure_number("people"), counts.people.sum(axis=1), "group")
        for kind in ("acts", "withheld", "performed"):
            for position, (_, number) in enumerate(self.behaviours):
                add(measure_number(kind, number), counts[kind][position], "group")
        for kind in ("seen", "recorded", "wrong"):
            for channel, behaviour in np.argwhere(counts[kind].any(axis=2)):
                number = measure_number(kind, self.channels[channel][1], self.behaviours[behaviour][1])
                add(number, counts[kind][channel, behaviour], "group")
        for kind in ("entries", "points", "wrong_points"):
            for position, (_, number) in self.rules.items():
                add(measure_number(kind, number), counts[kind][position], "group")
        for kind in ("listings", "listings_wrong"):
            for position, (_, number) in enumerate(self.routes):
                add(measure_number(kind, number), counts[kind][position], "group")
        for position, (_, number) in enumerate(self.goods):
            for kind in ("applied", "served", "lapsed"):
                add(measure_number(kind, number), counts[kind][position], "region")
            add(measure_number("capacity", number), capacity[position], "region")
            for kind in ("served_at", "weeks_waited"):
                if self.scored:
                    add(measure_number(kind, number), counts[kind][position], "score")
                else:
                    add(measure_number(kind, number), counts[kind][position].sum(keepdims=True))
            parts[measure_number("waiting", number)] = self._waiting(position, number, census)
        for kind in ("delistings", "listed", "listed_wrong", "aware", "belief", "adults"):
            add(measure_number(kind), counts[kind], "group")
        for kind, row in (("births", BIRTHS), ("deaths", DEATHS), ("pairings", PAIRINGS), ("leavings", LEAVINGS)):
            add(measure_number(kind), counts.life[row], "group")
        for kind in ("people_in", "collectors"):
            add(measure_number(kind), counts[kind], "region")
        return np.concatenate([parts[number] for number in sorted(parts)])

    def _waiting(self, position: int, number: int, census: WeekCensus) -> Integers:
        """Return those in the queue of one good, by region, rank and ticket."""
        keys = census.applicants
        chosen = keys // (SCORES * BINS * 32) == position
        keys, rows = keys[chosen], np.full((int(chosen.sum()), 6), ABSENT, np.int64)
        rows[:, 0] = measure_number("waiting", number)
        rows[:, 1], rows[:, 3], rows[:, 4] = keys // (SCORES * BINS) % 32, keys // BINS % SCORES, keys % BINS
        rows[:, 5] = census.applicant_counts[chosen]
        return rows
