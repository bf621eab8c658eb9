"""How every picture looks: colours, type, caption, and the sentence under it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import altair as alt
import polars as pl
import vl_convert

from scored_society.base.calendar import FIRST_YEAR, WEEKS_PER_YEAR
from scored_society.base.errors import UserError

BOUNDARY = "Invented people. Not a forecast, and not a measurement of any country."
BOUNDARY_LAYER = "boundary"
"""The name of the layer that carries the sentence."""

INK, QUIET, GRID = "#1f2328", "#57606a", "#d8dee4"
BLUE, VERMILLION, ORANGE, GREEN, PURPLE, SKY = "#0072b2", "#d55e00", "#e69f00", "#009e73", "#cc79a7", "#56b4e9"
HUES = (BLUE, VERMILLION, GREEN, ORANGE, PURPLE, SKY)
"""Okabe and Ito's colours, told apart by colour-blind people; yellow, too faint on paper, is left out."""
DASHES: tuple[list[int], ...] = ([1, 0], [5, 3], [1, 2])
WIDTH, HEIGHT = 640, 300
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif"
Drawing = TypeVar("Drawing", alt.LayerChart, alt.VConcatChart)
_CAPTION_WIDTH = 104
_BOUNDARY_BELOW = 48
"""Pixels from the bottom of the plot to the sentence: below tick labels and the axis title."""


def finished(layers: Sequence[alt.Chart], title: str, caption: str, height: int = HEIGHT) -> alt.LayerChart:
    """Put layers together, with the title, the caption, the sentence under the picture and the common look.

    Parameters
    ----------
    layers : sequence of Chart
        From back to front.
    title : str
        What the picture is of.
    caption : str
        What one sees in it.
    height : int
        Of the plot, pixels.

    Returns
    -------
    LayerChart
        Its description, which screen readers read, is the title and the caption.
    """
    heading = alt.TitleParams(text=title, subtitle=textwrap.wrap(caption, _CAPTION_WIDTH))
    chart = alt.LayerChart(layer=[*layers, _boundary()])
    return dressed(chart.properties(width=WIDTH, height=height, title=heading, description=f"{title}. {caption}"))


def finished_panels(panels: Sequence[alt.LayerChart], title: str, caption: str, beside: int = 0) -> alt.VConcatChart:
    """Put pictures that share no axis one below the other, with title, caption, sentence and the common look.

    Parameters
    ----------
    panels : sequence of LayerChart
        From top to bottom; each gets the width.
    title, caption : str
        As of `finished`.
    beside : int
        Pixels that names to the left of the panels take: a page gives the rest of its width to the panels.
    """
    heading = alt.TitleParams(text=title, subtitle=textwrap.wrap(caption, _CAPTION_WIDTH), frame="bounds")
    width = WIDTH - beside
    under = _sentence().properties(width=width, height=14, name=BOUNDARY_LAYER, view=alt.ViewBackground(stroke=None))
    chart = alt.VConcatChart(vconcat=[*(panel.properties(width=width) for panel in panels), under])
    return dressed(
        chart.properties(title=heading, description=f"{title}. {caption}", spacing=18, usermeta={"beside": beside})
    )


def save(chart: alt.LayerChart | alt.VConcatChart, path: str | Path) -> Path:
    """Write a chart as a picture, by the ending of the path: `.png` (twice the pixels) or `.svg`.

    Raises
    ------
    UserError
        If the path ends otherwise.
    """
    path = Path(path)
    specification = chart.to_dict()
    if path.suffix == ".png":
        path.write_bytes(vl_convert.vegalite_to_png(specification, scale=2, allowed_base_urls=[]))
    elif path.suffix == ".svg":
        path.write_text(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[]), encoding="utf-8")
    else:
        raise UserError(f"cannot write a picture as '{path.name}'; write a name that ends in .png or .svg")
    return path


def words(name: str) -> str:
    """Return a name from a file as words for a reader: `traffic_offence` → `traffic offence`."""
    return name.replace("_", " ")


def spoken(column: str) -> pl.Expr:
    """Return a column of names as words for a reader."""
    return pl.col(column).str.replace_all("_", " ", literal=True)


def group_marks(groups: Sequence[str]) -> tuple[alt.Color, alt.StrokeDash]:
    """Return colour and dash for groups named in two parts: the first part sets the dash, the second the hue.

    So the groups are told apart in black and white and by colour-blind people too.
    """
    firsts = list(dict.fromkeys(name.partition(" ")[0] for name in groups))
    seconds = list(dict.fromkeys(name.partition(" ")[2] for name in groups))
    hues = [HUES[seconds.index(name.partition(" ")[2]) % len(HUES)] for name in groups]
    dashes = [DASHES[firsts.index(name.partition(" ")[0]) % len(DASHES)] for name in groups]
    legend = alt.Legend(title=None, columns=3, symbolSize=400, symbolStrokeWidth=2)
    return (
        alt.Color("group:N", sort=list(groups), scale=alt.Scale(domain=groups, range=hues), legend=legend),
        alt.StrokeDash("group:N", sort=list(groups), scale=alt.Scale(domain=groups, range=dashes), legend=legend),
    )


TIME = ((pl.col("week") + 1) / WEEKS_PER_YEAR + FIRST_YEAR).alias("year")
"""The end of a week, in years."""


def time_axis(weekly: pl.DataFrame) -> alt.X:
    """Return the axis of years, from the start of the first week on; points lie at the end of their week."""
    first = weekly["week"].min()
    start = FIRST_YEAR + (first if isinstance(first, int) else 0) / WEEKS_PER_YEAR
    return alt.X(
        "year:Q",
        title="Time (years)",
        axis=alt.Axis(format="d", tickMinStep=1, grid=False),
        scale=alt.Scale(zero=False, nice=False, domainMin=start),
    )


def _boundary() -> alt.Chart:
    named: alt.Chart = _sentence(alt.ExprRef(f"height + {_BOUNDARY_BELOW}")).properties(name=BOUNDARY_LAYER)
    return named


def _sentence(y: alt.ExprRef | int = 0) -> alt.Chart:
    """Return the sentence that stands under every picture."""
    chart: alt.Chart = alt.Chart(alt.InlineData(values=[{}])).mark_text(
        text=BOUNDARY, x=0, y=y, align="left", baseline="top", fontSize=11, color=QUIET
    )
    return chart


def dressed(chart: Drawing) -> Drawing:
    """Return a whole picture in the common look."""
    found: Drawing = (
        chart.configure(font=FONT, background="white")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=QUIET,
            titleColor=INK,
            titleFontWeight="normal",
            titlePadding=8,
            labelFontSize=11,
            titleFontSize=12,
            labelLimit=190,
            gridColor=GRID,
            domainColor=QUIET,
            tickColor=QUIET,
        )
        .configure_legend(
            orient="top", labelColor=INK, titleColor=INK, labelFontSize=12, titleFontWeight="normal", labelLimit=240
        )
        .configure_title(
            anchor="start",
            frame="group",
            color=INK,
            fontSize=16,
            subtitleColor=QUIET,
            subtitleFontSize=12,
            subtitleLineHeight=16,
            subtitlePadding=6,
            offset=12,
        )
    )
    return found
