"""Families: the children of those on the list."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.lines import IN_BLACK, THE_GROUPS, lines_by_group
from scored_society.chart.listings import on_the_list
from scored_society.chart.there import NothingToDrawError
from scored_society.measure import families as measure
from scored_society.measure.census import every_four_weeks
from scored_society.record.run import Run


def children_of_listed(run: Run) -> alt.LayerChart:
    """Show what share of minors has a parent on the list, over time and by group."""
    weekly = on_the_list(run)
    frame = measure.children_of_listed(weekly, every_four_weeks(weekly))
    if not frame["children"].sum():
        raise NothingToDrawError("no minor had a parent on the blacklist")
    return lines_by_group(
        run,
        weekly,
        frame.with_columns(percent=100 * pl.col("children_share")),
        "percent",
        alt.Y("percent:Q", title="With a parent on the list (% of minors)", scale=alt.Scale(zero=True)),
        title="Children whose parents are on the list",
        caption=f"Each line is the share of the minors of one group who have a parent on the list; {IN_BLACK}, "
        f"{THE_GROUPS}. Parents who live elsewhere are not modelled. One point every four weeks; one run.",
        tooltip=[
            alt.Tooltip("percent:Q", title="Of minors (%)", format=".2f"),
            alt.Tooltip("minors:Q", title="Minors", format=","),
        ],
    )
