"""The figures that a comparison, replicates and audits give for a run: what each is a ratio of, and its unit.

Every outcome is factor · total / total of whole numbers summed over weeks, so that the same table serves one run, the
difference of two and a thousand resamples of neighbourhoods.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.measure.awareness import WHOLE_BELIEF
from scored_society.measure.census import EVERYBODY
from scored_society.measure.platform import STEPS
from scored_society.measure.trust import FULL_TRUST, FULL_TRUST_NEARBY

Floats = NDArray[np.float64]
TOTALS = pl.Schema({"measure": pl.String, "group": pl.String, "value": pl.Int64})
OUTCOMES_SCHEMA = pl.Schema({"measure": pl.String, "group": pl.String, "value": pl.Float64, "unit": pl.String})


class Outcome(NamedTuple):
    """How a kind of outcome comes from totals: times · its own total / the total `over`."""

    over: str
    """The total below the line; where it ends in `/`, what the outcome is about follows (`served/` and a good)."""
    times: float
    unit: str
    by_group: bool = True
    """Whether it is counted by group; else for everybody only."""
    whole: bool = False
    """Whether what it is about is also added up, under the bare name of the kind: `listings` over all routes."""


QUARTERS = 4
"""Adults are asked so often a year what changes slowly."""


def _yearly(unit: str = "per 1,000 person-years", *, by_group: bool = True, whole: bool = False) -> Outcome:
    """Return an outcome that counts events over the time lived."""
    return Outcome("people", 1000 * WEEKS_PER_YEAR, unit, by_group, whole)


def _of_people(*, by_group: bool = True) -> Outcome:
    """Return an outcome that counts people (every week again) among those alive."""
    return Outcome("people", 1000, "of 1,000 people", by_group)


OUTCOMES: dict[str, Outcome] = {
    "score": Outcome("scored", 1, "points"),
    **dict.fromkeys(("acts", "withheld", "performed", "granted", "declined"), _yearly()),
    **dict.fromkeys(("seen", "recorded", "wrong"), _yearly(whole=True)),
    **dict.fromkeys(("entries", "extra_entries"), _yearly(whole=True)),
    **dict.fromkeys(("points", "wrong_points"), _yearly("points per 1,000 person-years", whole=True)),
    **dict.fromkeys(("listings", "listings_wrong", "removals"), _yearly(whole=True)),
    **dict.fromkeys(("delistings", "appeals", "appeals_heard", "appeals_upheld"), _yearly()),
    **dict.fromkeys(("reviews", "compensated", "expunged"), _yearly()),
    **dict.fromkeys(("refused", "refused_wrongly", "turned_away"), _yearly(whole=True)),
    **dict.fromkeys(("applied", "served", "lapsed"), _yearly(by_group=False)),
    **dict.fromkeys(("listed", "listed_wrong", "listed_by", "children_of_listed"), _of_people()),
    **dict.fromkeys(("under", "under_wrongly", "shut_out_of", "shut_out_of_wrongly"), _of_people()),
    **dict.fromkeys(("shut_out_of_three", "enjoyed"), _of_people()),
    "collectors": _of_people(by_group=False),
    "aware": Outcome("adults", 1000, "of 1,000 adults"),
    "belief": Outcome("adults", 1 / WHOLE_BELIEF, "mean, 0…1"),
    "trust": Outcome("adults", 1 / FULL_TRUST, "mean, 0…1"),
    "trust_nearby": Outcome("adults", 1 / FULL_TRUST_NEARBY, "mean, 0…1"),
    "income": Outcome("surveyed", 1, "fifth, 0…4"),
    "education": Outcome("surveyed", 1, "level, 0…4"),
    **dict.fromkeys(("poor_health", "shunned"), Outcome("surveyed", 1000, "of 1,000 adults")),
    "out_of_work": Outcome("working_age", 1000, "of 1,000 people of 18 to 59"),
    **dict.fromkeys(("lost_work", "found_work"), _yearly()),
    "parents_acts": Outcome("parents", 1000 * QUARTERS, "per 1,000 parent-years"),
    "platform": Outcome("platform_adults", 1 / STEPS, "of its range, 0…1"),
    "famous_listed": Outcome("famous", 1000 * WEEKS_PER_YEAR, "per 1,000 celebrity-years", by_group=False),
    "weeks_waited": Outcome("served/", 1, "weeks", by_group=False),
    "worth": Outcome("people", 1, "yuan a person and year"),
}
"""How each kind of outcome comes from totals. What the census counts besides is either below the line here, the same
whatever the rule book (births, deaths), or counted once more in another way."""
BELOW_THE_LINE = ("people", "scored", "adults", "surveyed", "working_age", "parents", "platform_adults", "famous")
"""Totals that are no outcomes: person-weeks lived, and lived with a score; adults; those of them, those under 60,
and the parents of minors, at each quarter's end; those with a platform score."""
WITH_WHOLE = [kind for kind, outcome in OUTCOMES.items() if outcome.whole]
BY_CHANNEL = ("seen", "recorded", "wrong")
"""Kinds counted by channel and behaviour, of which outcomes keep the channel."""


class Columns(NamedTuple):
    """Outcomes over columns of totals: outcome k = factor[k] · totals[numerator[k]] / totals[denominator[k]]."""

    names: list[tuple[str, str]]
    """Measure and group of each outcome."""
    units: list[str]
    numerator: NDArray[np.intp]
    denominator: NDArray[np.intp]
    factor: Floats


def is_outcome(measure: str) -> bool:
    """Whether a measure, by its whole name, is an outcome."""
    return measure.partition("/")[0] in OUTCOMES


def rate(measure: str) -> Outcome:
    """Return how an outcome comes from totals.

    Parameters
    ----------
    measure : str
        Its whole name, such as `acts/theft`.

    Raises
    ------
    KeyError
        If it is no outcome.

    Examples
    --------
    >>> rate("weeks_waited/hospital_visit").over
    'served/hospital_visit'
    """
    kind, _, thing = measure.partition("/")
    found = OUTCOMES[kind]
    return found._replace(over=found.over + thing) if found.over.endswith("/") else found


def totals_of(weekly: pl.DataFrame, first_week: int = 0, last_week: int | None = None) -> pl.DataFrame:
    """Add up the weekly census over weeks.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census: week, measure, region, group, score, value.
    first_week, last_week : int
        The first and the last week to count, both included; to the end where no last one is given.

    Returns
    -------
    DataFrame
        measure, group (`everybody` is the whole) and value, a whole number; sorted; what is nothing may be left out.
        Measures are those of `OUTCOMES` and `BELOW_THE_LINE`: `seen`, `recorded` and `wrong` by channel; `score` =
        Σ score · people and `scored` = Σ people over those with a score; `platform` = Σ step · adults and
        `platform_adults` = Σ adults.
    """
    during = pl.col("week") >= first_week
    if last_week is not None:
        during &= pl.col("week") <= last_week
    value, scored = pl.col("value").cast(pl.Int64), pl.col("score").is_not_null()
    sums = (
        weekly.lazy()
        .filter(during)
        .with_columns(pl.col("measure", "group").cast(pl.String))
        .group_by("measure", "group")
        .agg(
            value.sum().alias("value"),
            value.filter(scored).sum().alias("scored"),
            (pl.col("score").cast(pl.Int64) * value).sum().alias("weighted"),
        )
        .collect()
    )
    kind, parts = pl.col("measure").str.extract(r"^([^/]+)"), pl.col("measure").str.split("/")
    by_kind = sums.with_columns(kind=kind).filter(pl.col("kind").is_in([*OUTCOMES, *BELOW_THE_LINE]))
    channel = parts.list.head(2).list.join("/")
    people, platform = (by_kind.filter(pl.col("kind") == name) for name in ("people", "platform"))
    found = [
        by_kind.filter(pl.col("kind") != "platform").with_columns(
            measure=pl.when(pl.col("kind").is_in(BY_CHANNEL)).then(channel).otherwise("measure")
        ),
        by_kind.filter(pl.col("kind").is_in(WITH_WHOLE)).with_columns(measure=pl.col("kind")),
        people.with_columns(measure=pl.lit("score"), value=pl.col("weighted")),
        people.with_columns(measure=pl.lit("scored"), value=pl.col("scored")),
        platform.with_columns(value=pl.col("weighted")),
        platform.with_columns(measure=pl.lit("platform_adults")),
    ]
    rows = pl.concat([frame.select("measure", "group", "value") for frame in found])
    grouped = rows.filter(pl.col("group").is_not_null())
    together = pl.concat([rows.with_columns(group=pl.lit(EVERYBODY)), grouped])
    return together.group_by("measure", "group").agg(pl.col("value").sum()).sort("measure", "group").cast(TOTALS)


def columns(totals: Sequence[tuple[str, str]], measures: Collection[str] | None = None) -> Columns:
    """Return the outcomes that columns of totals give, in the order of their numerators.

    Parameters
    ----------
    totals : sequence of (measure, group)
        What stands in each column.
    measures : names, optional
        Give only these; all that there is a column of where not given.

    Raises
    ------
    ValueError
        If a column of an outcome lacks the one below its line, of the same group.
    """
    places = {name: place for place, name in enumerate(totals)}
    wanted = {measure for measure, _ in totals if is_outcome(measure)} if measures is None else set(measures)
    names = [(measure, group) for measure, group in totals if measure in wanted]
    rates = [rate(measure) for measure, _ in names]
    below = [(found.over, group) for found, (_, group) in zip(rates, names, strict=True)]
    missing = [name for name in below if name not in places]
    if missing:
        raise ValueError(f"no column of totals for {missing[0]}")
    return Columns(
        names,
        [found.unit for found in rates],
        np.array([places[name] for name in names], np.intp),
        np.array([places[name] for name in below], np.intp),
        np.array([found.times for found in rates], np.float64),
    )


def ratios(totals: NDArray[Any], by: Columns) -> Floats:
    """Return outcomes [..., outcomes] of totals [..., columns]; NaN where there is nothing below the line."""
    above = np.asarray(totals[..., by.numerator], np.float64)
    below = np.asarray(totals[..., by.denominator], np.float64)
    found: Floats = by.factor * np.divide(above, below, out=np.full(above.shape, np.nan), where=below != 0)
    return found


def outcomes(totals: pl.DataFrame, measures: Sequence[str] | None = None) -> pl.DataFrame:
    """Return the outcomes of a run.

    Parameters
    ----------
    totals : DataFrame
        From `totals_of`: measure, group, value.
    measures : names, optional
        Return these, so that runs in which something never happened can be put beside others; all that occur in the
        totals where not given.

    Returns
    -------
    DataFrame
        measure, group, value, unit; sorted. An outcome has all groups (or everybody only, see `OUTCOMES`), with 0 where
        nothing was counted; it is left out where there is nothing below its line.
    """
    given = {(measure, group): value for measure, group, value in totals.select(TOTALS.names()).iter_rows()}
    groups = totals["group"].unique().sort().to_list()
    asked = totals["measure"].unique().to_list() if measures is None else list(measures)
    wanted = sorted(filter(is_outcome, set(asked)))
    needed: dict[tuple[str, str], int] = {}
    for measure in wanted:
        found = rate(measure)
        for group in groups if found.by_group else [EVERYBODY]:
            for name in (measure, found.over):
                needed[name, group] = given.get((name, group), 0)
    by = columns(list(needed), wanted)
    frame = pl.DataFrame(
        {
            "measure": [measure for measure, _ in by.names],
            "group": [group for _, group in by.names],
            "value": ratios(np.array(list(needed.values()), np.float64), by),
            "unit": by.units,
        },
        schema=OUTCOMES_SCHEMA,
    )
    return frame.filter(pl.col("value").is_not_nan()).sort("measure", "group")
