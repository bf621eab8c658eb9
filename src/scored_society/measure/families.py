"""Children whose parents stand on the list, and the famous who do."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scored_society.measure.census import YEAR, by_group, joined, measured, share, total


def children_of_listed(weekly: pl.DataFrame, weeks: Sequence[int]) -> pl.DataFrame:
    """Count the minors who have a parent on the list, at the end of some weeks, for everybody and for each group.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    weeks : sequence of int
        The weeks to count at.

    Returns
    -------
    DataFrame
        week, group; minors = people − adults (under 18); children (minors with a listed parent in the neighbourhood);
        children_share = children / minors (0..1). Sorted.
    """
    by, rows = ["week", "group"], weekly.filter(pl.col("week").is_in(list(weeks)))
    counted = [
        total(by_group(measured(rows, measure)), by, name)
        for measure, name in (("people", "people"), ("adults", "adults"), ("children_of_listed", "children"))
    ]
    return (
        joined(counted, by, ["people", "adults", "children"])
        .with_columns(minors=pl.col("people") - pl.col("adults"))
        .select(*by, "minors", "children", share(pl.col("children"), pl.col("minors")).alias("children_share"))
        .sort(by)
    )


def celebrities(weekly: pl.DataFrame) -> pl.DataFrame:
    """Count celebrities and their listings by calendar year.

    Returns
    -------
    DataFrame
        year; celebrities (mean number over the weeks of the year); listings (of celebrities, within the year). Sorted;
        all years are there.
    """
    weeks = (
        measured(weekly, "people")
        .with_columns(YEAR)
        .group_by("year", maintain_order=True)
        .agg(pl.col("week").n_unique().cast(pl.Int64).alias("weeks"))
    )
    famous, listed = (
        total(measured(weekly, measure).with_columns(YEAR), ["year"], measure)
        for measure in ("famous", "famous_listed")
    )
    return (
        weeks.join(famous, on="year", how="left", maintain_order="left")
        .join(listed, on="year", how="left", maintain_order="left")
        .with_columns(pl.col("famous", "famous_listed").fill_null(0))
        .select(
            "year",
            share(pl.col("famous"), pl.col("weeks")).alias("celebrities"),
            pl.col("famous_listed").alias("listings"),
        )
        .sort("year")
    )
