"""Whole numbers by cluster of neighbourhoods, and the figures that come from them, each with its interval."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scored_society.measure.census import EVERYBODY
from scored_society.measure.groups import DESCENT, RESIDENCE
from scored_society.measure.intervals import LEVEL, cluster_bootstrap
from scored_society.society.people import GROUPS

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Column = tuple[str, str]
"""Measure and group."""
Sum = Mapping[Column, int]
"""Columns, and how often each is added."""
NONE_OF_THEM = -math.log((1 - LEVEL) / 2)
"""How many events are to be expected at the most where none happened: the exact interval of a Poisson count
(Garwood 1936, "Fiducial Limits for the Poisson Distribution", Biometrika 28)."""


class Figure(NamedTuple):
    """A value and the ends of its interval, None where there is none."""

    value: float
    low: float | None
    high: float | None


class Ratio(NamedTuple):
    """times · what is above the line / what is below it."""

    above: Sum
    below: Sum
    times: float = 1.0


@dataclass(frozen=True)
class Counted:
    """What was counted.

    Attributes
    ----------
    places : dict
        Where each column (measure, group) stands; what has none is nothing.
    sums : [1 or 2, clusters, columns]
        Of one run; or of the two of a comparison, the audited one last.
    """

    places: Mapping[Column, int]
    sums: Integers

    @property
    def clusters(self) -> int:
        """How many clusters of neighbourhoods there are."""
        return int(self.sums.shape[1])

    def total(self, of: Sum) -> int:
        """Return a sum over the audited run."""
        return int(self._by_cluster(of)[-1].sum())

    def level(self, ratio: Ratio) -> Figure:
        """Return a ratio in the audited run."""
        return _figure([self._parts(ratio)[-1]], lambda sums: _divided(sums, 0) * ratio.times)

    def effect(self, ratio: Ratio) -> Figure:
        """Return how much larger a ratio is in the audited run than in the other; if there is none, the ratio."""
        if len(self.sums) == 1:
            return self.level(ratio)
        parts = self._parts(ratio)
        return _figure(list(parts), lambda a, b: (_divided(b, 0) - _divided(a, 0)) * ratio.times)

    def difference(self, one: Ratio, other: Ratio) -> Figure:
        """Return by how much one ratio is above another, both in the audited run."""
        both = np.concatenate([self._parts(one)[-1], self._parts(other)[-1]], axis=1)
        return _figure([both], lambda sums: _divided(sums, 0) * one.times - _divided(sums, 2) * other.times)

    def quotient(self, one: Ratio, other: Ratio) -> Figure:
        """Return one ratio divided by another, both in the audited run.

        Where nothing is above the line of the first, resampling cannot tell how much might have been: the upper end is
        then that of a Poisson count of none.
        """
        both = np.concatenate([self._parts(one)[-1], self._parts(other)[-1]], axis=1)
        scale = one.times / other.times
        found = _figure([both], lambda sums: scale * _quotient(_divided(sums, 0), _divided(sums, 2)))
        if found.value == 0:
            return Figure(0.0, 0.0, scale * NONE_OF_THEM / self.expected(one, other))
        return found

    def expected(self, one: Ratio, other: Ratio) -> float:
        """Return how much would be above the line of the first ratio, if it were as large as the other."""
        above, below, exposed = self.total(other.above), self.total(other.below), self.total(one.below)
        return above / below * exposed if below else 0.0

    def _parts(self, ratio: Ratio) -> Integers:
        """Return what is above and below the line, [runs, clusters, 2]."""
        return np.stack([self._by_cluster(ratio.above), self._by_cluster(ratio.below)], axis=-1)

    def _by_cluster(self, of: Sum) -> Integers:
        found = np.zeros(self.sums.shape[:2], np.int64)
        for column, times in of.items():
            if column in self.places:
                found += times * self.sums[:, :, self.places[column]]
        return found


def sum_of(measures: str | Iterable[str], groups: Iterable[str] = (EVERYBODY,)) -> dict[Column, int]:
    """Return the sum of some measures over some groups."""
    named = [measures] if isinstance(measures, str) else list(measures)
    return {(measure, group): 1 for measure in named for group in groups}


def members(partition: str) -> dict[str, list[str]]:
    """Return the groups by descent, or by residence, and which of the counted groups each is made of.

    Examples
    --------
    >>> list(members("descent"))
    ['majority', 'minority']
    """
    part = {DESCENT: 0, RESIDENCE: 1}[partition]
    names = dict.fromkeys(group.split(" ")[part] for group in GROUPS)
    return {name: [group for group in GROUPS if group.split(" ")[part] == name] for name in names}


def _figure(totals: Sequence[Integers], statistic: Callable[..., Floats]) -> Figure:
    found = cluster_bootstrap(totals, lambda *sums: statistic(*sums)[..., None])
    value, low, high = (float(end[0]) for end in found)
    return Figure(value, *(None if math.isnan(end) else end for end in (low, high)))


def _divided(sums: Floats, at: int) -> Floats:
    return _quotient(np.asarray(sums[..., at], np.float64), np.asarray(sums[..., at + 1], np.float64))


def _quotient(above: Floats, below: Floats) -> Floats:
    found: Floats = np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below != 0)
    return found
