"""How much adults trust the State, and their neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scored_society.measure.census import by_group, joined, measured, share, total

FULL_TRUST = 31
"""Trust in the State is kept in 1/31: this many stand for full trust."""
FULL_TRUST_NEARBY = 1000
"""Trust in neighbours is counted in thousandths."""


def trust(weekly: pl.DataFrame, weeks: Sequence[int]) -> pl.DataFrame:
    """Return the mean trust of adults at the end of some weeks, for everybody and for each group.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    weeks : sequence of int
        The weeks to describe.

    Returns
    -------
    DataFrame
        week, group; adults; in_state = trust / (31 · adults); in_neighbours = trust_nearby / (1000 · adults), both
        0..1. Sorted.
    """
    by, rows = ["week", "group"], weekly.filter(pl.col("week").is_in(list(weeks)))
    names = ["adults", "trust", "trust_nearby"]
    counted = [total(by_group(measured(rows, name)), by, name) for name in names]
    return (
        joined(counted, by, names)
        .filter(pl.col("adults") > 0)
        .select(
            *by,
            "adults",
            share(pl.col("trust"), FULL_TRUST * pl.col("adults")).alias("in_state"),
            share(pl.col("trust_nearby"), FULL_TRUST_NEARBY * pl.col("adults")).alias("in_neighbours"),
        )
        .sort(by)
    )
