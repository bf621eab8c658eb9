"""Outcomes of both runs over the years: a panel for each outcome."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.look import INK, VERMILLION, finished_panels
from scored_society.chart.paired.effects import NO_DIFFERENCE, ONE_PAIR, left_out, panel_title
from scored_society.chart.there import NothingToDrawError
from scored_society.measure.census import EVERYBODY
from scored_society.measure.paired.comparison import Comparison
from scored_society.measure.paired.headlines import HEADLINES, protected_acts

OVER_TIME = ("score", "wrong", "listed", "refused", "shut_out_of_three", "trust", "trust_nearby")
"""Outcomes that are shown over the years, beside the protected acts withheld."""
_BESIDE, _HEIGHT = 66, 72


def effects_by_year(comparison: Comparison) -> alt.VConcatChart:
    """Show outcomes of both runs in each year, for everybody.

    Raises
    ------
    NothingToDrawError
        If no year was lived, or none of the outcomes differs in any.
    """
    found, names = over_the_years(comparison), labels(comparison)
    frame = found.filter((pl.col("effect").is_null() | (pl.col("effect") != 0)).any().over("measure"))
    if frame.is_empty():
        raise NothingToDrawError(NO_DIFFERENCE)
    shown = set(frame["measure"])
    same = found.filter(~pl.col("measure").is_in(list(shown)))["name"].unique(maintain_order=True).to_list()
    long = (
        frame.select("year", "measure", "name", "unit", "effect", **{names[0]: "a", names[1]: "b"})
        .unpivot(index=["year", "measure", "name", "unit", "effect"], variable_name="run", value_name="value")
        .filter(pl.col("value").is_not_null())
    )
    panels = [_panel(long.filter(measure=each), names) for each in frame["measure"].unique(maintain_order=True)]
    return finished_panels(
        panels,
        "Both runs, year by year",
        "Each panel is one outcome of everybody, in its own unit, in each calendar year of a and of b. Axes of "
        f"points and of means do not begin at zero. {left_out(same)}Years carry no interval. {ONE_PAIR}",
        beside=_BESIDE,
    )


def over_the_years(comparison: Comparison) -> pl.DataFrame:
    """Return the outcomes that are shown over the years, with their names, or say that there are none."""
    names = {each: HEADLINES[each] for each in OVER_TIME}
    names |= {f"withheld/{act}": f"{act.replace('_', ' ')}: rights withheld" for act in protected_acts(comparison)}
    told = pl.DataFrame({"measure": list(names), "name": list(names.values())})
    yearly = comparison.yearly.filter(pl.col("group") == EVERYBODY).sort("measure", "year")
    frame = told.join(yearly, on="measure", how="inner", maintain_order="left_right")
    if frame.is_empty():
        raise NothingToDrawError("in no year is there anything to count")
    return frame


def labels(comparison: Comparison) -> tuple[str, str]:
    """Return what the two runs are called in a picture."""
    return f"a: {comparison.manifest['a']['policy']}", f"b: {comparison.manifest['b']['policy']}"


def _panel(frame: pl.DataFrame, names: tuple[str, str]) -> alt.LayerChart:
    name, unit = frame.row(0, named=True)["name"], frame.row(0, named=True)["unit"]
    legend = alt.Legend(title=None, symbolType="stroke", symbolSize=400, symbolStrokeWidth=2, columns=2)
    years = frame["year"].unique().sort().to_list()
    drawn = alt.Chart(frame).encode(
        x=alt.X("year:Q", title=None, axis=alt.Axis(format="d", values=years, grid=False, labelOverlap="greedy"),
                scale=alt.Scale(zero=False, nice=False, padding=12)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=unit not in ("points", "mean, 0…1")),
                axis=alt.Axis(tickCount=4, format=",.6~r", minExtent=_BESIDE - 10, maxExtent=_BESIDE - 10)),
        color=alt.Color("run:N", sort=list(names), scale=alt.Scale(domain=names, range=[INK, VERMILLION]),
                        legend=legend),
        strokeDash=alt.StrokeDash("run:N", sort=list(names), scale=alt.Scale(domain=names, range=[[5, 3], [1, 0]]),
                                  legend=legend),
        tooltip=[
            alt.Tooltip("run:N", title="Run"),
            alt.Tooltip("year:Q", title="Year", format="d"),
            alt.Tooltip("value:Q", title=unit, format=",.4~r"),
            alt.Tooltip("effect:Q", title="b − a", format=",.4~r"),
        ],
    )  # fmt: skip
    lines, points = drawn.mark_line(strokeWidth=2), drawn.mark_point(size=24, filled=True, opacity=1)
    panel: alt.LayerChart = alt.LayerChart(layer=[lines, points]).properties(
        height=_HEIGHT, title=panel_title(name, unit)
    )
    return panel
