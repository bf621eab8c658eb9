"""Waiting for what is scarce: by score, and over the years."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.look import BLUE, DASHES, HUES, VERMILLION, finished, words
from scored_society.chart.there import NothingToDrawError, lived, scored, some, the_hospital
from scored_society.measure.run import goods, ranked_by_score
from scored_society.measure.waiting import SHOWN_FROM, wait_by_score, wait_by_year
from scored_society.record.run import Run

_FEW = f"no band of scores had {SHOWN_FROM} people served with '{{}}', and the mean wait of fewer says little"


def waiting(run: Run, good: str | None = None) -> alt.LayerChart:
    """Show how long people waited for a scarce good, by their score when they were served.

    Parameters
    ----------
    run : Run
        A run.
    good : str, optional
        The good; the hospital where not given.

    Raises
    ------
    NothingToDrawError
        If nobody is scored, too few were served, or no good is named and the society has none in the domain of health.
    """
    scored(run, "nobody waits longer or shorter by a score")
    good = good or the_hospital(run)
    frame = wait_by_score(lived(run), good)
    shown = some(frame.filter(pl.col("served") >= SHOWN_FROM), _FEW.format(words(good)))
    mean = pl.DataFrame({"mean": [int(frame["waited"].sum()) / int(frame["served"].sum())]})
    bars = (
        alt.Chart(shown)
        .mark_bar(color=BLUE, binSpacing=1)
        .encode(
            x=alt.X(
                "score_from:Q",
                bin="binned",
                title="Score when served (points)",
                scale=alt.Scale(zero=False, nice=False),
                axis=alt.Axis(format="d", tickCount=10, labelOverlap="greedy", labelSeparation=8),
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
        f"Waiting time by score: {words(good)}",
        "Each bar is the mean wait of those who were served while their score lay in that band; the dashes are the "
        f"mean of all served. {_ranking(run, good)} Bands with fewer than {SHOWN_FROM} served are left out, and so is "
        "whoever was never served. Whole run; one run.",
    )


def waiting_over_time(run: Run) -> alt.LayerChart:
    """Show the mean wait for each scarce good by calendar year, whatever the score."""
    frame = some(waits(run).filter(pl.col("mean_wait").is_not_null()), "nobody was served anything scarce")
    names = [words(good) for good in goods(run) if words(good) in set(frame["good"])]
    styles = [(HUES[place % len(HUES)], DASHES[place % len(DASHES)]) for place in range(len(names))]
    legend = alt.Legend(title=None, columns=3, symbolType="stroke", symbolSize=400, symbolStrokeWidth=2)
    hues = alt.Scale(domain=names, range=[hue for hue, _ in styles])
    dashes = alt.Scale(domain=names, range=[dash for _, dash in styles])
    base = alt.Chart(frame).encode(
        x=alt.X("year:O", title="Year of service (calendar year)", axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        y=alt.Y("mean_wait:Q", title="Mean wait (weeks)", scale=alt.Scale(zero=True)),
        color=alt.Color("good:N", scale=hues, legend=legend),
        tooltip=[
            alt.Tooltip("good:N", title="Good"),
            alt.Tooltip("year:O", title="Year"),
            alt.Tooltip("mean_wait:Q", title="Mean wait (weeks)", format=".2f"),
            alt.Tooltip("served:Q", title="Served (people)", format=","),
            alt.Tooltip("lapsed_share:Q", title="Lapsed unserved (share)", format=".1%"),
        ],
    )
    lines = base.mark_line(strokeWidth=2).encode(strokeDash=alt.StrokeDash("good:N", scale=dashes, legend=legend))
    return finished(
        [lines, base.mark_point(filled=True, size=50, opacity=1)],
        "Waiting time over the years",
        "Each line is one scarce good: the mean wait of all who were served it in a year, whatever their score. Queues "
        "are empty at the start of a run and fill up. Whoever was never served is left out. One run.",
    )


def waits(run: Run) -> pl.DataFrame:
    """Return waits by year for every scarce good of the society, in `good`, or refuse a society without any."""
    weekly = lived(run)
    frames = [wait_by_year(weekly, good).select(pl.lit(words(good)).alias("good"), pl.all()) for good in goods(run)]
    if not frames:
        raise NothingToDrawError(f"nothing is scarce in society '{run.society.name}', so nobody waits for anything")
    return pl.concat(frames)


def _ranking(run: Run, good: str) -> str:
    """Say whether the rule book ranks those who wait by score."""
    if good in ranked_by_score(run):
        return "The rule book ranks those who wait by their score."
    return "The rule book does not rank those who wait by their score."
