"""How a score is spread within each group: bars of deciles, with median and mean."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import polars as pl

from scored_society.chart.bars import names_axis
from scored_society.chart.look import BLUE, INK, QUIET, VERMILLION, finished

HOW_TO_READ = (
    "The light bar holds the middle 80 % of a group, the dark bar the middle 40 %; the upright stroke is its median, "
    "the diamond its mean."
)
"""What a caption says of the marks."""


def spread_within(
    frame: pl.DataFrame, order: Sequence[str], marks: Sequence[int], *, axis_title: str, title: str, caption: str
) -> alt.LayerChart:
    """Draw the spread of a score within each group.

    Parameters
    ----------
    frame : DataFrame
        From `measure.scores.spread`, of one week.
    order : sequence of str
        The groups, from top to bottom.
    marks : sequence of int
        Scores that are marked by dashes, points.
    axis_title, title, caption : str
        With units; what the picture is of; what one sees in it.
    """
    base = alt.Chart(frame).encode(y=alt.Y("group:N", title="Group (of people)", sort=order, axis=names_axis()))
    tooltip = [
        alt.Tooltip("group:N", title="Group"),
        alt.Tooltip("people:Q", title="Scored (people)", format=","),
        *(alt.Tooltip(f"d{decile}:Q", title=f"{decile}0 % have at most (points)") for decile in (1, 3, 5, 7, 9)),
        alt.Tooltip("mean:Q", title="Mean (points)", format=".1f"),
    ]
    axis = alt.X("d1:Q", title=axis_title, scale=alt.Scale(zero=False), axis=alt.Axis(format="d", tickCount=8))
    outer = base.mark_bar(height=7, color=BLUE, opacity=0.35).encode(x=axis, x2="d9:Q", tooltip=tooltip)
    inner = base.mark_bar(height=7, color=BLUE, opacity=0.75).encode(x="d3:Q", x2="d7:Q", tooltip=tooltip)
    median = base.mark_tick(color=INK, thickness=2, size=18).encode(x="d5:Q", tooltip=tooltip)
    mean = base.mark_point(color=VERMILLION, filled=True, shape="diamond", size=60, opacity=1).encode(
        x="mean:Q", tooltip=tooltip
    )
    marked = alt.Chart(pl.DataFrame({"mark": list(marks)})).mark_rule(color=QUIET, strokeDash=[4, 4])
    return finished([marked.encode(x="mark:Q"), outer, inner, median, mean], title, caption, height=34 * len(order))
