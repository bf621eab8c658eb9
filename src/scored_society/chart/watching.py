"""What watching takes: collectors, and doors that do not open."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.bars import stacked_bars
from scored_society.chart.look import BLUE, TIME, VERMILLION, finished, time_axis
from scored_society.chart.there import NothingToDrawError, lived, some, the_channel
from scored_society.measure import watching as measure
from scored_society.measure.census import EVERYBODY, every_four_weeks, measured, per_thousand, total
from scored_society.policy.channels import Collectors
from scored_society.record.run import Run


def collectors(run: Run) -> alt.LayerChart:
    """Show how many information collectors there are for each thousand people."""
    the_collectors(run)
    weekly = lived(run)
    rows = weekly.filter(pl.col("week").is_in(every_four_weeks(weekly)))
    frame = (
        total(measured(rows, "people"), ["week"], "people")
        .join(total(measured(rows, "collectors"), ["week"], "collectors"), on="week", how="left", maintain_order="left")
        .with_columns(pl.col("collectors").fill_null(0))
        .with_columns(TIME, per_thousand(pl.col("collectors"), pl.col("people")).alias("rate"))
    )
    if not frame["collectors"].sum():
        raise NothingToDrawError("nobody was hired as an information collector")
    line = (
        alt.Chart(frame.drop("week"))
        .mark_line(color=BLUE, strokeWidth=2)
        .encode(
            x=time_axis(weekly),
            y=alt.Y("rate:Q", title="Collectors (per 1,000 people)", scale=alt.Scale(zero=True)),
            tooltip=[
                alt.Tooltip("year:Q", title="Time (years)", format=".2f"),
                alt.Tooltip("collectors:Q", title="Collectors", format=","),
                alt.Tooltip("rate:Q", title="Per 1,000 people", format=",.3~r"),
            ],
        )
    )
    return finished(
        [line],
        "Information collectors",
        "How many of a thousand people are paid to log what their neighbours do. They are hired anew each year among "
        "adults whose score is high enough, and count for as long as it stays so. One point every four weeks; one run.",
    )


def turned_away(run: Run) -> alt.LayerChart:
    """Show how often a check of faces turned somebody away."""
    the_channel(run, "cameras")
    frame = measure.turned_away(lived(run)).filter(pl.col("group") == EVERYBODY)
    return stacked_bars(
        some(frame, "no check of faces turned anybody away").sort("times", "use", descending=[True, False]),
        "use",
        {"rate": "turned away"},
        titles=("Use (of face recognition)", "Turned away (times per 1,000 people and year)"),
        title="Doors that did not open",
        caption="Each bar is how many times in a year a camera at a door, a till or a dispenser of paper did not know "
        "one of a thousand people, at any try, and shut them out: nothing is entered for it. Whole run; one "
        "run.",
        hues=(VERMILLION,),
    )


def the_collectors(run: Run) -> Collectors:
    """Return the channel of collectors, or refuse a rule book without one."""
    name, found = the_channel(run, "collectors")
    if not isinstance(found, Collectors):
        raise NothingToDrawError(f"channel '{name}' has no collectors")
    return found
