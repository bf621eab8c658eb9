"""The blacklist: who comes onto it, who stands on it, and who would not if only true acts had been entered."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from scored_society.measure.census import (
    YEAR,
    by_group,
    family,
    joined,
    measured,
    per_thousand,
    per_thousand_person_years,
    person_weeks,
    share,
    total,
)


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
        listed.join(wrong, on=by, how="left", maintain_order="left")
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
    return _listed(weekly.filter(pl.col("week").is_in(list(weeks))), ["week", "group"], "people")


def time_listed(weekly: pl.DataFrame) -> pl.DataFrame:
    """Add up the time that people stood on the list, for everybody and for each group.

    Returns
    -------
    DataFrame
        group; lived (person-weeks); listed (person-weeks on the list); wrong (of them, of wrongful listings);
        wrong_share = wrong / listed; listed_share = listed / lived; listed_rate, wrong_rate and right_rate (per
        thousand person-weeks). Sorted.
    """
    return _listed(weekly, ["group"], "lived").with_columns(listed_share=share(pl.col("listed"), pl.col("lived")))


def listed_by_route(weekly: pl.DataFrame, weeks: Sequence[int]) -> pl.DataFrame:
    """Count who stands on the list at the end of some weeks, by the route that led onto it.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    weeks : sequence of int
        The weeks to count at.

    Returns
    -------
    DataFrame
        week, route; listed; people (alive, listed or not); rate = 1000 · listed / people (per thousand people).
        Sorted; every week and route is there.
    """
    rows = weekly.filter(pl.col("week").is_in(list(weeks)))
    by_route = family(weekly, "listed_by", "route")
    listed = total(by_route.filter(pl.col("week").is_in(list(weeks))), ["week", "route"], "listed")
    return (
        total(measured(rows, "people"), ["week"], "people")
        .join(by_route.select("route").unique(maintain_order=True), how="cross", maintain_order="left_right")
        .join(listed, on=["week", "route"], how="left", maintain_order="left")
        .with_columns(pl.col("listed").fill_null(0))
        .select("week", "route", "listed", "people", rate=per_thousand(pl.col("listed"), pl.col("people")))
        .sort("week", "route")
    )


def routes(weekly: pl.DataFrame) -> pl.DataFrame:
    """Count listings and their ends over the whole frame, by route.

    Returns
    -------
    DataFrame
        route; listings; wrong (of them, wrongful); wrong_share = wrong / listings; removals (listings that ended
        before their term); at_end (people on the list by it in the last week); listed (person-weeks on the list by
        it); weeks_each = listed / listings (weeks that a listing has lasted so far; listings that go on count with
        what they have lasted); right_rate, wrong_rate (listings per thousand person-years). Most listings first.
    """
    last = weekly["week"].max()
    counted = [
        total(family(weekly, measure, "route"), ["route"], name)
        for measure, name in (
            ("listings", "listings"),
            ("listings_wrong", "wrong"),
            ("removals", "removals"),
            ("listed_by", "listed"),
        )
    ]
    stock = family(weekly, "listed_by", "route").filter(pl.col("week") == last)
    counted.append(total(stock, ["route"], "at_end"))
    lived = person_weeks(weekly)
    return (
        joined(counted, ["route"], ["listings", "wrong", "removals", "listed", "at_end"])
        .with_columns(
            wrong_share=share(pl.col("wrong"), pl.col("listings")),
            weeks_each=share(pl.col("listed"), pl.col("listings")),
            right_rate=per_thousand_person_years(pl.col("listings") - pl.col("wrong"), lived),
            wrong_rate=per_thousand_person_years(pl.col("wrong"), lived),
        )
        .sort("listings", "route", descending=[True, False])
    )


def _listed(weekly: pl.DataFrame, by: list[str], whole: str) -> pl.DataFrame:
    """Count people, listed and wrongfully listed by week and group, or by group."""
    counted = [
        total(by_group(measured(weekly, measure)), by, name)
        for measure, name in (("people", whole), ("listed", "listed"), ("listed_wrong", "wrong"))
    ]
    right = pl.col("listed") - pl.col("wrong")
    return (
        joined(counted, by, [whole, "listed", "wrong"])
        .with_columns(
            wrong_share=share(pl.col("wrong"), pl.col("listed")),
            listed_rate=per_thousand(pl.col("listed"), pl.col(whole)),
            wrong_rate=per_thousand(pl.col("wrong"), pl.col(whole)),
            right_rate=per_thousand(right, pl.col(whole)),
        )
        .sort(by)
    )
