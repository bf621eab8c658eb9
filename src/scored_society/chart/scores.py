"""Scores: how they spread over the years, and between groups."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.lines import THE_GROUPS, in_order, lines_by_group
from scored_society.chart.look import BLUE, QUIET, TIME, finished, time_axis
from scored_society.chart.spread import HOW_TO_READ, spread_within
from scored_society.chart.there import lived, scored, some
from scored_society.measure.census import EVERYBODY, every_four_weeks, year_ends
from scored_society.measure.scores import score_distribution
from scored_society.policy.rules import Score
from scored_society.record.run import Run

_NOBODY = "nobody was scored in this run"


def scores(run: Run) -> alt.LayerChart:
    """Show the spread of scores over time: median and bands of deciles.

    Raises
    ------
    NothingToDrawError
        If the run's rule book scores nobody.
    """
    score, weekly = scored(run), lived(run)
    frame = score_distribution(weekly, score.lowest, score.highest, every_four_weeks(weekly))
    frame = some(frame.filter(pl.col("group") == EVERYBODY), _NOBODY).with_columns(TIME)
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
    score, weekly = scored(run), lived(run)
    frame = score_distribution(weekly, score.lowest, score.highest, every_four_weeks(weekly))
    frame = some(frame.filter(pl.col("group") != EVERYBODY), _NOBODY).select("week", "group", "people", "mean")
    return lines_by_group(
        run,
        weekly,
        frame,
        "mean",
        _points("mean", "Mean score (points)"),
        title="Mean score by group",
        caption=f"Each line is the mean score of one group; {THE_GROUPS}. The grey dashes mark the starting score of "
        f"{score.start}. One point every four weeks; one run.",
        tooltip=[
            alt.Tooltip("mean:Q", title="Mean score (points)", format=".1f"),
            alt.Tooltip("people:Q", title="Scored (people)", format=","),
        ],
        under=[_start(score, "Mean score (points)")],
    )


def scores_at_the_end(run: Run) -> alt.LayerChart:
    """Show how scores are spread within each group at the end of the run."""
    score, weekly = scored(run), lived(run)
    frame = score_distribution(weekly, score.lowest, score.highest, year_ends(weekly)[-1:])
    return spread_within(
        some(frame, "nobody was scored any more at the end of the run"),
        [EVERYBODY, *in_order(run, frame)],
        [score.start],
        axis_title="Score at the end (points)",
        title="Scores within groups at the end of the run",
        caption=f"{HOW_TO_READ} The dashes mark the starting score of {score.start}. One run.",
    )


def _points(column: str, title: str = "Score (points)") -> alt.Y:
    return alt.Y(f"{column}:Q", title=title, scale=alt.Scale(zero=False), axis=alt.Axis(format="d"))


def _start(score: Score, title: str = "Score (points)") -> alt.Chart:
    frame = pl.DataFrame({"start": [score.start]})
    rule: alt.Chart = alt.Chart(frame).mark_rule(color=QUIET, strokeDash=[4, 4]).encode(y=_points("start", title))
    return rule
