"""Effects with their intervals: a panel for each outcome, each with the axis of its own unit."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.look import BLUE, QUIET, finished_panels
from scored_society.chart.there import NothingToDrawError
from scored_society.measure.census import EVERYBODY
from scored_society.measure.paired.comparison import Comparison
from scored_society.measure.paired.headlines import HEADLINES, headlines

BY_GROUP = ("score", "wrong", "listed", "refused", "shut_out_of_three", "trust")
"""Outcomes that are shown by group."""
ONE_PAIR = "One pair of runs."
FIRST, SECOND = "as the runs were drawn", "second coupling"
NO_DIFFERENCE = "no outcome that is told first differs between the two runs"
_BESIDE, _LANE = 130, 13
_COLUMNS = ("low", "high", "effect")


def effects(comparison: Comparison) -> alt.VConcatChart:
    """Show what the second rule book has over the first, for everybody.

    Raises
    ------
    NothingToDrawError
        If nothing that is told first differs.
    """
    frame = _differing(headlines(comparison))
    panels = [_panel(frame.filter(measure=measure), "coupling", 2) for measure in frame["measure"]]
    return finished_panels(
        panels,
        "Effects on everybody",
        f"Each panel is one outcome, in its own unit: b − a, with its 95 % interval. {_DOTS} A panel's axis is its "
        f"own, so lengths are not to be compared between panels. {_left_out(comparison, frame)}{ONE_PAIR}",
    )


def effects_by_group(comparison: Comparison) -> alt.VConcatChart:
    """Show what the second rule book has over the first in each group, for a few outcomes.

    Raises
    ------
    NothingToDrawError
        If none of them differs.
    """
    told = pl.DataFrame({"measure": BY_GROUP, "name": [HEADLINES[each] for each in BY_GROUP]})
    frame = _differing(told.join(comparison.effects, on="measure", how="inner", maintain_order="left_right"))
    order = [EVERYBODY, *comparison.manifest["a"]["groups"]]
    panels = [
        _panel(frame.filter(measure=measure), "group", len(order), order)
        for measure in frame["measure"].unique(maintain_order=True)
    ]
    return finished_panels(
        panels,
        "Effects by group",
        f"Each panel is one outcome, in its own unit: b − a in each group, with its 95 % interval. {_DOTS} A dot "
        "alone has no interval: the group lives in so few neighbourhoods that some resamples have none of it. "
        f"{ONE_PAIR}",
        beside=_BESIDE,
    )


_DOTS = (
    "Full dots are the effect as the runs were drawn, hollow dots that under the second coupling of draws, where "
    "it was asked for. Where an interval holds zero, no effect was found."
)


def _differing(frame: pl.DataFrame) -> pl.DataFrame:
    """Return outcomes that differ in anything in any group, or say that none does."""
    some = pl.any_horizontal(pl.col("effect", "low", "high", "second_effect").fill_null(0) != 0)
    kept = frame.filter(some.any().over("measure"))
    if kept.is_empty():
        raise NothingToDrawError(NO_DIFFERENCE)
    return kept


def left_out(names: list[str]) -> str:
    """Return what a caption says of outcomes that do not differ."""
    return f"Without any difference, and left out: {', '.join(names)}. " if names else ""


def _left_out(comparison: Comparison, shown: pl.DataFrame) -> str:
    same = headlines(comparison).filter(~pl.col("measure").is_in(shown["measure"].to_list()))["name"].to_list()
    return left_out(same)


def panel_title(name: str, unit: str) -> alt.TitleParams:
    """Return the title of a panel: an outcome, and its unit below, so that both find room on a narrow page."""
    return alt.TitleParams(
        f"{name[:1].upper()}{name[1:]}",
        subtitle=f"({unit})",
        frame="bounds",
        fontSize=12,
        fontWeight="normal",
        subtitleFontSize=11,
        subtitlePadding=2,
        offset=5,
    )


def _panel(frame: pl.DataFrame, lane: str, lanes: int, order: list[str] | None = None) -> alt.LayerChart:
    """Draw the intervals of one outcome, one or two for each lane."""
    name, unit = frame.row(0, named=True)["name"], frame.row(0, named=True)["unit"]
    first = frame.select("group", *_COLUMNS, coupling=pl.lit(FIRST))
    second = frame.select(
        "group", *(pl.col(f"second_{each}").alias(each) for each in _COLUMNS), coupling=pl.lit(SECOND)
    )
    rows = pl.concat([first, second]).filter(pl.col("effect").is_not_null())
    flat = not rows.select(pl.any_horizontal(pl.col(*_COLUMNS).fill_null(0) != 0).any()).item()
    scale = alt.Scale(domain=[-1, 1]) if flat else alt.Scale(zero=True, padding=8)
    axis = alt.Axis(tickCount=6, format=",.3~r", labelOverlap="greedy", labelSeparation=8)
    x = alt.X("low:Q", title=None, axis=axis, scale=scale)
    names = alt.Axis(title=None, grid=False, minExtent=_BESIDE - 10, maxExtent=_BESIDE - 10) if order else None
    y = alt.Y(f"{lane}:N", sort=order or [FIRST, SECOND], axis=names)
    offset = alt.YOffset("coupling:N", sort=[FIRST, SECOND]) if order else alt.Undefined
    full, hollow = (rows.filter(coupling=coupling) for coupling in (FIRST, SECOND))
    layers = [alt.Chart(pl.DataFrame({"low": [0]})).mark_rule(color=QUIET).encode(x=x)]
    for part, fill, thick in ((hollow, "white", 1), (full, BLUE, 2.5)):
        if part.height:
            drawn = alt.Chart(part).encode(y=y, yOffset=offset, tooltip=_tooltip(unit))
            layers.append(drawn.mark_rule(color=BLUE, strokeWidth=thick).encode(x=x, x2="high:Q"))
            dots = drawn.mark_point(size=42, filled=True, fill=fill, stroke=BLUE, strokeWidth=1.5, opacity=1)
            layers.append(dots.encode(x=alt.X("effect:Q", title=None, axis=axis, scale=scale)))
    heading = panel_title(name, unit)
    panel: alt.LayerChart = alt.LayerChart(layer=layers).properties(
        height=_LANE * lanes * (2 if order else 1), title=heading
    )
    return panel


def _tooltip(unit: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("group:N", title="Group"),
        alt.Tooltip("coupling:N", title="Draws"),
        alt.Tooltip("effect:Q", title=f"b − a ({unit})", format=",.4~r"),
        alt.Tooltip("low:Q", title="95 % interval from", format=",.4~r"),
        alt.Tooltip("high:Q", title="to", format=",.4~r"),
    ]
