"""The payment platform's own score, and what it tells the State."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from scored_society.measure.census import (
    family,
    joined,
    measured,
    per_thousand_person_years,
    person_weeks,
    share,
    total,
)
from scored_society.measure.scores import spread

STEPS = 60
"""The platform's score is counted in steps of a sixtieth of its range."""


def platform_scores(weekly: pl.DataFrame, lowest: int, highest: int, weeks: Sequence[int]) -> pl.DataFrame:
    """Describe the platform's scores of adults at the end of some weeks, for everybody and for each group.

    Formula: score = lowest + (highest − lowest) · step / 60, the lower edge of the step in which an adult lies; so all
    figures are up to a step (10 points of 350 … 950) below the true ones.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    lowest, highest : int
        The range of the platform's score, points.
    weeks : sequence of int
        The weeks to describe.

    Returns
    -------
    DataFrame
        As from `score_distribution`; people are adults.
    """
    rows = measured(weekly, "platform").filter(pl.col("week").is_in(list(weeks)))
    points = lowest + (highest - lowest) * pl.col("score") // STEPS
    return spread(rows.with_columns(points.cast(pl.Int64).alias("score")), lowest, highest)


def rules_fed(weekly: pl.DataFrame, channel: str, rules: Mapping[str, str]) -> pl.DataFrame:
    """Count what a channel brought onto the State's score, by rule.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    channel : str
        The channel.
    rules : mapping
        The behaviour that each rule scores, by the rule's name: those that the channel feeds.

    Returns
    -------
    DataFrame
        rule; by_it (entries of which the channel was the first to report), wrong (entries that it made without an
        act); entries (of the rule, through all channels); by_it_share = (by_it + wrong) / entries; points (of the
        rule, through all channels, signed); by_it_rate, wrong_rate (per thousand person-years). Most entries first;
        all rules are there.
    """
    given = pl.DataFrame(
        {"rule": list(rules), "behaviour": list(rules.values())}, schema={"rule": pl.String, "behaviour": pl.String}
    )
    of_rule = [total(family(weekly, measure, "rule"), ["rule"], measure) for measure in ("entries", "points")]
    by_channel = [
        total(family(weekly, measure, "channel", "behaviour").filter(pl.col("channel") == channel), ["behaviour"], name)
        for measure, name in (("recorded", "by_it"), ("wrong", "wrong"))
    ]
    lived = person_weeks(weekly)
    return (
        given.join(
            joined(by_channel, ["behaviour"], ["by_it", "wrong"]), on="behaviour", how="left", maintain_order="left"
        )
        .join(joined(of_rule, ["rule"], ["entries", "points"]), on="rule", how="left", maintain_order="left")
        .with_columns(pl.col("by_it", "wrong", "entries", "points").fill_null(0))
        .select(
            "rule",
            "by_it",
            "wrong",
            "entries",
            share(pl.col("by_it") + pl.col("wrong"), pl.col("entries")).alias("by_it_share"),
            "points",
            per_thousand_person_years(pl.col("by_it"), lived).alias("by_it_rate"),
            per_thousand_person_years(pl.col("wrong"), lived).alias("wrong_rate"),
        )
        .sort("by_it", "rule", descending=[True, False])
    )
