"""S12: what the source text claims for the system, each claim with a measure and an interval.

`as-told` is lived beside `none`, and beside itself without cameras and without what falls on children for a parent's
listing. A claim has a target only where its words, taken by themselves, say which sign or number must come out.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scored_society.bench.patterns.claim_lives import (
    BY_CHANNEL,
    NO_CAMERAS,
    NO_KIN,
    NONE,
    TOLD,
    Values,
    figures_of,
    lives_under,
)
from scored_society.bench.patterns.pattern import Pattern, finite, of_each
from scored_society.measure.claims import AVOIDABLE, COMPLETE, CONTRASTS, FAIR, HOLISTIC, PARENTS, TRUSTED
from scored_society.measure.intervals import Interval, t_interval
from scored_society.record.engine import Progress


class Target(NamedTuple):
    """What a claim says must come out."""

    says: str
    holds: Callable[[Interval], bool]


NOTHING = Target("0 in the interval", lambda found: bool(found.low <= 0 <= found.high))
EVERYTHING = Target("1 in the interval", lambda found: bool(found.low <= 1 <= found.high))
LESS = Target("below 0", lambda found: bool(found.high < 0))
NOT_LESS = Target("not below 0", lambda found: bool(found.high >= 0))
NOT_MORE = Target("not above 0", lambda found: bool(found.low <= 0))
MISDEEDS = "acts of parents of minors that are neither good deeds nor protected, per 1,000 parent-years"


class Row(NamedTuple):
    """A figure that answers a claim: of one rule book, or of one less another."""

    claim: str
    figure: str
    """As in `claim_lives.figures`."""
    what: str
    target: Target | None = None
    less: str | None = None
    """The rule book whose figure is taken off that of `under`, seed by seed."""
    under: str = TOLD


def _fair() -> list[Row]:
    """Return the gaps between groups; only what nobody did anything for has a target."""
    told = {
        "listings": "listings per 1,000 person-years",
        "points": "points of all entries per 1,000 person-years",
        "accused": "entries that take points for what was not done, per 1,000 person-years",
    }
    return [
        Row(FAIR, f"{name}/{first}-{second}", f"{what}, {first} less {second}", NOTHING if name == "accused" else None)
        for name, what in told.items()
        for first, second in CONTRASTS
    ]


ROWS = (
    *_fair(),
    Row(AVOIDABLE, "wrongful_listings", "share of listings that true acts alone would not have brought", NOTHING),
    Row(AVOIDABLE, "wrongful_time", "share of the time on the list that such listings brought", NOTHING),
    Row(
        AVOIDABLE, "children_of_listed",
        "minors with a parent on the list, which no act of theirs can help, of 1,000 people",
    ),
    Row(
        AVOIDABLE, "limited/score",
        "points at the end of adults who cannot give blood or volunteer, less those of others of their age", NOT_LESS,
    ),
    Row(
        AVOIDABLE, "limited/listed",
        "share on the list at the end of adults who cannot give blood or volunteer, less that of others of their age",
        NOT_MORE,
    ),
    Row(PARENTS, "parents_acts", MISDEEDS),
    Row(PARENTS, "parents_acts", f"{MISDEEDS}, with less without sanctions on children", LESS, less=NO_KIN),
    Row(
        PARENTS, "rights_withheld", "protected acts that anybody leaves undone because of the score (rights withheld), "
        "per 1,000 person-years, with less without sanctions on children", less=NO_KIN,
    ),
    Row(HOLISTIC, "recorded", "share of all acts done that any channel recorded"),
    Row(HOLISTIC, "recorded_of_rules", "share recorded of the kinds of acts that the rule book counts"),
)  # fmt: skip
WATCHED = (
    Row(COMPLETE, "recorded", "share of all acts done that any channel recorded, cameras on", EVERYTHING),
    Row(COMPLETE, "recorded", "share of all acts done that any channel recorded, cameras off", under=NO_CAMERAS),
    Row(COMPLETE, "recorded", "share of all acts done that any channel recorded, on less off", less=NO_CAMERAS),
    Row(COMPLETE, "seen_by_cameras", "share of all acts done that cameras reported", EVERYTHING),
    Row(COMPLETE, "seen_of_their_kinds", "share that cameras reported of the kinds of acts they notice", EVERYTHING),
    Row(TRUSTED, "trust", "adults' mean trust in the State in the last week, 0…1"),
    Row(TRUSTED, "trust", "adults' mean trust in the State in the last week, as told less no score", less=NONE),
)


def claims_of_the_text(
    citizens: int = 20_000,
    years: int = 5,
    seeds: int = 20,
    society: str | Path = "china-2020",
    progress: Progress | None = None,
) -> list[Pattern]:
    """S12: what the text claims for the system.

    Parameters
    ----------
    citizens, years, seeds, society : of the lives, under each of four rule books.
    progress : is told how far all lives together have come.

    Returns
    -------
    list of Pattern
        For each claim its figures, with Student's interval between seeds; paired by seed where rule books are compared.
        Met where the interval agrees with the words of the claim.
    """
    lives = lives_under(society, citizens, years, seeds)
    every = [(life, seed) for life in lives for seed in range(1, seeds + 1)]
    values = of_each([(one.life, seed) for one, seed in every], figures_of(lives), progress)
    found: dict[str, list[Values]] = {one.name: [] for one in lives}
    for (one, _), figured in zip(every, values, strict=True):
        found[one.name].append(figured)
    size = f"{citizens:,} citizens, {years} years, {seeds} seeds"
    return [_answered(row, found, size) for row in (*ROWS, *_by_channel(found[TOLD]), *WATCHED)]


def _by_channel(told: list[Values]) -> list[Row]:
    """Return a row for each channel that recorded anything, those that recorded most first."""
    names = sorted({name for of in told for name in of if name.startswith(BY_CHANNEL)})
    names.sort(key=lambda name: -sum(of.get(name) or 0 for of in told))
    return [
        Row(HOLISTIC, name, f"share of all acts done that {name.removeprefix(BY_CHANNEL)} recorded first")
        for name in names
    ]


def _answered(row: Row, found: dict[str, list[Values]], size: str) -> Pattern:
    """Return the interval of a figure over the seeds, and whether it agrees with the claim."""
    values = _column(found[row.under], row.figure)
    if row.less is not None:
        values = values - _column(found[row.less], row.figure)
    known = values[~np.isnan(values)]
    interval = t_interval(known) if len(known) > 1 else Interval(np.nan, np.nan, np.nan)
    value, low, high = (finite(float(part)) for part in interval)
    return Pattern(
        "S12", "claim test", None if row.target is None else row.target.says, value, low, high,
        None if row.target is None or value is None else row.target.holds(interval),
        f"“{row.claim}” {row.what} ({size})",
    )  # fmt: skip


def _column(values: list[Values], figure: str) -> NDArray[np.float64]:
    """Return a figure of each seed, NaN where it is not defined; a channel that recorded nothing has none of it."""
    absent = 0.0 if figure.startswith(BY_CHANNEL) else None
    return np.array([of.get(figure, absent) for of in values], np.float64)
