"""The blacklist: how many stand on it, and how many of them wrongfully."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.look import BLUE, TIME, VERMILLION, finished, time_axis
from scored_society.measure.census import EVERYBODY, every_four_weeks
from scored_society.measure.listings import listed_stock
from scored_society.measure.run import ruled
from scored_society.record.run import Run

_KINDS = {"right_rate": "would be listed on true acts alone", "wrong_rate": "wrongfully listed"}


def listings(run: Run) -> alt.LayerChart:
    """Show who stands on the blacklist over time, rightfully by the rule book and wrongfully."""
    weekly = ruled(run)
    frame = (
        listed_stock(weekly, every_four_weeks(weekly))
        .filter(pl.col("group") == EVERYBODY)
        .with_columns(TIME)
        .select("year", *_KINDS)
        .unpivot(index="year", variable_name="kind", value_name="rate")
        .with_columns(pl.col("kind").replace(_KINDS))
    )
    kinds = list(_KINDS.values())
    color = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=kinds, range=[BLUE, VERMILLION]),
        legend=alt.Legend(title=None, columns=1, symbolType="square"),
    )
    areas = (
        alt.Chart(frame)
        .mark_area(opacity=0.85)
        .encode(
            x=time_axis(weekly),
            y=alt.Y("rate:Q", title="On the list (per 1,000 people)", stack="zero"),
            color=color,
            order=alt.Order("kind:N", sort="descending"),
            tooltip=[
                alt.Tooltip("year:Q", title="Time (years)", format=".2f"),
                alt.Tooltip("kind:N", title="Who"),
                alt.Tooltip("rate:Q", title="Per 1,000 people", format=",.3~r"),
            ],
        )
    )
    return finished(
        [areas],
        "People on the blacklist",
        "Both areas together are how many of a thousand people stand on the list. A listing is wrongful if the same "
        "record, less its entries without an act, would not have listed. One point every four weeks; one run.",
    )
