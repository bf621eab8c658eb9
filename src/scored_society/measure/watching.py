"""What watching costs: the collectors' pay, and those whom a camera did not know."""

from __future__ import annotations

import polars as pl

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.measure.census import (
    YEAR,
    by_group,
    family,
    lived_by_group,
    measured,
    per_thousand,
    per_thousand_person_years,
    share,
    total,
)


def collectors(weekly: pl.DataFrame, pay: float) -> pl.DataFrame:
    """Return how many information collectors there were and what they cost, by calendar year.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    pay : float
        Of each collector, yuan a year.

    Returns
    -------
    DataFrame
        year; collectors (mean number over the weeks of the year); per_thousand (collectors per thousand people);
        cost = pay · Σ collectors / 52 (yuan, for the weeks of the year that were lived);
        cost_each = cost / (lived / 52) (yuan a year for each person). Sorted; years without collectors have zeros.
    """
    rows = measured(weekly, "people").with_columns(YEAR)
    lived = rows.group_by("year", maintain_order=True).agg(
        pl.col("value").sum().alias("lived"), pl.col("week").n_unique().alias("weeks")
    )
    hired = total(measured(weekly, "collectors").with_columns(YEAR), ["year"], "hired")
    return (
        lived.join(hired, on="year", how="left", maintain_order="left")
        .with_columns(pl.col("hired").fill_null(0))
        .with_columns(cost=pay * pl.col("hired") / WEEKS_PER_YEAR)
        .select(
            "year",
            share(pl.col("hired"), pl.col("weeks")).alias("collectors"),
            per_thousand(pl.col("hired"), pl.col("lived")).alias("per_thousand"),
            "cost",
            share(WEEKS_PER_YEAR * pl.col("cost"), pl.col("lived")).alias("cost_each"),
        )
        .sort("year")
    )


def turned_away(weekly: pl.DataFrame) -> pl.DataFrame:
    """Count who was turned away by a check of faces that did not know them, for everybody and for each group.

    Returns
    -------
    DataFrame
        use (door, till or dispenser), group; times; lived (person-weeks); rate (times per thousand people and year,
        that is, per thousand person-years). Sorted; every use that turned anybody away has all groups.
    """
    by = ["use", "group"]
    rows = by_group(family(weekly, "turned_away", "use"))
    return (
        lived_by_group(weekly)
        .join(rows.select("use").unique(maintain_order=True), how="cross", maintain_order="left_right")
        .join(total(rows, by, "times"), on=by, how="left", maintain_order="left")
        .with_columns(pl.col("times").fill_null(0))
        .select(*by, "times", "lived", per_thousand_person_years(pl.col("times"), pl.col("lived")).alias("rate"))
        .sort(by)
    )
