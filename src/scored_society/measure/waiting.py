"""How long people wait for a scarce good."""

from __future__ import annotations

import polars as pl

from scored_society.measure.census import YEAR, measured, share, total


def wait_by_score(weekly: pl.DataFrame, good: str, width: int) -> pl.DataFrame:
    """Return how long those who were served had waited, by their score when they were served.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    good : str
        Name of the good.
    width : int
        Width of a band of scores, points; bands start at multiples of it.

    Returns
    -------
    DataFrame
        score_from, score_to (points; from is in the band, to is not); served (people); waited (weeks, summed);
        mean_wait = waited / served (weeks). Sorted; bands in which nobody was served are left out.
        Empty if nobody was scored.
    """
    band = (pl.col("score") // width * width).cast(pl.Int64).alias("score_from")
    served = measured(weekly, f"served_at/{good}").filter(pl.col("score").is_not_null()).with_columns(band)
    waited = measured(weekly, f"weeks_waited/{good}").filter(pl.col("score").is_not_null()).with_columns(band)
    return (
        total(served, ["score_from"], "served")
        .join(total(waited, ["score_from"], "waited"), on="score_from", how="left")
        .with_columns(pl.col("waited").fill_null(0))
        .select(
            "score_from",
            (pl.col("score_from") + width).alias("score_to"),
            "served",
            "waited",
            share(pl.col("waited"), pl.col("served")).alias("mean_wait"),
        )
        .sort("score_from")
    )


def wait_by_year(weekly: pl.DataFrame, good: str) -> pl.DataFrame:
    """Return applications, services and waits by calendar year, in all regions together.

    Returns
    -------
    DataFrame
        year; applied, served, lapsed (people; lapsed applications waited out their patience unserved);
        waited (weeks, summed over the served); mean_wait = waited / served (weeks);
        lapsed_share = lapsed / (served + lapsed). Sorted.
    """
    frame = measured(weekly, "people").select(YEAR).unique()
    for measure, name in (
        ("applied", "applied"),
        ("served", "served"),
        ("lapsed", "lapsed"),
        ("weeks_waited", "waited"),
    ):
        rows = measured(weekly, f"{measure}/{good}").with_columns(YEAR)
        frame = frame.join(total(rows, ["year"], name), on="year", how="left")
    return (
        frame.with_columns(pl.col("applied", "served", "lapsed", "waited").fill_null(0))
        .with_columns(
            mean_wait=share(pl.col("waited"), pl.col("served")),
            lapsed_share=share(pl.col("lapsed"), pl.col("served") + pl.col("lapsed")),
        )
        .sort("year")
    )
