"""Lines over the weeks, one for each group and one for everybody."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import polars as pl

from scored_society.chart.look import INK, TIME, finished, group_marks, time_axis
from scored_society.measure.census import EVERYBODY
from scored_society.record.run import Run

IN_BLACK = "the thick black line is everybody"
"""What a caption says of the line of everybody."""
THE_GROUPS = "the colour tells where they live, the dash whether they belong to a minority"
"""What a caption says of the lines of the groups."""


def lines_by_group(
    run: Run,
    weekly: pl.DataFrame,
    frame: pl.DataFrame,
    column: str,
    y: alt.Y,
    *,
    title: str,
    caption: str,
    tooltip: Sequence[alt.Tooltip],
    under: Sequence[alt.Chart] = (),
) -> alt.LayerChart:
    """Draw a line for each group over the weeks, and a thick one for everybody where the frame has it.

    Parameters
    ----------
    run : Run
        Its manifest has the order of the groups.
    weekly : DataFrame
        The weekly census, for the axis of time.
    frame : DataFrame
        week, group, and the columns that are drawn and told.
    column : str
        What is drawn; rows in which it is null are left out.
    y : Y
        The axis of values.
    title, caption : str
        What the picture is of, and what one sees in it.
    tooltip : sequence of Tooltip
        What a point tells beside its group and its time.
    under : sequence of Chart
        What lies under the lines.
    """
    shown = frame.filter(pl.col(column).is_not_null()).with_columns(TIME).drop("week")
    groups = shown.filter(pl.col("group") != EVERYBODY)
    color, dash = group_marks(in_order(run, groups))
    told = [
        alt.Tooltip("group:N", title="Group"),
        alt.Tooltip("year:Q", title="Time (years)", format=".2f"),
        *tooltip,
    ]
    x = time_axis(weekly)
    lines = alt.Chart(groups).mark_line(strokeWidth=2).encode(x=x, y=y, color=color, strokeDash=dash, tooltip=told)
    layers = [*under, lines]
    whole = shown.filter(pl.col("group") == EVERYBODY)
    if whole.height:
        layers.append(alt.Chart(whole).mark_line(color=INK, strokeWidth=3.5).encode(x=x, y=y, tooltip=told))
    return finished(layers, title, caption)


def in_order(run: Run, frame: pl.DataFrame) -> list[str]:
    """Return the groups that a frame has, in the run's order."""
    present = set(frame["group"])
    return [name for name in run.manifest["groups"] if name in present]
