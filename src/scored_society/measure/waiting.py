"""How long people wait for a scarce good."""

from __future__ import annotations

import polars as pl

from scored_society.measure.census import YEAR, joined, measured, share, total

SHOWN_FROM = 10
"""Of bands in which fewer were served the mean wait says little."""
WIDTHS = (1, 2, 5, 10, 20, 25, 50, 100)
"""Round widths of a band of scores, points."""
MOST_BANDS, MOSTLY = 30, 0.9


def wait_by_score(weekly: pl.DataFrame, good: str, width: int | None = None) -> pl.DataFrame:
    """Return how long those who were served had waited, by their score when they were served.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    good : str
        Name of the good.
    width : int, optional
        Width of a band of scores, points; bands start at multiples of it. Where not given, the narrowest of `WIDTHS`
        that makes at most 30 bands and puts nine tenths of the served into bands with at least 10 of them.

    Returns
    -------
    DataFrame
        score_from, score_to (points; from is in the band, to is not); served (people); waited (weeks, summed);
        mean_wait = waited / served (weeks). Sorted; bands in which nobody was served are left out.
        Empty if nobody was scored.
    """
    served, waited = (
        total(measured(weekly, f"{measure}/{good}").filter(pl.col("score").is_not_null()), ["score"], name)
        for measure, name in (("served_at", "served"), ("weeks_waited", "waited"))
    )
    by_score = joined([served, waited], ["score"], ["served", "waited"])
    if width is not None:
        return _banded(by_score, width)
    bands = _banded(by_score, WIDTHS[0])
    for wider in WIDTHS[1:]:
        if _tell_enough(bands):
            break
        bands = _banded(by_score, wider)
    return bands


def _banded(by_score: pl.DataFrame, width: int) -> pl.DataFrame:
    start = (pl.col("score") // width * width).cast(pl.Int64).alias("score_from")
    return (
        by_score.group_by(start, maintain_order=True)
        .agg(pl.col("served", "waited").sum())
        .filter(pl.col("served") > 0)
        .select(
            "score_from",
            (pl.col("score_from") + width).alias("score_to"),
            "served",
            "waited",
            share(pl.col("waited"), pl.col("served")).alias("mean_wait"),
        )
        .sort("score_from")
    )


def _tell_enough(bands: pl.DataFrame) -> bool:
    """Whether bands are few, and nearly all of the served lie in bands whose mean says something."""
    enough = bands.filter(pl.col("served") >= SHOWN_FROM)
    return enough.height <= MOST_BANDS and int(enough["served"].sum()) >= MOSTLY * int(bands["served"].sum())


def wait_by_year(weekly: pl.DataFrame, good: str) -> pl.DataFrame:
    """Return applications, services and waits by calendar year, in all regions together.

    Returns
    -------
    DataFrame
        year; applied, served, lapsed (people; lapsed applications waited out their patience unserved);
        waited (weeks, summed over the served); mean_wait = waited / served (weeks);
        lapsed_share = lapsed / (served + lapsed). Sorted.
    """
    frame = measured(weekly, "people").select(YEAR).unique(maintain_order=True)
    for measure, name in (
        ("applied", "applied"),
        ("served", "served"),
        ("lapsed", "lapsed"),
        ("weeks_waited", "waited"),
    ):
        rows = measured(weekly, f"{measure}/{good}").with_columns(YEAR)
        frame = frame.join(total(rows, ["year"], name), on="year", how="left", maintain_order="left")
    return (
        frame.with_columns(pl.col("applied", "served", "lapsed", "waited").fill_null(0))
        .with_columns(
            mean_wait=share(pl.col("waited"), pl.col("served")),
            lapsed_share=share(pl.col("lapsed"), pl.col("served") + pl.col("lapsed")),
        )
        .sort("year")
    )
