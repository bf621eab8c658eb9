"""Who knows of the scheme, and how much people believe is seen."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.look import BLUE, DASHES, ORANGE, TIME, finished, time_axis
from scored_society.chart.there import lived, scored, some
from scored_society.measure import awareness as measure
from scored_society.measure.census import every_four_weeks
from scored_society.record.run import Run

_KINDS = {"aware_share": "know of the scheme", "mean_belief": "believe, on average, that an act is seen"}


def awareness(run: Run) -> alt.LayerChart:
    """Show the share of adults who know of the scheme, and the mean belief of being seen."""
    scored(run, "there is no scheme to know of")
    weekly = lived(run)
    frame = (
        some(measure.awareness(weekly, every_four_weeks(weekly)), "there were no adults in this run")
        .with_columns(TIME)
        .select("year", *(pl.col(kind) * 100 for kind in _KINDS))
        .unpivot(index="year", variable_name="kind", value_name="percent")
        .with_columns(pl.col("kind").replace(_KINDS))
    )
    kinds = list(_KINDS.values())
    legend = alt.Legend(title=None, columns=2, symbolSize=400, symbolStrokeWidth=2)
    lines = (
        alt.Chart(frame)
        .mark_line(strokeWidth=2)
        .encode(
            x=time_axis(weekly),
            y=alt.Y("percent:Q", title="Share of adults; certainty (%)", scale=alt.Scale(zero=True)),
            color=alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[BLUE, ORANGE]), legend=legend),
            strokeDash=alt.StrokeDash("kind:N", scale=alt.Scale(domain=kinds, range=list(DASHES[:2])), legend=legend),
            tooltip=[
                alt.Tooltip("kind:N", title="What"),
                alt.Tooltip("year:Q", title="Time (years)", format=".2f"),
                alt.Tooltip("percent:Q", title="Per cent", format=".1f"),
            ],
        )
    )
    return finished(
        [lines],
        "Awareness and belief",
        "The solid line is the share of adults who know that they are scored; the dashed line is how sure adults are, "
        "on average, that an act of theirs is seen. One point every four weeks; one run.",
    )
