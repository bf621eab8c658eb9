"""Findings about the blacklist and the families of those on it."""

from __future__ import annotations

import polars as pl

from scored_society.chart.look import words
from scored_society.measure.census import EVERYBODY, year_ends
from scored_society.measure.families import celebrities as celebrities_by_year
from scored_society.measure.families import children_of_listed
from scored_society.measure.gaps import group_gap
from scored_society.measure.listings import listed_stock, new_listings, routes, time_listed
from scored_society.measure.refusals import sanctions
from scored_society.measure.run import kin_sanctions
from scored_society.record.run import Run
from scored_society.report.findings.counts import first, people, times, total
from scored_society.report.wording import decimal, enumerated, fine, percent, whole


def at_the_end(weekly: pl.DataFrame) -> str:
    """Tell who was on the list at the end, and how many of them wrongfully."""
    row = first(listed_stock(weekly, year_ends(weekly)[-1:]).filter(pl.col("group") == EVERYBODY))
    if row is None or row["listed"] == 0:
        return "Nobody was on the blacklist at the end"
    return (
        f"Of {people(row['listed'])} on the list at the end ({fine(row['listed_rate'])} per 1,000 people), "
        f"{percent(row['wrong_share'])} would not be there had only true acts been recorded"
    )


def over_the_run(weekly: pl.DataFrame) -> str | None:
    """Tell how often people were put on the list, and how often wrongfully."""
    frame = new_listings(weekly)
    listed, wrong = total(frame, "listings"), total(frame, "wrong")
    if not listed:
        return None
    return (
        f"Over the run, people were put on the list {times(listed)}; {percent(wrong / listed)} of these were wrongful"
    )


def by_route(weekly: pl.DataFrame) -> str | None:
    """Tell how many came onto the list by each route, how many of them wrongfully, and how many were removed."""
    frame = routes(weekly).filter(pl.col("listings") > 0)
    if frame.is_empty():
        return None
    told = [
        f"“{words(row['route'])}” {whole(row['listings'])} ({percent(row['wrong_share'])} wrongful)"
        for row in frame.iter_rows(named=True)
    ]
    removed = total(frame, "removals")
    ended = f"; {whole(removed)} listings were removed before their term" if removed else ""
    return f"Listings by route: {enumerated(told)}{ended}"


def by_group(weekly: pl.DataFrame) -> str | None:
    """Tell which groups spent most and least of their time on the list."""
    gap = group_gap(time_listed(weekly), "listed_rate")
    if gap is None or gap.highest == 0:
        return None
    return (
        f"Of every 1,000 weeks that a group lived, “{gap.highest_group}” spent {fine(gap.highest)} on the list and "
        f"“{gap.lowest_group}” {fine(gap.lowest)}"
    )


def celebrities(weekly: pl.DataFrame) -> str | None:
    """Tell how many celebrities there were, and how often one was listed."""
    frame = celebrities_by_year(weekly)
    if not frame["celebrities"].sum():
        return None
    mean, listed = float(frame["celebrities"].sum()) / frame.height, total(frame, "listings")
    told = f"they were put on the list {times(listed)}" if listed else "none of them was put on the list"
    return f"There were {decimal(mean)} celebrities on average; {told}"


def children(weekly: pl.DataFrame) -> str | None:
    """Tell what share of minors had a parent on the list at the end."""
    row = first(children_of_listed(weekly, year_ends(weekly)[-1:]).filter(pl.col("group") == EVERYBODY))
    if row is None or not row["minors"]:
        return None
    return (
        f"At the end, {whole(row['children'])} of {whole(row['minors'])} minors ({percent(row['children_share'])}) had "
        "a parent on the list"
    )


def closed_to_children(weekly: pl.DataFrame, run: Run) -> str | None:
    """Tell what was refused to people because a parent was on the list."""
    names = kin_sanctions(run)
    if not names:
        return None
    frame = sanctions(weekly, names).filter(pl.col("group") == EVERYBODY)
    refused = total(frame, "refused")
    if not refused:
        return "Nobody was refused anything because a parent is on the list"
    rows = frame.filter(pl.col("refused") > 0).sort("refused", "sanction", descending=[True, False])
    told = [f"“{words(row['sanction'])}” {whole(row['refused'])}" for row in rows.iter_rows(named=True)]
    return f"Because a parent is on the list, people were refused {times(refused)}: {enumerated(told)}"
