"""Collectors, checks of faces and the payment platform as tables."""

from __future__ import annotations

from scored_society.chart.platform import fed_by_platform, the_platform
from scored_society.chart.there import lived, the_channel
from scored_society.chart.watching import the_collectors
from scored_society.measure.census import year_ends
from scored_society.measure.platform import platform_scores
from scored_society.measure.watching import collectors as measured_collectors
from scored_society.measure.watching import turned_away as measured_turned_away
from scored_society.record.run import Run
from scored_society.report.data.columns import GROUP, SPREAD, YEAR
from scored_society.report.tables import Column, Table, table
from scored_society.report.wording import decimal, fine, named, percent, whole


def collectors(run: Run) -> Table:
    """Return how many collectors there were and what they cost, by year."""
    pay = the_collectors(run).pay
    columns: dict[str, Column] = {
        **YEAR,
        "collectors": ("Collectors (mean number)", decimal),
        "per_thousand": ("Collectors (per 1,000 people)", fine),
        "cost": ("Pay of all (yuan)", whole),
        "cost_each": ("Pay of all (yuan a year per person)", fine),
    }
    caption = f"Collectors by calendar year, at {whole(pay)} yuan a year each"
    return table(caption, measured_collectors(lived(run), pay), columns)


def turned_away(run: Run) -> Table:
    """Return how often a check of faces turned somebody away, by use and group."""
    the_channel(run, "cameras")
    columns: dict[str, Column] = {
        "use": ("Use", named),
        **GROUP,
        "times": ("Turned away (times)", whole),
        "rate": ("Turned away (times per 1,000 people and year)", fine),
    }
    return table("Checks of faces that turned somebody away, whole run", measured_turned_away(lived(run)), columns)


def platform(run: Run) -> Table:
    """Return the spread of the platform's scores within each group at the end."""
    _, found = the_platform(run)
    weekly = lived(run)
    frame = platform_scores(weekly, found.lowest, found.highest, year_ends(weekly)[-1:])
    columns: dict[str, Column] = {**GROUP, **SPREAD, "people": ("Adults", whole)}
    return table("The platform's scores within groups at the end of the run", frame, columns)


def platform_findings(run: Run) -> Table:
    """Return what the platform brought onto the State's score, by rule."""
    columns: dict[str, Column] = {
        "rule": ("Rule (of the State's score)", named),
        "by_it": ("Entries by the platform", whole),
        "entries": ("Entries by all channels", whole),
        "by_it_share": ("By the platform (share)", percent),
        "points": ("Points of the rule, by all channels", whole),
    }
    return table("Entries that the platform was the first to bring, whole run", fed_by_platform(run), columns)
