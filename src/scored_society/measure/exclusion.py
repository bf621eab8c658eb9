"""Who is shut out of which life domain, how much of it wrongfully, and who of several at once."""

from __future__ import annotations

import polars as pl

from scored_society.measure.census import (
    by_group,
    family,
    joined,
    lived_by_group,
    measured,
    per_thousand,
    share,
    total,
)


def exclusion(weekly: pl.DataFrame) -> pl.DataFrame:
    """Add up the time under a sanction in each life domain, for everybody and for each group.

    A person under two sanctions of one domain counts once in it; under sanctions of two domains, once in each.

    Returns
    -------
    DataFrame
        domain, group; shut_out (person-weeks); wrong (of them, those that the clean record would not have brought);
        lived (person-weeks); wrong_share = wrong / shut_out; rate, right_rate, wrong_rate (person-weeks per thousand
        person-weeks lived, 0..1000). Sorted; every domain that bit anybody has all groups.
    """
    by = ["domain", "group"]
    shut_out = by_group(family(weekly, "shut_out_of", "domain"))
    wrong = by_group(family(weekly, "shut_out_of_wrongly", "domain"))
    return (
        lived_by_group(weekly)
        .join(shut_out.select("domain").unique(maintain_order=True), how="cross", maintain_order="left_right")
        .join(total(shut_out, by, "shut_out"), on=by, how="left", maintain_order="left")
        .join(total(wrong, by, "wrong"), on=by, how="left", maintain_order="left")
        .with_columns(pl.col("shut_out", "wrong").fill_null(0))
        .select(
            *by,
            "shut_out",
            "wrong",
            "lived",
            share(pl.col("wrong"), pl.col("shut_out")).alias("wrong_share"),
            per_thousand(pl.col("shut_out"), pl.col("lived")).alias("rate"),
            per_thousand(pl.col("shut_out") - pl.col("wrong"), pl.col("lived")).alias("right_rate"),
            per_thousand(pl.col("wrong"), pl.col("lived")).alias("wrong_rate"),
        )
        .sort(by)
    )


def compounded(weekly: pl.DataFrame) -> pl.DataFrame:
    """Add up the time under sanctions in three life domains or more at once, for everybody and for each group.

    Returns
    -------
    DataFrame
        group; three (person-weeks); lived (person-weeks); share = three / lived (0..1); rate = 1000 · share
        (person-weeks per thousand person-weeks). Sorted; groups without any have zeros.
    """
    three = total(by_group(measured(weekly, "shut_out_of_three")), ["group"], "three")
    return (
        joined([lived_by_group(weekly), three], ["group"], ["lived", "three"])
        .select(
            "group",
            "three",
            "lived",
            share(pl.col("three"), pl.col("lived")).alias("share"),
            per_thousand(pl.col("three"), pl.col("lived")).alias("rate"),
        )
        .sort("group")
    )
