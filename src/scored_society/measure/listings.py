"""The blacklist: who comes onto it, who stands on it, and who would not if only true acts had been entered."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scored_society.measure.census import EVERYBODY, YEAR, family, measured, share, total


def new_listings(weekly: pl.DataFrame) -> pl.DataFrame:
    """Count listings by calendar year and route.

    Returns
    -------
    DataFrame
        year, route; listings; wrong (of them, those that the record less its entries without an act would not have
        listed); wrong_share = wrong / listings. Sorted; years without any listing are left out.
    """
    by = ["year", "route"]
    listed = total(family(weekly, "listings", "route").with_columns(YEAR), by, "listings")
    wrong = total(family(weekly, "listings_wrong", "route").with_columns(YEAR), by, "wrong")
    return (
        listed.join(wrong, on=by, how="left")
        .with_columns(pl.col("wrong").fill_null(0))
        .with_columns(wrong_share=share(pl.col("wrong"), pl.col("listings")))
        .sort(by)
    )


def listed_stock(weekly: pl.DataFrame, weeks: Sequence[int]) -> pl.DataFrame:
    """Count who stands on the list at the end of some weeks, for everybody and for each group.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    weeks : sequence of int
        The weeks to count at.

    Returns
    -------
    DataFrame
        week, group; people; listed; wrong (of them, wrongfully); wrong_share = wrong / listed;
        listed_rate, wrong_rate and right_rate (per thousand people). Sorted; groups with nobody listed have zeros.
    """
    by = ["week", "group"]
    counted = []
    for measure, name in (("people", "people"), ("listed", "listed"), ("listed_wrong", "wrong")):
        rows = measured(weekly, measure).filter(pl.col("week").is_in(list(weeks)))
        groups = rows.filter(pl.col("group").is_not_null())
        counted.append(total(pl.concat([rows.with_columns(group=pl.lit(EVERYBODY)), groups]), by, name))
    people, listed, wrong = counted
    return (
        people.join(listed, on=by, how="left")
        .join(wrong, on=by, how="left")
        .with_columns(pl.col("listed", "wrong").fill_null(0))
        .with_columns(
            wrong_share=share(pl.col("wrong"), pl.col("listed")),
            listed_rate=share(1000 * pl.col("listed"), pl.col("people")),
            wrong_rate=share(1000 * pl.col("wrong"), pl.col("people")),
            right_rate=share(1000 * (pl.col("listed") - pl.col("wrong")), pl.col("people")),
        )
        .sort(by)
    )
