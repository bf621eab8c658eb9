"""Bars that lie, one for each name, stacked by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import polars as pl

from scored_society.chart.look import BLUE, QUIET, VERMILLION, finished, words

RIGHT_AND_WRONG = (BLUE, VERMILLION)
"""What rests on true acts, and what does not."""
_ROW, _LEAST = 22, 70


def stacked_bars(
    frame: pl.DataFrame,
    name: str,
    kinds: Mapping[str, str],
    *,
    titles: tuple[str, str],
    title: str,
    caption: str,
    hues: Sequence[str] = RIGHT_AND_WRONG,
    legend_columns: int = 2,
    domain: tuple[float, float] | None = None,
) -> alt.LayerChart:
    """Draw a bar for each row of a frame, from top to bottom in its order.

    Parameters
    ----------
    frame : DataFrame
        A row for each bar.
    name : str
        The column that names the bars.
    kinds : mapping
        The columns that are stacked, each with its words for the legend; values that are null are left out.
    titles : tuple of str
        Titles of the axes, with units: of the names, and of the values.
    title, caption : str
        What the picture is of, and what one sees in it.
    hues : sequence of str
        Colours of the kinds.
    legend_columns : int
        In how many columns the legend stands; there is none where there is one kind.
    domain : tuple of float, optional
        Ends of the axis of values, where they are not to follow the values.
    """
    order, labels = [words(each) for each in frame[name]], list(kinds.values())
    places = {kind: place for place, kind in enumerate(kinds)}
    long = (
        frame.select(pl.Series(name, order, pl.String), *(pl.col(kind).cast(pl.Float64) for kind in kinds))
        .unpivot(index=name, variable_name="kind", value_name="amount")
        .filter(pl.col("amount").is_not_null())
        .with_columns(place=pl.col("kind").replace_strict(places, return_dtype=pl.Int64))
        .with_columns(pl.col("kind").replace(dict(kinds)))
    )
    scale = alt.Scale(domain=list(domain)) if domain else alt.Undefined
    legend = alt.Legend(title=None, columns=legend_columns, symbolType="square") if len(labels) > 1 else None
    bars = (
        alt.Chart(long)
        .mark_bar(height=13, stroke="white", strokeWidth=0.7)
        .encode(
            x=alt.X("amount:Q", title=titles[1], stack="zero", axis=values_axis(), scale=scale),
            y=alt.Y(f"{name}:N", title=titles[0], sort=order, axis=names_axis()),
            color=alt.Color("kind:N", scale=alt.Scale(domain=labels, range=list(hues[: len(labels)])), legend=legend),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip(f"{name}:N", title=words(name).capitalize()),
                alt.Tooltip("kind:N", title="What"),
                alt.Tooltip("amount:Q", title=titles[1], format=",.3~r"),
            ],
        )
    )
    zero = alt.Chart(pl.DataFrame({"zero": [0]})).mark_rule(color=QUIET).encode(x="zero:Q")
    return finished([bars, zero], title, caption, height=max(_LEAST, _ROW * len(order)))


def names_axis() -> alt.Axis:
    """Return an axis of names whose title lies above it: beside a few bars an upright one would not fit."""
    return alt.Axis(grid=False, titleAngle=0, titleAlign="right", titleBaseline="bottom", titleX=-8, titleY=-6)


def values_axis() -> alt.Axis:
    """Return an axis of numbers whose labels keep apart where the page is narrow."""
    return alt.Axis(tickCount=8, format=",.4~f", labelOverlap="greedy", labelSeparation=8)
