"""Who has the standing rewards of a high score, and what they are worth."""

from __future__ import annotations

import polars as pl

from scored_society.measure.census import YEAR, by_group, family, measured, share, total


def rewards(weekly: pl.DataFrame) -> pl.DataFrame:
    """Return who had each standing reward and what it was worth, by calendar year, for everybody and for each group.

    Returns
    -------
    DataFrame
        year, reward, group; enjoyed (person-weeks with the reward); lived (person-weeks); share = enjoyed / lived
        (0..1); worth_each = Σ worth / lived (yuan a year for each person of the group, those without it included).
        Sorted; every reward that anybody ever had has all years and groups.
    """
    by = ["year", "group"]
    enjoyed, worth = (by_group(family(weekly, name, "reward").with_columns(YEAR)) for name in ("enjoyed", "worth"))
    return (
        total(by_group(measured(weekly, "people").with_columns(YEAR)), by, "lived")
        .join(enjoyed.select("reward").unique(maintain_order=True), how="cross", maintain_order="left_right")
        .join(total(enjoyed, [*by, "reward"], "enjoyed"), on=[*by, "reward"], how="left", maintain_order="left")
        .join(total(worth, [*by, "reward"], "worth"), on=[*by, "reward"], how="left", maintain_order="left")
        .with_columns(pl.col("enjoyed", "worth").fill_null(0))
        .select(
            "year",
            "reward",
            "group",
            "enjoyed",
            "lived",
            share(pl.col("enjoyed"), pl.col("lived")).alias("share"),
            share(pl.col("worth"), pl.col("lived")).alias("worth_each"),
        )
        .sort("year", "reward", "group")
    )
