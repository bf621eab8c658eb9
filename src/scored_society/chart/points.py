"""Points by rule."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.look import BLUE, QUIET, VERMILLION, finished, spoken, words
from scored_society.measure.points import points_by_rule
from scored_society.measure.run import ruled
from scored_society.record.run import Run

_KINDS = {"right_rate": "for acts that were done", "wrong_rate": "for acts that were not done"}


def points(run: Run) -> alt.LayerChart:
    """Show the points that each rule gave and took, for true entries and for entries without an act."""
    frame = points_by_rule(ruled(run))
    order = [words(rule) for rule in frame["rule"]]
    long = (
        frame.select(spoken("rule"), *_KINDS)
        .unpivot(index="rule", variable_name="kind", value_name="rate")
        .with_columns(pl.col("kind").replace(_KINDS))
    )
    kinds = list(_KINDS.values())
    bars = (
        alt.Chart(long)
        .mark_bar(height=12)
        .encode(
            x=alt.X("rate:Q", title="Points per 1,000 person-years", stack="zero"),
            y=alt.Y("rule:N", title="Rule (of the rule book)", sort=order, axis=alt.Axis(grid=False)),
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=kinds, range=[BLUE, VERMILLION]),
                legend=alt.Legend(title=None, columns=2),
            ),
            tooltip=[
                alt.Tooltip("rule:N", title="Rule"),
                alt.Tooltip("kind:N", title="What for"),
                alt.Tooltip("rate:Q", title="Points per 1,000 person-years", format=",.3~r"),
            ],
        )
    )
    zero = alt.Chart(pl.DataFrame({"zero": [0]})).mark_rule(color=QUIET).encode(x="zero:Q")
    return finished(
        [bars, zero],
        "Points by rule",
        "Bars to the left are points taken, bars to the right points given; the second colour is the part that came "
        "from entries without an act. Whole run; one run.",
        height=max(150, 22 * len(order)),
    )
