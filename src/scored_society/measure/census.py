"""Reading the weekly census: one measure, a family of measures, person-weeks and years."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scored_society.base.calendar import FIRST_YEAR, WEEKS_PER_YEAR

EVERYBODY = "everybody"
"""The name of the whole among the groups."""
YEAR = (pl.col("week") // WEEKS_PER_YEAR + FIRST_YEAR).cast(pl.Int64).alias("year")
"""The calendar year a week lies in."""


def measured(weekly: pl.DataFrame, measure: str) -> pl.DataFrame:
    """Return the rows of one measure.

    Parameters
    ----------
    weekly : DataFrame
        Columns week, measure, region, group, score, value.
    measure : str
        Its whole name, such as `people` or `served/hospital_visit`.

    Returns
    -------
    DataFrame
        The same columns; values are whole numbers (people, acts, points or weeks).
    """
    return _plain(weekly.filter(pl.col("measure") == measure))


def family(weekly: pl.DataFrame, name: str, *parts: str) -> pl.DataFrame:
    """Return the rows of a family of measures, with each part of their names as a column.

    Parameters
    ----------
    weekly : DataFrame
        Columns week, measure, region, group, score, value.
    name : str
        What comes before the first slash: `recorded` for `recorded/CHANNEL/BEHAVIOUR`.
    *parts : str
        Names of the columns for what follows the slashes, in their order.

    Returns
    -------
    DataFrame
        The same columns and one more for each part.
    """
    names = weekly["measure"].unique().cast(pl.String)
    rows = _plain(weekly.filter(pl.col("measure").is_in(names.filter(names.str.starts_with(f"{name}/")).to_list())))
    split = pl.col("measure").str.splitn("/", len(parts) + 1)
    return rows.with_columns(
        *(split.struct.field(f"field_{index}").alias(part) for index, part in enumerate(parts, start=1)),
    )


def total(rows: pl.DataFrame, by: list[str], name: str) -> pl.DataFrame:
    """Sum values by some columns.

    Parameters
    ----------
    rows : DataFrame
        From `measured` or `family`.
    by : list of str
        Columns to keep.
    name : str
        What the sum is called.

    Returns
    -------
    DataFrame
        Columns `by` and `name`, in the order in which the groups come first.
    """
    return rows.group_by(by, maintain_order=True).agg(pl.col("value").sum().alias(name))


def by_group(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of each group and, once more, all rows as those of everybody.

    Parameters
    ----------
    rows : DataFrame
        From `measured` or `family`.

    Returns
    -------
    DataFrame
        The same columns; no group is null.
    """
    return pl.concat([rows.with_columns(group=pl.lit(EVERYBODY)), rows.filter(pl.col("group").is_not_null())])


def joined(frames: Sequence[pl.DataFrame], on: Sequence[str], counts: Sequence[str]) -> pl.DataFrame:
    """Join sums that each leave out what is nothing.

    Parameters
    ----------
    frames : sequence of DataFrame
        From `total`.
    on : sequence of str
        The columns that they share.
    counts : sequence of str
        The sums: 0 where a frame has no row.
    """
    first, *others = frames
    for other in others:
        first = first.join(other, on=list(on), how="full", coalesce=True, maintain_order="left_right")
    return first.with_columns(pl.col(*counts).fill_null(0))


def lived_by_group(weekly: pl.DataFrame) -> pl.DataFrame:
    """Return the living person-weeks of everybody and of each group: columns group and lived."""
    return total(by_group(measured(weekly, "people")), ["group"], "lived")


def person_weeks(weekly: pl.DataFrame) -> int:
    """Return the living person-weeks of a frame: each person alive in a week's census counts once.

    Formula: Σ over weeks of people.
    """
    return int(measured(weekly, "people")["value"].sum())


def per_thousand_person_years(count: pl.Expr, weeks: pl.Expr | int) -> pl.Expr:
    """Turn a count over some person-weeks into a rate per thousand person-years.

    Formula: 1000 · count / (person-weeks / 52); null where nobody lived.
    """
    exposure = weeks if isinstance(weeks, pl.Expr) else pl.lit(weeks)
    return share(1000 * WEEKS_PER_YEAR * count, exposure)


def per_thousand(count: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Turn people into a rate per thousand people, or person-weeks into one per thousand person-weeks.

    Formula: 1000 · count / whole; null where the whole is nothing.
    """
    return share(1000 * count, whole)


def share(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Return part ÷ whole, null where the whole is nothing."""
    return pl.when(whole > 0).then(part / whole)


def every_four_weeks(weekly: pl.DataFrame) -> list[int]:
    """Return the last week of the frame and each fourth week before it, in order: the points of a line."""
    weeks = _weeks(weekly)
    return weeks[::-1][::4][::-1]


def year_ends(weekly: pl.DataFrame) -> list[int]:
    """Return the last week of each calendar year in the frame, in order."""
    return sorted({week // WEEKS_PER_YEAR: week for week in _weeks(weekly)}.values())


def _plain(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows whose names are text, so that frames of different origin join."""
    return rows.with_columns(pl.col("measure", "region", "group").cast(pl.String), pl.col("value").cast(pl.Int64))


def _weeks(weekly: pl.DataFrame) -> list[int]:
    return measured(weekly, "people")["week"].unique().sort().to_list()
