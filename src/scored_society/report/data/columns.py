"""Columns that several tables share."""

from __future__ import annotations

import polars as pl

from scored_society.base.calendar import FIRST_YEAR, WEEKS_PER_YEAR
from scored_society.report.tables import Column
from scored_society.report.wording import decimal, percent, text, whole

YEAR: dict[str, Column] = {"year": ("Year", str)}
GROUP: dict[str, Column] = {"group": ("Group", text)}
SPREAD: dict[str, Column] = {
    "people": ("Scored (people)", whole),
    "mean": ("Mean (points)", decimal),
    "d1": ("10 % have at most (points)", whole),
    "d3": ("30 % have at most (points)", whole),
    "d5": ("Median (points)", whole),
    "d7": ("70 % have at most (points)", whole),
    "d9": ("90 % have at most (points)", whole),
    "at_lowest": ("At the lowest score (share)", percent),
    "at_highest": ("At the highest score (share)", percent),
}


def with_year(frame: pl.DataFrame) -> pl.DataFrame:
    """Add the calendar year that each week lies in."""
    return frame.with_columns((pl.col("week") // WEEKS_PER_YEAR + FIRST_YEAR).alias("year"))
