"""Rights withheld, and good deeds done because they are counted."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import polars as pl

from scored_society.chart.look import DASHES, HUES, finished, spoken
from scored_society.chart.there import lived, scored, some
from scored_society.measure.rights import performed_acts, withheld_acts
from scored_society.measure.run import good_deeds, protected
from scored_society.record.run import Run

_NO_SCORE = "nobody leaves anything undone, or does a good deed, because of a score"


def speech(run: Run) -> alt.LayerChart:
    """Show the protected acts that people left undone because of the score: rights withheld."""
    scored(run, _NO_SCORE)
    frame = withheld_acts(lived(run), protected(run))
    return _lines(
        frame,
        "nobody did or left undone a protected act",
        "withheld_share",
        "Rights withheld (% of those acts)",
        "Rights withheld: protected acts left undone because of the score",
        "Each line is one kind of protected act: of those that people would have done in a year, the part that they "
        "did not do because they are scored. Nothing here is a gain.",
    )


def performed(run: Run) -> alt.LayerChart:
    """Show the good deeds that people did only because they are scored."""
    scored(run, _NO_SCORE)
    frame = performed_acts(lived(run), good_deeds(run))
    return _lines(
        frame,
        "nobody did a good deed",
        "performed_share",
        "Done because counted (% of those deeds)",
        "Good deeds done because they are counted",
        "Each line is one kind of good deed: those done in a year only because they are scored, as a part of all that "
        "were done or withheld.",
    )


def _lines(
    frame: pl.DataFrame, otherwise: str, column: str, axis_title: str, title: str, caption: str
) -> alt.LayerChart:
    """Draw a line for each behaviour, in per cent, from zero."""
    shown = frame.select("year", spoken("behaviour"), (100 * pl.col(column)).alias("percent"))
    shown = some(shown.filter(pl.col("percent").is_not_null()), otherwise)
    names = shown["behaviour"].unique().sort().to_list()
    legend = alt.Legend(title=None, columns=2, symbolType="stroke", symbolSize=400, symbolStrokeWidth=2)
    nothing = shown["percent"].sum() == 0
    from_zero = alt.Scale(domain=[0, 1]) if nothing else alt.Scale(zero=True)
    base = alt.Chart(shown).encode(
        x=alt.X("year:O", title="Time (calendar years)", axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        y=alt.Y("percent:Q", title=axis_title, scale=from_zero),
        color=alt.Color("behaviour:N", scale=alt.Scale(domain=names, range=_cycle(HUES, len(names))), legend=legend),
        tooltip=[
            alt.Tooltip("behaviour:N", title="Behaviour"),
            alt.Tooltip("year:O", title="Year"),
            alt.Tooltip("percent:Q", title="Share (%)", format=".2f"),
        ],
    )
    dashes = [DASHES[index // len(HUES) % len(DASHES)] for index in range(len(names))]
    lines = base.mark_line(strokeWidth=2).encode(
        strokeDash=alt.StrokeDash("behaviour:N", scale=alt.Scale(domain=names, range=dashes), legend=legend)
    )
    return finished(
        [lines, base.mark_point(filled=True, size=40, opacity=1)],
        title,
        f"{caption}{' All lie at zero.' if nothing else ''} One run.",
    )


def _cycle(values: Sequence[str], count: int) -> list[str]:
    return [values[index % len(values)] for index in range(count)]
