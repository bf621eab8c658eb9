"""What people's lives are like: income, schooling, work, health and friends, by a quarter's survey of adults."""

from __future__ import annotations

import polars as pl

from scored_society.measure.census import by_group, joined, measured, share, total

ASKED = ("surveyed", "income", "education", "poor_health", "shunned", "working_age", "out_of_work")


def conditions(weekly: pl.DataFrame) -> pl.DataFrame:
    """Return the conditions of adults at each quarter's end, for everybody and for each group.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.

    Returns
    -------
    DataFrame
        week, group; surveyed (adults); income (mean fifth of the household's income, 1 lowest … 5), education (mean
        level, 0 none … 4 university), poor_health and friendless (shares, 0..1); working_age (those of 18 to 59) and
        out_of_work (share of these, 0..1; null where there are none). Sorted.
    """
    by = ["week", "group"]
    counted = [total(by_group(measured(weekly, name)), by, name) for name in ASKED]
    return (
        joined(counted, by, list(ASKED))
        .filter(pl.col("surveyed") > 0)
        .select(
            *by,
            "surveyed",
            (1 + share(pl.col("income"), pl.col("surveyed"))).alias("income"),
            share(pl.col("education"), pl.col("surveyed")).alias("education"),
            share(pl.col("poor_health"), pl.col("surveyed")).alias("poor_health"),
            share(pl.col("shunned"), pl.col("surveyed")).alias("friendless"),
            "working_age",
            share(pl.col("out_of_work"), pl.col("working_age")).alias("out_of_work"),
        )
        .sort(by)
    )
