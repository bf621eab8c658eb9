"""How far people move, as tables."""

from __future__ import annotations

import polars as pl

from scored_society.chart.moving import NOBODY_MOVES
from scored_society.chart.there import lived, scored, some
from scored_society.measure import mobility as moved
from scored_society.measure import wrongful as wronged
from scored_society.measure.amounts import score_inequality
from scored_society.measure.census import EVERYBODY, year_ends
from scored_society.measure.groups import IN_YEAR
from scored_society.measure.recovery import time_to_recover
from scored_society.measure.run import punished, rewarded, ruled_panel
from scored_society.record.run import Run
from scored_society.report.data.columns import GROUP, YEAR, with_year
from scored_society.report.tables import Column, Table, table
from scored_society.report.wording import NONE, decimal, fine, percent, text, whole


def mobility(run: Run) -> Table:
    """Return who moved up and down between fifths, from year to year and over the whole run."""
    columns: dict[str, Column] = {
        "start": ("From the end of", str),
        "end": ("To the end of", str),
        **GROUP,
        "people": ("In the panel in both (people)", whole),
        "up_share": ("Up (share)", percent),
        "down_share": ("Down (share)", percent),
        "stayed_share": ("In the same fifth (share)", percent),
        "shorrocks": ("Shorrocks index (0: nobody moves)", fine),
    }
    frame = some(moved.mobility(ruled_panel(run)), NOBODY_MOVES)
    spans = (pl.col("group") == EVERYBODY) | (pl.col("end") - pl.col("start") > 1)
    return table("Moves between fifths of the score; groups over the whole run", frame.filter(spans), columns)


def recovery(run: Run) -> Table:
    """Return how long it takes until a score that has fallen below the start is back."""
    lived(run)
    start = scored(run).start
    columns: dict[str, Column] = {
        **GROUP,
        "falls": (f"Falls below {start}", whole),
        "recovered": ("Back within the run", whole),
        "median_years": ("Half are back after (years, estimated)", _years),
        "still_below": ("Not back at the end (share, estimated)", percent),
    }
    frame = some(time_to_recover(ruled_panel(run), start), "nobody of the panel fell below the starting score")
    return table("Time until a score is back at the start, people of the panel", frame, columns)


def inequality(run: Run) -> Table:
    """Return how unequally points are spread at the end of each year, within groups and between."""
    score, weekly = scored(run), lived(run)
    columns: dict[str, Column] = {
        **YEAR,
        "partition": ("Groups by", text),
        "mean": ("Mean above the lowest score (points)", decimal),
        "gini": ("Gini coefficient", fine),
        "theil": ("Theil's T", fine),
        "within": ("Within groups", fine),
        "between": ("Between groups", fine),
        "between_share": ("Between groups (share)", percent),
    }
    frame = with_year(score_inequality(weekly, score.lowest, year_ends(weekly)))
    return table("Inequality of points above the lowest score, at the end of each year", frame, columns)


def wrongful(run: Run) -> Table:
    """Return what was done to people, and given to them, for what they did not do, by year."""
    columns: dict[str, Column] = {
        **YEAR,
        "accused": ("Entries that take points", whole),
        "points_taken": ("Points taken", whole),
        "credited": ("Entries that give points", whole),
        "points_given": ("Points given", whole),
        "listings": ("Wrongful listings", whole),
        "weeks_listed": ("Wrongfully on the list (person-weeks)", whole),
        "weeks_under": ("Under sanctions for nothing (weeks, each counted)", whole),
        "refused": ("Refused for nothing (times)", whole),
        "turned_away": ("Not known by a camera at a door, till or dispenser (times)", whole),
    }
    frame = wronged.wrongful(lived(run), punished(run), rewarded(run))
    frame = frame.filter((pl.col("group") == EVERYBODY) & (pl.col("span") == IN_YEAR))
    return table("For what nobody did, year by year", frame, columns)


def _years(value: int | None) -> str:
    return NONE if value is None else str(value)
