"""Acts: how many were done, how many the State recorded, and what it recorded that nobody did."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.look import BLUE, INK, QUIET, VERMILLION, finished, spoken, words
from scored_society.chart.there import lived, some
from scored_society.measure import acts as measure
from scored_society.measure.run import events
from scored_society.record.run import Run

_KINDS = {"done_rate": "done", "recorded_rate": "recorded", "wrong_rate": "recorded, but not done"}
_TENS = [10.0**power for power in range(-6, 10)]
_SCALE = (
    "The line between is what was missed. The scale is logarithmic, and nothing is drawn for a count of none; standing "
    "records, such as that of good credit, are no acts and left out. Whole run; one run."
)


def acts(run: Run) -> alt.LayerChart:
    """Show acts done, recorded and wrongly recorded by channel."""
    return _dots(
        some(measure.acts_by_channel(lived(run), events(run)), "no channel reported or invented any act"),
        "channel",
        "Channel (who reports)",
        "Acts done, recorded and wrongly recorded, by channel",
        "The circle stands for all acts of the kinds that the channel ever reports, seen or not; the square for "
        "entries of true acts that it reported first; the triangle for entries that it made without any act. "
        f"{_SCALE}",
    )


def acts_by_behaviour(run: Run) -> alt.LayerChart:
    """Show acts done, recorded and wrongly recorded by behaviour."""
    return _dots(
        some(measure.acts_by_behaviour(lived(run), events(run)), "nothing was done in this run, and nothing recorded"),
        "behaviour",
        "Behaviour (what was done)",
        "Acts done, recorded and wrongly recorded, by behaviour",
        "The circle stands for acts done; the square for those of them that were entered; the triangle for entries "
        "without any act. "
        f"{_SCALE}",
    )


def _dots(frame: pl.DataFrame, name: str, axis_title: str, title: str, caption: str) -> alt.LayerChart:
    """Draw a row for each name, with a mark for what was done, recorded and wrongly recorded."""
    long = (
        frame.select(spoken(name), *_KINDS)
        .unpivot(index=name, variable_name="kind", value_name="rate")
        .filter(pl.col("rate") > 0)
        .with_columns(pl.col("kind").replace(_KINDS))
    )
    order = [words(each) for each in frame[name]]
    kinds = list(_KINDS.values())
    legend = alt.Legend(title=None, columns=3)
    row = alt.Y(f"{name}:N", title=axis_title, sort=order, axis=alt.Axis(grid=True, gridDash=[1, 3]))
    rate = alt.X(
        "rate:Q",
        title="Per 1,000 person-years (log scale)",
        scale=alt.Scale(type="log"),
        axis=alt.Axis(format=",~g", values=_TENS, labelOverlap="greedy", labelSeparation=8),
    )
    dots = (
        alt.Chart(long)
        .mark_point(filled=True, size=70, opacity=0.9)
        .encode(
            x=rate,
            y=row,
            color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[INK, BLUE, VERMILLION]), legend=legend),
            shape=alt.Shape(
                "kind:N", scale=alt.Scale(domain=kinds, range=["circle", "square", "triangle-up"]), legend=legend
            ),
            tooltip=[
                alt.Tooltip(f"{name}:N", title=name.capitalize()),
                alt.Tooltip("kind:N", title="What"),
                alt.Tooltip("rate:Q", title="Per 1,000 person-years", format=",.3~r"),
            ],
        )
    )
    gaps = (
        alt.Chart(frame.filter((pl.col("recorded") > 0) & (pl.col("done") > 0)).select(spoken(name), *_KINDS))
        .mark_rule(color=QUIET, strokeWidth=1)
        .encode(x=alt.X("recorded_rate:Q"), x2="done_rate:Q", y=row)
    )
    return finished([gaps, dots], title, caption, height=max(150, 24 * len(order)))
