"""How scores are spread over people, at chosen weeks."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scored_society.measure.census import by_group, measured

DECILES = tuple(range(1, 10))


def score_distribution(weekly: pl.DataFrame, lowest: int, highest: int, weeks: Sequence[int]) -> pl.DataFrame:
    """Describe the scores at the end of some weeks, for everybody and for each group.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    lowest, highest : int
        The range of the score, points.
    weeks : sequence of int
        The weeks to describe.

    Returns
    -------
    DataFrame
        One row a week and group (`everybody` is the whole): week, group, people (scored), mean (points),
        d1 … d9 (points), at_lowest and at_highest (shares of the scored, 0..1). Sorted; empty if nobody is scored.
        The k-th decile is the lowest score that at least k tenths of the people have or are below.
    """
    people = measured(weekly, "people").filter(pl.col("score").is_not_null() & pl.col("week").is_in(list(weeks)))
    return spread(people, lowest, highest)


def spread(rows: pl.DataFrame, lowest: int, highest: int) -> pl.DataFrame:
    """Describe how a score is spread over people, by week, for everybody and for each group.

    Parameters
    ----------
    rows : DataFrame
        From `measured`; score (points) and value (people who have it).
    lowest, highest : int
        The range of the score, points.

    Returns
    -------
    DataFrame
        As from `score_distribution`.
    """
    counts = (
        by_group(rows)
        .group_by("week", "group", "score", maintain_order=True)
        .agg(pl.col("value").sum().alias("people"))
        .sort("week", "group", "score")
        .with_columns(below=pl.col("people").cum_sum().over("week", "group"))
        .with_columns(whole=pl.col("people").sum().over("week", "group"))
    )
    score, size, whole = pl.col("score"), pl.col("people"), pl.col("whole").first()
    return (
        counts.group_by("week", "group", maintain_order=True)
        .agg(
            size.sum(),
            ((score * size).sum() / whole).alias("mean"),
            *(score.filter(10 * pl.col("below") >= k * pl.col("whole")).min().alias(f"d{k}") for k in DECILES),
            (size.filter(score <= lowest).sum() / whole).alias("at_lowest"),
            (size.filter(score >= highest).sum() / whole).alias("at_highest"),
        )
        .sort("week", "group")
    )
