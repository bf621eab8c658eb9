"""How many live, are born and die."""

from __future__ import annotations

import polars as pl

from scored_society.measure.census import YEAR, measured, per_thousand_person_years, total, year_ends


def population(weekly: pl.DataFrame) -> pl.DataFrame:
    """Count people, births and deaths by calendar year.

    Returns
    -------
    DataFrame
        year; people (alive at the end of the year's last week); lived (person-weeks); births, deaths (people);
        birth_rate, death_rate (per thousand person-years). Sorted.
    """
    people = measured(weekly, "people")
    at_end = total(people.filter(pl.col("week").is_in(year_ends(weekly))).with_columns(YEAR), ["year"], "people")
    frame = at_end.join(total(people.with_columns(YEAR), ["year"], "lived"), on="year", maintain_order="left")
    for name in ("births", "deaths"):
        frame = frame.join(
            total(measured(weekly, name).with_columns(YEAR), ["year"], name),
            on="year",
            how="left",
            maintain_order="left",
        )
    return (
        frame.with_columns(pl.col("births", "deaths").fill_null(0))
        .with_columns(
            birth_rate=per_thousand_person_years(pl.col("births"), pl.col("lived")),
            death_rate=per_thousand_person_years(pl.col("deaths"), pl.col("lived")),
        )
        .sort("year")
    )
