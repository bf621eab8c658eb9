"""Trust in the State and in neighbours, over time and by group."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.lines import IN_BLACK, THE_GROUPS, lines_by_group
from scored_society.chart.there import NothingToDrawError, lived, some
from scored_society.measure import trust as measure
from scored_society.measure.census import every_four_weeks
from scored_society.record.run import Run


def trust_in_state(run: Run) -> alt.LayerChart:
    """Show how much adults trust the State."""
    return _trust(
        run,
        "in_state",
        "Trust in the State (% of full trust)",
        "Trust in the State",
        "It falls with a record without an act, a listing or a refusal by rule, and rises where the rule book serves "
        "somebody early.",
    )


def trust_in_neighbours(run: Run) -> alt.LayerChart:
    """Show how much adults trust their neighbours."""
    return _trust(
        run,
        "in_neighbours",
        "Trust in neighbours (% of full trust)",
        "Trust in neighbours",
        "It is lower the more information collectors there are in the neighbourhood, and nothing else moves it here.",
    )


def trusting(run: Run) -> pl.DataFrame:
    """Return the weekly census of a run whose society knows trust, or say that it does not."""
    if run.society.society.trust is None:
        raise NothingToDrawError(f"society '{run.society.name}' says nothing of trust, so there is none to draw")
    return lived(run)


def _trust(run: Run, column: str, axis_title: str, title: str, how: str) -> alt.LayerChart:
    weekly = trusting(run)
    frame = some(measure.trust(weekly, every_four_weeks(weekly)), "there were no adults in this run")
    return lines_by_group(
        run,
        weekly,
        frame.with_columns(percent=100 * pl.col(column)).select("week", "group", "adults", "percent"),
        "percent",
        alt.Y("percent:Q", title=axis_title, scale=alt.Scale(zero=False)),
        title=title,
        caption=f"Each line is the mean trust of the adults of one group; {IN_BLACK}, {THE_GROUPS}. {how} The axis "
        "does not begin at zero. One point every four weeks; one run.",
        tooltip=[
            alt.Tooltip("percent:Q", title="Trust (%)", format=".1f"),
            alt.Tooltip("adults:Q", title="Adults", format=","),
        ],
    )
