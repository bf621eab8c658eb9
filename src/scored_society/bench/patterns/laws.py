"""P12: laws that a society keeps when nothing changes: its people replace themselves, and its rations have no cycle."""

from __future__ import annotations

import math
import tempfile
import threading
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.base.text import yaml_text
from scored_society.bench.patterns.pattern import Pattern, finite, of_each
from scored_society.measure.census import family, total
from scored_society.policy.load import load_policy
from scored_society.record.engine import Progress
from scored_society.record.replicate import Life, Moment, founded, go_on, planned
from scored_society.record.sample import people_columns
from scored_society.record.schedule import reigns_of
from scored_society.society.load import SocietyBook, load_society
from scored_society.week.state import SEAT

Floats = NDArray[np.float64]
SOCIETY, POLICY = "smallville", "as-told"
SEATS = 256
"""Seats of a neighbourhood: by chance alone some of a hundred people grow beyond Smallville's 128 within 40 years."""
AGES = {"0 to 14": (0, 15), "15 to 59": (15, 60), "60 and over": (60, 200)}
ERRORS = 3
"""Standard errors within which a slope counts as none."""
NEIGHBOURS = 40
HIGHEST_RATIO = 20.0
"""How far an ordinate of a periodogram may stand above the median of its neighbours."""


Weekly = dict[str, Floats]
"""A count of each week, by good."""


class Course(NamedTuple):
    """One life: people by age each year, [years + 1, ages], and how many were served and applied each week, by good."""

    people: Floats
    served: Weekly
    applied: Weekly


def population_and_rations(
    citizens: int | None = None, years: int = 40, seeds: int = 20, progress: Progress | None = None
) -> list[Pattern]:
    """P12: a stationary Smallville under `as-told`.

    Parameters
    ----------
    citizens : of each life; Smallville's own number where not given.
    years, seeds : how long, and how often.
    progress : is told how far all lives together have come.

    Returns
    -------
    list of Pattern
        The slope of the population and of each share of ages, with its three standard errors between seeds; and the
        highest ordinate of a periodogram of weekly counts, as a multiple of the median of its 40 neighbours: of those
        served, and beside it of those who applied.
    """
    life = planned(reigns_of(load_policy(POLICY), 0), still_society(), citizens, years, 0, 1)
    courses = of_each([(life, seed) for seed in range(1, seeds + 1)], _lived, progress)
    size = f"{life.manifest.citizens:,} citizens, {years} years, {seeds} seeds"
    return [
        *slopes([course.people for course in courses], size),
        cycles("served", [course.served for course in courses], size, True),
        cycles("applied", [course.applied for course in courses], size, False),
    ]


def still_society(**people: Any) -> SocietyBook:
    """Return Smallville, stationary and with more seats."""
    told = {
        "society": f"{SOCIETY}-stationary",
        "extends": SOCIETY,
        "neighbourhood": {"seats": SEATS},
        "people": {"stationary": True, **people},
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stationary.yaml"
        path.write_text(yaml_text(told), encoding="utf-8")
        return load_society(path)


def _lived(life: Life, seed: int, interrupt: threading.Event) -> Course:
    weeks = life.manifest.weeks
    counted: dict[str, Weekly] = {name: defaultdict(lambda: np.zeros(weeks)) for name in ("served", "applied")}

    def keep(weekly: pl.DataFrame) -> None:
        for name, goods in counted.items():
            for week, good, value in total(family(weekly, name, "good"), ["week", "good"], "count").iter_rows():
                goods[good][week] += value

    moment = founded(life, seed, 1)
    people = [_by_age(moment, life)]
    for end in range(WEEKS_PER_YEAR, weeks + 1, WEEKS_PER_YEAR):
        moment = go_on(life, moment, end, seed, 1, keep, None, interrupt)
        people.append(_by_age(moment, life))
    return Course(np.array(people, np.float64), *(dict(goods) for goods in counted.values()))


def _by_age(moment: Moment, life: Life) -> list[int]:
    """Return the living by age."""
    state = np.ascontiguousarray(moment.arrays["state"]).view(SEAT)
    week = max(moment.week - 1, 0)
    ages = people_columns(state, np.arange(len(state)), life.timetable, week)["age"]
    return [int(((ages >= first) & (ages < end)).sum()) for first, end in AGES.values()]


def slopes(people: list[Floats], size: str) -> list[Pattern]:
    """Return the slopes a year of the population (% of the start) and of shares of ages (percentage points)."""
    whole = [of.sum(axis=1) for of in people]
    lines = {"the population, % of its start a year": [100 * of / of[0] for of in whole]}
    for place, name in enumerate(AGES):
        lines[f"the share of those of {name}, percentage points a year"] = [
            100 * of[:, place] / every for of, every in zip(people, whole, strict=True)
        ]
    found = []
    for name, each in lines.items():
        years = np.arange(len(each[0]))
        slope = np.array([np.polyfit(years, line, 1)[0] for line in each])
        mean, error = float(slope.mean()), float(slope.std(ddof=1) / math.sqrt(len(slope)))
        found.append(
            Pattern(
                "P12", "verification", f"0 within {ERRORS} standard errors", finite(mean),
                finite(mean - ERRORS * error), finite(mean + ERRORS * error), abs(mean) <= ERRORS * error,
                f"slope of {name} ({size}; interval: {ERRORS} standard errors)",
            )
        )  # fmt: skip
    return found


def cycles(name: str, counts: list[Weekly], size: str, held: bool) -> Pattern:
    """Return the highest ordinate of the periodograms of weekly counts, with a target or without."""
    goods = sorted({good for of in counts for good in of})
    found = {good: peak([of[good] for of in counts if good in of]) for good in goods}
    highest = max(found, key=lambda good: found[good], default="nothing")
    value = found.get(highest, math.nan)
    return Pattern(
        "P12", "verification", f"at most {HIGHEST_RATIO:g}" if held else None, finite(value), None, None,
        bool(value <= HIGHEST_RATIO) if held else None, f"highest periodogram ordinate of weekly counts ({name}) ÷ the "
        f"median of its {NEIGHBOURS} neighbours, mean of the seeds, found for {highest} ({size})",
    )  # fmt: skip


def peak(counts: list[Floats]) -> float:
    """Return the highest ordinate of the mean periodogram of some lives, as a multiple of the median of the 40 nearest.

    The straight line through the counts is taken out first. Of counts that are independent from week to week an
    ordinate of one life is exponential (Brockwell and Davis 1991, Time Series: Theory and Methods, 10.3): it stands 20
    times above the median about once in a million, the mean of several lives never.
    """
    ordinates = np.mean([periodogram(of) for of in counts], axis=0)
    highest = 0.0
    for place, ordinate in enumerate(ordinates):
        first = min(max(place - NEIGHBOURS // 2, 0), max(len(ordinates) - NEIGHBOURS - 1, 0))
        around = np.delete(ordinates[first : first + NEIGHBOURS + 1], place - first)
        median = float(np.median(around))
        if ordinate > 0:
            highest = max(highest, float(ordinate / median) if median else math.inf)
    return highest


def periodogram(counts: Floats) -> Floats:
    """Return the periodogram of the rest of a straight line, without the mean and the last frequency."""
    weeks = np.arange(len(counts))
    rest = counts - np.polyval(np.polyfit(weeks, counts, 1), weeks)
    return np.abs(np.fft.rfft(rest))[1 : (len(counts) + 1) // 2] ** 2
