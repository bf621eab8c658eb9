"""P9: common random numbers, which make a small difference between two rule books visible."""

from __future__ import annotations

import math
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.base.text import yaml_text
from scored_society.bench.patterns.pattern import Pattern, finite, of_each
from scored_society.measure.census import EVERYBODY
from scored_society.measure.intervals import Interval, variance_ratio
from scored_society.measure.outcomes import outcomes, totals_of
from scored_society.policy.load import load_policy
from scored_society.record.engine import Progress
from scored_society.record.replicate import Life, founded, go_on, planned
from scored_society.record.schedule import reigns_of
from scored_society.society.load import load_society

BASELINE, SOCIETY, RULE = "as-told", "china-2020", "traffic_offence"
LEAST_RATIO = 10.0
"""How many times smaller common random numbers must make the variance of a difference."""
LAST_YEAR = "mean score in the last year"
HELD = (LAST_YEAR, "listings")
"""What the pattern holds for; what else is shown has no threshold."""
SHOWN = (
    "score", "listed", "points", "entries", "wrong", "seen/traffic_police", "acts/traffic_offence", "withheld/theft",
    "withheld/speaking_out", "performed/charity_work", "belief", "trust", "trust_nearby", "shut_out_of_three",
    "refused", "weeks_waited/hospital",
)  # fmt: skip
Values = dict[str, float]


def common_random_numbers(
    citizens: int = 20_000, years: int = 5, seeds: int = 40, progress: Progress | None = None
) -> list[Pattern]:
    """P9: how much smaller the variance of a difference is when both runs draw the same numbers.

    `as-told` against itself with one rule a point heavier. Half of 4 · `seeds` lives are pairs that share their seed;
    of the others every life has a seed of its own, so that the two samples of differences are independent, as Fisher's
    F asks. (Why it works: Law 2015, Simulation Modeling and Analysis, 11.2.)

    Parameters
    ----------
    citizens, years : of each life.
    seeds : differences in each of the two samples.
    progress : is told how far all lives together have come.

    Returns
    -------
    list of Pattern
        For each figure the variance with unrelated seeds ÷ the paired one; the lower bound must be at least 10 for the
        mean score in the last year and for listings over all years.
    """
    lives = _lives(citizens, years)
    pairs = [((lives[0], seed), (lives[1], seed)) for seed in range(1, seeds + 1)]
    unrelated = [((lives[0], seeds + seed), (lives[1], 2 * seeds + seed)) for seed in range(1, seeds + 1)]
    found = of_each([life for pair in pairs + unrelated for life in pair], _values_of, progress)
    differences = [{name: second[name] - first[name] for name in first} for first, second in _by_two(found)]
    return [
        _pattern(name, [of[name] for of in differences[seeds:]], [of[name] for of in differences[:seeds]])
        for name in (*HELD, *SHOWN)
        if all(name in of for of in differences)
    ]


def _pattern(name: str, unrelated: list[float], paired: list[float]) -> Pattern:
    """Return the ratio of the variances of one figure's differences."""
    found = variance_ratio(unrelated, paired)
    freedom, held = len(paired) - 1, name in HELD
    note = f"{name}: variance of differences, unrelated seeds ÷ same seed"
    if math.isinf(found.estimate):
        note += " (which is 0)"
    if math.isnan(found.estimate):
        note += " (both are 0)"
    value, low, high = (finite(part) for part in found)
    return Pattern(
        "P9", "verification", f"at least {LEAST_RATIO:g} at the lower bound, F({freedom}, {freedom})" if held else None,
        value, low, high, _is_met(found) if held else None, note,
    )  # fmt: skip


def _is_met(found: Interval) -> bool:
    return bool(found.low >= LEAST_RATIO)


def _lives(citizens: int, years: int) -> tuple[Life, Life]:
    """Return the life under the baseline, and the one under the rule book that differs by one point."""
    people, baseline = load_society(SOCIETY), load_policy(BASELINE)
    heavier = {
        "policy": f"{BASELINE}-one-point-heavier",
        "extends": BASELINE,
        "rules": {RULE: {"points": baseline.epochs[0][1].rules[RULE].points - 1}},
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "heavier.yaml"
        path.write_text(yaml_text(heavier), encoding="utf-8")
        books = baseline, load_policy(path)
    first, second = (planned(reigns_of(book, 0), people, citizens, years, 0, 1) for book in books)
    return first, second


def _values_of(life: Life, seed: int, interrupt: threading.Event) -> Values:
    """Return the figures of one life, for everybody."""
    weekly: list[pl.DataFrame] = []
    weeks = life.manifest.weeks
    go_on(life, founded(life, seed, 1), weeks, seed, 1, weekly.append, None, interrupt)
    whole = pl.concat(weekly)
    shown = ["score", "listings", *SHOWN]
    every, last = (
        outcomes(totals_of(whole, first), shown).filter(pl.col("group") == EVERYBODY).select("measure", "value")
        for first in (0, weeks - WEEKS_PER_YEAR)
    )
    return {LAST_YEAR: dict(last.iter_rows())["score"], **dict(every.iter_rows())}


def _by_two(values: list[Values]) -> Iterator[tuple[Values, Values]]:
    return zip(values[::2], values[1::2], strict=True)
