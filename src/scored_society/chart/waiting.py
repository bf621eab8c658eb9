"""Waiting at the hospital: by score, and over the years."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.base.errors import UserError
from scored_society.chart.look import BLUE, QUIET, VERMILLION, finished
from scored_society.chart.scores import scored
from scored_society.measure.run import hospital, ruled
from scored_society.measure.waiting import wait_by_score, wait_by_year
from scored_society.record.run import Run

SHOWN_FROM = 10
"""Bands of scores in which fewer were served are not drawn: their mean says little."""


def waiting(run: Run) -> alt.LayerChart:
    """Show how long people waited at the hospital, by their score when they were served.

    Raises
    ------
    UserError
        If nobody is scored, or the society has no good in the domain of health.
    """
    score = scored(run)
    good = the_hospital(run)
    width = band_width(score.lowest, score.highest)
    frame = wait_by_score(ruled(run), good, width)
    served = int(frame["served"].sum())
    mean = pl.DataFrame({"mean": [frame["waited"].sum() / served if served else 0.0]})
    bars = (
        alt.Chart(frame.filter(pl.col("served") >= SHOWN_FROM))
        .mark_bar(color=BLUE, binSpacing=1)
        .encode(
            x=alt.X(
                "score_from:Q",
                bin="binned",
                title="Score when served (points)",
                scale=alt.Scale(zero=False, nice=False),
                axis=alt.Axis(format="d", tickMinStep=width),
            ),
            x2="score_to:Q",
            y=alt.Y("mean_wait:Q", title="Mean wait (weeks)", scale=alt.Scale(zero=True)),
            tooltip=[
                alt.Tooltip("score_from:Q", title="Score from (points)"),
                alt.Tooltip("score_to:Q", title="to below (points)"),
                alt.Tooltip("mean_wait:Q", title="Mean wait (weeks)", format=".2f"),
                alt.Tooltip("served:Q", title="Served (people)", format=","),
            ],
        )
    )
    rule = alt.Chart(mean).mark_rule(color=VERMILLION, strokeDash=[6, 3], strokeWidth=1.5).encode(y="mean:Q")
    return finished(
        [bars, rule],
        "Waiting time at the hospital, by score",
        f"Each bar is the mean wait of those who were served while their score lay in that band; the "
        f"dashes are the mean of all served. Bands with fewer than {SHOWN_FROM} served are left out, and so is whoever "
        "was never served. Whole run; one run.",
    )


def waiting_over_time(run: Run) -> alt.LayerChart:
    """Show the mean wait at the hospital by calendar year, whatever the score."""
    good = the_hospital(run)
    frame = wait_by_year(ruled(run), good)
    base = alt.Chart(frame).encode(
        x=alt.X("year:O", title="Year of service (calendar year)", axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        y=alt.Y("mean_wait:Q", title="Mean wait (weeks)", scale=alt.Scale(zero=True)),
        tooltip=[
            alt.Tooltip("year:O", title="Year"),
            alt.Tooltip("mean_wait:Q", title="Mean wait (weeks)", format=".2f"),
            alt.Tooltip("served:Q", title="Served (people)", format=","),
            alt.Tooltip("lapsed_share:Q", title="Lapsed unserved (share)", format=".1%"),
        ],
    )
    return finished(
        [base.mark_line(color=QUIET), base.mark_point(color=BLUE, filled=True, size=60, opacity=1)],
        "Waiting time at the hospital, over the years",
        "Each point is the mean wait of all who were served in that year, whatever their score. "
        "Whoever was never served is left out. One run.",
    )


def the_hospital(run: Run) -> str:
    """Return the scarce good of the health domain, or refuse a society without one."""
    good = hospital(run)
    if good is None:
        raise UserError(f"society '{run.society.name}' has no good in the domain of health, so nobody waits for it")
    return good


def band_width(lowest: int, highest: int) -> int:
    """Return a round width that cuts the range of scores into about 30 bands, points."""
    return next((width for width in (1, 2, 5, 10, 20, 25, 50) if (highest - lowest) / width <= 30), 100)
