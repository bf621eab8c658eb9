"""P6, and P12 in part: a rule book reduced to a clamped walk, against its Markov chain.

Two acts, each seen for certain and entered for the right person, nobody responding, nobody born or dying: the
distribution of scores after so many weeks, and the time spent at the ends of the range, follow exactly from the weekly
chances in the tables.
"""

from __future__ import annotations

import math
import threading
from importlib.resources import as_file, files

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.bench.patterns.chain import Chain, p_of
from scored_society.bench.patterns.pattern import Pattern, finite, of_each
from scored_society.measure.census import measured, total
from scored_society.policy.load import load_policy
from scored_society.record.engine import Progress
from scored_society.record.replicate import Life, founded, go_on, planned
from scored_society.record.schedule import reigns_of
from scored_society.society.load import load_society

Counts = NDArray[np.int64]
UNLIKELY = 1e-4
SEEDS = (11, 12, 13)
YEARS = 2
WEEKS_TESTED = (1, 19, 77, 103)
"""Weeks whose scores are tested: soon after the start, halfway to the ends of the range, and long after."""


def clamped_walk(
    citizens: int = 1_000_000, seeds: tuple[int, ...] = SEEDS, progress: Progress | None = None
) -> list[Pattern]:
    """P6 and P12: scores that are clamped walks, against their Markov chain.

    Parameters
    ----------
    citizens : of each life.
    seeds : one for each life; fixed, so that a p is the same every time.
    progress : is told how far all lives together have come.

    Returns
    -------
    list of Pattern
        P6: the smallest p of χ² tests over pooled bins of scores, for each seed in some weeks; and the largest p that
        such a test gives a chain whose fall is one point heavier, which must be rejected. P12: the smallest p of the
        weeks spent at the lowest and at the highest score, all lives together. Each p is multiplied by the number of
        tests of which it is the smallest (Bonferroni).
    """
    life = _life(citizens)
    chain = Chain.of(life.timetable)
    counts = of_each([(life, seed) for seed in seeds], _lived, progress)
    size = f"{citizens:,} citizens, {len(seeds)} seeds"
    return [*_distribution(counts, chain, size), *_time_at_the_ends(counts, chain, size)]


def _life(citizens: int) -> Life:
    """Return the life of a walk."""
    with as_file(files(__package__)) as folder:
        policy, society = load_policy(folder / "walk-policy.yaml"), load_society(folder / "walk-society.yaml")
    return planned(reigns_of(policy, 0), society, citizens, YEARS, 0, 1)


def _lived(life: Life, seed: int, interrupt: threading.Event) -> Counts:
    """Return how many people have each score of the range, [weeks, scores]."""
    chain, weeks = Chain.of(life.timetable), life.manifest.weeks
    counts = np.zeros((weeks, chain.highest - chain.lowest + 1), np.int64)

    def keep(weekly: pl.DataFrame) -> None:
        rows = total(measured(weekly, "people"), ["week", "score"], "people")
        counts[rows["week"].to_numpy(), rows["score"].to_numpy() - chain.lowest] = rows["people"].to_numpy()

    go_on(life, founded(life, seed, 1), weeks, seed, 1, keep, None, interrupt)
    return counts


def _distribution(counts: list[Counts], chain: Chain, size: str) -> list[Pattern]:
    """P6: the distribution of scores, and whether the test would notice a rule that is off by a point."""
    foreseen, off = (one.after(len(counts[0])) for one in (chain, chain._replace(fall=chain.fall - 1)))
    tests = [(of[week], week) for of in counts for week in WEEKS_TESTED]
    right = _smallest([p_of(found, foreseen[week]) for found, week in tests])
    wrong = max(p_of(of[-1], off[-1]) for of in counts)
    nowhere = not any(of[foreseen == 0].any() for of in counts)
    weeks = ", ".join(str(week + 1) for week in WEEKS_TESTED)
    return [
        Pattern(
            "P6", "verification", f"p above {UNLIKELY:g}", finite(right), None, None, right > UNLIKELY and nowhere,
            f"scores against the Markov chain, χ² over pooled bins after {weeks} weeks ({size})",
        ),
        Pattern(
            "P6", "verification", f"rejected: p below {UNLIKELY:g}", finite(wrong), None, None, wrong < UNLIKELY,
            f"the same scores against a chain whose rule is one point heavier, after {YEARS * WEEKS_PER_YEAR} weeks",
        ),
    ]  # fmt: skip


def _time_at_the_ends(counts: list[Counts], chain: Chain, size: str) -> list[Pattern]:
    """P12: the person-weeks spent at the lowest and at the highest score."""
    found = []
    for score in (chain.lowest, chain.highest):
        weeks, people = len(counts[0]), sum(int(of[0].sum()) for of in counts)
        mean, variance = chain.weeks_at(score, weeks)
        spent = sum(int(of[:, score - chain.lowest].sum()) for of in counts)
        found.append(math.erfc(abs(spent - people * mean) / math.sqrt(2 * people * variance)))
    p = _smallest(found)
    return [
        Pattern(
            "P12", "verification", f"p above {UNLIKELY:g}", finite(p), None, None, p > UNLIKELY,
            f"weeks spent at {chain.lowest} and at {chain.highest} against the Markov chain ({size})",
        )
    ]  # fmt: skip


def _smallest(found: list[float]) -> float:
    """Return the smallest of some p, corrected for their number."""
    return min(1.0, min(found) * len(found))
