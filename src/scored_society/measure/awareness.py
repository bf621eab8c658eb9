"""How many know that they are scored, and how much they think is seen."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scored_society.measure.census import measured, share, total

WHOLE_BELIEF = 31
"""Beliefs are kept in 1/31: this many stand for certainty."""


def awareness(weekly: pl.DataFrame, weeks: Sequence[int]) -> pl.DataFrame:
    """Return the adults who know of the scheme, and the mean belief of being seen, at the end of some weeks.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    weeks : sequence of int
        The weeks to describe.

    Returns
    -------
    DataFrame
        week; adults; aware (adults); aware_share = aware / adults; mean_belief = belief / (31 · adults), both 0..1.
        Sorted.
    """
    counted = [
        total(measured(weekly, name).filter(pl.col("week").is_in(list(weeks))), ["week"], name)
        for name in ("adults", "aware", "belief")
    ]
    adults, aware, belief = counted
    return (
        adults.join(aware, on="week", how="left", maintain_order="left")
        .join(belief, on="week", how="left", maintain_order="left")
        .with_columns(pl.col("aware", "belief").fill_null(0))
        .select(
            "week",
            "adults",
            "aware",
            share(pl.col("aware"), pl.col("adults")).alias("aware_share"),
            share(pl.col("belief"), WHOLE_BELIEF * pl.col("adults")).alias("mean_belief"),
        )
        .sort("week")
    )
