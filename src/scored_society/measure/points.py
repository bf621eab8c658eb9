"""Points given and taken, by rule."""

from __future__ import annotations

import polars as pl

from scored_society.measure.census import family, per_thousand_person_years, person_weeks, total


def points_by_rule(weekly: pl.DataFrame) -> pl.DataFrame:
    """Sum entries and points by rule.

    Returns
    -------
    DataFrame
        rule; entries; points (signed sum); wrong_points (the part of it that came from entries without an act);
        right_points = points − wrong_points; right_rate, wrong_rate (points per thousand person-years). The rules
        that take most come first.
    """
    entries, points, wrong = (
        total(family(weekly, measure, "rule"), ["rule"], measure) for measure in ("entries", "points", "wrong_points")
    )
    lived = person_weeks(weekly)
    return (
        entries.join(points, on="rule", how="full", coalesce=True)
        .join(wrong, on="rule", how="full", coalesce=True)
        .with_columns(pl.col("entries", "points", "wrong_points").fill_null(0))
        .with_columns(right_points=pl.col("points") - pl.col("wrong_points"))
        .with_columns(
            right_rate=per_thousand_person_years(pl.col("right_points"), lived),
            wrong_rate=per_thousand_person_years(pl.col("wrong_points"), lived),
        )
        .sort("points", "rule")
    )
