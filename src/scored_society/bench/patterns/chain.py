"""The Markov chain of a clamped walk: what a score does that goes up or down and stops at the ends of its range."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scored_society.measure.quantiles import chi_square_tail
from scored_society.tables.slots import ACT
from scored_society.tables.timetable import Timetable

Floats = NDArray[np.float64]
LEAST_IN_A_BIN = 50
"""People whom a pooled bin must be expected to hold."""


class Chain(NamedTuple):
    """The chain of a score: in one week it goes up by `rise` with chance `up`, down by −`fall` with chance `down`.

    Attributes
    ----------
    up, down : float
        Chance a week.
    rise, fall : int
        Points; `fall` is negative.
    start, lowest, highest : int
        Where everybody begins, and the ends of the range.
    """

    up: float
    down: float
    rise: int
    fall: int
    start: int
    lowest: int
    highest: int

    @classmethod
    def of(cls, tables: Timetable) -> Chain:
        """Return the chain that the tables of a walk say: the width of an act's slot × its chance of being kept."""
        world, policy = tables.world, tables.epochs[0].policy
        chances = np.diff(world.slot_first) / 2**32 * (world.slot_keep[:, 0] / 2**32)
        up, down = chances[world.slot_kind == ACT].tolist()
        rise, fall = (rule.points for rule in policy.rules.values())
        score = policy.score
        if score is None:
            raise ValueError("a walk needs a score")
        return cls(up, down, rise, fall, score.start, score.lowest, score.highest)

    def after(self, weeks: int, begins: int | None = None) -> Floats:
        """Return the distribution over the range after each of some weeks, [weeks, scores], from one score."""
        scores = np.arange(self.lowest, self.highest + 1)
        now = (scores == (self.start if begins is None else begins)).astype(np.float64)
        out = []
        for _ in range(weeks):
            following = now * (1 - self.up - self.down)
            for chance, points in ((self.up, self.rise), (self.down, self.fall)):
                np.add.at(following, np.clip(scores + points, self.lowest, self.highest) - self.lowest, now * chance)
            now = following
            out.append(now)
        return np.array(out)

    def weeks_at(self, score: int, weeks: int) -> tuple[float, float]:
        """Return the mean and the variance of how many of the weeks one person spends at a score.

        The second moment is the sum over pairs of weeks of the chance to be there in both, which is the chance to be
        there in the first times the one to be back after as many weeks as lie between.
        """
        there = self.after(weeks)[:, score - self.lowest]
        back = self.after(weeks, score)[:, score - self.lowest]
        pairs = sum(there[week] * back[: weeks - 1 - week].sum() for week in range(weeks))
        mean = float(there.sum())
        return mean, float(mean + 2 * pairs - mean**2)


def p_of(counts: NDArray[np.int64], probabilities: Floats) -> float:
    """Return the p of a χ² test of people by score, neighbouring scores pooled until a bin expects enough of them.

    Parameters
    ----------
    counts : people with each score.
    probabilities : of each score; may be 0.
    """
    expected = probabilities * counts.sum()
    bins = np.floor((np.cumsum(expected) - expected / 2) / LEAST_IN_A_BIN).astype(int)
    found, foreseen = (np.bincount(bins, values) for values in (counts, expected))
    filled = foreseen >= LEAST_IN_A_BIN / 2
    found, foreseen = (np.append(values[filled], values[~filled].sum()) for values in (found, foreseen))
    found, foreseen = found[foreseen > 0], foreseen[foreseen > 0]
    foreseen = foreseen * (found.sum() / foreseen.sum())
    return chi_square_tail(float(((found - foreseen) ** 2 / foreseen).sum()), len(found) - 1)
