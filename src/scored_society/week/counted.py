"""A week's census as Python sees it, and as cells."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scored_society.tables.consequences import DOMAINS, standing_rewards
from scored_society.tables.scoring import rules_by_behaviour
from scored_society.tables.slots import FACE_CHECKS, Numbered, by_number
from scored_society.tables.timetable import Epoch, Timetable
from scored_society.week.bulletin import BINS
from scored_society.week.cells import GROUP, MEASURE, REGION, SCORE, Cells
from scored_society.week.census import BIRTHS, DEATHS, LEAVINGS, MOST_REGIONS, PAIRINGS, SCORES

Integers = NDArray[np.int64]
NO_RULE = ("no rule", 0)
"""What stands for the rule of entries that only a route onto the list asks for."""
STEP = 1_000
"""Measure numbers are kind · STEP² + first number · STEP + second number: numbers only, so that a name is a label."""
BIN_BITS, SCORE_BITS = BINS.bit_length() - 1, SCORES.bit_length() - 1
"""Of a cell of applicants: the lottery ticket lowest, then the rank, the region and the good; all powers of two."""
KINDS = (
    "people", "acts", "withheld", "performed", "seen", "recorded", "wrong", "entries", "points", "wrong_points",
    "listings", "listings_wrong", "delistings", "listed", "listed_wrong", "applied", "waiting", "served", "lapsed",
    "capacity", "served_at", "weeks_waited", "births", "deaths", "pairings", "leavings", "aware", "belief", "adults",
    "people_in", "collectors", "extra_entries", "removals", "listed_by", "granted", "declined", "refused",
    "refused_wrongly", "under", "under_wrongly", "shut_out_of", "shut_out_of_wrongly", "shut_out_of_three",
    "turned_away", "children_of_listed", "trust", "trust_nearby", "platform", "famous", "famous_listed", "enjoyed",
    "worth", "intervened", "surveyed", "income", "education", "poor_health", "shunned", "parents", "parents_acts",
    "appeals", "appeals_heard", "appeals_upheld", "reviews", "compensated", "expunged", "working_age", "out_of_work",
    "lost_work", "found_work", "workers_in",
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


Things = list[tuple[str, int]]
OF_GOODS = ("applied", "waiting", "served", "lapsed", "capacity", "served_at", "weeks_waited")
BY_GROUP: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("acts", "withheld", "performed"), ("behaviours",)),
    **dict.fromkeys(("seen", "recorded", "wrong"), ("channels", "behaviours")),
    **dict.fromkeys(("entries", "extra_entries", "points", "wrong_points"), ("rules",)),
    **dict.fromkeys(("listings", "listings_wrong", "removals", "listed_by"), ("routes",)),
    **dict.fromkeys(("granted", "declined"), ("services",)),
    **dict.fromkeys(("refused", "refused_wrongly", "under", "under_wrongly"), ("sanctions",)),
    **dict.fromkeys(("shut_out_of", "shut_out_of_wrongly"), ("domains",)),
    "turned_away": ("uses",),
    **dict.fromkeys(("delistings", "listed", "listed_wrong", "shut_out_of_three", "children_of_listed"), ()),
    **dict.fromkeys(("intervened", "surveyed", "income", "education", "poor_health", "shunned"), ()),
    **dict.fromkeys(("working_age", "out_of_work", "lost_work", "found_work"), ()),
    **dict.fromkeys(("parents", "parents_acts", "appeals", "appeals_heard", "appeals_upheld"), ()),
    **dict.fromkeys(("reviews", "compensated", "expunged"), ()),
    **dict.fromkeys(("adults", "aware", "belief", "trust", "trust_nearby"), ()),
}
"""Kinds of measure whose counts are by group, with the things that each is counted for."""


class Measures:
    """The measures of one epoch: which numbers and names belong to which cells of the census.

    Attributes
    ----------
    things : dict
        The names and numbers of behaviours, channels, sanctions … in the order of their index.
    """

    def __init__(self, timetable: Timetable, epoch: Epoch) -> None:
        society, policy = timetable.society, epoch.policy
        self.scored, self.platform = bool(epoch.rules.scored), int(epoch.rules.platform)
        self.regions = len(society.regions)

        def numbered(section: Mapping[str, Numbered]) -> Things:
            return [(name, entry.number) for name, entry in by_number(section)]

        self.behaviours = numbered(society.behaviours)
        self.channels = numbered(society.channels) + numbered(policy.channels)
        self.goods, self.routes = numbered(society.goods), numbered(policy.blacklist)
        self.services, self.sanctions = numbered(society.services), numbered(policy.sanctions)
        ruled = rules_by_behaviour(policy, society)
        self.rules = {index: (name, rule.number) for index, (name, rule) in ruled.items()}
        self.standing_rewards = standing_rewards(policy)
        self.things: dict[str, Things] = {
            "behaviours": self.behaviours,
            "channels": self.channels,
            "rules": [self.rules.get(index, NO_RULE) for index in range(len(self.behaviours))],
            "routes": self.routes,
            "services": self.services,
            "sanctions": self.sanctions,
            "domains": [(name, index) for index, name in enumerate(DOMAINS, 1)],
            "uses": [(name, index) for index, name in enumerate(FACE_CHECKS, 1)],
        }
        self._numbers = {kind: self._numbers_of(kind) for kind in BY_GROUP}

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
        if kind in OF_GOODS:
            return [(good,) for good in self.goods]
        if kind in ("enjoyed", "worth"):
            return [((reward.name, reward.number),) for reward in self.standing_rewards]
        return list(product(*(self.things[section] for section in BY_GROUP.get(kind, ()))))

    def _numbers_of(self, kind: str) -> Integers:
        """Return the measure number of each cell of a kind that is counted by group, in the shape of its counts."""
        numbers = np.array(measure_number(kind), np.int64)
        for section, step in zip(BY_GROUP[kind], (STEP, 1), strict=False):
            own = np.array([number for _, number in self.things[section]], np.int64)
            numbers = numbers[..., None] + own * step
        return numbers

    def cells(self, census: WeekCensus, offered: Integers) -> Cells:
        """Return the week's counts other than zero, by key.

        Each measure's cells come in order, so only the measures have to be put in order. `offered` are the places
        [goods, regions] for which those who applied were ranked.
        """
        counts = census.counts[0]
        parts: dict[int, Cells] = {}

        def add(number: int, values: Integers, *steps: int) -> None:
            where = np.nonzero(values)
            keys = np.full(len(where[0]), (number + 1) * MEASURE)
            for step, index in zip(steps, where, strict=False):
                keys += (index + 1) * step
            parts[number] = Cells(keys, values[where])

        if self.scored:
            add(measure_number("people"), counts.people, GROUP, SCORE)
        else:
            add(measure_number("people"), counts.people.sum(axis=1), GROUP)
        for kind, numbers in self._numbers.items():
            parts[measure_number(kind)] = _by_group(numbers, counts[kind])
        for position, (_, number) in enumerate(self.goods):
            for kind in ("applied", "served", "lapsed"):
                add(measure_number(kind, number), counts[kind][position], REGION)
            add(measure_number("capacity", number), offered[position], REGION)
            for kind in ("served_at", "weeks_waited"):
                if self.scored:
                    add(measure_number(kind, number), counts[kind][position], SCORE)
                else:
                    add(measure_number(kind, number), counts[kind][position].sum(keepdims=True))
            parts[measure_number("waiting", number)] = _waiting(position, measure_number("waiting", number), census)
        if self.platform >= 0:
            add(measure_number("platform"), counts.platform, GROUP, SCORE)
        for name, value in zip(("famous", "famous_listed"), counts.famous, strict=True):
            add(measure_number(name), np.array([value]))
        for reward in self.standing_rewards:
            having = counts.people - counts.listed_at if reward.lost_by_listed else counts.people
            add(measure_number("enjoyed", reward.number), having[:, reward.worth > 0].sum(axis=1), GROUP)
            add(measure_number("worth", reward.number), having @ reward.worth, GROUP)
        for kind, row in (("births", BIRTHS), ("deaths", DEATHS), ("pairings", PAIRINGS), ("leavings", LEAVINGS)):
            add(measure_number(kind), counts.life[row], GROUP)
        for kind in ("people_in", "workers_in", "collectors"):
            add(measure_number(kind), counts[kind], REGION)
        ordered = [parts[number] for number in sorted(parts)]
        return Cells(*(np.concatenate(column) for column in zip(*ordered, strict=True)))


def _by_group(numbers: Integers, counts: Integers) -> Cells:
    """Return the cells of one kind of measure: `counts` has the room of a table, and the 6 groups last."""
    room = counts[tuple(slice(size) for size in numbers.shape)]
    *things, group = np.nonzero(room)
    keys = (numbers[tuple(things)] + 1) * MEASURE + (group + 1) * GROUP
    values = room[(*things, group)]
    if len(keys) and not (np.diff(keys) > 0).all():  # rules are numbered in another order than behaviours
        order = np.argsort(keys)
        keys, values = keys[order], values[order]
    return Cells(keys, values)


def in_cells(applicants: NDArray[np.int32]) -> tuple[Integers, Integers]:
    """Return the cells of applicants in order, and how many are in each (a leaner `numpy.unique`).

    Parameters
    ----------
    applicants : the cell of each, in any order.
    """
    ordered = np.sort(applicants)
    ends = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    edges = np.concatenate([[0], ends, [len(ordered)]]) if len(ordered) else np.zeros(1, np.int64)
    return ordered[edges[:-1]].astype(np.int64), np.diff(edges)


def _waiting(position: int, number: int, census: WeekCensus) -> Cells:
    """Return those in the queue of one good, by region, rank and ticket: bits of a cell, side by side."""
    queue = SCORES * BINS * MOST_REGIONS
    first, last = np.searchsorted(census.applicants, np.array([position, position + 1]) * queue)
    found = census.applicants[first:last]
    region, rank = found >> SCORE_BITS + BIN_BITS & MOST_REGIONS - 1, found >> BIN_BITS & SCORES - 1
    ticket = found & BINS - 1
    keys = (number + 1) * MEASURE + (region + 1) * REGION + (rank + 1) * SCORE + ticket + 1
    return Cells(keys, census.applicant_counts[first:last])
