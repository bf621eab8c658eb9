"""How far people move: between fifths of the score, apart from each other, and by what they did not do."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.bars import stacked_bars
from scored_society.chart.look import BLUE, GREEN, INK, ORANGE, SKY, TIME, VERMILLION, finished, time_axis
from scored_society.chart.there import NothingToDrawError, lived, scored, some
from scored_society.measure import wrongful as measure
from scored_society.measure.amounts import score_inequality
from scored_society.measure.census import EVERYBODY, every_four_weeks
from scored_society.measure.groups import DESCENT, IN_YEAR
from scored_society.measure.mobility import FIFTHS, mobility_matrix, moves
from scored_society.measure.run import punished, rewarded, ruled_panel
from scored_society.record.run import Run

FIFTH_NAMES = ("lowest fifth", "second fifth", "middle fifth", "fourth fifth", "highest fifth")
NOBODY_MOVES = "the panel has not two years with scores of the same people, so nobody is seen to move"
_HUES = (VERMILLION, ORANGE, SKY, BLUE, GREEN)
_FOR_NOTHING = {"accused_rate": "that take points", "credited_rate": "that give points"}


def mobility(run: Run) -> alt.LayerChart:
    """Show in which fifth of the scores people end who began in each.

    Raises
    ------
    NothingToDrawError
        If nobody is scored, or the panel has not two years with the same people.
    """
    lived(run)
    scored(run)
    panel = ruled_panel(run).filter(pl.col("score").is_not_null())
    years = panel["year"].unique().sort().to_list()
    if len(years) < 2:
        raise NothingToDrawError(NOBODY_MOVES)
    counts = mobility_matrix(some(moves(panel, years[0], years[-1]), NOBODY_MOVES))
    begun = counts.sum(axis=1, keepdims=True)
    percents = 100 * counts / begun.clip(1)
    frame = pl.DataFrame({"start": FIFTH_NAMES, **{str(end): percents[:, end] for end in range(FIFTHS)}}).filter(
        pl.Series(begun[:, 0] > 0)
    )
    return stacked_bars(
        frame,
        "start",
        {str(end): f"in the {name}" for end, name in enumerate(FIFTH_NAMES)},
        titles=(
            f"Score in {years[0]} (fifth of people)",
            f"People of that fifth, by where they are in {years[-1]} (%)",
        ),
        title="Where people end who began in each fifth",
        caption=f"Each bar is the people who stood in one fifth of the scores at the end of {years[0]}; its parts are "
        f"the fifths in which they stood at the end of {years[-1]}. People with one score are in one fifth, so fifths "
        "are not all equal. The people of the panel; one run.",
        hues=_HUES,
        legend_columns=3,
        domain=(0, 100),
    )


def inequality(run: Run) -> alt.LayerChart:
    """Show how unequally the points above the lowest score are spread, over time."""
    score, weekly = scored(run), lived(run)
    weeks = score_inequality(weekly, score.lowest, every_four_weeks(weekly))
    frame = some(weeks.filter(pl.col("partition") == DESCENT), "nobody was scored in this run")
    line = (
        alt.Chart(frame.select("gini", "mean", TIME))
        .mark_line(color=INK, strokeWidth=2)
        .encode(
            x=time_axis(weekly),
            y=alt.Y("gini:Q", title="Gini coefficient (0 to 1)"),
            tooltip=[
                alt.Tooltip("year:Q", title="Time (years)", format=".2f"),
                alt.Tooltip("gini:Q", title="Gini coefficient", format=".4f"),
                alt.Tooltip("mean:Q", title="Mean above the lowest score (points)", format=".1f"),
            ],
        )
    )
    return finished(
        [line],
        "Inequality of scores",
        f"The Gini coefficient of the points that people have above the lowest score of {score.lowest}: 0 if all have "
        "as many, near 1 if one has them all. One point every four weeks; one run.",
    )


def wrongful(run: Run) -> alt.LayerChart:
    """Show the entries without an act by year, those that take points and those that give them.

    Raises
    ------
    NothingToDrawError
        If no rule gives or takes points, or no such entry was made.
    """
    weekly, taken, given = lived(run), punished(run), rewarded(run)
    if not taken and not given:
        raise NothingToDrawError(f"no rule of the rule book '{run.policy.name}' gives or takes points")
    everybody = (pl.col("group") == EVERYBODY) & (pl.col("span") == IN_YEAR)
    frame = measure.wrongful(weekly, taken, given).filter(everybody)
    if not frame.select(pl.col("accused", "credited").sum()).sum_horizontal().item():
        raise NothingToDrawError("no entry was made without an act")
    return stacked_bars(
        frame.with_columns(pl.col("year").cast(pl.String)),
        "year",
        _FOR_NOTHING,
        titles=("Year (of the calendar)", "Entries without an act per 1,000 person-years"),
        title="Entries for what nobody did, year by year",
        caption="Each bar is the entries of one year that were made without an act: accusations, which take points, "
        "and credit that was not earned, which gives them. One run.",
        hues=(VERMILLION, GREEN),
    )
