"""Where the same people end in each of two runs."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.look import BLUE, finished
from scored_society.chart.paired.effects import ONE_PAIR
from scored_society.chart.there import some
from scored_society.measure.paired.comparison import Comparison

_FIXED = ("on the list", "not scored")
_MOST_BANDS, _ROW, _LEAST = 7, 30, 170


def transitions(comparison: Comparison) -> alt.LayerChart:
    """Show where the same people are at the end of each run: on the list, without a score, or in a band of scores.

    Raises
    ------
    NothingToDrawError
        If nobody lives at the end.
    """
    frame = ends(comparison)
    order = sorted({*frame["a"], *frame["b"]}, key=_rank)
    shown = [each for each in order if each in set(frame["a"])]
    x = alt.X(
        "b:N", sort=order, title="At the end of b (points)", axis=alt.Axis(orient="top", labelAngle=-90, grid=False)
    )
    y = alt.Y("a:N", sort=shown, title="At the end of a (points)", axis=alt.Axis(grid=False))
    base = alt.Chart(frame).encode(x=x, y=y)
    cells = base.mark_rect().encode(
        color=alt.Color(
            "share:Q",
            title="Of the row (%)",
            scale=alt.Scale(domain=[0, 100], range=["#eaf2f8", BLUE]),
            legend=alt.Legend(gradientLength=160, tickCount=5),
        ),
        tooltip=[
            alt.Tooltip("a:N", title="At the end of a"),
            alt.Tooltip("b:N", title="At the end of b"),
            alt.Tooltip("lives:Q", title="People", format=","),
            alt.Tooltip("share:Q", title="% of the row", format=".3~r"),
        ],
    )
    ink = alt.condition("datum.share > 55", alt.value("white"), alt.value("black"))
    counts = base.mark_text(fontSize=11).encode(text="told:N", color=ink)
    return finished(
        [cells, counts],
        "Where the same people end",
        "Each row is the people who end a in one place; its cells tell where the same people end b. The number is of "
        "people (k: thousand, M: million; exact in the table), the colour the part of the row. Only those alive at the "
        f"end are in it; they are the same in both. {ONE_PAIR}",
        height=max(_LEAST, _ROW * len(shown)),
    )


def ends(comparison: Comparison) -> pl.DataFrame:
    """Return people by where they end each run, in bands so wide that there are few: a, b, lives, share, told."""
    frame = some(comparison.transitions, "nobody lives at the end")
    width = _width({*frame["a"], *frame["b"]})
    wide = frame.with_columns(
        pl.col(run).map_elements(lambda each: _widened(each, width), return_dtype=pl.String) for run in ("a", "b")
    )
    counted = wide.group_by("a", "b").agg(pl.col("lives").sum())
    rank = {each: _rank(each) for each in {*counted["a"], *counted["b"]}}
    ranks = [pl.col(run).replace_strict(rank, return_dtype=pl.Int64) for run in ("a", "b")]
    return counted.sort(ranks).with_columns(
        share=100 * pl.col("lives") / pl.col("lives").sum().over("a"),
        told=pl.col("lives").map_elements(_short, return_dtype=pl.String),
    )


def _width(stations: set[str]) -> int:
    """Return the least width of bands, points, that leaves few of them."""
    lows = [_rank(each) for each in stations if each not in _FIXED]
    width = 50
    while lows and len({low // width for low in lows}) > _MOST_BANDS:
        width *= 2
    return width


def _widened(station: str, width: int) -> str:
    if station in _FIXED:
        return station
    low = _rank(station) // width * width
    return f"{low} to {low + width - 1}"


def _rank(station: str) -> int:
    """Return where a place comes in their order: below all scores, or by its lowest score."""
    return _FIXED.index(station) - len(_FIXED) if station in _FIXED else int(station.partition(" ")[0])


def _short(count: int) -> str:
    if count < 10_000:
        return str(count)
    return f"{count / 1e6:.3g}M" if count >= 999_500 else f"{count / 1e3:.3g}k"
