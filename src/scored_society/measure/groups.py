"""Groups, their marginals and the whole; years, and all years up to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from scored_society.measure.census import EVERYBODY, YEAR, total

DESCENT, RESIDENCE, BOTH = "descent", "residence", "descent × residence"
"""Ways to put people into groups: two marginals, and their intersections."""
PARTITIONS = (DESCENT, RESIDENCE, BOTH)
BY_YEAR = ["partition", "year", "group"]
"""What yearly counts are by."""
IN_YEAR, SINCE_START = "in the year", "since the start"
"""Spans that a count by year may have."""


def by_partition(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows once for each way to put people into groups, and once for everybody.

    Parameters
    ----------
    rows : DataFrame
        With a column group, of names such as "minority floating": descent, then residence. A name of any other form is
        a group of the intersections only. Rows without a group count in everybody alone.

    Returns
    -------
    DataFrame
        The same columns and partition: `EVERYBODY`, or one of `PARTITIONS`, within which each row is of one group.
    """
    words = pl.col("group").str.splitn(" ", 2).struct
    grouped = rows.filter(pl.col("group").is_not_null())
    paired = grouped.filter(pl.col("group").str.count_matches(" ", literal=True) == 1)
    return pl.concat(
        [
            rows.with_columns(group=pl.lit(EVERYBODY), partition=pl.lit(EVERYBODY)),
            paired.with_columns(group=words.field("field_0"), partition=pl.lit(DESCENT)),
            paired.with_columns(group=words.field("field_1"), partition=pl.lit(RESIDENCE)),
            grouped.with_columns(partition=pl.lit(BOTH)),
        ]
    )


def by_year(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """Add up values by calendar year, by group, by marginals and for everybody.

    Parameters
    ----------
    rows : DataFrame
        From `measured` or `family`.
    name : str
        What the sum is called.

    Returns
    -------
    DataFrame
        Columns `BY_YEAR` and `name`, in no order; what nobody has is left out.
    """
    groups = total(rows.with_columns(YEAR), ["year", "group"], "value")
    return total(by_partition(groups), BY_YEAR, name)


def counted_by_year(people: pl.DataFrame, counts: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Count several things by calendar year, by group, by marginals and for everybody, beside the time lived.

    Parameters
    ----------
    people : DataFrame
        From `measured(weekly, "people")`: whoever lived in a year has a row in it.
    counts : mapping
        Rows from `measured` or `family`, by the name of their sum.

    Returns
    -------
    DataFrame
        Columns `BY_YEAR`, lived (person-weeks) and the sums, 0 where there is nothing.
    """
    frame = by_year(people, "lived")
    for name, rows in counts.items():
        frame = frame.join(by_year(rows, name), on=BY_YEAR, how="left", maintain_order="left")
    return frame.with_columns(pl.col(*counts).fill_null(0))


def with_spans(yearly: pl.DataFrame, keys: Sequence[str], counts: Sequence[str]) -> pl.DataFrame:
    """Return yearly counts as they are, and added up from the first year to each.

    Parameters
    ----------
    yearly : DataFrame
        year, the keys and the counts: one row for each year and key.
    keys : sequence of str
        Columns of which each combination is added up by itself.
    counts : sequence of str
        Columns to add up; a count of what nobody could count is null in every year.

    Returns
    -------
    DataFrame
        span (`IN_YEAR` or `SINCE_START`), then the same columns. A key that is missing in a year has no row in it.
    """
    ordered = yearly.sort("year")
    summed = [pl.col(count).cum_sum().over(list(keys)) for count in counts]
    return pl.concat(
        [
            ordered.select(pl.lit(IN_YEAR).alias("span"), pl.all()),
            ordered.with_columns(*summed).select(pl.lit(SINCE_START).alias("span"), pl.all()),
        ]
    )
