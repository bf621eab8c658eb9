"""A week's census as Python sees it, and as cells."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
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
from scored_society.week.census import BIRTHS, CENSUS, DEATHS, GROUPS, LEAVINGS, MOST_REGIONS, PAIRINGS, SCORES

Integers = NDArray[np.int64]
NO_RULE = ("no rule", 0)
"""What stands for the rule of entries that only a route onto the list asks for."""
STEP = 1_000
"""Measure numbers are kind · STEP² + first number · STEP + second number: numbers only, so that a name is a label."""
BYTES = np.dtype(np.int64).itemsize
"""Of a count."""
BIN_BITS, SCORE_BITS, REGION_BITS = (size.bit_length() - 1 for size in (BINS, SCORES, MOST_REGIONS))
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
SERVED = ("served_at", "weeks_waited")
"""Of goods, by score."""
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
        self._keys, self._places = self._table()

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

    def cells(self, census: WeekCensus, offered: Integers) -> Cells:
        """Return the week's counts other than zero, by key.

        `offered` are the places [goods, regions] for which those who applied were ranked.
        """
        counts = np.concatenate([census.counts.view(np.int64), *self._derived(census.counts[0], offered)])
        values = counts[self._places]
        kept = np.flatnonzero(values)
        keys, values = self._keys[kept], values[kept]
        waiting = self._waiting(census)
        before = int(np.searchsorted(keys, (measure_number("waiting") + 1) * MEASURE))
        return Cells(
            np.concatenate([keys[:before], waiting.keys, keys[before:]]),
            np.concatenate([values[:before], waiting.values, values[before:]]),
        )

    def _table(self) -> tuple[Integers, Integers]:
        """Return the keys of all cells, in order, and where the count of each stands: the counted, then the derived."""
        parts, end = list(self._counted()), CENSUS.itemsize // BYTES
        for numbers, shape, steps in self._to_derive():
            places = end + np.arange(math.prod(shape)).reshape(shape)
            parts.append((numbers, places, steps))
            end += places.size
        keys = np.concatenate([_keys(numbers, places.shape, steps) for numbers, places, steps in parts])
        order = np.argsort(keys)
        return keys[order], np.concatenate([places.ravel() for _, places, _ in parts])[order]

    def _counted(self) -> Iterator[tuple[Integers, Integers, tuple[int, ...]]]:
        """Yield the numbers of measures, where their counts stand, and the steps of a key along the axes of these."""
        for kind in BY_GROUP:
            numbers = self._numbers_of(kind)
            yield numbers, _places(kind, *numbers.shape), (GROUP,)
        for kind, row in (("births", BIRTHS), ("deaths", DEATHS), ("pairings", PAIRINGS), ("leavings", LEAVINGS)):
            yield _number(kind), _places("life")[row], (GROUP,)
        for kind in ("applied", "served", "lapsed"):
            yield self._of_goods(kind), _places(kind, len(self.goods)), (REGION,)
        for kind in ("people_in", "workers_in", "collectors"):
            yield _number(kind), _places(kind), (REGION,)
        yield np.array([measure_number(kind) for kind in ("famous", "famous_listed")]), _places("famous"), ()
        if self.platform >= 0:
            yield _number("platform"), _places("platform"), (GROUP, SCORE)
        if self.scored:
            yield _number("people"), _places("people"), (GROUP, SCORE)
            for kind in SERVED:
                yield self._of_goods(kind), _places(kind, len(self.goods)), (SCORE,)

    def _to_derive(self) -> Iterator[tuple[Integers, tuple[int, ...], tuple[int, ...]]]:
        """Yield the numbers of measures, the shape of what `_derived` returns for them, and the steps of a key."""
        yield self._of_goods("capacity"), (len(self.goods), self.regions), (REGION,)
        for reward in self.standing_rewards:
            for kind in ("enjoyed", "worth"):
                yield _number(kind, reward.number), (GROUPS,), (GROUP,)
        if not self.scored:
            yield _number("people"), (GROUPS,), (GROUP,)
            for kind in SERVED:
                yield self._of_goods(kind), (len(self.goods),), ()

    def _derived(self, counts: Any, offered: Integers) -> list[Integers]:
        """Return what is worked out from the counts, in the order of `_to_derive`."""
        found = [offered[: len(self.goods), : self.regions].ravel()]
        held = np.flatnonzero(counts.people.any(axis=0))  # a few of the scores
        people = counts.people[:, held]
        unlisted = people - counts.listed_at[:, held]
        for reward in self.standing_rewards:
            having, worth = unlisted if reward.lost_by_listed else people, reward.worth[held]
            found += [having @ (worth > 0), having @ worth]
        if not self.scored:
            found.append(counts.people.sum(axis=1))
            found += [counts[kind][: len(self.goods)].sum(axis=1) for kind in SERVED]
        return found

    def _numbers_of(self, kind: str) -> Integers:
        """Return the measure number of each cell of a kind that is counted by group, in the shape of its counts."""
        numbers = np.array(measure_number(kind), np.int64)
        for section, step in zip(BY_GROUP[kind], (STEP, 1), strict=False):
            own = np.array([number for _, number in self.things[section]], np.int64)
            numbers = numbers[..., None] + own * step
        return numbers

    def _of_goods(self, kind: str) -> Integers:
        """Return the measure number of a kind for each good."""
        return np.array([measure_number(kind, number) for _, number in self.goods], np.int64)

    def _waiting(self, census: WeekCensus) -> Cells:
        """Return those in the queues, by good, region, rank and ticket: bits of an applicants' cell, side by side."""
        cells = census.applicants
        queue, ticket = cells >> BIN_BITS, cells & BINS - 1
        region, rank = queue >> SCORE_BITS & MOST_REGIONS - 1, queue & SCORES - 1
        number = self._of_goods("waiting")[queue >> SCORE_BITS + REGION_BITS]
        keys = (number + 1) * MEASURE + (region + 1) * REGION + (rank + 1) * SCORE + ticket + 1
        return Cells(keys, census.applicant_counts)


def _number(kind: str, first: int = 0) -> Integers:
    return np.array(measure_number(kind, first), np.int64)


def _places(name: str, *sizes: int) -> Integers:
    """Return where the first `sizes` of a field's counts stand in the block of a census, in their shape."""
    fields: Any = CENSUS.fields
    kind, offset = fields[name][:2]
    places = np.arange(math.prod(kind.shape)).reshape(kind.shape) + offset // BYTES
    return places[tuple(slice(size) for size in sizes)]


def _keys(numbers: Integers, shape: tuple[int, ...], steps: tuple[int, ...]) -> Integers:
    """Return the keys of measures whose counts have a shape: the last axes are those of `steps`."""
    keys = ((numbers + 1) * MEASURE).reshape(numbers.shape + (1,) * len(steps))
    for axis, step in enumerate(steps, len(shape) - len(steps)):
        along = (np.arange(shape[axis]) + 1) * step
        keys = keys + along.reshape((-1,) + (1,) * (len(shape) - 1 - axis))
    return keys.ravel()


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
