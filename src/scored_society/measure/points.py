"""Points given and taken, by rule."""

from __future__ import annotations

import polars as pl

from scored_society.measure.census import family, joined, per_thousand_person_years, person_weeks, share, total


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
        joined([entries, points, wrong], ["rule"], ["entries", "points", "wrong_points"])
        .with_columns(right_points=pl.col("points") - pl.col("wrong_points"))
        .with_columns(
            right_rate=per_thousand_person_years(pl.col("right_points"), lived),
            wrong_rate=per_thousand_person_years(pl.col("wrong_points"), lived),
        )
        .sort("points", "rule")
    )


def extra_entries(weekly: pl.DataFrame) -> pl.DataFrame:
    """Count what rules of `count: each_channel` added: the entries for a further report of the same act.

    Returns
    -------
    DataFrame
        rule; entries (of the rule, the further ones among them); extra (entries for a further report);
        first = entries − extra; extra_share = extra / entries; first_rate, extra_rate (per thousand person-years).
        Only rules with a further entry; those with most of them first.
    """
    extra = total(family(weekly, "extra_entries", "rule"), ["rule"], "extra")
    lived = person_weeks(weekly)
    return (
        extra.join(
            total(family(weekly, "entries", "rule"), ["rule"], "entries"), on="rule", how="left", maintain_order="left"
        )
        .with_columns(pl.col("entries").fill_null(0))
        .with_columns(first=pl.col("entries") - pl.col("extra"))
        .select(
            "rule",
            "entries",
            "extra",
            "first",
            share(pl.col("extra"), pl.col("entries")).alias("extra_share"),
            per_thousand_person_years(pl.col("first"), lived).alias("first_rate"),
            per_thousand_person_years(pl.col("extra"), lived).alias("extra_rate"),
        )
        .sort("extra", "rule", descending=[True, False])
    )
