"""What people's lives are like over time: income, work, health and friends; and what redress brings."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.bars import stacked_bars
from scored_society.chart.lines import IN_BLACK, THE_GROUPS, lines_by_group
from scored_society.chart.look import BLUE, QUIET, VERMILLION
from scored_society.chart.there import NothingToDrawError, lived, some
from scored_society.measure import conditions as measure
from scored_society.measure import redress as of_redress
from scored_society.record.run import Run

ASKED = {"surveyed": "Adults", "working_age": "People of 18 to 59"}
"""Of whom a share is."""
EACH_QUARTER = "Adults are asked at each quarter's end; one run."


def income(run: Run) -> alt.LayerChart:
    """Show the mean income of adults."""
    return _lines(
        run,
        pl.col("income"),
        "Mean income (fifth of households, 1 to 5)",
        "Income",
        "It falls where no post or step up is had, or where schooling is lost, and young adults earn by their "
        "schooling. The axis does not begin at one.",
        ".2f",
    )


def out_of_work(run: Run) -> alt.LayerChart:
    """Show how many of those of working age are out of work."""
    if not measure.conditions(lived(run))["working_age"].sum():
        raise NothingToDrawError("nobody of working age was asked in this run")
    return _lines(
        run,
        1000 * pl.col("out_of_work"),
        "Out of work (of 1,000 people of 18 to 59)",
        "Out of work",
        "Work is lost by chance; a post ends it, which a low score, the list or poor health may keep from one.",
        ".1f",
        "working_age",
    )


def poor_health(run: Run) -> alt.LayerChart:
    """Show how many adults are in poor health for having waited."""
    return _lines(
        run,
        1000 * pl.col("poor_health"),
        "In poor health (of 1,000 adults)",
        "Poor health",
        "It comes from long waits for treatment and ends with it, or when one does not wait any more.",
        ".1f",
    )


def friendless(run: Run) -> alt.LayerChart:
    """Show how many adults lost friends by being shamed."""
    if not measure.conditions(lived(run))["friendless"].sum():
        raise NothingToDrawError("nobody lost friends by being shamed")
    return _lines(
        run,
        1000 * pl.col("friendless"),
        "Lost friends (of 1,000 adults)",
        "Friends lost",
        "Who is shown to everybody loses friends, and nobody among the collectors spares them any more.",
        ".2f",
    )


def redress(run: Run) -> alt.LayerChart:
    """Show what became of appeals, year by year."""
    if not any(policy.redress for _, policy in run.policy.epochs):
        raise NothingToDrawError(f"rule book '{run.policy.name}' knows of no redress")
    frame = some(of_redress.redress(lived(run)).filter(pl.col("appeals") > 0), "nobody appealed against an entry")
    return stacked_bars(
        frame.with_columns(pl.col("year").cast(pl.String)),
        "year",
        {"upheld": "upheld", "rejected": "rejected", "not_heard": "not heard"},
        titles=("Year (calendar)", "Appeals (per 1,000 person-years)"),
        title="Appeals",
        caption="Appeals against entries that take points, by what became of them. An appeal that is upheld undoes the "
        "entry; one for which there is no place is lost. One run.",
        hues=(BLUE, VERMILLION, QUIET),
        legend_columns=3,
    )


def _lines(
    run: Run, value: pl.Expr, axis_title: str, title: str, how: str, digits: str, asked: str = "surveyed"
) -> alt.LayerChart:
    weekly = lived(run)
    frame = some(measure.conditions(weekly), "no adult was asked in this run").filter(pl.col(asked) > 0)
    return lines_by_group(
        run,
        weekly,
        frame.with_columns(value=value).select("week", "group", asked, "value"),
        "value",
        alt.Y("value:Q", title=axis_title, scale=alt.Scale(zero=False)),
        title=title,
        caption=f"Each line is one group; {IN_BLACK}, {THE_GROUPS}. {how} {EACH_QUARTER}",
        tooltip=[
            alt.Tooltip("value:Q", title=axis_title, format=digits),
            alt.Tooltip(f"{asked}:Q", title=ASKED[asked], format=","),
        ],
    )
