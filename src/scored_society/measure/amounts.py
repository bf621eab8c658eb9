"""How unequally points and yuan are spread over people, within groups and between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from scored_society.measure.census import EVERYBODY, measured, total
from scored_society.measure.groups import PARTITIONS, by_partition
from scored_society.measure.inequality import inequality
from scored_society.tables.consequences import StandingReward

FIGURES = pl.Schema(dict.fromkeys(("mean", "gini", "theil", "within", "between", "between_share"), pl.Float64))
INCOME, WITH_REWARDS = "income", "income and standing rewards"


def score_inequality(weekly: pl.DataFrame, lowest: int, weeks: Sequence[int]) -> pl.DataFrame:
    """Return how unequally the points above the lowest score are spread, at the end of some weeks.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    lowest : int
        The lowest score, points: what is shared out is score − lowest. A score below it counts as none.
    weeks : sequence of int
        The weeks to describe.

    Returns
    -------
    DataFrame
        week; partition (descent, residence, or both: the groups between which and within which); people (scored);
        mean (points above the lowest); gini (0..1), theil, within, between (theil = within + between), between_share
        (0..1). Sorted; empty if nobody is scored.
    """
    rows = measured(weekly, "people").filter(pl.col("score").is_not_null() & pl.col("week").is_in(list(weeks)))
    above = (pl.col("score") - lowest).clip(lower_bound=0).cast(pl.Int64).alias("points")
    counts = total(rows.with_columns(above), ["week", "group", "points"], "people")
    return _unequal(counts, ["week"], {"": "points"}).drop("amount")


def income_inequality(
    people: pl.DataFrame, incomes: Sequence[float], rewards: Sequence[StandingReward]
) -> pl.DataFrame:
    """Return how unequally income is spread, alone and with what the standing rewards of a score are worth.

    Income is the mean disposable income of the household's fifth, yuan per head and year, as the society gives it: the
    inequality inside a fifth is not in the model, so figures lie below those of surveys. Rewards are yuan a year by
    score; those that the listed lose are nothing to them.

    Parameters
    ----------
    people : DataFrame
        From `people_at_end`.
    incomes : sequence of 5
        Mean income of each fifth, lowest first, yuan per head and year.
    rewards : sequence of StandingReward
        What the rule book gives for a score, without asking.

    Returns
    -------
    DataFrame
        amount (income, or income and standing rewards); partition; people; mean (yuan a year); gini, theil, within,
        between, between_share as for `score_inequality`. Sorted; empty if there is nobody.

    Raises
    ------
    ValueError
        If there are not five incomes.
    """
    if len(incomes) != 5:
        raise ValueError(f"incomes are those of five fifths, not of {len(incomes)}")
    yuan = pl.Series(list(incomes), dtype=pl.Float64)
    income = pl.lit(yuan).gather(pl.col("income") - 1)
    kept = [
        pl.lit(pl.Series(reward.worth)).gather(pl.col("score").fill_null(0))
        * ((~pl.col("listed")).cast(pl.Int64) if reward.lost_by_listed else 1)
        for reward in rewards
    ]
    worth = pl.when(pl.col("score").is_not_null()).then(pl.sum_horizontal(kept)).otherwise(0) if kept else pl.lit(0)
    counts = (
        people.with_columns(income.alias("yuan"), worth.alias("worth"))
        .group_by("group", "yuan", "worth", maintain_order=True)
        .agg(people=pl.len().cast(pl.Int64))
        .with_columns(both=pl.col("yuan") + pl.col("worth"))
    )
    return _unequal(counts, [], {INCOME: "yuan", WITH_REWARDS: "both"})


def _unequal(counts: pl.DataFrame, keys: list[str], amounts: dict[str, str]) -> pl.DataFrame:
    """Describe each amount by key and partition; `counts` has the keys, group, people and the amounts' columns."""
    parts = by_partition(counts).filter(pl.col("partition") != EVERYBODY)
    rows: list[dict[str, Any]] = [
        {
            **{key: part[key][0] for key in keys},
            "amount": name,
            "partition": part["partition"][0],
            "people": int(part["people"].sum()),
            **inequality(part, column, "group"),
        }
        for part in parts.partition_by([*keys, "partition"], maintain_order=True)
        if part.height
        for name, column in amounts.items()
    ]
    schema = {key: counts.schema[key] for key in keys}
    schema |= {"amount": pl.String(), "partition": pl.String(), "people": pl.Int64()}
    order = pl.col("partition").replace_strict(dict(zip(PARTITIONS, range(3), strict=True)), return_dtype=pl.Int64)
    frame = pl.DataFrame(rows, schema=schema | dict(FIGURES))
    return frame.sort(*keys, "amount", order)
