"""Scores: how they spread over the years, and between groups."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.base.errors import UserError
from scored_society.chart.look import BLUE, INK, QUIET, TIME, VERMILLION, finished, group_marks, time_axis
from scored_society.measure.census import EVERYBODY, every_four_weeks, year_ends
from scored_society.measure.run import ruled, score_of
from scored_society.measure.scores import score_distribution
from scored_society.policy.rules import Score
from scored_society.record.run import Run


def scores(run: Run) -> alt.LayerChart:
    """Show the spread of scores over time: median and bands of deciles.

    Raises
    ------
    UserError
        If the run's rule book scores nobody.
    """
    score = scored(run)
    weekly = ruled(run)
    frame = score_distribution(weekly, score.lowest, score.highest, every_four_weeks(weekly))
    frame = frame.filter(pl.col("group") == EVERYBODY).with_columns(TIME)
    base = alt.Chart(frame).encode(x=time_axis(weekly))
    bands = [
        base.mark_area(color=BLUE, opacity=0.18).encode(y=_points(f"d{low}"), y2=f"d{10 - low}:Q")
        for low in (1, 2, 3, 4)
    ]
    median = base.mark_line(color=BLUE, strokeWidth=2).encode(
        y=_points("d5"),
        tooltip=[
            alt.Tooltip("year:Q", title="Time (years)", format=".2f"),
            *(alt.Tooltip(f"d{decile}:Q", title=f"{decile}0 % have at most (points)") for decile in (1, 3, 5, 7, 9)),
        ],
    )
    return finished(
        [_start(score), *bands, median],
        "Scores over time",
        "The line is the median score; from dark to light, the bands hold the middle 20, 40, 60 and 80 % of people. "
        f"The dashes mark the starting score of {score.start}; scores lie between {score.lowest} and {score.highest}. "
        "One point every four weeks; one run.",
    )


def scores_by_group(run: Run) -> alt.LayerChart:
    """Show the mean score of each group over time."""
    score = scored(run)
    weekly = ruled(run)
    frame = score_distribution(weekly, score.lowest, score.highest, every_four_weeks(weekly))
    frame = frame.filter(pl.col("group") != EVERYBODY).select("week", "group", "people", "mean").with_columns(TIME)
    color, dash = group_marks(_groups(run, frame))
    lines = (
        alt.Chart(frame.drop("week"))
        .mark_line(strokeWidth=2)
        .encode(
            x=time_axis(weekly),
            y=_points("mean", "Mean score (points)"),
            color=color,
            strokeDash=dash,
            tooltip=[
                alt.Tooltip("group:N", title="Group"),
                alt.Tooltip("year:Q", title="Time (years)", format=".2f"),
                alt.Tooltip("mean:Q", title="Mean score (points)", format=".1f"),
                alt.Tooltip("people:Q", title="Scored (people)", format=","),
            ],
        )
    )
    return finished(
        [_start(score, "Mean score (points)"), lines],
        "Mean score by group",
        "Each line is the mean score of one group; the colour tells where they live, the dash whether they belong to a "
        f"minority. The grey dashes mark the starting score of {score.start}. One point every four weeks; one run.",
    )


def scores_at_the_end(run: Run) -> alt.LayerChart:
    """Show how scores are spread within each group at the end of the run."""
    score = scored(run)
    weekly = ruled(run)
    frame = score_distribution(weekly, score.lowest, score.highest, year_ends(weekly)[-1:])
    order = [EVERYBODY, *_groups(run, frame.filter(pl.col("group") != EVERYBODY))]
    base = alt.Chart(frame).encode(y=alt.Y("group:N", title="Group (of people)", sort=order, axis=alt.Axis(grid=False)))
    tooltip = [
        alt.Tooltip("group:N", title="Group"),
        alt.Tooltip("people:Q", title="Scored (people)", format=","),
        *(alt.Tooltip(f"d{decile}:Q", title=f"{decile}0 % have at most (points)") for decile in (1, 3, 5, 7, 9)),
        alt.Tooltip("mean:Q", title="Mean (points)", format=".1f"),
    ]
    axis = alt.X("d1:Q", title="Score at the end (points)", scale=alt.Scale(zero=False), axis=alt.Axis(format="d"))
    outer = base.mark_bar(height=7, color=BLUE, opacity=0.35).encode(x=axis, x2="d9:Q", tooltip=tooltip)
    inner = base.mark_bar(height=7, color=BLUE, opacity=0.75).encode(x="d3:Q", x2="d7:Q", tooltip=tooltip)
    median = base.mark_tick(color=INK, thickness=2, size=18).encode(x="d5:Q", tooltip=tooltip)
    mean = base.mark_point(color=VERMILLION, filled=True, shape="diamond", size=60, opacity=1).encode(
        x="mean:Q", tooltip=tooltip
    )
    start = alt.Chart(pl.DataFrame({"start": [score.start]})).mark_rule(color=QUIET, strokeDash=[4, 4])
    return finished(
        [start.encode(x="start:Q"), outer, inner, median, mean],
        "Scores within groups at the end of the run",
        "The light bar holds the middle 80 % of a group, the dark bar the middle 40 %; the upright stroke is its "
        f"median, the diamond its mean. The dashes mark the starting score of {score.start}. One run.",
        height=34 * len(order),
    )


def scored(run: Run) -> Score:
    """Return the score's range and start, or refuse a run in which nobody is scored."""
    score = score_of(run)
    if score is None:
        raise UserError(f"nobody is scored under '{run.policy.name}', so there are no scores to draw")
    return score


def _groups(run: Run, frame: pl.DataFrame) -> list[str]:
    """Return the groups that are there, in the run's order."""
    present = set(frame["group"])
    return [name for name in run.manifest["groups"] if name in present]


def _points(column: str, title: str = "Score (points)") -> alt.Y:
    return alt.Y(f"{column}:Q", title=title, scale=alt.Scale(zero=False), axis=alt.Axis(format="d"))


def _start(score: Score, title: str = "Score (points)") -> alt.Chart:
    frame = pl.DataFrame({"start": [score.start]})
    rule: alt.Chart = alt.Chart(frame).mark_rule(color=QUIET, strokeDash=[4, 4]).encode(y=_points("start", title))
    return rule
