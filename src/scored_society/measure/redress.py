"""What those have who were struck: appeals, reviews, compensation and expungement, by year."""

from __future__ import annotations

import polars as pl

from scored_society.measure.census import YEAR, measured, per_thousand_person_years, total

KINDS = ("appeals", "appeals_heard", "appeals_upheld", "reviews", "compensated", "expunged")


def redress(weekly: pl.DataFrame) -> pl.DataFrame:
    """Return what redress brought in each year.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.

    Returns
    -------
    DataFrame
        year; lived (person-weeks); appeals, appeals_heard, appeals_upheld (against entries that take points), reviews
        (wrongful listings that a person stopped), compensated (people, each time), expunged (listings at whose end
        points lapsed); not_heard, rejected, upheld = appeals per 1,000 person-years by what became of them.
    """
    frame = total(measured(weekly, "people").with_columns(YEAR), ["year"], "lived")
    for kind in KINDS:
        counted = total(measured(weekly, kind).with_columns(YEAR), ["year"], kind)
        frame = frame.join(counted, on="year", how="left", maintain_order="left")
    frame = frame.with_columns(pl.col(*KINDS).fill_null(0)).sort("year")
    appeals, heard, upheld = (pl.col(kind) for kind in KINDS[:3])
    return frame.with_columns(
        per_thousand_person_years(appeals - heard, pl.col("lived")).alias("not_heard"),
        per_thousand_person_years(heard - upheld, pl.col("lived")).alias("rejected"),
        per_thousand_person_years(upheld, pl.col("lived")).alias("upheld"),
    )
