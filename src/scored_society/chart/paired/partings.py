"""Lives that parted, over time and by their first cause."""

from __future__ import annotations

from datetime import date

import altair as alt
import polars as pl

from scored_society.base.calendar import week_of
from scored_society.chart.look import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    QUIET,
    SKY,
    TIME,
    VERMILLION,
    finished,
    time_axis,
)
from scored_society.chart.paired.effects import ONE_PAIR
from scored_society.chart.there import NothingToDrawError
from scored_society.measure.paired.comparison import Comparison
from scored_society.week.causes import CAUSES

NONE_PARTED = "no life parted: nobody's differs in more than a score"
_INKS = dict(zip(CAUSES, (INK, BLUE, GREEN, ORANGE, VERMILLION, PURPLE, SKY, QUIET), strict=True))
_POINTS = 120


def partings(comparison: Comparison) -> alt.LayerChart:
    """Show how many lives have parted so far, by what parted them first.

    Raises
    ------
    NothingToDrawError
        If none did.
    """
    frame = parted_so_far(comparison)
    causes = [cause for cause in CAUSES if cause in set(frame["cause"])]
    areas = (
        alt.Chart(frame.with_columns(TIME).drop("week"))
        .mark_area(stroke="white", strokeWidth=0.7)
        .encode(
            x=time_axis(frame),
            y=alt.Y("percent:Q", title="Lives parted so far (% of all lives)", stack="zero"),
            color=alt.Color(
                "cause:N",
                scale=alt.Scale(domain=causes, range=[_INKS[cause] for cause in causes]),
                legend=alt.Legend(title=None, columns=3, symbolType="square"),
            ),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("cause:N", title="First cause"),
                alt.Tooltip("year:Q", title="Time (years)", format=".2f"),
                alt.Tooltip("lives:Q", title="Lives so far", format=","),
                alt.Tooltip("percent:Q", title="% of all lives", format=".3~r"),
            ],
        )
    )
    return finished(
        [areas],
        "Lives that parted",
        "The height is the share of all lives, those of children born in these years included, in which more than a "
        f"score differs by then; the colour tells what first made them differ. {ONE_PAIR}",
    )


def parted_so_far(comparison: Comparison, least: int | None = None) -> pl.DataFrame:
    """Return lives parted by the end of some weeks, by cause: week, cause, place, lives, percent.

    Parameters
    ----------
    comparison : Comparison
        Of two runs.
    least : int, optional
        How many weeks lie between two rows of a cause; so many that a picture stays small where not given.
    """
    if comparison.partings.is_empty():
        raise NothingToDrawError(NONE_PARTED)
    run = comparison.manifest["a"]
    first, last = week_of(date.fromisoformat(run["starts"])), int(run["weeks"]) - 1
    step = least or max(1, (last - first + 1) // _POINTS)
    weeks = pl.DataFrame({"week": sorted({*range(first, last, step), last})}, schema={"week": pl.Int64})
    present = set(comparison.partings["cause"])
    places = pl.DataFrame(
        {"cause": CAUSES, "place": range(len(CAUSES))}, schema={"cause": pl.String, "place": pl.Int64}
    ).filter(pl.col("cause").is_in(list(present)))
    counted = comparison.partings.group_by("week", "cause").agg(pl.col("lives").sum())
    found = [
        weeks.join(counted.filter(cause=cause).sort("week").rename({"week": "at"}), how="cross")
        .filter(pl.col("at") <= pl.col("week"))
        .group_by("week")
        .agg(pl.col("lives").sum())
        .join(weeks, on="week", how="right", maintain_order="right")
        .select("week", cause=pl.lit(cause), place=pl.lit(place), lives=pl.col("lives").fill_null(0))
        for cause, place in places.iter_rows()
    ]
    return pl.concat(found).with_columns(percent=100 * pl.col("lives") / comparison.lives)
